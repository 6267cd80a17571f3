"""The look of the cards belongs to the templates: no deck, whenever it was built, takes a newer one away."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from releases import NOW, SUITE, THEN, publish
from rendering import import_package

import mesoquiz
from mesoquiz.anki import package as packages
from mesoquiz.anki.lock import Stamp, settle
from mesoquiz.resources import folder as resource

TIMES = resource("templates") / "anki" / "times.txt"


def deck(folder: Path, id: str) -> Path:
    folder.mkdir()
    (folder / "collection.yaml").write_text(f"id: {id}\ntitle: {id}\n", encoding="utf-8")
    (folder / "a.yaml").write_text(SUITE, encoding="utf-8")
    return folder


def looks(folder: Path) -> dict[str, Stamp]:
    return dict(packages.render(mesoquiz.load(folder)).lock().types)


def test_each_look_has_its_time(tmp_path: Path, update: bool) -> None:
    """`pytest --update` dates a new look; a line that was published never changes."""
    found = looks(deck(tmp_path / "decks", "suite"))
    lines = TIMES.read_text(encoding="utf-8").splitlines()
    unknown = [f"{name} {stamp.hash} {int(time.time())}" for name, stamp in found.items() if not stamp.modified]
    if update and unknown:
        TIMES.write_text("\n".join([*lines, *unknown]) + "\n", encoding="utf-8")
    assert update or not unknown, "the templates changed: `pytest --update` dates their new look"
    assert all(re.fullmatch(r"(standard|cloze|occlusion) [0-9a-f]{16} [0-9]{10}", line) for line in lines[1:])
    assert len({line.split()[1] for line in lines[1:]}) == len(lines) - 1


def css(collection: Any) -> bytes:
    """The style of the standard cards; the library keeps note types in memory, so the database is asked."""
    return bytes(collection.db.scalar("select config from notetypes where name = 'Mesoquiz'"))


def test_another_deck_with_older_templates_changes_no_look(
    collection: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, newer = deck(tmp_path / "older", "autre"), deck(tmp_path / "newer", "suite")
    latest = max(packages.look_times().values())
    with monkeypatch.context() as patch:
        real = packages.template_text
        patch.setattr(packages, "template_text", lambda name: real(name) + ("/* new */" if "css" in name else ""))
        hashes = [stamp.hash for stamp in looks(newer).values()]
        patch.setattr(packages, "look_times", lambda: dict.fromkeys(hashes, latest + 10))
        package, _ = publish(newer, None, THEN)
    import_package(collection, package, tmp_path)
    assert b"/* new */" in css(collection)

    package, lock = publish(older, None, latest + 1_000_000)
    import_package(collection, package, tmp_path)
    assert b"/* new */" in css(collection)
    assert {stamp.modified for stamp in lock.types.values()} <= {*packages.look_times().values()}


def test_a_look_is_never_older_than_the_one_before(tmp_path: Path) -> None:
    """Else students would keep the old one. Templates of one's own have no other time than that of the build."""
    folder = deck(tmp_path / "decks", "suite")
    fresh = packages.render(mesoquiz.load(folder)).lock()
    known = fresh.types["standard"]
    late = known.modified + 5_000_000

    def after(before: Stamp | None, stamp: Stamp) -> int:
        locks = [type(fresh)(collection="suite", types={"standard": one} if one else {}) for one in (before, stamp)]
        return settle(*locks, NOW)[0].types["standard"].modified

    assert after(None, known) == known.modified
    assert after(Stamp(hash="0" * 16, modified=late), known) == late + 1
    assert after(None, Stamp(hash="1" * 16)) == NOW
    assert after(Stamp(hash="1" * 16, modified=THEN), Stamp(hash="1" * 16)) == THEN
