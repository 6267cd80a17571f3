"""Where the letter of a right answer is changed: where it would break one of three rules, and nowhere else."""

from __future__ import annotations

from itertools import groupby

import pytest

import mesoquiz
from mesoquiz.exams.blueprint import Blueprint, SectionPlan
from mesoquiz.exams.drawing.assembly import assemble_blueprint
from mesoquiz.exams.quiz import Form
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.ordering import printed_order

SEEDS = [f"graine {number}" for number in range(30)]


def bank_of(pattern: str) -> Bank:
    """For each `?` a question with four options, for each `A` a true statement, for each `B` a false one."""
    cards = [
        {"id": f"c{place}", "question": f"Q{place} ?", "answer": "a", "distractors": ["b", "c", "d"]}
        if kind == "?"
        else {"id": f"c{place}", "statement": f"S{place}.", "answer": kind == "A"}
        for place, kind in enumerate(pattern)
    ]
    return mesoquiz.load_text({"deck": "Essai", "id": "essai", "cards": cards})


def form_of(bank: Bank, seed: str) -> Form:
    part = SectionPlan(count=len(bank.notes), order="fixed", ask="choice")
    (form,) = assemble_blueprint(bank, Blueprint(title="T", seed=seed, sections=(part,))).forms
    return form


def breaks_a_rule(letter: str, before: str, number: int) -> bool:
    """Whether a letter comes a fourth time in a row, or makes more than two fifths of all or of those up to there."""
    so_far = 1 + before.count(letter)
    return before.endswith(letter * 3) or so_far > max(1, number * 2 // 5) or so_far > (len(before) + 1) * 2 // 5 + 1


@pytest.mark.parametrize("number", [4, 9, 20])
def test_a_letter_is_changed_where_it_breaks_a_rule_and_nowhere_else(number: int) -> None:
    bank = bank_of("?" * number)
    changed = 0
    for seed in SEEDS:
        form = form_of(bank, seed)
        keys = "".join(item.key for item in form.items)
        for place, item in enumerate(form.items):
            usual = printed_order(item.interaction, seed, form.name, item.note.id)
            letter = "ABCD"[usual.index(next(iter(item.interaction.keys)))]
            assert not breaks_a_rule(keys[place], keys[:place], number)
            assert (item.order != usual) == breaks_a_rule(letter, keys[:place], number)
            changed += item.order != usual
    assert 0 < changed < number * len(SEEDS) / 2


@pytest.mark.parametrize(
    "pattern", ["?AAA", "A?AA", "AA?A", "AAA?", "??AAA", "AA??A", "A?A?A?A", "B?B?AAA"], ids=lambda pattern: pattern
)
def test_letters_that_cannot_change_make_no_long_row_with_others(pattern: str) -> None:
    """Neither with those before nor with those after: among many questions, so that no letter comes often."""
    filled = pattern + "?B" * 8
    bank = bank_of(filled)
    for seed in SEEDS:
        keys = "".join(item.key for item in form_of(bank, seed).items)
        assert max(len(list(group)) for _, group in groupby(keys)) <= 3, (keys, filled)


def test_a_question_with_a_pinned_option_keeps_its_order() -> None:
    """Whatever letters come of it: its author said where an option is."""
    right, last = {"text": "a", "pin": "first"}, {"text": "d", "pin": "last"}
    cards = [
        {"id": f"c{place}", "question": f"Q{place} ?", "answer": answer, "distractors": ["b", "c", wrong]}
        for place in range(12)
        for answer, wrong in ((right, "d") if place % 3 else ("a", last),)
    ]
    bank = mesoquiz.load_text({"deck": "Essai", "id": "essai", "cards": cards})
    for seed in SEEDS:
        form = form_of(bank, seed)
        for item in form.items:
            assert item.order == printed_order(item.interaction, seed, form.name, item.note.id)
