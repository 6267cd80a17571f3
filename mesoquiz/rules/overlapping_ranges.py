"""Ranges among the options overlap, or one lies in another: “more than 5” and “more than 10”.

A value that lies in both makes both right, and the student has to guess which the author meant. Let one range begin
where the other has ended.

Source: Haladyna, Downing and Rodriguez 2002, rule 22; NBME item-writing guide 2020.

Measured: no hit in 3,104 real questions; 3 hits in 999 in English, all true.

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
from math import inf
from typing import NamedTuple

from mesoquiz.advice.cards import Card, Hit, Proposal
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "D310", "the ranges `{one}` and `{other}` overlap", "let one begin where the other has ended", Severity.WARNING
)
DEFAULT = True
_RANGE = re.compile(
    r"(?:de |entre |from |between )?(\d+(?:[.,]\d+)?)\s*(?:a|et|to|and|-|–)\s*(\d+(?:[.,]\d+)?)\s*(\D*)"
)
_AMOUNT = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(\D*\d?)")


class _Range(NamedTuple):
    """What an option spans."""

    least: float
    most: float
    unit: str
    option: Proposal


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice of one with two ranges of one unit that share more than an end."""
    for card in cards:
        if not card.single or len(card.options) < 2:
            continue
        found = [one for option in card.options if (one := _range(card, option))]
        ranges = sorted(found, key=lambda one: (one.least, one.most))
        if len(ranges) < len(card.options) or len({one.unit for one in ranges}) > 1:
            continue
        for one, other in pairwise(ranges):
            if other.least < one.most:
                yield card.hit(other.option.raw, one=one.option.text, other=other.option.text)
                break


def _range(card: Card, option: Proposal) -> _Range | None:
    """The range that an option is, and nothing else; “more than 5” has no end."""
    text = option.folded.rstrip(".")
    if match := _RANGE.fullmatch(text):
        return _Range(_number(match[1]), _number(match[2]), match[3], option)
    for name, is_least in (("more_than", True), ("less_than", False)):
        start = card.lexicon.find(name, text)
        match = _AMOUNT.fullmatch(text.removeprefix(start)) if start else None
        if match:
            number = _number(match[1])
            return _Range(number if is_least else -inf, inf if is_least else number, match[2].strip(), option)
    return None


def _number(text: str) -> float:
    return float(text.replace(",", "."))
