"""The answer is found in the question.

The card is solved by reading it. Take the words out of the question.

Source: Haladyna, Downing and Rodriguez 2002, rule 28; Matuschak 2020, effortful.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there.

Bad (fr):
    question: Combien de temps dure une séance qui dure vingt minutes ?
    answer: vingt minutes
Better (fr):
    question: Combien de temps dure une séance ?
    answer: vingt minutes
Bad (en):
    question: Which nerve, the axillary nerve, supplies the deltoid?
    answer: the axillary nerve
Better (en):
    question: Which nerve supplies the deltoid?
    answer: the axillary nerve
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("C506", "the question has its answer in it: `{what}`", "take it out of the question", Severity.WARNING)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each question that holds the whole answer, unless it offers others beside it."""
    for card in cards:
        if card.listed or len(card.answers) != 1:
            continue
        (answer,) = card.answers
        stem = f" {' '.join(words(card.stem))} "
        needle = f" {' '.join(card.lexicon.without_article(answer.text))} "
        offered = sum(f" {' '.join(words(option.text))} " in stem for option in card.wrong)
        is_choice = (
            offered
            or f"{needle}ou " in stem
            or f" ou{needle}" in stem
            or f"{needle}or " in stem
            or f" or{needle}" in stem
        )
        if card.roots_of(answer.text) and needle in stem and not is_choice:
            yield card.hit(card.raw, what=answer.text)
