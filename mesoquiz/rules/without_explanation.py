"""A card without `why`.

Who answered wrongly wants to know why; an answer alone is learnt by heart and soon forgotten.

Source: Wozniak, Twenty rules of formulating knowledge; Haladyna, Downing and Rodriguez 2002.

Measured: not judged; off unless it is selected.

Bad (fr):
    question: Quelle cellule synthétise le collagène ?
    answer: le fibroblaste
Better (fr):
    question: Quelle cellule synthétise le collagène ?
    answer: le fibroblaste
    why: Il se trouve dans le derme, au contact des fibres qu'il produit.
Bad (en):
    question: Which cell makes collagen?
    answer: the fibroblast
Better (en):
    question: Which cell makes collagen?
    answer: the fibroblast
    why: It lies in the dermis, among the fibres that it makes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("S106", "this card does not say why", "add `why:`", Severity.INFO)
DEFAULT = False


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each card without an explanation."""
    for card in cards:
        if not card.note.why and not any(option.why for option in (*card.options, *card.answers)):
            yield card.hit()
