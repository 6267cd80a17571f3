"""Numbers within bounds whose sums must be 0 -> numbers that fit, perhaps fractions, or the proof that there are none.

A linear program without an objective, by the simplex method with bounds (Chvátal, *Linear Programming*, 1983, ch. 8):
the sum of what the basic variables lack is brought down step by step. All numbers are integers over one common
denominator, so nothing is rounded.

Our own, and not a library, because of what a library cannot give: the same steps, thus the same answer and the same
count of work, in every release and on every machine, so that one seed is one exam. One proof settles many cards:
HiGHS 1.16 took 2.6 to 75 times as long on the plans of `benchmarks/quotas.py`. And HiGHS brings numpy: 74 MB of 116.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from mesoquiz.exams.solver.inverse import Inverse
from mesoquiz.exams.solver.work import Work

STALLED, STRIDE = 12, 7919
"""After so many steps without progress any variable that helps is taken, by a stride, and not the best."""
KEPT = 60
"""How many good variables are tried again before all are looked at."""


class Program:
    """Variables with bounds (`low`, `high`), and rows: in each, the variables that list it add up to 0.

    A row is made of a sum and its bounds; what is added to the sum to make 0 is a variable as well, the row's slack.
    """

    def __init__(self, rows_of: Sequence[Sequence[int]], high: Sequence[int], rows: int, work: Work) -> None:
        self.work = work
        self.rows_of = [tuple(rows) for rows in rows_of]
        self.low, self.high = [0] * len(rows_of), list(high)
        self._proof: list[int] = []
        self._value = [0] * len(rows_of)
        self._row: list[int | None] = [None] * len(rows_of)
        self._slack: list[int] = []
        self._basis: list[int] = []
        self._inverse = Inverse()
        # For each row what the variables outside the basis leave for those in it.
        self._rest: list[int] = []
        self._basic: list[int] = []
        self._good: list[int] = []
        for _ in range(rows):
            self.add_row((), 0, 0)

    def add_row(self, members: Iterable[int], low: int, high: int) -> int:
        """One more row: the sum of some variables is from `low` to `high`. Returns its number."""
        row, slack = len(self._basis), len(self.rows_of)
        basic = []
        rest = 0
        for variable in members:
            self.rows_of[variable] += (row,)
            place = self._row[variable]
            if place is None:
                rest -= self._value[variable]
            else:
                basic.append(place)
        self._inverse.append(basic)
        self._rest.append(rest)
        self._basis.append(slack)
        self._slack.append(slack)
        self.rows_of.append((row,))
        self.low.append(-high)
        self.high.append(-low)
        self._value.append(0)
        self._row.append(row)
        return row

    def bound_row(self, row: int, low: int, high: int) -> None:
        """Let the sum of a row be from `low` to `high`."""
        self.bound(self._slack[row], -high, -low)

    def bound(self, variable: int, low: int, high: int) -> None:
        """Let a variable be from `low` to `high`."""
        self.low[variable], self.high[variable] = low, high
        if self._row[variable] is None and low <= high:
            self._move(variable, min(max(self._value[variable], low), high))

    def fractions(self) -> list[tuple[int, int, int]]:
        """After a success: the variables that are no whole numbers, as (variable, whole part, what is beyond it).

        All that is beyond has the same denominator.
        """
        denominator = self._inverse.denominator
        return [
            (variable, value // denominator, value % denominator)
            for variable, value in zip(self._basis, self._basic, strict=True)
            if value % denominator
        ]

    def values(self, variables: int) -> dict[int, int]:
        """After a success without `fractions`: those of the first `variables` that are not 0, with their values."""
        found = {}
        for variable in range(variables):
            row = self._row[variable]
            value = self._value[variable] if row is None else self._basic[row] // self._inverse.denominator
            if value:
                found[variable] = value
        return found

    def terms(self) -> list[tuple[int, int]]:
        """After a failure: a sum of rows that cannot be 0 within the bounds, as (variable, factor).

        Raises `Undecided` when the work runs out.
        """
        if not self._proof:
            return []
        self.work.spend(len(self.rows_of))
        get = self._proof.__getitem__
        factors = ((variable, sum(map(get, rows))) for variable, rows in enumerate(self.rows_of))
        return [(variable, factor) for variable, factor in factors if factor]

    def relax(self) -> bool:
        """Find values within all bounds, fractions allowed. Raises `Undecided` when the work runs out."""
        self.work.spend(len(self.low) // 8)
        if any(low > high for low, high in zip(self.low, self.high, strict=True)):
            self._proof = []
            return False
        stalled = 0
        while True:
            self._basic = self._inverse.times(self._rest)
            pull = self._pull()
            if pull is None:
                return True
            # Numbers of many digits take longer.
            self.work.spend(self._inverse.size // 4 * (1 + self._inverse.denominator.bit_length() // 60))
            entering = self._entering(pull, stalled)
            if entering is None:
                self._proof = pull
                return False
            stalled = 0 if self._step(*entering) else stalled + 1

    def _pull(self) -> list[int] | None:
        """For each row how a change of its sum helps the basic variables that are out of bounds; `None` if none is."""
        denominator, low, high = self._inverse.denominator, self.low, self.high
        pull = [0] * len(self._basis)
        is_met = True
        for row, (variable, value) in enumerate(zip(self._basis, self._basic, strict=True)):
            sign = (value > high[variable] * denominator) - (value < low[variable] * denominator)
            if sign:
                is_met = False
                for other, number in self._inverse.line(row).items():
                    pull[other] += sign * number
        return None if is_met else pull

    def _entering(self, pull: list[int], stalled: int) -> tuple[int, int] | None:
        """The variable outside the basis whose change helps most, and by how much; negative if it has to fall."""
        found = self._helping(pull, [*self._good, *self._slack])
        if not found:
            found = self._helping(pull, range(len(self.rows_of)))
            found.sort(key=lambda pair: -abs(pair[0]))
            self._good = [variable for _, variable in found[:KEPT]]
        if not found:
            return None
        if stalled > STALLED:
            # Any other, so that no circle is run for ever.
            gain, variable = found[stalled * STRIDE % len(found)]
        else:
            gain, variable = max(found, key=lambda pair: (abs(pair[0]), -pair[1]))
        return variable, gain

    def _helping(self, pull: list[int], variables: Sequence[int]) -> list[tuple[int, int]]:
        """Those of `variables` whose change helps, as (gain for each unit, variable)."""
        self.work.spend(len(variables))
        rows_of, row, value, low, high = self.rows_of, self._row, self._value, self.low, self.high
        get = pull.__getitem__
        found = []
        for variable in variables:
            if row[variable] is None and low[variable] < high[variable]:
                gain = sum(map(get, rows_of[variable]))
                if (gain > 0 and value[variable] < high[variable]) or (gain < 0 and value[variable] > low[variable]):
                    found.append((gain, variable))
        return found

    def _step(self, variable: int, gain: int) -> bool:
        """Move a variable as far as that helps; whether it moved at all."""
        column = self._inverse.column(self.rows_of[variable])
        rises = gain > 0
        value = self._value[variable]
        span = self.high[variable] - value if rises else value - self.low[variable]
        slope = abs(gain)
        for way, speed, row, limit in self._limits(column, rises):
            if way > span * speed:
                break
            slope -= speed
            if slope <= 0:
                self._pivot(variable, row, limit, column)
                return way > 0
        self._move(variable, value + (span if rises else -span))
        return span > 0

    def _limits(self, column: dict[int, int], rises: bool) -> list[tuple[int, int, int, int]]:
        """Where basic variables meet their bounds as another one moves: (way, speed, row, bound), the next first."""
        denominator = self._inverse.denominator
        found = []
        for row, entry in column.items():
            value, variable = self._basic[row], self._basis[row]
            low, high = self.low[variable], self.high[variable]
            # What is out of bounds and comes nearer meets both of them.
            if (entry > 0) is rises:
                far, near = value - low * denominator, value - high * denominator
                bounds = (low, high)
            else:
                far, near = high * denominator - value, low * denominator - value
                bounds = (high, low)
            if far >= 0:
                found.append((far, abs(entry), row, bounds[0]))
            if near > 0:
                found.append((near, abs(entry), row, bounds[1]))
        return sorted(found, key=lambda limit: (Fraction(limit[0], limit[1]), -limit[1], limit[2]))

    def _move(self, variable: int, value: int) -> None:
        """Give a variable outside the basis another value."""
        change = value - self._value[variable]
        if change:
            self._value[variable] = value
            for row in self.rows_of[variable]:
                self._rest[row] -= change

    def _pivot(self, entering: int, row: int, bound: int, column: dict[int, int]) -> None:
        """Let a variable into the basis for the one of `row`, which leaves at a bound of its own."""
        self._move(entering, 0)
        leaving = self._basis[row]
        self._row[leaving], self._value[leaving] = None, 0
        self._move(leaving, bound)
        self._basis[row], self._row[entering] = entering, row
        self._inverse.pivot(row, column)
