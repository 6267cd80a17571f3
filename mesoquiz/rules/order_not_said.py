"""Steps are to be put in order, and the question does not say in which.

Symptoms can be sorted by time, by weight or by the alphabet, and each order is right. Say which is meant: “in the order
in which they appear”, “from the surface inwards”.

Source: Haladyna, Downing and Rodriguez 2002, rule 14, the directions are clear; NBME item-writing guide 2020.

Measured: the corpora have no questions of that kind; no hit in the 4 of this project's decks.

Bad (fr):
    question: Classez ces symptômes.
    sequence: [fièvre, toux, dyspnée, cyanose]
Better (fr):
    question: Classez ces symptômes dans l'ordre de leur apparition.
    sequence: [fièvre, toux, dyspnée, cyanose]
Bad (en):
    question: Sort these vessels.
    sequence: [aorta, arteriole, capillary, venule]
Better (en):
    question: Sort these vessels along the path of the blood.
    sequence: [aorta, arteriole, capillary, venule]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity
from mesoquiz.notes.interactions import Arrange

RULE = Rule("S116", "the question does not say by what these are to be put in order", "say it", Severity.WARNING)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each question for an order that names none, in a language with word lists."""
    for card in cards:
        is_order = any(isinstance(asked, Arrange) for asked in card.asked)
        if is_order and card.lexicon.sets["stop"] and not card.lexicon.find("names_order", card.folded):
            yield card.hit(card.raw)
