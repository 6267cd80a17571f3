"""Demands + ids in an order -> the ids for each section of an exam, or what they fall short of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from mesoquiz.demands import Demand, Remainder
from mesoquiz.work import Tell, Work

MOST_WORK = 3_000_000
"""For a whole draw: under ten seconds, and a hundred times what exams of a few sections with some quotas need."""


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


class Conflict(Exception):
    """The demands cannot be met together; which of them is too much was not found out."""


def draw(demands: Sequence[Demand], order: Sequence[str], tell: Tell | None = None) -> tuple[tuple[str, ...], ...]:
    """The ids for each section, no id twice: along `order`, each one is taken if the rest can still be met.

    The same on every machine: what a search may take is counted in work, not in time. In plans so large that the work
    does not suffice, some ids are passed by that could have been taken. `tell` is called with the work done and the
    most there can be. Raises `Shortage` when the demands cannot be met, `Conflict` when it was not found out which of
    them, `Undecided` when it was not found out whether they can.
    """
    work = Work(MOST_WORK, tell)
    remainder = Remainder(demands, order, work)
    if not remainder.can_be_met():
        raise _shortage(demands, order, work)
    chosen: list[list[str]] = [[] for _ in demands]
    wanted = sum(demand.count for demand in demands)
    for id in order:
        if not wanted:
            break
        section = remainder.place(id)
        if section is not None:
            chosen[section].append(id)
            wanted -= 1
    return tuple(map(tuple, chosen))


def _shortage(demands: Sequence[Demand], order: Sequence[str], work: Work) -> Shortage:
    """The first demand that is found to fail beside those before it, and how near to it one can come.

    Raises `Conflict` when none is.
    """
    trial = Remainder(demands, order, work)
    there = frozenset(order)
    for section, demand in enumerate(demands):
        fitting = len(demand.candidates & there)
        possible = _greatest(min(fitting, demand.count), partial(trial.can_have, section))
        if possible < demand.count:
            return Shortage(section=section, bound=None, wanted=demand.count, possible=possible, fitting=fitting)
    for section, demand in enumerate(demands):
        for place, bound in enumerate(demand.bounds):
            fitting = len(bound.members & demand.candidates & there)
            can_keep = partial(trial.can_keep, section, place)
            if not can_keep(bound.least):
                possible = _greatest(bound.least, can_keep)
                return Shortage(section=section, bound=place, wanted=bound.least, possible=possible, fitting=fitting)
            if bound.most is not None and not can_keep(bound.least, bound.most):
                uppers = range(bound.most, demand.count)
                possible = bound.most + bisect_left(uppers, True, key=partial(can_keep, bound.least))
                return Shortage(
                    section=section, bound=place, wanted=bound.most, possible=possible, fitting=fitting, is_most=True
                )
    raise Conflict


def _greatest(top: int, holds: Callable[[int], bool]) -> int:
    """The greatest number up to `top` that holds, where all below one that holds do; it is the last that is asked."""
    greatest = top - bisect_left(range(top), True, key=lambda less: holds(top - less))
    holds(greatest)
    return greatest
