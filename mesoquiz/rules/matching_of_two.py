"""Matching of two pairs, of which the second answers itself.

With as many answers as questions, the last one is what is left over; of two pairs, whoever knows one knows both.
Match at least four, add `distractors:`, or ask questions.

Source: Haladyna and Rodriguez 2013, on matching items: offer more answers than questions.

Measured: the corpora have no questions of that kind; no hit in this project's decks.

Bad (fr):
    question: Associez chaque hormone à sa glande.
    pairs: [[insuline, pancréas], [thyroxine, thyroïde]]
Better (fr):
    question: Associez chaque hormone à sa glande.
    pairs: [[insuline, pancréas], [thyroxine, thyroïde], [cortisol, surrénale], [prolactine, hypophyse]]
Bad (en):
    question: Match each antidote with its poison.
    pairs: [[naloxone, morphine], [flumazenil, diazepam]]
Better (en):
    question: Match each antidote with its poison.
    pairs: [[naloxone, morphine], [flumazenil, diazepam], [acetylcysteine, paracetamol], [vitamin K, warfarin]]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity
from mesoquiz.notes.interactions import Pair

RULE = Rule(
    "S110",
    "of {number} pairs, the last is what is left over",
    "match at least four, or add `distractors:`",
    Severity.INFO,
)
DEFAULT = True
LEAST = 3


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each card with few pairs to match."""
    for card in cards:
        for asked in card.asked:
            if isinstance(asked, Pair) and len(asked.pairs) < LEAST and not asked.others:
                yield card.hit(card.raw, number=len(asked.pairs))
