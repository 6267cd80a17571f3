"""What the sections of an exam take of a bank, and which cards may still go where. It alone asks the solver.

Quotas overlap (a card has several tags) and sections compete for cards, so picking greedily fails on plans that can be
met: this is an integer program. Cards that are alike for the plan are one variable for each section they may go to.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate

from mesoquiz.exams.solver.branching import whole
from mesoquiz.exams.solver.simplex import Program
from mesoquiz.exams.solver.work import Undecided, Work

QUESTION = 500_000
"""The work for one question: whether one more card can be taken, whether one more quota can be met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Of the notes in a section, at least `least` and at most `most` are `members` (ids)."""

    members: frozenset[str]
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What one section takes: `count` of the `candidates` (ids), within the bounds."""

    count: int
    candidates: frozenset[str]
    bounds: tuple[Bound, ...] = ()


Group = tuple[tuple[int, tuple[int, ...]], ...]
"""Notes that are alike for the plan: the sections that they may go to, each with the places of the bounds that count
them."""


class Remainder:
    """What is still to be met while cards are placed; at first nothing is, unless the demands are set.

    A variable is how many notes of a group go to a section, with those that went there as its lower bound. A row is the
    size of a section, what a bound counts, or (added where needed) the supply of a group that several sections take.
    """

    def __init__(self, demands: Sequence[Demand], order: Sequence[str], work: Work) -> None:
        self._work = work
        self._demands = demands
        self._first_bound = list(accumulate((len(demand.bounds) for demand in demands), initial=len(demands)))
        self._group_of: dict[str, Group] = {}
        # How many notes of a group are still to come, and how many may be in the exam: those, and the placed ones.
        self._left: dict[Group, int] = {}
        for id in order:
            group = self._group(id)
            if group:
                self._group_of[id] = group
                self._left[group] = self._left.get(group, 0) + 1
        self._supply = dict(self._left)
        self._sections = {group: [section for section, _ in group] for group in self._left}
        self._group_at = [group for group in self._left for _ in group]
        self._variables: dict[Group, list[int]] = {}
        for variable, group in enumerate(self._group_at):
            self._variables.setdefault(group, []).append(variable)
        pairs = [(group, *pair) for group in self._left for pair in group]
        rows_of = [(section, *(self._first_bound[section] + place for place in bounds)) for _, section, bounds in pairs]
        high = [min(self._left[group], demands[section].count) for group, section, _ in pairs]
        self._size = len(pairs)
        self._program = Program(rows_of, high, self._first_bound[-1], work)
        self._supply_rows: dict[Group, int] = {}
        # A solution for what is set, as far as one was found: there is nothing to meet yet.
        self._witness: dict[int, int] | None = {}
        for section, demand in enumerate(demands):
            for place, _ in enumerate(demand.bounds):
                self._program.bound_row(self._first_bound[section] + place, 0, demand.count)

    def _group(self, id: str) -> Group:
        return tuple(
            [
                (section, tuple([place for place, bound in enumerate(demand.bounds) if id in bound.members]))
                for section, demand in enumerate(self._demands)
                if demand.count and id in demand.candidates
            ]
        )

    def can_have(self, section: int, count: int) -> bool | None:
        """Whether a section can have so many notes, from now on, beside what was set before; `None` if in doubt."""
        return self._can_add_up(section, count, count)

    def can_keep(self, section: int, place: int, least: int, most: int | None = None) -> bool | None:
        """Whether a bound of a section can be `least` to `most`, from now on, beside what was set before.

        `None` if that was not found out within the work that a question may take.
        """
        count = self._demands[section].count
        return self._can_add_up(self._first_bound[section] + place, least, count if most is None else min(most, count))

    def _can_add_up(self, row: int, low: int, high: int) -> bool | None:
        program = self._program
        program.bound_row(row, low, high)
        if self._witness is not None:
            now = sum(number for variable, number in self._witness.items() if row in program.rows_of[variable])
            if low <= now <= high:
                return True
        self._work.allow(QUESTION)
        try:
            return self._is_met()
        except Undecided:
            self._witness = None
            return None

    def can_be_met(self) -> bool:
        """Set all demands; whether they can be met together."""
        for section, demand in enumerate(self._demands):
            self._program.bound_row(section, demand.count, demand.count)
            for place, bound in enumerate(demand.bounds):
                most = demand.count if bound.most is None else min(bound.most, demand.count)
                self._program.bound_row(self._first_bound[section] + place, bound.least, most)
        return self._is_met()

    def _is_met(self) -> bool:
        found = whole(self._program, self._size, self._has_overdrawn)
        if found is None:
            return False
        self._witness = found
        return True

    def place(self, id: str) -> int | None:
        """Let a note go to the first section that can take it while the rest can still be met; `None` if none can."""
        group = self._group_of.get(id)
        if group is None:
            return None
        variables = self._variables[group]
        self._left[group] -= 1
        for section, variable in zip(self._sections[group], variables, strict=True):
            if self._can_take(variable):
                self._program.bound(variable, self._program.low[variable] + 1, self._program.high[variable])
                self._narrow(group)
                return section
        self._supply[group] -= 1
        self._narrow(group)
        return None

    def _can_take(self, variable: int) -> bool:
        """Whether one more note can go where a variable says; if not, that is so from now on: what is left narrows."""
        program = self._program
        low, high = program.low[variable], program.high[variable]
        if self._witness and self._witness.get(variable, 0) > low:
            return True
        if low >= high or not self._work.allow(QUESTION):
            return False
        program.bound(variable, low + 1, high)
        try:
            is_met = self._is_met()
        except Undecided:
            program.bound(variable, low, low)
            return False
        program.bound(variable, low, high if is_met else low)
        if not is_met:
            with suppress(Undecided):
                self._refuse_others()
        return is_met

    def _refuse_others(self) -> None:
        """Close all variables that the last proof, too, keeps from rising: it is a sum of rows, thus always 0."""
        program = self._program
        terms = program.terms()
        if not terms:
            return
        least = sum(min(factor * program.low[place], factor * program.high[place]) for place, factor in terms)
        greatest = sum(max(factor * program.low[place], factor * program.high[place]) for place, factor in terms)
        for place, factor in terms:
            if place < self._size and (factor > -least if factor > 0 else factor < -greatest):
                program.bound(place, program.low[place], program.low[place])

    def _narrow(self, group: Group) -> None:
        """Tell the program how many notes of a group there are."""
        program, variables = self._program, self._variables[group]
        for variable in variables:
            low = program.low[variable]
            program.bound(variable, low, min(program.high[variable], low + self._left[group]))
        if group in self._supply_rows:
            program.bound_row(self._supply_rows[group], 0, self._supply[group])

    def _has_overdrawn(self, values: dict[int, int]) -> bool:
        """Whether sections take more of a group than there is; rows against that are added."""
        taken: dict[Group, int] = {}
        for variable, value in values.items():
            group = self._group_at[variable]
            taken[group] = taken.get(group, 0) + value
        broken = [group for group, number in taken.items() if number > self._supply[group]]
        for group in broken:
            self._supply_rows[group] = self._program.add_row(self._variables[group], 0, self._supply[group])
        return bool(broken)
