"""Marks, by the words of the official texts and by what students would work out themselves."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mesoquiz
from mesoquiz.exams.instructions import marking
from mesoquiz.exams.scoring import Scoring
from mesoquiz.languages.french import LABELS as FRENCH
from mesoquiz.notes.bank import Bank, Collection, Deck
from mesoquiz.notes.interactions import Choose, Option
from mesoquiz.questions import list as several

ALL, DISCORDANCE, PROPORTIONAL = (Scoring(rule=rule) for rule in ("all-or-nothing", "discordance", "proportional"))
NEGATIVE = Scoring(rule="negative")


def choice(
    keys: str, *, of: str = "ABCDE", must: str = "", never: str = "", single: bool = False, expected: int = 0
) -> Choose:
    options = tuple(Option(text=name, must=name in must, never=name in never) for name in of)
    return Choose(prompt="?", options=options, keys=frozenset(map(of.index, keys)), single=single, expected=expected)


def marks(scoring: Scoring, choose: Choose, *ticks: str) -> list[float]:
    names = [option.text for option in choose.options]
    return [float(scoring.mark(choose, [names.index(name) for name in tick])) for tick in ticks]


def test_discordance_is_marked_as_the_national_rule_says() -> None:
    """QRM, R2C note of 2023: no discordance 1, one 0.5, two 0.2, three or more 0."""
    assert marks(DISCORDANCE, choice("ABC"), "ABC", "AB", "ABCD", "A", "ABD", "ABCDE", "D", "DE") == [
        *(1, 0.5, 0.5),
        *(0.2, 0.2, 0.2),
        *(0, 0),
    ]


def test_concordances_are_marked_as_the_official_journal_says() -> None:
    """JORFARTI000025753044, of five propositions: 5 concordances the whole mark, 4 a half, 3 a fifth."""
    question = choice("AC")
    by_concordances: dict[int, set[float]] = {}
    for ticks in ("AC", "A", "ACB", "C", "AB", "ACBD", "BC", "B", "ABDE", "BDE"):
        concordances = 5 - len(set(ticks) ^ {"A", "C"})
        by_concordances.setdefault(concordances, set()).update(marks(DISCORDANCE, question, ticks))
    assert by_concordances == {5: {1}, 4: {0.5}, 3: {0.2}, 2: {0}, 1: {0}, 0: {0}}


def test_a_question_with_one_answer_is_right_or_wrong() -> None:
    """QRU: all or nothing, under the scale of discordances too."""
    for scoring in (ALL, DISCORDANCE, PROPORTIONAL):
        assert marks(scoring, choice("B", single=True), "B", "A", "AB", "") == [1, 0, 0, 0]
    assert marks(NEGATIVE, choice("B", single=True), "B", "A", "AB", "") == [1, -0.25, -0.25, 0]


@pytest.mark.parametrize("scoring", [ALL, DISCORDANCE, PROPORTIONAL])
def test_an_indispensable_answer_missed_or_an_unacceptable_one_ticked_gives_nothing(scoring: Scoring) -> None:
    question = choice("ABC", must="A", never="E")
    assert marks(scoring, question, "ABC", "BC", "ABCE", "BCE") == [1, 0, 0, 0]
    assert marks(scoring, question, "AB") != [0] or scoring is ALL


@pytest.mark.parametrize(
    ("answer", "distractor", "is_told"),
    [
        (Option(text="a", must=True), Option(text="b"), True),
        (Option(text="a"), Option(text="b", never=True), True),
        (Option(text="a"), Option(text="b"), False),
    ],
    ids=["an indispensable answer", "an unacceptable one", "neither"],
)
def test_students_are_told_of_options_that_cost_the_whole_question(
    answer: Option, distractor: Option, is_told: bool
) -> None:
    question = several.ListOfAnswers(id="q", question="?", answers=(answer,), distractors=(distractor,))
    bank = Bank(collection=Collection(id="c", title="t"), decks=(Deck(name="Peau", notes=(question,)),))
    assert (FRENCH.mark_flags in marking(mesoquiz.assemble(bank))) is is_told


def test_all_or_nothing() -> None:
    assert marks(ALL, choice("AB"), "AB", "A", "ABC", "") == [1, 0, 0, 0]


def test_proportional_takes_back_what_wrong_ticks_cost() -> None:
    assert marks(PROPORTIONAL, choice("ABCD"), "ABCD", "AB", "ABE", "A", "AE", "E", "ABCDE") == [
        *(1, 0.5, 0.25, 0.25, 0),
        *(0, 0.75),
    ]


def test_a_stated_number_of_answers_is_marked_by_the_right_ones() -> None:
    """QRP and QRPL, R2C note of 2023: x/n, 0.6 for 3 right ones of 5; on screen nobody ticks more than n."""
    long = choice("ABCDE", of="ABCDEFGHIJKL", expected=5)
    assert marks(DISCORDANCE, long, "ABC", "ABCFG", "ABCDE", "FGHIJ", "") == [0.6, 0.6, 1, 0, 0]
    assert marks(DISCORDANCE, long, "ABCDEF", "ABCFGH") == [0, 0]


def test_of_more_right_answers_than_are_asked_for_any_will_do() -> None:
    question = choice("ABCD", of="ABCDEF", expected=2)
    assert marks(DISCORDANCE, question, "AB", "CD", "AE", "A", "ABC") == [1, 1, 0.5, 0.5, 0]
    assert marks(PROPORTIONAL, question, "AB", "CD", "AE", "A", "ABC") == [1, 1, 0, 0.5, 0.5]
    assert marks(ALL, question, "AB", "CD", "AE", "A", "ABC") == [1, 1, 0, 0, 0]
    assert marks(NEGATIVE, question, "AB", "CD", "AE", "A", "ABC") == [1, 1, -0.25, -0.25, -0.25]


def test_a_stated_number_spares_nobody_an_unacceptable_answer() -> None:
    question = choice("ABC", must="A", never="E", expected=3)
    assert marks(DISCORDANCE, question, "ABD", "BCD", "ABE") == [float(Fraction(2, 3)), 0, 0]


def test_negative_marking_takes_what_the_exam_says() -> None:
    assert marks(Scoring(rule="negative", penalty=0.5), choice("AB"), "AB", "A", "ABC", "") == [1, -0.5, -0.5, 0]
    assert marks(Scoring(rule="negative", penalty=0), choice("AB"), "A") == [0]


@pytest.mark.parametrize("scoring", [ALL, DISCORDANCE, PROPORTIONAL, NEGATIVE])
def test_no_answer_is_no_mark(scoring: Scoring) -> None:
    assert marks(scoring, choice("A"), "") == marks(scoring, choice("AB"), "") == [0]


def test_ticks_that_are_no_options_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^there are no such options: \[5\]$"):
        ALL.mark(choice("A"), [5])


@given(
    st.sampled_from(["all-or-nothing", "discordance", "proportional", "negative"]),
    st.sets(st.integers(0, 4), min_size=1),
    st.sets(st.integers(0, 4)),
)
def test_only_the_right_ticks_bring_all_points(rule: str, keys: set[int], ticked: set[int]) -> None:
    scoring = Scoring(rule=rule)  # type: ignore[arg-type]
    question = choice("".join("ABCDE"[key] for key in keys), single=len(keys) == 1)
    mark = scoring.mark(question, ticked)
    assert -1 <= mark <= 1
    assert (mark == 1) == (ticked == keys)
