"""Marks at their edges: ticks beside the paper, penalties in thousandths, rules without one."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from mesoquiz.exams.loader import load
from mesoquiz.exams.scoring import Scoring
from mesoquiz.notes.interactions import Choose, Option

RULES = ("all-or-nothing", "discordance", "proportional", "negative")


def question(options: int, *, single: bool) -> Choose:
    """A question whose first option is right."""
    made = tuple(Option(text=str(number)) for number in range(options))
    return Choose(prompt="?", options=made, keys=frozenset([0]), single=single)


def test_all_ticks_that_are_no_options_are_named_in_order() -> None:
    with pytest.raises(ValueError, match=r"^there are no such options: \[0, 5, 8, 16\]$"):
        Scoring().mark(question(3, single=False), [16, 8, 5, 0])


def test_a_penalty_in_thousandths_is_taken_to_the_thousandth() -> None:
    """As binary fractions have it, 0.333 is a little more."""
    assert Scoring(rule="negative", penalty=0.333).mark(question(3, single=True), [1]) == Fraction(-333, 1000)


@pytest.mark.parametrize("written", ["{}", "{{rule: {}}}"], ids=["alone", "as a key"])
@pytest.mark.parametrize("rule", RULES)
def test_a_rule_without_a_penalty_is_in_order(rule: str, written: str, tmp_path: Path) -> None:
    blueprint = tmp_path / "x.yaml"
    blueprint.write_text(
        f"title: Barème\nscoring: {written.format(rule)}\nsections: [{{count: 1}}]\n", encoding="utf-8"
    )
    exam = load(blueprint, "essai")
    assert exam.diagnostics == ()
    assert exam.blueprint is not None
    assert exam.blueprint.scoring == Scoring(rule=rule)  # type: ignore[arg-type]


@pytest.mark.parametrize("penalty", [0, 0.001, 1])
def test_a_penalty_up_to_the_whole_question_is_in_order(penalty: float, tmp_path: Path) -> None:
    blueprint = tmp_path / "x.yaml"
    scoring = f"{{rule: negative, penalty: {penalty}}}"
    blueprint.write_text(f"title: Barème\nscoring: {scoring}\nsections: [{{count: 1}}]\n", encoding="utf-8")
    assert load(blueprint, "essai").diagnostics == ()


def test_parts_that_are_right_bring_equal_shares() -> None:
    assert [Scoring().share(right, 4) for right in range(5)] == [Fraction(right, 4) for right in range(5)]


@pytest.mark.parametrize(("right", "parts"), [(-1, 4), (5, 4), (1, 0), (0, 0)])
def test_no_more_parts_are_right_than_there_are(right: int, parts: int) -> None:
    with pytest.raises(ValueError, match=rf"^{right} of {parts} parts cannot be right$"):
        Scoring().share(right, parts)


@pytest.mark.parametrize("rule", RULES)
def test_indispensable_and_unacceptable_options_count_under_each_rule_but_negative(rule: str) -> None:
    assert Scoring(rule=rule).uses_flags is (rule != "negative")  # type: ignore[arg-type]
