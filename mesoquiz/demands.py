"""What the sections of an exam take of a bank, and whether that can be had. The only module that knows HiGHS.

Quotas overlap (a card has several tags) and sections compete for cards, so picking greedily fails on plans that can be
met: this is an integer program. Only whether it has a solution is asked of the solver, never which one it found: so an
exam comes out the same for one seed with every version of it. Cards that are alike for the plan are counted together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

MAX_SECONDS = 20.0
"""Of one search. Most take some milliseconds; quotas that overlap in every way could take hours."""


class Undecided(Exception):
    """The quotas overlap too much for the search to end in time."""


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


Group = Mapping[int, tuple[int, ...]]
"""Notes that are alike for the plan: the sections that they may go to -> the numbers of the bounds that count them."""


class _Frozen(dict[int, tuple[int, ...]]):
    """A group as the key of a mapping."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(self.items()))


@dataclass(slots=True)
class Plan:
    """What is still to be met: `need` notes for each section, `low` to `high` for each bound."""

    demands: Sequence[Demand]
    order: Sequence[str]
    group_of: dict[str, Group] = field(default_factory=dict)
    supply: dict[Group, int] = field(default_factory=dict)
    need: list[int] = field(default_factory=list)
    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        numbered = [(section, bound) for section, demand in enumerate(self.demands) for bound in demand.bounds]
        self.need = [demand.count for demand in self.demands]
        self.low = [bound.least for _, bound in numbered]
        self.high = [
            self.need[section] if bound.most is None else min(bound.most, self.need[section])
            for section, bound in numbered
        ]
        for id in self.order:
            group = _Frozen(
                (section, tuple(n for n, (of, bound) in enumerate(numbered) if of == section and id in bound.members))
                for section, demand in enumerate(self.demands)
                if demand.count and id in demand.candidates
            )
            if group:
                self.group_of[id] = group
                self.supply[group] = self.supply.get(group, 0) + 1

    def fits(self, group: Group, section: int) -> bool:
        """Whether one more note of a group may go to a section, for the section and its bounds alone."""
        return bool(self.need[section] and self.supply[group] and all(self.high[bound] for bound in group[section]))

    def with_one(self, group: Group, section: int) -> Plan:
        """The plan once a note of a group has gone to a section."""
        made = Plan((), ())
        made.demands, made.order, made.group_of = self.demands, self.order, self.group_of
        made.supply = {**self.supply, group: self.supply[group] - 1}
        made.need = [need - (of == section) for of, need in enumerate(self.need)]
        made.low = [low - (bound in group[section]) for bound, low in enumerate(self.low)]
        made.high = [high - (bound in group[section]) for bound, high in enumerate(self.high)]
        return made

    def solve(self) -> dict[tuple[Group, int], int] | None:
        """How many notes of each group go to each section, or `None`. Raises `Undecided`."""
        if any(low > 0 for low in self.low) or any(self.need):
            return _without_rivals(self) if self._has_no_rivals() else _solve(self)
        return {}

    def _has_no_rivals(self) -> bool:
        return not self.low and all(len(group) == 1 for group in self.supply)


def _without_rivals(plan: Plan) -> dict[tuple[Group, int], int] | None:
    """The same for sections without bounds that compete for nothing, which needs no solver."""
    rest = list(plan.need)
    found = {}
    for group, number in plan.supply.items():
        for section in group:
            found[group, section] = min(number, rest[section])
            rest[section] -= found[group, section]
    return None if any(rest) else found


def _solve(plan: Plan) -> dict[tuple[Group, int], int] | None:
    """How many notes of each group may go to each section, all at once, or `None`."""
    import highspy

    pairs = [(group, section) for group, number in plan.supply.items() if number for section in group]
    rows: list[tuple[int, int, list[int]]] = []
    for section, need in enumerate(plan.need):
        rows.append((need, need, [place for place, (_, of) in enumerate(pairs) if of == section]))
    for bound, (low, high) in enumerate(zip(plan.low, plan.high, strict=True)):
        rows.append((low, high, [place for place, (group, of) in enumerate(pairs) if bound in group[of]]))
    for group, number in plan.supply.items():
        if len(group) > 1:
            rows.append((0, number, [place for place, (other, _) in enumerate(pairs) if other is group]))
    if any(low > high or (low > 0 and not places) for low, high, places in rows):
        return None
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(pairs), len(rows)
    model.col_cost_ = [0.0] * len(pairs)
    model.col_lower_ = [0.0] * len(pairs)
    model.col_upper_ = [float(min(plan.supply[group], plan.need[section])) for group, section in pairs]
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(pairs)
    model.row_lower_, model.row_upper_ = [float(row[0]) for row in rows], [float(row[1]) for row in rows]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = [0, *accumulate(len(row[2]) for row in rows)]
    model.a_matrix_.index_ = [place for row in rows for place in row[2]]
    model.a_matrix_.value_ = [1.0] * sum(len(row[2]) for row in rows)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", MAX_SECONDS)
    solver.passModel(model)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise Undecided
    amounts = solver.getSolution().col_value
    return {pair: round(amount) for pair, amount in zip(pairs, amounts, strict=True) if round(amount)}
