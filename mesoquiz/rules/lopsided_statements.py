"""Nearly all statements to be judged are true, or nearly all are false.

Students feel it soon, and answer without reading. Turn some of them round. It counts from twelve statements on, where
chance would do it once in a hundred banks. (Options are shuffled by mesoquiz, so their places tell nothing.)

Source: Haladyna, Downing and Rodriguez 2002, rule 20, vary the place of the key.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there.

Bad (fr): 12 x
    statement: "La peau a trois couches ({n})."
    answer: true
Better (fr):
    statement: La peau a trois couches.
    answer: true
Bad (en): 12 x
    statement: "The skin has two layers ({n})."
    answer: false
Better (en):
    statement: The skin has three layers.
    answer: true
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("B802", "of {number} statements, {most} are {which}", "turn some of them round", Severity.INFO)
DEFAULT = True
LEAST, LIMIT = 12, 2.58
"""Statements that are enough to tell, and standard deviations that chance exceeds once in a hundred times."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield the first statement of a bank in which one answer prevails."""
    statements = [card for card in cards if card.is_statement]
    true = sum(card.is_true for card in statements)
    false = len(statements) - true
    if len(statements) >= LEAST and abs(true - false) / sqrt(len(statements)) > LIMIT:
        which = "true" if true > false else "false"
        first = next(card for card in statements if card.is_true is (true > false))
        yield first.hit(first.raw, number=len(statements), most=max(true, false), which=which)
