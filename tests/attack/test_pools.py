"""Pools under attack: the candidates see what is shown, and the number of right options tells them nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rendering import write_decks

import mesoquiz
from mesoquiz.attack.candidates import Attack, attack
from mesoquiz.notes.bank import Bank

NUMBER = "number of right ones"


def bank_of(folder: Path, number: int, **told: Any) -> Bank:
    words = iter(f"mot{'abcdefghij'[n % 10]}{'abcdefghijklmnopqrst'[n // 10]}" for n in range(200))
    cards = [
        {
            "id": f"c{place}",
            "question": f"Lesquels {place} ?",
            "answers": [next(words) for _ in range(3)],
            "distractors": [next(words) for _ in range(5)],
            **told,
        }
        for place in range(number)
    ]
    bank = mesoquiz.load(write_decks(folder, cards))
    assert not bank.errors, mesoquiz.format_report(bank)
    return bank


def cues(made: Attack, name: str) -> int:
    return len(next(one for one in made.candidates if one.name == name).cues)


def test_the_number_of_right_options_tells_nothing(tmp_path: Path) -> None:
    whole = attack(mesoquiz.assemble(bank_of(tmp_path / "a", 12), seed="1"))
    drawn = attack(mesoquiz.assemble(bank_of(tmp_path / "b", 12, draw=5), seed="1"))
    assert cues(whole, NUMBER) == 12
    assert cues(drawn, NUMBER) == 0
    assert drawn.choices == 12


def test_candidates_see_the_options_that_are_printed(tmp_path: Path) -> None:
    long = "un mot qui est beaucoup plus long que tous les autres"
    card = {"id": "a", "question": "Lequel ?", "answer": "un mot", "distractors": [*"abcdefgh", long], "draw": 3}
    bank = mesoquiz.load(write_decks(tmp_path, [card]))
    shown = set()
    for seed in "123456789":
        quiz = mesoquiz.assemble(bank, seed=seed)
        (item,) = quiz.forms[0].items
        is_long = "distractor-9" in item.option_names
        shown.add(is_long)
        (cue,) = attack(quiz).candidates[0].cues
        # One of three is ticked: the long one where it is printed, else the right one, the longest of the others.
        assert cue.gain == pytest.approx(-1 / 3 if is_long else 2 / 3)
    assert shown == {True, False}
