"""Demands + ids in an order -> the ids for each section of an exam, or what they fall short of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from mesoquiz.exams.solver.program import Demand, Remainder
from mesoquiz.exams.solver.work import Work
from mesoquiz.progress import OnProgress

MOST_WORK = 2_000_000
"""For a whole draw: some seconds, and a hundred times what exams of a few sections with some quotas need."""

REASON_WORK = 2_000_000
"""To find out which demand cannot be met, where it is known that not all can."""


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


@dataclass(kw_only=True)
class Conflict(Exception):
    """The demands cannot be met together, and by how much was not found out.

    `section` and `bound` are the place of the first that was found not to fit those before it, -1 if none was.
    """

    section: int = -1
    bound: int = -1


def draw(
    demands: Sequence[Demand], order: Sequence[str], tell: OnProgress | None = None
) -> tuple[tuple[str, ...], ...]:
    """The ids for each section, no id twice: along `order`, each one is taken if the rest can still be met.

    The same on every machine: what a search may take is counted in work, not in time. In plans so large that the work
    does not suffice, some ids are passed by that could have been taken. `tell` is called with the work done and the
    most there can be. Raises `Shortage` when the demands cannot be met, `Conflict` when it was not found out which of
    them, `Undecided` when it was not found out whether they can.
    """
    work = Work(MOST_WORK, tell)
    remainder = Remainder(demands, order, work)
    if not remainder.can_be_met():
        raise _shortage(demands, order, Work(REASON_WORK, tell))
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


def _shortage(demands: Sequence[Demand], order: Sequence[str], work: Work) -> Shortage | Conflict:
    """The first demand that is found to fail beside those before it, and how near to it one can come.

    `Conflict` where that is in doubt.
    """
    trial = Remainder(demands, order, work)
    there = frozenset(order)
    for section, demand in enumerate(demands):
        fitting = len(demand.candidates & there)
        possible = _greatest(min(fitting, demand.count), partial(trial.can_have, section))
        if possible is None:
            return Conflict()
        if possible < demand.count:
            return Shortage(section=section, bound=None, wanted=demand.count, possible=possible, fitting=fitting)
        # All that it takes can be had: that was asked last, and stays set.
    in_doubt = False
    for section, demand in enumerate(demands):
        for place, bound in enumerate(demand.bounds):
            kept = trial.can_keep(section, place, bound.least, bound.most)
            in_doubt |= kept is None
            if kept is False:
                short = _bound_shortage(trial, demand, section, place, there)
                return Conflict(section=section, bound=place) if in_doubt or short is None else short
    return Conflict()


def _bound_shortage(
    trial: Remainder, demand: Demand, section: int, place: int, there: frozenset[str]
) -> Shortage | None:
    """How near one comes to a bound that cannot be met beside what was set before; `None` if that is in doubt."""
    bound = demand.bounds[place]
    fitting = len(bound.members & demand.candidates & there)
    can_keep = partial(trial.can_keep, section, place)
    # A bound whose least is 0 is always met from below.
    enough = can_keep(bound.least) if bound.least else True
    if enough is None:
        return None
    if not enough:
        possible = _greatest(bound.least - 1, can_keep)
        wanted, is_most = bound.least, False
    else:
        top = demand.count - (bound.most or 0) - 1
        less = _greatest(top, lambda less: can_keep(bound.least, demand.count - less))
        possible, wanted, is_most = None if less is None else demand.count - less, bound.most or 0, True
    if possible is None:
        return None
    return Shortage(section=section, bound=place, wanted=wanted, possible=possible, fitting=fitting, is_most=is_most)


def _greatest(top: int, holds: Callable[[int], bool | None]) -> int | None:
    """The greatest number up to `top` that holds, where 0 does and all below one that does; `None` if in doubt."""
    low = 0
    while low < top:
        middle = (low + top + 1) // 2
        answer = holds(middle)
        if answer is None:
            return None
        low, top = (middle, top) if answer else (low, middle - 1)
    return low
