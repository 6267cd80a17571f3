"""The shipped decks and plans for exams."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mesoquiz.exams.identity import check_of

ROOT = Path(__file__).parents[2]
PLANS = sorted((ROOT / "decks" / "blueprints").glob("*.yaml"))
SMALL = Path(__file__).parent.parent / "cases" / "blueprints" / "decks"


def files(folder: Path | str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def plan(*sections: str, head: str = "title: Essai\n") -> Path:
    path = Path("plan.yaml")
    path.write_text(head + "sections:\n" + "".join(f"  - {section}\n" for section in sections), encoding="utf-8")
    return path


def without_texts(manifest: str) -> str:
    """A manifest as it was before it kept what its cards said."""
    made = json.loads(manifest) | {"format": 2}
    later = ("exam", "texts", "sources", "check")
    return json.dumps({name: value for name, value in made.items() if name not in later})


def of_format_2(manifest: str) -> str:
    """A manifest as it was before it had a check."""
    made = json.loads(manifest) | {"format": 2}
    return json.dumps({name: value for name, value in made.items() if name != "check"}, ensure_ascii=False)


def sealed(made: dict[str, Any]) -> str:
    """A manifest whose check fits, as whoever knows the program makes it."""
    return json.dumps(made | {"check": check_of(made)})
