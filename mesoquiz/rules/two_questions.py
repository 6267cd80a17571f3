"""Two questions in one.

Who knows one half cannot be marked. Make two cards of it.

Source: Wozniak, rule 4, minimum information principle; Matuschak 2020, focused.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there.

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
from mesoquiz.advice.text import sentences, words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("C504", "this asks two things", "make two cards of it", Severity.WARNING)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each question with two question marks, or with “and why”."""
    for card in cards:
        if not (card.options or card.answers):
            continue
        if len(_questions(card)) > 1 or card.lexicon.find("second_question", card.folded):
            yield card.hit(card.raw)


def _questions(card: Card) -> list[str]:
    """The sentences that ask; not “which of these is true?” before or after what is asked."""
    formula = card.lexicon.sets["formula"]
    asked = (sentence for sentence in sentences(card.stem) if sentence.endswith("?"))
    return [sentence for sentence in asked if any(word not in formula for word in words(sentence))]
