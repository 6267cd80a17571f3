"""More than eight steps to be put in order.

One step too early moves all that follow, and after the sixth nobody holds them in mind: what is marked is patience. Ask
for the order of a part, or for what comes next.

Source: Wozniak, rules 9 and 10, avoid sets and enumerations; Haladyna, Downing and Rodriguez 2002, rule 13, minimise
reading.

Measured: the corpora have no questions of that kind; no hit in the 4 of this project's decks.

Bad (fr):
    question: Dans quel ordre pose-t-on une voie veineuse ?
    sequence: [identité, mains, garrot, choix de la veine, asepsie, ponction, mandrin, pansement, traçabilité]
Better (fr):
    question: Dans quel ordre pose-t-on une voie veineuse ?
    sequence: [garrot, asepsie, ponction, pansement]
Bad (en):
    question: In which order is a venous line placed?
    sequence: [identity, hands, tourniquet, choice of the vein, asepsis, puncture, needle out, dressing, record]
Better (en):
    question: In which order is a venous line placed?
    sequence: [tourniquet, asepsis, puncture, dressing]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity
from mesoquiz.notes.interactions import Arrange

RULE = Rule("S117", "{number} steps are too many to hold in mind", "ask for the order of a part", Severity.INFO)
DEFAULT = True
MOST = 8


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each question for the order of many steps."""
    for card in cards:
        for asked in card.asked:
            if isinstance(asked, Arrange) and len(asked.steps) > MOST:
                yield card.hit(card.raw, number=len(asked.steps))
