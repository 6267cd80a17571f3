"""Pictures to point at, as flashcards: the picture on the front, its zones on the back."""

from __future__ import annotations

import pytest

from mesoquiz.flashcards.faces import Entries, Picture, Text, card
from mesoquiz.languages import LANGUAGES
from mesoquiz.notes.interactions import Zone
from mesoquiz.notes.note import Note
from mesoquiz.notes.note import Picture as Image
from mesoquiz.questions import kinds

FRENCH = LANGUAGES["fr"]
SIDES = {"left": 10.0, "top": 10.0, "width": 20.0, "height": 20.0}


def note(*labels: str, **more: object) -> Note:
    zones = tuple(Zone(**SIDES | {"top": 10.0 + 30 * n}, label=label) for n, label in enumerate(labels))
    kind = kinds().kinds["zone"]
    made: Note = kind(id="a", question="Où ?", image=Image(file="p.png", alt="Peau"), zones=zones, **more)
    return made


def test_the_zones_are_on_the_back_alone() -> None:
    made = card(note("derme"), "D", FRENCH)
    assert made.front == (Text(role="prompt", text="Où ?"), Picture(file="p.png", alt="Peau"))
    picture, answer = made.back
    assert isinstance(picture, Picture)
    assert [zone.top for zone in picture.zones] == [10]
    assert answer == Text(role="answer", text="derme")


@pytest.mark.parametrize(("expected", "said"), [(None, ["Une seule de ces zones suffit."]), (2, [])])
def test_several_zones_are_numbered(expected: int | None, said: list[str]) -> None:
    made = card(note("derme", "", expected=expected), "D", FRENCH)
    assert made.back[1] == Entries(entries=(("1.", "derme"), ("2.", "zone 2")))
    assert [one.text for one in made.back[2:] if isinstance(one, Text)] == said
    told = [one.text for one in made.front if isinstance(one, Text)]
    assert len(told) == (2 if expected == 2 else 1), "how many crosses is told where it is more than one"
