"""A misspelt answer, and its plural, is the answer that it was; another word of nearly the same letters is not."""

from __future__ import annotations

import pytest

from mesoquiz.anki.changes.answers import mark_of, turned
from mesoquiz.notes.interactions import Option, Recall

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
