"""Demands + ids in an order -> the ids for each section of an exam, or what they fall short of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mesoquiz.demands import Bound, Demand, Group, Plan

MAX_WORK = 20_000
"""Searches, times the groups and sections that each looks at, to bring the draw nearer to its order. In a plan that is
so large that they do not suffice, the rest is drawn as the first search found it."""


@dataclass(kw_only=True)
class Shortage(Exception):
    """The first demand, sections before bounds, that cannot be met beside those before it.

    `bound` is the place of the bound in its section, `None` if the section itself is short. Of `wanted` notes at least
    (or at most, with `is_most`), `possible` is the nearest number that can be had; `fitting` notes would do, whatever
    the others take.
    """

    section: int
    bound: int | None
    wanted: int
    possible: int
    fitting: int
    is_most: bool = False


def draw(  # noqa: C901 (one walk along the order, with one reason at a time to pass a card by)
    demands: Sequence[Demand], order: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """The ids for each section, no id twice: along `order`, each one is taken if the rest can still be met.

    Raises `Shortage` when the demands cannot be met, `Undecided` when that could not be found out.
    """
    plan = Plan(demands, order)
    witness = plan.solve()
    if witness is None:
        raise _shortage(demands, order)
    searches = MAX_WORK // max(1, len(plan.supply) * len(demands))
    chosen: list[list[str]] = [[] for _ in demands]
    refused: set[tuple[Group, int]] = set()
    for id in order:
        group = plan.group_of.get(id)
        if group is None or not any(plan.need):
            continue
        for section in group:
            # What was impossible once stays so: each step only narrows what is left.
            if not plan.fits(group, section) or (group, section) in refused:
                continue
            if not witness.get((group, section)):
                if searches == 0:
                    continue
                searches -= 1
                found = plan.with_one(group, section).solve()
                if found is None:
                    refused.add((group, section))
                    continue
                witness = {**found, (group, section): found.get((group, section), 0) + 1}
            witness[group, section] -= 1
            plan = plan.with_one(group, section)
            chosen[section].append(id)
            break
        else:
            plan.supply[group] -= 1
    return tuple(map(tuple, chosen))


def _shortage(demands: Sequence[Demand], order: Sequence[str]) -> Shortage:
    """The first demand that fails beside those before it, and how near to it one can come."""
    trial = [Demand(count=0, candidates=demand.candidates & frozenset(order)) for demand in demands]
    for place, demand in enumerate(demands):
        have = len(trial[place].candidates)
        numbers = (number for number in range(min(have, demand.count), -1, -1))
        possible = next(n for n in numbers if _works(_changed(trial, place, count=n), order))
        trial[place] = replace(trial[place], count=possible)
        if possible < demand.count:
            return Shortage(section=place, bound=None, wanted=demand.count, possible=possible, fitting=have)
    for place, demand in enumerate(demands):
        for number, bound in enumerate(demand.bounds):
            fitting = _changed(trial, place, bound=bound)
            if not _works(fitting, order):
                return _bound_shortage(trial, place, number, bound, order)
            trial = fitting
    raise AssertionError("what cannot be met as a whole fails at one of its parts")


def _changed(
    trial: Sequence[Demand], place: int, *, count: int | None = None, bound: Bound | None = None
) -> list[Demand]:
    """The demands with another count in one place, or one more bound."""
    demand = trial[place]
    made = replace(
        demand,
        count=demand.count if count is None else count,
        bounds=demand.bounds if bound is None else (*demand.bounds, bound),
    )
    return [*trial[:place], made, *trial[place + 1 :]]


def _works(demands: Sequence[Demand], order: Sequence[str]) -> bool:
    return Plan(demands, order).solve() is not None


def _bound_shortage(trial: Sequence[Demand], place: int, number: int, bound: Bound, order: Sequence[str]) -> Shortage:
    """How near one comes to a bound that cannot be met beside the demands of `trial`."""

    def holds(least: int, most: int | None) -> bool:
        return _works(_changed(trial, place, bound=replace(bound, least=least, most=most)), order)

    fitting = len(bound.members & trial[place].candidates)
    if not holds(bound.least, None):
        possible = next(least for least in range(bound.least, -1, -1) if holds(least, None))
        return Shortage(section=place, bound=number, wanted=bound.least, possible=possible, fitting=fitting)
    most = bound.most or 0
    possible = next(upper for upper in range(most, trial[place].count + 1) if holds(bound.least, upper))
    return Shortage(section=place, bound=number, wanted=most, possible=possible, fitting=fitting, is_most=True)
