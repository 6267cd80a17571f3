"""Hashes of all that mesoquiz makes: the package, the pages of both exams, the flashcards, reports on every case.

    python benchmarks/outputs.py > before
    (change something that should change nothing for users)
    python benchmarks/outputs.py | diff before -

Pages are made as HTML and as PDF. The time of a package is fixed, as SOURCE_DATE_EPOCH does.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
BLUEPRINTS = sorted((ROOT / "decks" / "blueprints").glob("*.yaml"))


def run(*args: str | Path, cwd: Path) -> str:
    """What a command prints, and its exit code."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000", "COLUMNS": "80"}
    command = [sys.executable, "-m", "mesoquiz", *args]
    made = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, check=False)
    return f"{made.returncode}\n{made.stdout.decode()}\n{made.stderr.decode()}".replace(str(ROOT), "")


def main() -> None:
    """Print a hash and a name for each output."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        said = [run("build", ROOT / "decks", "-o", "dist", cwd=folder)]
        said += [run("quiz", "-b", path, "--pdf", "-o", f"pdf/{path.stem}", cwd=folder) for path in BLUEPRINTS]
        cards = ("flashcards", ROOT / "decks", "--pdf", "--layout")
        said += [run(*cards, layout, "-o", layout, cwd=folder) for layout in ("duplex", "fold")]
        said += [run(command, "--help", cwd=folder) for command in ("build", "check", "quiz", "diff", "list")]
        said += [run("list", ROOT / "decks", cwd=folder), run("schema", "deck", cwd=folder)]
        for number, text in enumerate(said):
            print(hashlib.sha256(text.encode()).hexdigest(), f"command {number}")
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                print(hashlib.sha256(file.read_bytes()).hexdigest(), file.relative_to(folder))
    cases = sorted((ROOT / "tests" / "cases").rglob("*.yaml"))
    for case in cases:
        text = run("check", case.name, cwd=case.parent)
        print(hashlib.sha256(text.encode()).hexdigest(), case.relative_to(ROOT / "tests" / "cases"))


if __name__ == "__main__":
    main()
