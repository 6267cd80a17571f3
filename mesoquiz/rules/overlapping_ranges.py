"""Ranges among the options overlap.

A value that lies in both makes both right, and the student has to guess which the author meant. Let one range begin
where the other has ended.

Source: Haladyna, Downing and Rodriguez 2002, rule 22; NBME item-writing guide 2020.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there.

Bad (fr):
    question: Quelle est la fréquence cardiaque normale d'un adulte au repos ?
    answer: de 60 à 100 par minute
    distractors: [de 40 à 70 par minute, de 120 à 160 par minute]
Better (fr):
    question: Quelle est la fréquence cardiaque normale d'un adulte au repos ?
    answer: de 60 à 100 par minute
    distractors: [de 30 à 50 par minute, de 120 à 160 par minute]
Bad (en):
    question: What is the normal respiratory rate of a resting adult?
    answer: 12 to 20 per minute
    distractors: [5 to 14 per minute, 28 to 40 per minute]
Better (en):
    question: What is the normal respiratory rate of a resting adult?
    answer: 12 to 20 per minute
    distractors: [4 to 8 per minute, 28 to 40 per minute]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "D310", "the ranges `{one}` and `{other}` overlap", "let one begin where the other has ended", Severity.WARNING
)
DEFAULT = True
_RANGE = re.compile(
    r"(?:de |entre |from |between )?(\d+(?:[.,]\d+)?)\s*(?:a|et|to|and|-|–)\s*(\d+(?:[.,]\d+)?)\s*(\D*)"
)


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice of one with two ranges of one unit that share more than an end."""
    for card in cards:
        if not card.single or len(card.options) < 2:
            continue
        matches = [(match, option) for option in card.options if (match := _RANGE.fullmatch(option.folded))]
        if len(matches) < len(card.options) or len({match[3] for match, _ in matches}) > 1:
            continue
        ranges = sorted((_number(match[1]), _number(match[2]), option.text, option.raw) for match, option in matches)
        for one, other in pairwise(ranges):
            if other[0] < one[1]:
                yield card.hit(other[3], one=one[2], other=other[2])
                break


def _number(text: str) -> float:
    return float(text.replace(",", "."))
