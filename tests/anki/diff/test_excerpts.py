"""From where long texts are shown that differ: some words before, and never from within an element."""

from __future__ import annotations

import pytest

from mesoquiz.anki.comparing.differences import differences
from mesoquiz.anki.contents import PackedNote

LED = "Le derme se trouve sous l'épiderme et"
"""37 characters."""
PICTURE = '<img src="coupe.png" alt="Une coupe de la peau au grossissement de cent">'
BOLD = "<strong>au-dessus</strong>"


def note(text: str) -> PackedNote:
    return PackedNote(guid="a", note_type="1", modified=0, tags=(), fields=(text,), cards={0: "Suite"})


def shown(before: str) -> str:
    """How a text is shown that ends with another word."""
    ((where, old, new),) = differences(note(before + "vieux"), note(before + "neuf"), {})
    assert where == "field 1"
    assert old.endswith("vieux")
    assert new == old.removesuffix("vieux") + "neuf"
    return old.removesuffix("vieux")


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (f"{LED} au-dessus de l'os, ou ", f"{LED} au-dessus de l'os, ou "),
        (f"{LED} au-dessus de l'os, ou: ", "… l'épiderme et au-dessus de l'os, ou: "),
        (f"{LED} au-dessus de l'hypoderme, où se fait ", "… au-dessus de l'hypoderme, où se fait "),
        (f"{LED} {PICTURE} ", "… "),
        (f"{PICTURE} ", ""),
        (f"<i>Le</i> derme, {LED} {PICTURE} ", "… "),
        (f"{LED} {PICTURE} {BOLD} ", "… au-dessus "),
        (f"{LED} {BOLD} de {BOLD} et au-dessous de la couche profonde ", "… au-dessous de la couche profonde "),
    ],
    ids=[
        "no more than 60 characters",
        "one more",
        "plain text",
        "within an element",
        "within the first element",
        "within one of two elements",
        "within an element, before others",
        "behind elements",
    ],
)
def test_long_texts_are_shown_from_some_words_before_they_differ(before: str, expected: str) -> None:
    assert shown(before) == expected


def test_of_a_long_text_a_paragraph_is_shown() -> None:
    ((_, old, new),) = differences(note("a" * 300), note("b" * 300), {})
    assert (old, new) == ("a" * 200, "b" * 200)
