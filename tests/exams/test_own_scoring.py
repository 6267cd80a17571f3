"""Marks by a table of one's own, by a panel, and in steps, against what the sources work out themselves."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesoquiz.attack.guesses import blind, outcome
from mesoquiz.exams.scoring import Scoring
from mesoquiz.notes.interactions import Choose, Option

RULES: tuple[Any, ...] = get_args(get_type_hints(Scoring)["rule"])
PACES = Scoring(rule="table", table=((1.0,), (1.0, 0.5), (1.0, 0.5, 0.2)))


def scoring(rule: Any) -> Scoring:
    return PACES if rule == "table" else Scoring(rule=rule)


def choice(keys: str, *, of: str = "ABCDE", must: str = "", never: str = "", expected: int = 0) -> Choose:
    options = tuple(Option(text=name, must=name in must, never=name in never) for name in of)
    return Choose(prompt="?", options=options, keys=frozenset(map(of.index, keys)), single=False, expected=expected)


def scale(*panel: int) -> Choose:
    keys = frozenset(place for place, votes in enumerate(panel) if votes == max(panel))
    options = tuple(Option(text=str(step)) for step in range(-2, 3))
    return Choose(prompt="?", options=options, keys=keys, single=True, in_order=True, panel=panel)


def marks(rule: Scoring, choose: Choose, *ticks: str) -> list[float]:
    names = [option.text for option in choose.options]
    return [float(rule.mark(choose, [names.index(name) for name in tick])) for tick in ticks]


# Tables.


def test_paces_marks_by_the_number_of_right_answers() -> None:
    """1 right: all or nothing; 2: 1, ½, 0; 3 and more: 1, ½, ⅕, 0."""
    assert marks(PACES, choice("A"), "A", "AB", "B") == [1, 0, 0]
    assert marks(PACES, choice("AB"), "AB", "A", "ABC", "AC", "C") == [1, 0.5, 0.5, 0, 0]
    assert marks(PACES, choice("ABC"), "ABC", "AB", "ABCD", "A", "ABD", "D") == [1, 0.5, 0.5, 0.2, 0.2, 0]
    assert marks(PACES, choice("ABCDE"), "ABCDE", "ABCD", "ABC", "AB") == [1, 0.5, 0.2, 0]


def test_a_table_of_discordances_marks_as_the_national_rule() -> None:
    own, national = Scoring(rule="table", table=((1.0, 0.5, 0.2),)), Scoring(rule="discordance")
    for keys in ("A", "AB", "ABC", "ABCDE"):
        for ticked in range(32):
            given_ = [place for place in range(5) if ticked >> place & 1]
            assert own.mark(choice(keys), given_) == national.mark(choice(keys), given_)


def test_a_table_spares_nobody_an_unacceptable_answer() -> None:
    question = choice("ABC", must="A", never="E")
    assert marks(PACES, question, "ABC", "AB", "BC", "ABCE", "ABCD") == [1, 0.5, 0, 0, 0.5]


def test_of_a_stated_number_the_row_is_that_of_the_number() -> None:
    question = choice("ABCD", of="ABCDEF", expected=2)
    assert marks(PACES, question, "AB", "CD", "A", "ABC", "AE") == [1, 1, 0.5, 0.5, 0]


rows = st.lists(st.sampled_from([0.0, 0.1, 0.2, 0.25, 0.5, 0.75, 1.0]), max_size=5).map(
    lambda row: (1.0, *sorted(row, reverse=True))
)


@given(
    st.lists(rows, min_size=1, max_size=4).map(tuple),
    st.sets(st.integers(0, 4), min_size=1),
    st.sets(st.integers(0, 4)),
)
def test_the_mark_is_that_of_the_row_at_the_number_of_mistakes(
    table: tuple[tuple[float, ...], ...], keys: set[int], ticked: set[int]
) -> None:
    rule = Scoring(rule="table", table=table)
    question = choice("".join("ABCDE"[key] for key in keys))
    wrong = sum((place in keys) != (place in ticked) for place in range(5))
    row = table[len(keys) - 1] if len(keys) <= len(table) else table[-1]
    expected = row[wrong] if wrong < len(row) and ticked else 0
    assert abs(float(rule.mark(question, ticked)) - expected) < 1e-9


def test_chance_is_worked_out_from_the_table() -> None:
    """32 ways to tick: one brings 1, five ½, ten ⅕; of nothing ticked, which has three mistakes, comes nothing."""
    mean, _ = outcome(PACES, choice("ABC"), blind(choice("ABC")))
    assert mean == Fraction(1, 32) * (1 + 5 * Fraction(1, 2) + 10 * Fraction(1, 5))


# Panels.


def test_an_answer_brings_its_share_of_the_modal_one() -> None:
    """Of ten members six chose +1, three +2 and one 0: 1, 0.5 and 0.16 (aggregate scoring of script concordance)."""
    assert [round(mark, 3) for mark in (float(Scoring().mark(scale(0, 0, 1, 6, 3), [step])) for step in range(5))] == [
        *(0, 0, 0.167, 1, 0.5)
    ]


@pytest.mark.parametrize("rule", RULES)
@given(panel=st.lists(st.integers(0, 30), min_size=5, max_size=5).filter(sum), ticked=st.sets(st.integers(0, 4)))
def test_a_panel_is_marked_alike_under_every_rule(rule: Any, panel: list[int], ticked: set[int]) -> None:
    mark = scoring(rule).mark(scale(*panel), ticked)
    if len(ticked) != 1:
        assert mark == 0
    else:
        [step] = ticked
        assert mark * max(panel) == panel[step]
        assert (mark == 1) == (panel[step] == max(panel))


def test_chance_of_a_panel_is_the_mean_of_its_shares() -> None:
    question = scale(2, 7, 2, 1, 0)
    mean, _ = outcome(Scoring(rule="negative"), question, blind(question))
    assert mean == Fraction(12, 7 * 5)


# Open questions.


def test_a_mark_by_hand_is_one_of_the_steps() -> None:
    rule = Scoring(steps=(0, 0.5, 1))
    assert [rule.by_hand(part) for part in (0, 0.5, Fraction(1, 2), 1)] == [0, Fraction(1, 2), Fraction(1, 2), 1]
    for part in (0.49, 0.5000001, Fraction(1, 3), 2, -1):
        with pytest.raises(ValueError, match=r"is none of the steps 0, 0\.5, 1$"):
            rule.by_hand(part)


def test_without_steps_any_part_is_a_mark() -> None:
    assert Scoring().by_hand(0.37) == Fraction(37, 100)
    with pytest.raises(ValueError, match=r"^1\.5 is none of the steps from 0 to 1$"):
        Scoring().by_hand(1.5)


@given(st.sampled_from(RULES), st.sets(st.integers(0, 4), min_size=2), st.sets(st.integers(0, 4)), st.integers(0, 3))
def test_only_the_right_ticks_bring_all_points(rule: Any, keys: set[int], ticked: set[int], expected: int) -> None:
    question = choice("".join("ABCDE"[key] for key in keys), expected=min(expected, len(keys)))
    mark = scoring(rule).mark(question, ticked)
    assert -1 <= mark <= 1
    wanted = question.expected or len(keys)
    assert (mark == 1) == (ticked <= keys and len(ticked) == wanted)
