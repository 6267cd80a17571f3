"""Rules on content look at what is shown of a pool."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rendering import write_decks

import mesoquiz

LIST: dict[str, Any] = {"answers": ["un", "deux", "trois"], "distractors": ["quatre", "cinq", "six", "sept", "huit"]}


def codes(folder: Path, *cards: dict[str, Any]) -> list[str]:
    bank = mesoquiz.check(mesoquiz.load(write_decks(folder, list(cards))))
    return [found.code for found in bank.diagnostics]


@pytest.mark.parametrize(("draw", "told"), [(4, 0), (8, 1)])
def test_the_number_of_options_is_that_of_those_shown(tmp_path: Path, draw: int, told: int) -> None:
    card = {"id": "a", "question": "Lequel ?", "answer": "un", "distractors": [*"abcdefghi"], "draw": draw}
    assert codes(tmp_path, card).count("S104") == told


@pytest.mark.parametrize(("told", "found"), [({}, 1), ({"draw": 5}, 0)])
def test_pools_do_not_tell_how_many_are_right(tmp_path: Path, told: dict[str, Any], found: int) -> None:
    cards = [{"id": f"c{n}", "question": f"Lesquels, en {1990 + n} ?", **LIST, **told} for n in range(8)]
    assert codes(tmp_path, *cards).count("B807") == found


def test_a_number_in_the_question_is_told_once(tmp_path: Path) -> None:
    card = {"id": "a", "question": "Quels sont les trois nombres ?", **LIST, "draw": 5}
    assert [code for code in codes(tmp_path, card) if code in ("T216", "draw-number-asked")] == ["draw-number-asked"]
