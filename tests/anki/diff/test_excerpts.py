"""From where long texts are shown that differ: some words before, and never from within an element."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mesoquiz.anki.comparing.differences import differences
from mesoquiz.anki.contents import PackedNote, PackedType, TypePart

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
        (f"{LED} au-dessus de l'hypoderme, <b>là</b> et ", "… au-dessus de l'hypoderme, là et "),
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
        "before an element",
    ],
)
def test_long_texts_are_shown_from_some_words_before_they_differ(before: str, expected: str) -> None:
    assert shown(before) == expected


def test_of_a_long_text_a_paragraph_is_shown() -> None:
    ((_, old, new),) = differences(note("a" * 300), note("b" * 300), {})
    assert (old, new) == ("a" * 200, "b" * 200)


def kind(*fields: str) -> dict[str, PackedType]:
    parts = tuple(TypePart(0, name) for name in fields)
    return {"1": PackedType(name="Type", fields=parts, templates=())}


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (kind("Spare 1", "Id"), "Context"),
        (kind("Spare 1", "Rest"), "Spare 1"),
        (kind(), "field 1"),
        ({}, "field 1"),
    ],
    ids=["mesoquiz", "others", "no name", "no note type"],
)
def test_a_field_is_called_by_what_it_holds(types: dict[str, PackedType], expected: str) -> None:
    assert [found.where for found in differences(note("un"), note("deux"), types)] == [expected]


def test_notes_of_another_number_of_fields_are_compared() -> None:
    """A note type may have got a field."""
    longer = replace(note("deux"), fields=("deux", "trois"))
    assert [*differences(note("un"), longer, {})] == [("field 1", "un", "deux")]


def test_a_tag_is_named_once() -> None:
    before, after = (replace(note("un"), tags=tags) for tags in (("b", "a", "b"), ("a", "c")))
    assert [*differences(before, after, {})] == [("tags", "a, b", "a, c")]


def test_a_text_that_only_looks_otherwise_is_not_shown() -> None:
    assert [*differences(note("Le derme"), note("Le <b>derme</b>"), {})] == []
