"""An abbreviation of a unit that has been misread: U, µg written ug or mcg, cc.

U is read as a zero, cc as U. Write `UI` or `unités` in French, `units` in English, `µg`, `mL`.

Source: ISMP, List of error-prone abbreviations; Joint Commission, Do not use list.

Measured: 1 hits in 3,104 real questions; 1 of 1 judged were true.

Bad (fr):
    question: Quelle dose d'insuline injecte-t-on ?
    answer: 10 U
Better (fr):
    question: Quelle dose d'insuline injecte-t-on ?
    answer: 10 unités
Bad (en):
    question: How much is drawn up?
    answer: 2 cc
Better (en):
    question: How much is drawn up?
    answer: 2 mL
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("M703", "`{what}` has been misread in prescriptions", "write {better}", Severity.WARNING)
DEFAULT = True
_RISKY = re.compile(r"(?<![\w.,])(?!23[3458]U)\d+(?:[.,]\d+)?\s?(U|ug|mcg|cc)\b(?![/.\w])")
_BETTER = {"U": {"fr": "`unités` or `UI`", "en": "`units`"}, "cc": {"fr": "`mL`", "en": "`mL`"}}


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each text with such a unit after a number."""
    for card in cards:
        for raw, text in card.texts:
            if match := _RISKY.search(text):
                yield card.hit(raw, what=match[0], better=_BETTER.get(match[1], {}).get(card.lexicon.language, "`µg`"))
