"""A question that may be answered in a hundred ways: “what do you know about …?”

The student cannot know what the card wants, and grades himself by mood. Ask for one fact.

Source: Matuschak 2020, precise; Haladyna, Downing and Rodriguez 2002, rule 14.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there.

Bad (fr):
    question: Que savez-vous du derme ?
    answer: il contient des vaisseaux
Better (fr):
    question: Quelle couche de la peau contient les vaisseaux ?
    answer: le derme
Bad (en):
    question: What do you know about the liver?
    answer: it makes bile
Better (en):
    question: Which organ makes bile?
    answer: the liver
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("C505", "this may be answered in a hundred ways", "ask for one fact", Severity.WARNING)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each open question that asks for nothing in particular."""
    for card in cards:
        if card.answers and not card.options and card.lexicon.find("vague_prompt", card.lead):
            yield card.hit(card.raw)
