"""Options are numbers in different units, so that they cannot be put in order.

Numbers are found faster in their order. mesoquiz prints them so by itself where all have one unit; with two units it
cannot.

Source: Haladyna, Downing and Rodriguez 2002, rule 21; NBME item-writing guide 2020.

Measured: not judged; off unless it is selected.

Bad (fr):
    question: Combien de temps dure l'effet de la lidocaïne ?
    answer: 1 h
    distractors: [10 min, 6 h, 24 h]
Better (fr):
    question: Combien de minutes dure l'effet de la lidocaïne ?
    answer: 60 min
    distractors: [10 min, 360 min, 720 min]
Bad (en):
    question: What is the daily dose of folic acid before conception?
    answer: 0.4 mg
    distractors: [4 µg, 40 mg, 1 g]
Better (en):
    question: What is the daily dose of folic acid before conception?
    answer: 0.4 mg
    distractors: [4 mg, 10 mg, 40 mg]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("D308", "these numbers have different units: {units}", "give all in one unit", Severity.INFO)
DEFAULT = False
_AMOUNT = re.compile(r"\d[\d.,\s]*([^\W\d_]{1,5}|%|°c)\.?")


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice of amounts that are not of one unit."""
    for card in cards:
        matches = [_AMOUNT.fullmatch(option.folded) for option in card.options]
        units = sorted({match[1].removesuffix("s") for match in matches if match})
        if len(matches) > 2 and all(matches) and len(units) > 1:
            yield card.hit(card.options[0].raw, units=", ".join(units))
