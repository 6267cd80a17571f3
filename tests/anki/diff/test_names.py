"""What a note of a package is called, whatever elements its text has, and what is said of decks without a release."""

from __future__ import annotations

from pathlib import Path

import pytest
from comparisons import DECK, diff, pack, write
from releases import THEN

from mesoquiz.anki.comparing.updates import GONE, STALE, compare, readable
from mesoquiz.anki.contents import Clock, Contents, PackedNote, PackedType

FUTURE = 4_000_000_000
LONG = '<img alt="' + "a" * 3_000 + '">'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pH < 7", "pH < 7"),
        ("<b>Le</b> derme", "Le derme"),
        (f"<b>Le</b> derme {LONG}", "Le derme"),
        ("<b>Le</b> derme " + "a" * 3_000, ("Le derme " + "a" * 3_000)[:250]),
        ("&eacute;t&eacute;", "été"),
    ],
    ids=["less than", "elements", "an element that is cut", "a text that is cut", "entities"],
)
def test_of_a_text_nothing_is_shown_but_what_is_read(text: str, expected: str) -> None:
    assert readable(text) == expected


def test_decks_that_were_never_released_have_no_later_time() -> None:
    """They hold what the package holds: nothing is restamped."""
    for time in (THEN, FUTURE):
        package, _ = pack(write(Path("old"), DECK), time)
        assert diff(package, write(Path("new"), DECK)).output == "Nothing changes for a student.\n"
        assert diff(write(Path("new"), DECK), package).output == "Nothing changes for a student.\n"


def packed(guid: str, text: str) -> PackedNote:
    return PackedNote(guid=guid, note_type="1", modified=0, tags=(), fields=(text,), cards={0: "Suite"})


def test_a_note_without_a_word_is_named_by_its_number() -> None:
    """As Anki's own packages may have them: a picture and nothing else."""
    old, new = (Contents(notes={"g": packed("g", text)}, types={}) for text in ("<img src=a.png>", "<img src=b.png>"))
    assert [(one.effect, one.name) for one in compare(old, new, Clock())] == [(STALE, "g")]


def test_a_note_type_that_is_gone_is_no_other_note_type() -> None:
    kinds = {"1": PackedType(name="Type", fields=(), templates=())}
    old, new = Contents(notes={"g": packed("g", "un")}, types=kinds), Contents(notes={}, types={})
    assert [(one.effect, one.name) for one in compare(old, new, Clock())] == [(GONE, "un")]
