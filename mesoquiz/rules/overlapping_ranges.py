"""Ranges among the options overlap, share an end, or one lies in another: “more than 5” and “more than 10”.

A value that lies in both makes both right, and the student has to guess which the author meant. Let one range begin
after the other has ended: 20 lies in “10 to 20” and in “20 to 30”, so write “10 to 19”.

Source: Haladyna, Downing and Rodriguez 2002, rule 22; NBME item-writing guide 2020.

Measured: no hit in 3,104 real questions; 4 hits in 1,100 in English, all true.

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
    distractors: [5 to 12 per minute, 28 to 40 per minute]
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
    "D310", "the ranges `{one}` and `{other}` overlap", "let one begin after the other has ended", Severity.WARNING
)
DEFAULT = True
_RANGE = re.compile(r"(?:de |from )?(\d+(?:[.,]\d+)?) ?(?:a|to|-|–) ?(\d+(?:[.,]\d+)?)(\D*)")
_BETWEEN = re.compile(r"(?:entre|between) (\d+(?:[.,]\d+)?) (?:et|and) (\d+(?:[.,]\d+)?)(\D*)")
_AMOUNT = re.compile(r" ?(\d+(?:[.,]\d+)?)(\D*\d?)")


class _Range(NamedTuple):
    """What an option spans; `is_open`: its end, or its beginning, is no part of it, as in “less than 5”."""

    least: float
    most: float
    unit: str
    option: Proposal
    is_open: bool = False


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice of one with two ranges of one unit, or a range and a number, that share a value."""
    for card in cards:
        if not card.single or len(card.options) < 2:
            continue
        found = [one for option in card.options if (one := _range(card, option))]
        ranges = sorted(found, key=lambda one: (one.unit, one.least, one.most))
        for one, other in pairwise(ranges):
            if one.unit == other.unit and _overlap(one, other):
                yield card.hit(other.option.raw, one=one.option.text, other=other.option.text)
                break


def _overlap(one: _Range, other: _Range) -> bool:
    """Whether two that are in order share a value. Two numbers do not: of those that are equal, S102 speaks."""
    if one.least == one.most and other.least == other.most:
        return False
    return other.least < one.most or (other.least == one.most and not (one.is_open or other.is_open))


def _range(card: Card, option: Proposal) -> _Range | None:
    """The range that an option is, and nothing else; “more than 5” has no end."""
    text = option.folded.rstrip(".")
    if match := _RANGE.fullmatch(text) or _BETWEEN.fullmatch(text):
        return _Range(_number(match[1]), _number(match[2]), _unit(match[3]), option)
    if match := _AMOUNT.fullmatch(text):
        return _Range(_number(match[1]), _number(match[1]), _unit(match[2]), option)
    for name, is_least in (("more_than", True), ("less_than", False)):
        start = card.lexicon.find(name, text)
        match = _AMOUNT.fullmatch(text.removeprefix(start)) if start else None
        if match:
            number = _number(match[1])
            is_open = not card.lexicon.find("inclusive", start)
            least, most = (number, inf) if is_least else (-inf, number)
            return _Range(least, most, _unit(match[2]), option, is_open)
    return None


def _unit(text: str) -> str:
    """A unit in the singular: “1 day” is compared with “1 to 3 days”."""
    return text.strip().removesuffix("s")


def _number(text: str) -> float:
    return float(text.replace(",", "."))
