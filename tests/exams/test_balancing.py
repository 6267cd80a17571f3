"""The letters of right answers: none comes often, none in a long row, whatever is drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mesoquiz
from mesoquiz.exams.blueprint import Blueprint, SectionPlan
from mesoquiz.exams.drawing import assembly
from mesoquiz.exams.drawing.assembly import assemble_blueprint
from mesoquiz.exams.manifest import dump
from mesoquiz.exams.quiz import Form, Section
from mesoquiz.exams.reprints import restore
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


def statements(*answers: bool) -> list[Note]:
    return [truefalse.TrueFalse(id=f"t{n}", statement=f"S{n}.", answer=answer) for n, answer in enumerate(answers)]


def test_letters_that_cannot_change_are_reckoned_with() -> None:
    """Numbers keep their order: the other questions with four options make up for what they can."""
    years = tuple(Option(text=str(year)) for year in (1930, 1940, 1952))
    first = [
        qa.QuestionAnswer(id=f"n{n}", question=f"N{n} ?", answer=Option(text="1920"), distractors=years)
        for n in range(6)
    ]
    quiz = mesoquiz.assemble(bank_of(*first, *choices(14)), seed="s")
    found = keys(quiz.forms[0])
    assert Counter(found)["A"] <= 8
    assert found.count("A") - 6 <= 2, "the numbers have used up nearly all the A's"


def test_statements_use_up_no_letter_of_the_choices() -> None:
    """Whoever sees many true statements must not know that A is rare among the choices."""
    found: Counter[str] = Counter()
    for seed in range(60):
        (form,) = mesoquiz.assemble(bank_of(*statements(*[True] * 6), *choices(14)), seed=f"graine {seed}").forms
        assert longest_run(keys(form)) <= 3
        letters = [item.key for item in form.items if len(item.order) == 4]
        assert max(Counter(letters).values()) <= 5
        found.update(letters)
    assert chi_squared(found) < LIMIT


LIMIT = 11.345
"""The 99th percentile with three degrees of freedom."""


def chi_squared(found: Counter[str]) -> float:
    even = found.total() / 4
    return sum((found[letter] - even) ** 2 / even for letter in "ABCD")


MIXED = {
    "statements before": (SectionPlan(kinds=("truefalse",), count=15), SectionPlan(kinds=("qa",), count=15)),
    "statements behind": (SectionPlan(kinds=("qa",), count=10), SectionPlan(kinds=("truefalse",), count=8)),
    "mixed": (SectionPlan(count=30),),
}


@pytest.mark.parametrize("sections", MIXED.values(), ids=MIXED)
def test_mixed_exams_have_even_letters_and_no_long_row(sections: tuple[SectionPlan, ...]) -> None:
    """Two of three statements are true. Runs are counted over the whole form, and none is in vain."""
    bank = bank_of(*statements(*(n % 3 > 0 for n in range(24))), *choices(40))
    found: Counter[str] = Counter()
    for seed in range(80):
        (form,) = assemble_blueprint(bank, Blueprint(title="T", seed=f"graine {seed}", sections=sections)).forms
        found.update(item.key for item in form.items if len(item.order) == 4)
        if not any(is_lopsided(section) for section in form.sections):
            assert longest_run(keys(form)) <= 3
    assert chi_squared(found) < LIMIT


def is_lopsided(section: Section) -> bool:
    """Whether true or false statements are too many for any order of a section."""
    found = Counter(item.key if len(item.order) == 2 else "other" for item in section.items)
    return any(found[letter] > 3 * (found.total() - found[letter] + 1) for letter in "AB")


@given(answers=st.lists(st.booleans(), min_size=1, max_size=16), others=st.integers(0, 4), seed=st.text(min_size=1))
def test_statements_make_no_long_row_where_an_order_has_none(answers: list[bool], others: int, seed: str) -> None:
    (form,) = mesoquiz.assemble(bank_of(*statements(*answers), *choices(others)), seed=seed).forms
    assert {item.note.id for item in form.items} == {f"t{n}" for n in range(len(answers))} | {
        f"c{n}" for n in range(others)
    }
    if not is_lopsided(form.sections[0]):
        assert longest_run(keys(form)) <= 3


def test_statements_in_the_order_of_the_decks_stay_in_it() -> None:
    bank = bank_of(*statements(True, True, True, True, True, False))
    part = SectionPlan(count=6, order="fixed")
    (form,) = assemble_blueprint(bank, Blueprint(title="T", seed="s", sections=(part,))).forms
    assert keys(form) == list("AAAAAB")


def test_letters_of_two_options_are_even_too() -> None:
    for seed in range(20):
        (form,) = mesoquiz.assemble(bank_of(*choices(20, 2)), seed=str(seed)).forms
        assert longest_run(keys(form)) <= 3
        assert max(Counter(keys(form)).values()) <= 12


@given(number=st.integers(1, 12), seed=st.text(min_size=1), data=st.data())
def test_a_card_that_is_not_drawn_moves_nothing(number: int, seed: str, data: st.DataObject) -> None:
    """Neither a statement nor a choice, wherever it is written."""
    notes = [*statements(*(n % 4 > 0 for n in range(12))), *choices(8)]
    more = data.draw(
        st.sampled_from([replace(statements(True)[0], id="neuf"), replace(choices(1)[0], id="neuf")]), label="more"
    )
    place = data.draw(st.integers(0, len(notes)))
    old, new = (
        mesoquiz.assemble(bank_of(*some), count=number, seed=seed, forms=2).forms
        for some in (notes, [*notes[:place], more, *notes[place:]])
    )
    if "neuf" not in {item.note.id for item in new[0].items}:
        assert old == new


def test_an_exam_that_was_printed_with_other_letters_is_printed_again_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Exams of earlier releases had longer rows: the manifest has the last word."""
    bank = bank_of(*statements(*[True] * 6, False, False), *choices(14))
    with monkeypatch.context() as patch:
        patch.setattr(assembly, "spread", lambda form, _: form)
        patch.setattr(assembly, "balanced", lambda form, _: form)
        before = mesoquiz.assemble(bank, seed="s", forms=2)
    assert before != mesoquiz.assemble(bank, seed="s", forms=2)
    assert restore(dump(before), bank) == before


def test_forty_seeds_of_four_forms_are_even() -> None:
    """4,800 keys: the letters differ by no more than chance would, by a chi-squared test at 1 %."""
    bank = bank_of(*choices(40))
    found: Counter[str] = Counter()
    for seed in range(40):
        for form in mesoquiz.assemble(bank, seed=f"graine {seed}", count=30, forms=4).forms:
            found.update(keys(form))
            assert longest_run(keys(form)) <= 3
    assert chi_squared(found) < LIMIT


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
