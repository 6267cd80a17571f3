"""Two questions in one.

Who knows one half cannot be marked. Make two cards of it.

Source: Wozniak, rule 4, minimum information principle; Matuschak 2020, focused.

Measured: no hit in 3,104 real questions; 2 in 1,794 in English, both true.

Bad (fr):
    question: Quel nerf innerve le deltoïde, et pourquoi est-il exposé lors d'une luxation ?
    answer: le nerf axillaire
Better (fr):
    question: Quel nerf innerve le deltoïde ?
    answer: le nerf axillaire
Bad (en):
    question: Which nerve is injured in wrist drop, and why does it happen in midshaft fractures?
    answer: the radial nerve
Better (en):
    question: Which nerve is injured in wrist drop?
    answer: the radial nerve
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import fold, sentences, words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("C504", "this asks two things", "make two cards of it", Severity.WARNING)
DEFAULT = True
BEGIN = 2
"""Words at the beginning of a sentence, among which is the one that asks."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each question with two question marks, or with “and why”."""
    for card in cards:
        if not (card.options or card.answers):
            continue
        if len(_questions(card)) > 1 or _asks_again(card):
            yield card.hit(card.raw)


def _asks_again(card: Card) -> bool:
    """Whether the question goes on with “and why”; in “a man who smokes and who coughs”, the second “who” asks nothing.

    What opens a clause has a noun before it; what asks stands at the beginning, at most after a preposition.
    """
    for sentence in map(fold, sentences(card.stem)):
        if found := card.lexicon.find("second_question", sentence):
            before, link = words(sentence.partition(found)[0]), words(found)[-1]
            if link not in card.lexicon.sets["relative"] or link not in before[BEGIN:]:
                return True
    return False


def _questions(card: Card) -> list[str]:
    """The sentences that ask; not “which of these is true?” before or after what is asked."""
    formula = card.lexicon.sets["formula"]
    asked = (sentence for sentence in sentences(card.stem) if sentence.endswith("?"))
    return [sentence for sentence in asked if any(word not in formula for word in words(sentence))]
