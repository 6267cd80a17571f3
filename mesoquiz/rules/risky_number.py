"""A dose with a zero after the point, or with nothing before it: `1,0 mg`, `,5 mg`.

Read without its point, the dose is ten times as high. Write `1 mg` and `0,5 mg`.

Source: ISMP, List of error-prone abbreviations, symbols and dose designations.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there.

Bad (fr):
    question: Quelle dose contient une ampoule ?
    answer: 5,0 mg
Better (fr):
    question: Quelle dose contient une ampoule ?
    answer: 5 mg
Bad (en):
    question: What dose does an ampoule contain?
    answer: about .5 mg
Better (en):
    question: What dose does an ampoule contain?
    answer: about 0.5 mg
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("M702", "`{what}` is read as ten times as much", "write `{better}`", Severity.WARNING)
DEFAULT = True
_UNIT = r"\s?(?:mg|µg|μg|mcg|g|mL|ml|UI|IU)\b(?!/)"
_TRAILING = re.compile(rf"(?<![\d.,])(\d+)[.,]0+({_UNIT})")
_NAKED = re.compile(rf"(?:^|(?<=[\s(]))[.,](\d+)({_UNIT})")


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each text with such a dose. What a laboratory measured (`mg/L`) may have its zero."""
    for card in cards:
        for raw, text in card.texts:
            if match := _TRAILING.search(text):
                yield card.hit(raw, what=match[0], better=f"{match[1]}{match[2]}")
            elif match := _NAKED.search(text):
                point = "," if card.lexicon.language == "fr" else "."
                yield card.hit(raw, what=match[0], better=f"0{point}{match[1]}{match[2]}")
