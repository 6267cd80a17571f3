"""Numbers keep an order that is not their own: `shuffle: false` with 12, 5, 7, 9.

A number is found at a glance where they are in order, and one that stands apart looks chosen. mesoquiz puts numbers in
order by itself; `shuffle: false` forbids it. Write them in order, or take `shuffle: false` away.

Source: Haladyna, Downing and Rodriguez 2002, rule 21; NBME item-writing guide 2020, “options in logical order”.

Measured: the corpora do not say whether options are shuffled, so nothing is known of its precision there.

Bad (fr):
    question: Combien de vertèbres cervicales compte-t-on ?
    answer: "7"
    distractors: ["12", "5", "7", "9"]
    shuffle: false
Better (fr):
    question: Combien de vertèbres cervicales compte-t-on ?
    answer: "7"
    distractors: ["5", "7", "9", "12"]
    shuffle: false
Bad (en):
    question: At what age do most children walk?
    answer: 12 months
    distractors: [24 months, 6 months, 12 months, 18 months]
    shuffle: false
Better (en):
    question: At what age do most children walk?
    answer: 12 months
    distractors: [6 months, 12 months, 18 months, 24 months]
    shuffle: false
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mesoquiz.advice.amounts import amount
from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity
from mesoquiz.notes.interactions import Choose

RULE = Rule("D324", "these numbers are not in order: {numbers}", "put them in order", Severity.INFO)
DEFAULT = True
LEAST = 3
_NUMBER = re.compile(r"(\d{1,12}(?:[.,]\d{1,12})?)(?: ?°?[^\W\d]{1,12}(?:/[^\W\d]{1,12})?| ?%)?\.?")


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice in an order of its author's whose options are numbers, neither rising nor falling."""
    for card in cards:
        first = card.asked[0]
        if not (isinstance(first, Choose) and first.in_order) or len(card.options) < LEAST:
            continue
        sizes = [size for option in card.options if (size := _size(option.folded)) is not None]
        if len(sizes) == len(card.options) and sizes not in (sorted(sizes), sorted(sizes, reverse=True)):
            yield card.hit(card.options[0].raw, numbers=", ".join(option.text for option in card.options))


def _size(folded: str) -> float | None:
    """The number that an option is, in the base unit of what it measures; none for a text."""
    if found := amount(folded):
        return found.size
    match = _NUMBER.fullmatch(folded)
    return float(match[1].replace(",", ".")) if match else None
