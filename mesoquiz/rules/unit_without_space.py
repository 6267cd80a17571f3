"""A number that is glued to its unit.

`5mg` is misread as `5 mg` with a digit more, and “10mg” as “100 mg” has killed. The SI asks for a space.

Source: SI brochure, 9th edition, 5.4.3; ISMP, List of error-prone abbreviations.

Measured: 36 hits in 3,104 real questions; 30 of 30 judged were true.

Bad (fr):
    question: Quelle dose de lidocaïne contient une ampoule ?
    answer: 10mg
Better (fr):
    question: Quelle dose de lidocaïne contient une ampoule ?
    answer: 10 mg
Bad (en):
    question: What dose of lidocaine does an ampoule contain?
    answer: 10mg
Better (en):
    question: What dose of lidocaine does an ampoule contain?
    answer: 10 mg
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("M701", "`{what}` has no space before its unit", "write `{better}`", Severity.INFO)
DEFAULT = True
_GLUED = re.compile(
    r"(?<![\w.,-])(\d+(?:[.,]\d+)?)(mg|µg|μg|mcg|ng|kg|g|ml|mL|cl|dl|dL|cm|mm|µm|UI|IU|mmol|kcal|kJ)\b(?!-)"
)


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each text with a number and its unit in one."""
    for card in cards:
        for raw, text in card.texts:
            if match := _GLUED.search(text):
                yield card.hit(raw, what=match[0], better=f"{match[1]} {match[2]}")
