"""A card without `why`, or without a source where the collection lists some.

Who answered wrongly wants to know why; an answer alone is learnt by heart and soon forgotten. Who doubts wants to
look it up.

Source: Wozniak, Twenty rules of formulating knowledge, 18; Haladyna, Downing and Rodriguez 2002.

Measured: not judged; off unless it is selected.

Bad (fr):
    question: Quelle cellule synthétise le collagène ?
    answer: le fibroblaste
Better (fr):
    question: Quelle cellule synthétise le collagène ?
    answer: le fibroblaste
    why: Il se trouve dans le derme, au contact des fibres qu'il produit.
    source: {doc: notice}
Bad (en):
    question: Which cell makes collagen?
    answer: the fibroblast
Better (en):
    question: Which cell makes collagen?
    answer: the fibroblast
    why: It lies in the dermis, among the fibres that it makes.
    source: {doc: notice}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("S106", "this card does not say {what}", "add `{key}:`", Severity.INFO)
DEFAULT = False


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each card without an explanation, and each without a source."""
    for card in cards:
        if not card.note.why and not any(option.why for option in (*card.options, *card.answers)):
            yield card.hit(what="why", key="why")
        if card.has_sources and not card.note.source:
            yield card.hit(what="on what it rests", key="source")
