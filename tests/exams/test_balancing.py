"""The letters of right answers: none comes often, none in a long row, whatever is drawn."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mesoquiz
from mesoquiz.exams.quiz import Form
from mesoquiz.notes.bank import Bank, Collection, Deck
from mesoquiz.notes.interactions import Choose, Option
from mesoquiz.notes.note import Note
from mesoquiz.questions import qa, truefalse


def bank_of(*notes: Note) -> Bank:
    return Bank(collection=Collection(id="peau", title="Peau"), decks=(Deck(name="Peau", notes=notes),))


def choices(number: int, options: int = 4) -> list[Note]:
    wrong = tuple(Option(text=name) for name in "bcdefg"[: options - 1])
    return [
        qa.QuestionAnswer(id=f"c{n}", question=f"Q{n} ?", answer=Option(text="a"), distractors=wrong)
        for n in range(number)
    ]


def keys(form: Form) -> list[str]:
    return [item.key for item in form.items if isinstance(item.interaction, Choose) and item.interaction.single]


def longest_run(letters: list[str]) -> int:
    return max(len(list(group)) for _, group in groupby(letters))


@given(seed=st.text(min_size=1), number=st.integers(1, 40), options=st.integers(3, 6), forms=st.integers(1, 3))
def test_no_letter_comes_often_or_in_a_long_row(seed: str, number: int, options: int, forms: int) -> None:
    quiz = mesoquiz.assemble(bank_of(*choices(number, options)), seed=seed, forms=forms)
    for form in quiz.forms:
        assert longest_run(keys(form)) <= 3
        assert max(Counter(keys(form)).values()) <= max(0.4 * number, 1 + number // options)


def test_letters_that_cannot_change_are_reckoned_with() -> None:
    """Right and wrong have fixed letters: the others make up for what they can."""
    truths = [truefalse.TrueFalse(id=f"t{n}", statement=f"S{n}.", answer=True) for n in range(6)]
    quiz = mesoquiz.assemble(bank_of(*truths, *choices(14)), seed="s")
    found = keys(quiz.forms[0])
    assert Counter(found)["A"] <= 8
    assert found.count("A") - 6 <= 2, "true statements have used up nearly all the A's"


def test_forty_seeds_of_four_forms_are_even() -> None:
    """4,800 keys: the letters differ by no more than chance would, by a chi-squared test at 1 %."""
    bank = bank_of(*choices(40))
    found: Counter[str] = Counter()
    for seed in range(40):
        for form in mesoquiz.assemble(bank, seed=f"graine {seed}", count=30, forms=4).forms:
            found.update(keys(form))
            assert longest_run(keys(form)) <= 3
    expected = sum(found.values()) / 4
    # The 99th percentile with three degrees of freedom.
    assert sum((count - expected) ** 2 / expected for count in found.values()) < 11.345


def test_the_same_seed_gives_the_same_letters() -> None:
    bank = bank_of(*choices(30))
    first, again, other = (mesoquiz.assemble(bank, seed=seed, forms=2) for seed in ("s", "s", "t"))
    assert [keys(form) for form in first.forms] == [keys(form) for form in again.forms]
    assert [keys(form) for form in first.forms] != [keys(form) for form in other.forms]


@pytest.mark.usefixtures("random_seeds")
def test_a_quiz_without_a_seed_draws_one_that_nobody_knows() -> None:
    bank = bank_of(*choices(30))
    seeds = {mesoquiz.assemble(bank, count=3).seed for _ in range(20)}
    assert len(seeds) == 20
    assert all(len(seed) == 10 for seed in seeds)


@pytest.mark.parametrize("options", [4, 5])
def test_fewer_questions_than_letters_have_different_ones(options: int) -> None:
    quiz = mesoquiz.assemble(bank_of(*choices(3, options)), seed="s")
    assert len(set(keys(quiz.forms[0]))) == 3
