"""A guess -> the mark that it brings on average, and its variance, exactly: no drawing of lots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import comb, prod

from mesoquiz.exams.scoring import Scoring
from mesoquiz.notes.interactions import Choose


@dataclass(frozen=True, slots=True)
class Guess:
    """`sure` options (indexes) are ticked; of the `open` ones `number` at random, or each with a chance of one half.

    `cue` says what it was made of.
    """

    sure: frozenset[int] = frozenset()
    open: frozenset[int] = frozenset()
    number: int | None = None
    cue: str = ""


def blind(choose: Choose) -> Guess:
    """A guess without reading: one option, as many as are asked for, or each with a chance of one half."""
    number = 1 if choose.single else choose.expected or None
    return Guess(open=frozenset(range(len(choose.options))), number=number)


def outcome(scoring: Scoring, choose: Choose, guess: Guess) -> tuple[Fraction, Fraction]:
    """The mean mark of a guess, as a part of the question's points, and its variance."""
    ways = [(scoring.mark(choose, ticked), chance) for ticked, chance in _ways(choose, guess)]
    mean = sum((mark * chance for mark, chance in ways), Fraction(0))
    return mean, sum((mark * mark * chance for mark, chance in ways), Fraction(0)) - mean * mean


def _ways(choose: Choose, guess: Guess) -> Iterator[tuple[frozenset[int], Fraction]]:
    """One representative of all ways to tick that are marked alike, with their chance: few, however many options."""
    alike: dict[tuple[bool, bool, bool, int], list[int]] = defaultdict(list)
    for place in sorted(guess.open):
        option = choose.options[place]
        votes = choose.panel[place] if choose.panel else 0
        alike[place in choose.keys, option.must, option.never, votes].append(place)
    groups = list(alike.values())
    total = 2 ** len(guess.open) if guess.number is None else comb(len(guess.open), guess.number)
    for numbers in product(*(range(len(group) + 1) for group in groups)):
        if guess.number is None or sum(numbers) == guess.number:
            ticked = (place for group, number in zip(groups, numbers, strict=True) for place in group[:number])
            ways = prod(comb(len(group), number) for group, number in zip(groups, numbers, strict=True))
            yield guess.sure | frozenset(ticked), Fraction(ways, total)
