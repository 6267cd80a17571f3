"""Drawing against a search through all possibilities, on banks so small that there are few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mesoquiz.demands import Bound, Demand
from mesoquiz.drawing import Shortage, draw

IDS = "abcdefg"


def all_draws(demands: Sequence[Demand], ids: frozenset[str]) -> Iterator[tuple[frozenset[str], ...]]:
    """Every way to meet demands, but for the order."""
    if not demands:
        yield ()
        return
    first, *others = demands
    for taken in map(frozenset, combinations(sorted(first.candidates & ids), first.count)):
        if all(holds(bound, taken) for bound in first.bounds):
            for rest in all_draws(others, ids - taken):
                yield (taken, *rest)


def holds(bound: Bound, taken: frozenset[str]) -> bool:
    number = len(bound.members & taken)
    return bound.least <= number and (bound.most is None or number <= bound.most)


def can_be_met(demands: Sequence[Demand]) -> bool:
    return next(all_draws(demands, frozenset(IDS)), None) is not None


ID_SETS = st.frozensets(st.sampled_from(IDS))


@st.composite
def made_bounds(draw_: st.DrawFn) -> Bound:
    least = draw_(st.integers(0, 3))
    return Bound(
        members=draw_(ID_SETS),
        least=least,
        most=draw_(st.none() | st.integers(least, 4)) if draw_(st.booleans()) else None,
    )


MADE_DEMANDS = st.lists(
    st.builds(
        Demand,
        count=st.integers(0, 4),
        candidates=ID_SETS | st.just(frozenset(IDS)),
        bounds=st.lists(made_bounds(), max_size=3).map(tuple),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=400)
@given(MADE_DEMANDS, st.permutations(IDS))
def test_what_can_be_met_is_met_and_what_cannot_is_said_truly(demands: list[Demand], order: list[str]) -> None:
    try:
        chosen = draw(demands, order)
    except Shortage as short:
        assert not can_be_met(demands)
        assert_true(short, demands)
        return
    assert len({id for ids in chosen for id in ids}) == sum(map(len, chosen))
    for demand, ids in zip(demands, chosen, strict=True):
        assert len(ids) == demand.count
        assert set(ids) <= demand.candidates
        assert all(holds(bound, frozenset(ids)) for bound in demand.bounds)


def assert_true(short: Shortage, demands: list[Demand]) -> None:
    """Up to the demand that is named all can be met; with it nothing can, and nearest to it is the number named."""
    place = short.section
    bare = [Demand(count=demand.count, candidates=demand.candidates) for demand in demands]

    def with_number(number: int) -> bool:
        if short.bound is None:
            trial = [*bare[:place], Demand(count=number, candidates=demands[place].candidates)]
            return can_be_met(trial)
        trial = [*demands[:place], *bare[place:]]
        bounds = demands[place].bounds
        named = bounds[short.bound]
        bound = (
            Bound(members=named.members, least=named.least, most=number)
            if short.is_most
            else Bound(members=named.members, least=number)
        )
        trial[place] = Demand(
            count=demands[place].count, candidates=demands[place].candidates, bounds=(*bounds[: short.bound], bound)
        )
        return can_be_met(trial)

    assert not with_number(short.wanted)
    assert with_number(short.possible)
    nearer = short.possible - 1 if short.is_most else short.possible + 1
    assert not with_number(nearer)
    assert (short.possible > short.wanted) is short.is_most


@given(MADE_DEMANDS, st.permutations(IDS))
def test_a_single_section_without_quotas_takes_the_first(demands: list[Demand], order: list[str]) -> None:
    demand = Demand(count=demands[0].count, candidates=demands[0].candidates)
    if demand.count <= len(demand.candidates):
        assert draw([demand], order) == (tuple([id for id in order if id in demand.candidates][: demand.count]),)


def test_overlapping_quotas_that_greedy_picking_misses() -> None:
    """Two cards have both tags, and only they leave room for the third."""
    both, one, other = frozenset("ab"), frozenset("abc"), frozenset("abd")
    demand = Demand(
        count=3, candidates=frozenset("abcdef"), bounds=(Bound(members=one, least=2), Bound(members=other, least=2))
    )
    (chosen,) = draw([demand], "fecdab")
    assert len(both & set(chosen)) >= 1
    assert set("f") <= set(chosen), "as far as the quotas allow, the first in the order is taken"


def test_a_section_leaves_what_only_another_can_use() -> None:
    first = Demand(count=2, candidates=frozenset("abc"))
    second = Demand(count=1, candidates=frozenset("a"))
    assert draw([first, second], "abc") == (("b", "c"), ("a",))


@pytest.mark.parametrize("size", [500])
def test_large_banks_and_many_overlapping_quotas_are_decided(size: int) -> None:
    ids = [f"c{number}" for number in range(size)]
    every = [frozenset(ids[start::step]) for start, step in ((0, 2), (0, 3), (1, 5), (2, 7), (0, 11), (3, 13), (1, 4))]
    bounds = tuple(Bound(members=members, least=6, most=14) for members in every)
    demands = [Demand(count=20, candidates=frozenset(ids), bounds=bounds) for _ in range(3)]
    chosen = draw(demands, ids)
    assert all(holds(bound, frozenset(taken)) for taken in chosen for bound in bounds)
    with pytest.raises(Shortage):
        draw([Demand(count=20, candidates=frozenset(ids), bounds=(*bounds, Bound(members=every[0], most=5)))], ids)
