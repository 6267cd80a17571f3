"""A decimal point in a French amount: `0.5 mg`.

French writes a comma, and a reader of both takes `1.500` for one and a half or for fifteen hundred.

Source: SI brochure, 9th edition, 5.4.4; Imprimerie nationale.

Measured: not judged; off unless it is selected.

Bad (fr):
    question: Quelle dose contient une ampoule ?
    answer: 0.5 mg
Better (fr):
    question: Quelle dose contient une ampoule ?
    answer: 0,5 mg
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written, fold
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("Y603", "`{what}` has a decimal point", "write a comma", Severity.WARNING)
DEFAULT = False


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each French text with a point in an amount."""
    for card in cards:
        for raw, text in card.texts:
            if what := card.lexicon.find("decimal_point", fold(text)):
                yield card.hit(raw, what=as_written(text, what))
