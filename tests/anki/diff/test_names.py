"""What a note of a package is called, whatever elements its text has, and what is said of decks without a release."""

from __future__ import annotations

from pathlib import Path

import pytest
from comparisons import DECK, diff, pack, write
from releases import THEN

from mesoquiz.anki.comparing.updates import readable

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
    package, _ = pack(write(Path("old"), DECK), THEN)
    assert diff(package, write(Path("new"), DECK)).output == "Nothing changes for a student.\n"
    assert diff(write(Path("new"), DECK), package).output == "Nothing changes for a student.\n"
