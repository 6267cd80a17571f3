"""Which cards a section takes: each filter alone, and what it leaves for the others."""

from __future__ import annotations

from typing import Any

import pytest

import mesoquiz
from mesoquiz.exams.blueprint import Blueprint, Quota, SectionPlan, Tags
from mesoquiz.exams.drawing.assembly import Unmet, assemble_blueprint
from mesoquiz.notes.bank import Bank

HARD = {"id": "hard", "question": "Q", "answer": "R", "difficulty": 3, "tags": ["Os::Main", "peau"]}
EASY = {"id": "easy", "question": "Q", "answer": "R", "difficulty": 1, "tags": ["os"]}
TRUE = {"id": "true", "statement": "S.", "answer": True, "tags": ["peau"]}
GONE = {"id": "gone", "question": "Q", "answer": "R", "retired": True}
CHOICE = {"id": "choice", "question": "Q", "answer": "R", "distractors": ["S", "T"]}
TERM = {"id": "term", "term": "T", "definition": "D"}


@pytest.fixture(scope="module")
def bank() -> Bank:
    cards: list[dict[str, Any]] = [HARD, EASY, TRUE, GONE, CHOICE, TERM]
    bank = mesoquiz.load_text({"deck": "Essai", "id": "essai", "cards": cards})
    assert not bank.errors
    return bank


def drawn(bank: Bank, used: frozenset[str] = frozenset(), **options: Any) -> set[str]:
    """All cards that a section may ask: the greatest exam that there is."""
    found: set[str] = set()
    for count in range(1, 7):
        part = SectionPlan(count=count, **options)
        try:
            quiz = assemble_blueprint(bank, Blueprint(title="T", seed="s", sections=(part,)), used)
        except Unmet:
            return found
        found = {item.note.id for item in quiz.forms[0].items}
    return found


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, {"hard", "easy", "true", "choice", "term"}),
        ({"difficulty": (3,)}, {"hard"}),
        ({"difficulty": (1, 3)}, {"hard", "easy"}),
        ({"kinds": ("truefalse", "term")}, {"true", "term"}),
        ({"tags": Tags(any=("OS",))}, {"hard", "easy"}),
        ({"tags": Tags(all=("os", "Peau"))}, {"hard"}),
        ({"tags": Tags(none=("peau",))}, {"easy", "choice", "term"}),
        ({"tags": Tags(any=("os", "peau"), none=("OS::main",))}, {"easy", "true"}),
        ({"exclude": ("hard", "term")}, {"easy", "true", "choice"}),
        ({"options": (3,)}, {"choice"}),
        ({"options": (2, 3)}, {"choice", "true"}),
        ({"ask": "open"}, {"hard", "easy", "choice", "term"}),
        ({"ask": "open", "kinds": ("qa",), "difficulty": (1,)}, {"easy"}),
    ],
    # The order of a set differs from process to process, and with it would the name of the test.
    ids=lambda value: " ".join(sorted(value)) if isinstance(value, set) else str(value),
)
def test_a_section_takes_what_passes_its_filters(options: dict[str, Any], expected: set[str], bank: Bank) -> None:
    assert drawn(bank, **options) == expected


def test_what_was_asked_before_is_asked_again_only_where_it_is_required(bank: Bank) -> None:
    used = frozenset({"hard", "easy"})
    assert drawn(bank, used) == {"true", "choice", "term"}
    assert drawn(bank, used, require=("hard",)) == {"true", "choice", "term", "hard"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"require": ("gone",)}, "`gone` is required here and is retired"),
        (
            {"require": ("easy",), "difficulty": (3,)},
            "`easy` is required here and does not fit what the section takes",
        ),
        (
            {"require": ("easy",), "exclude": ("easy",)},
            "`easy` is required here and does not fit what the section takes",
        ),
        ({"require": ("easy", "easy")}, "`easy` is required twice"),
        (
            {"quotas": (Quota(tag="os", difficulty=1, least=2),)},
            "the quota of the tag `os` and difficulty 1 of section 1 needs 2; 1 card fits: 1 too few",
        ),
    ],
    ids=["retired", "another difficulty", "excluded", "twice", "a quota of two properties"],
)
def test_what_cannot_be_is_said(options: dict[str, Any], said: str, bank: Bank) -> None:
    part = SectionPlan(count=3, **options)
    with pytest.raises(Unmet) as raised:
        assemble_blueprint(bank, Blueprint(title="T", seed="s", sections=(part,)))
    assert str(raised.value) == said


def test_a_card_that_is_required_in_two_sections_is_required_twice(bank: Bank) -> None:
    parts = tuple(SectionPlan(count=1, require=("easy",)) for _ in range(2))
    with pytest.raises(Unmet, match=r"^`easy` is required twice$"):
        assemble_blueprint(bank, Blueprint(title="T", seed="s", sections=parts))
