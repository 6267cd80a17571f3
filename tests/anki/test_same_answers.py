"""Two answers to one question: the same one, misspelt or in the plural, or another of nearly the same letters."""

from __future__ import annotations

import pytest

from mesoquiz.anki.changes.answers import mark_of, turned
from mesoquiz.notes.interactions import Choose, Option, Recall

SAME = {
    "a letter that is another": ("la fibre", "la fible"),
    "letters that changed places": ("la fibre", "la firbe"),
    "the first letters that changed places": ("le muscle", "le umscle"),
    "a letter too many": ("masser", "maser"),
    "a letter more at the end of a short word": ("la fibre", "les fibres"),
    "the plural of a word of four letters": ("la zone", "les zones"),
    "the French plural of one": ("la peau", "les peaux"),
    "the plural of a word of three letters": ("l'eau", "les eaux"),
    "a capital at the beginning that is no name": ("A jeun, vitamine C", "à jeun, vitamine C et vitamine K"),
}
OTHER = {
    "two letters that are others": ("la fibre", "la fable"),
    "two letters that are others, among longer ones": ("la lipase", "la lisose"),
    "a word of four letters, of which one is another": ("la peau", "le seau"),
    "a word of four letters, and one more": ("la main", "le matin"),
    "a short word in common": ("un cas léger", "un cas grave"),
    "a number with a digit more": ("1000 UI", "10000 UI"),
    "a number of as many digits": ("10000 UI", "10001 UI"),
}


def mark(text: str) -> str:
    return mark_of(Recall(prompt="", answers=(Option(text=text),)))


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_a_misspelt_word_is_the_same(one: str, other: str) -> None:
    assert not turned(mark(one), mark(other))
    assert not turned(mark(other), mark(one))


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_another_word_is_not(one: str, other: str) -> None:
    assert turned(mark(one), mark(other))
    assert turned(mark(other), mark(one))


FOUR, FIVE = "derme, tissu, muscle, tendon", "derme, tissu, muscle, tendon, fibre"


def test_answers_with_a_quarter_of_their_words_in_common_are_the_same() -> None:
    assert not turned(mark(FOUR), mark("derme, aiguille, seringue, patient"))
    assert turned(mark(FIVE), mark("derme, aiguille, seringue, patient, produit"))
    assert not turned(mark(FOUR), mark("derme, aiguille, seringue, patient, produit"))


def choice(right: str, *wrong: str) -> str:
    options = tuple(Option(text=text) for text in (right, *wrong))
    return mark_of(Choose(prompt="", options=options, keys=frozenset({0}), single=True))


DERMIS, MUSCLE = "dans le derme profond selon Inphysio", "dans le muscle profond selon Inphysio"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (choice(DERMIS, MUSCLE), choice(MUSCLE.upper(), "dans l'os")),
        (choice(DERMIS, "dans l'os"), choice(MUSCLE, DERMIS.upper())),
        (choice("=", "≠"), choice("≠", "=")),
    ],
    ids=["the wrong one is right", "the right one is wrong", "without a letter"],
)
def test_an_option_that_changes_sides_turns_the_answer_however_it_is_written(before: str, after: str) -> None:
    assert turned(before, after)


def test_a_part_that_denies_another_may_come_and_go() -> None:
    both, one = (
        mark_of(Recall(prompt="", answers=tuple(Option(text=text) for text in texts), listed=True))
        for texts in (("avec aiguille", "sans aiguille"), ("avec aiguille",))
    )
    assert not turned(both, one)
    assert not turned(one, both)
