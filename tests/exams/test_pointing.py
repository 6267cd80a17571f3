"""The marks of crosses on a picture (QZP): n zones met of x crosses asked for, edges and all."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mesoquiz.exams.scoring import Scoring
from mesoquiz.notes.interactions import Point, Zone
from mesoquiz.notes.pointing import overlapping

RULES = [Scoring(rule=rule) for rule in ("all-or-nothing", "discordance", "proportional", "negative")]


def zone(left: float, top: float, width: float, height: float) -> Zone:
    return Zone(left=left, top=top, width=width, height=height)


def mark(zones: list[Zone], crosses: list[tuple[float, float]], asked: int = 1) -> Fraction:
    point = Point(prompt="?", image="p.png", alt="", zones=tuple(zones), crosses=asked)
    found = {rule.pointed(point, crosses) for rule in RULES}
    assert len(found) == 1, "every rule marks crosses alike"
    return found.pop()


APART = [zone(10, 10, 20, 20), zone(60, 10, 20, 20), zone(10, 60, 20, 20)]


def test_one_cross_in_any_zone_is_right() -> None:
    assert [mark(APART, [at]) for at in ((20, 20), (70, 20), (20, 70), (50, 50), (20, 45))] == [1, 1, 1, 0, 0]


def test_crosses_are_marked_as_the_general_rules_say() -> None:
    """Rules of marking of 31 January 2023, QZP: n/x, n zones met of x."""
    hits = [(20.0, 20.0), (70.0, 20.0), (20.0, 70.0)]
    assert [mark(APART, hits[:number], asked=3) for number in range(4)] == [0, Fraction(1, 3), Fraction(2, 3), 1]
    assert mark(APART, [hits[0], hits[1], (99, 99)], asked=3) == Fraction(2, 3), "a cross beside takes nothing away"
    assert mark(APART, [hits[0], (21, 21), (22, 22)], asked=3) == Fraction(1, 3), "a zone counts once"
    assert mark(APART, hits, asked=2) == 0, "more crosses than asked for are no answer"
    assert mark(APART, []) == 0


@pytest.mark.parametrize("at", [(10.1, 5.2), (40.3, 5.2), (10.1, 12.5), (40.3, 12.5), (20, 5.2), (40.3, 7)])
def test_edges_belong_to_the_zone(at: tuple[float, float]) -> None:
    """10.1 + 30.2 is a hair below 40.3 to a computer, and 5.2 + 7.3 is 12.5."""
    assert mark([zone(10.1, 5.2, 30.2, 7.3)], [at]) == 1
    for aside in ((-0.01, 0), (0, -0.01)) if at[0] == 10.1 and at[1] == 5.2 else ():
        assert mark([zone(10.1, 5.2, 30.2, 7.3)], [(at[0] + aside[0], at[1] + aside[1])]) == 0


def test_a_cross_on_the_edge_of_two_zones_is_one() -> None:
    left, right = zone(0, 0, 50, 100), zone(50, 0, 50, 100)
    assert overlapping((left, right)) is None
    assert mark([left, right], [(50, 5)], asked=2) == Fraction(1, 2)
    assert mark([left, right], [(50, 5), (20, 5)], asked=2) == 1
    assert mark([left, right], [(20, 5), (30, 5)], asked=2) == Fraction(1, 2)


@pytest.mark.parametrize("cross", [(float("nan"), 5), (5, float("inf"))])
def test_a_cross_that_is_nowhere_is_refused(cross: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match=r"nan|inf"):
        mark(APART, [cross])


tenths = st.integers(0, 1000)
boxes = st.tuples(st.integers(0, 900), st.integers(0, 900), st.integers(10, 100), st.integers(10, 100))


@given(
    boxes=st.lists(boxes, min_size=1, max_size=5),
    crosses=st.lists(st.tuples(tenths, tenths), max_size=5),
    asked=st.integers(1, 5),
)
def test_marks_are_those_of_the_best_way_to_share_out_the_crosses(
    boxes: list[tuple[int, int, int, int]], crosses: list[tuple[int, int]], asked: int
) -> None:
    """Worked out in whole tenths of a percent, by trying every way to give each zone a cross of its own."""
    zones = [zone(*(side / 10 for side in box)) for box in boxes]
    assume(asked == 1 or overlapping(tuple(zones)) is None)

    def met(order: tuple[tuple[int, int, int, int], ...]) -> int:
        pairs = zip(order, crosses, strict=False)
        return sum(x <= cx <= x + w and y <= cy <= y + h for (x, y, w, h), (cx, cy) in pairs)

    nowhere = (-9, -9, 0, 0)
    best = max(met(order) for order in permutations([*boxes, *[nowhere] * len(crosses)], len(crosses)))
    expected = Fraction(best, asked) if len(crosses) <= asked else 0
    made = mark(zones, [(x / 10, y / 10) for x, y in crosses], asked)
    assert made == expected
    assert 0 <= made <= 1
