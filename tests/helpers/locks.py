"""Decks that are published, and their lock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from releases import SUITE

from mesoquiz.anki.contents import PackedNote
from mesoquiz.anki.reader import read

COLLECTION = "id: suite\ntitle: Suite\nversion: '1'\n"

CARDS = (
    SUITE
    + """\
  - id: image
    question: "![Coupe](coupe.png) Que voit-on ?"
    answer: la peau
"""
)

LOCK = Path("decks/collection.lock")
PACKAGE = Path("dist/suite.apkg")
WITHDRAWN = Path("dist/suite-retraits.apkg")


def edit(old: str, new: str, name: str = "a.yaml") -> None:
    path = Path("decks", name)
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, text
    path.write_text(text.replace(old, new), encoding="utf-8")


def packed(path: Path = PACKAGE) -> dict[str, PackedNote]:
    """The notes of a package by their ids."""
    return {note.fields[0]: note for note in read(path).notes.values()}


def written() -> dict[str, bytes]:
    """All files here but the author's own."""
    found = (path for path in Path().rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in found if path.suffix not in (".yaml", ".png")}


def lock_line(id: str) -> str:
    return next(line for line in LOCK.read_text(encoding="utf-8").splitlines() if f" {id} " in line)


# What would lose progress is refused.

# ruff: noqa: E501 (a report has the lines that it has)
LOSSES: dict[str, tuple[Callable[[], object], str]] = {
    "a removed note": (
        lambda: remove("terme"),
        """\
decks/collection.lock:8:1: error[card-removed] the card `terme` was published and is gone; students would keep it for ever
  |
8 | note terme HASH 1700000000@1 standard=contr.injec.vie…
  | ^^^
  = help: change its id back, or put it back with `retired: true`; if nobody has it yet, delete this line
""",
    ),
    "a changed id": (
        lambda: edit("- id: question\n", "- id: lieu\n"),
        """\
decks/a.yaml:3:9: error[card-renamed] the card `lieu` was published as `question`: under another id it is a new card, and progress is lost
  |
3 |   - id: lieu
  |         ^^^^
  = help: change the id back to `question`
""",
    ),
    "another collection": (
        lambda: edit("id: suite", "id: fin", "collection.yaml"),
        """\
decks/collection.lock:2:1: error[collection-renamed] the collection was published as `suite` and is now `fin`: every card would become a new one
  |
2 | collection suite
  | ^^^^^^^^^^^^^^^^
  = help: change `id:` in collection.yaml back to `suite`
""",
    ),
    "a question becomes a cloze": (
        lambda: edit(
            "    question: Où injecte-t-on ?\n    answer: dans le derme\n", '    cloze: "Dans le {{1::derme}}."\n'
        ),
        """\
decks/a.yaml:3:9: error[note-type-changed] the card `question` was published as a standard note and cannot become a cloze one: Anki would keep the old one for ever
  |
3 |   - id: question
  |         ^^^^^^^^
  = help: give the new card an id of its own, and put the old one back with `retired: true`
""",
    ),
    "a gap fewer": (
        lambda: edit("{{2::endroit}}", "endroit"),
        """\
decks/a.yaml:7:9: error[card-lost] the card `trous` no longer has the gap 2, which students have learnt
  |
7 |   - id: trous
  |         ^^^^^
  = help: keep it, or put the old card back with `retired: true` and give this one a new id
""",
    ),
    "gaps that swap their numbers": (
        lambda: edit("{{1::rarement}}, au bon {{2::endroit}}", "{{2::rarement}}, au bon {{1::endroit}}"),
        """\
decks/a.yaml:7:9: error[cloze-renumbered] the gaps of `trous` have changed numbers: 1 is now 2, and the learning histories would be swapped
  |
7 |   - id: trous
  |         ^^^^^
  = help: write the old numbers into the gaps: {{1::…}}
""",
    ),
    "a gap slipped in before others": (
        lambda: edit('"Peu, {{1::rarement}}, au bon {{2::endroit}}."', '"{{Peu}}, {{rarement}}, au bon {{endroit}}."'),
        """\
decks/a.yaml:7:9: error[cloze-renumbered] the gaps of `trous` have changed numbers: 1 is now 2, and the learning histories would be swapped
  |
7 |   - id: trous
  |         ^^^^^
  = help: write the old numbers into the gaps: {{1::…}}
""",
    ),
    "no way back any more": (
        lambda: edit("contre le vieillissement\n", "contre le vieillissement\n    reverse: false\n"),
        """\
decks/a.yaml:9:9: error[card-lost] the card `terme` no longer has its reverse card, which students have learnt
  |
9 |   - id: terme
  |         ^^^^^
  = help: keep it, or put the old card back with `retired: true` and give this one a new id
""",
    ),
}


def remove(id: str) -> None:
    path = Path("decks/a.yaml")
    head, *cards = path.read_text(encoding="utf-8").split("  - id: ")
    kept = [card for card in cards if not card.startswith(id)]
    assert len(kept) == len(cards) - 1
    path.write_text("  - id: ".join([head, *kept]), encoding="utf-8")
