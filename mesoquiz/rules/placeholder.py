"""A text that was to be written later: TODO, ???, “to be completed”.

The student would get it as it is.

Source: none; it is a slip.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there.

Bad (fr):
    question: Quelle cellule synthétise le collagène ?
    answer: à compléter
Better (fr):
    question: Quelle cellule synthétise le collagène ?
    answer: le fibroblaste
Bad (en):
    question: Which cell makes collagen?
    answer: the fibroblast
    why: TODO
Better (en):
    question: Which cell makes collagen?
    answer: the fibroblast
    why: It lies in the dermis.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written, fold
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("S105", "`{what}` was to be written later", "write it, or remove it", Severity.WARNING)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each text with a placeholder."""
    for card in cards:
        for raw, text in card.texts:
            if what := card.lexicon.find("placeholder", fold(text)):
                yield card.hit(raw, what=as_written(text, what))
