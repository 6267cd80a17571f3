"""A flashcard of a pool: one draw of it, the same on each print, whose right options are on the back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rendering import write_decks

import mesoquiz
from mesoquiz.flashcards.faces import Entries, Text, card
from mesoquiz.languages import LANGUAGES

POOL: dict[str, Any] = {
    "id": "a",
    "question": "Lesquelles ?",
    "answers": [f"juste {number}" for number in range(8)],
    "distractors": [f"faux {number}" for number in range(8)],
    "draw": 5,
}


def test_front_and_back_have_one_draw(tmp_path: Path) -> None:
    bank = mesoquiz.load(write_decks(tmp_path, [POOL | {"id": f"c{number}"} for number in range(20)], lang="fr"))
    sizes = set()
    for note in bank.notes:
        made = card(note, "Essai", LANGUAGES["fr"])
        assert made == card(note, "Essai", LANGUAGES["fr"])
        (front,), (back,) = ([part for part in side if isinstance(part, Entries)] for side in (made.front, made.back))
        assert len(front.entries) == 5
        assert list(back.entries) == [entry for entry in front.entries if entry[1].startswith("juste")]
        sizes.add(len(back.entries))
    assert sizes == {1, 2, 3, 4}


def test_the_number_that_is_told_can_be_ticked(tmp_path: Path) -> None:
    (note,) = mesoquiz.load(write_decks(tmp_path, [POOL | {"expected": 3}], lang="fr")).notes
    made = card(note, "Essai", LANGUAGES["fr"])
    assert Text(role="lead", text="Cochez 3 réponses.") in made.front
    (back,) = (part for part in made.back if isinstance(part, Entries))
    assert len(back.entries) == 3
