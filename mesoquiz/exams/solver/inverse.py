"""The inverse of the basis of a linear program, in integers over one common denominator.

J. Edmonds, 1967: each pivot multiplies by the new denominator and divides by the old one, and leaves no remainder.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Inverse:
    """A square matrix that grows by rows and changes by pivots. Its lines are kept without zeros."""

    def __init__(self) -> None:
        self.denominator = 1
        # `None` where a row's own slack is alone in its line, as in most rows.
        self._lines: list[dict[int, int] | None] = []

    @property
    def size(self) -> int:
        """How many numbers it takes."""
        return len(self._lines) + sum(map(len, filter(None, self._lines)))

    def line(self, row: int) -> dict[int, int]:
        """The numbers of a line by their columns, times the denominator; not to be changed."""
        line = self._lines[row]
        return {row: self.denominator} if line is None else line

    def append(self, basic: Iterable[int]) -> None:
        """One more row with its own slack, in which the basic variables of some other rows are as well."""
        made: dict[int, int] = {}
        for row in basic:
            for other, number in self.line(row).items():
                made[other] = made.get(other, 0) - number
        self._lines.append({**made, len(self._lines): self.denominator} if made else None)

    def times(self, vector: Sequence[int]) -> list[int]:
        """The product with a vector, times the denominator."""
        return [
            self.denominator * vector[row]
            if line is None
            else sum(number * vector[other] for other, number in line.items())
            for row, line in enumerate(self._lines)
        ]

    def column(self, rows: Sequence[int]) -> dict[int, int]:
        """The product with the vector that is 1 in some rows, by row and without zeros, times the denominator."""
        found = {}
        for row, line in enumerate(self._lines):
            entry = (row in rows) * self.denominator if line is None else sum(line.get(other, 0) for other in rows)
            if entry:
                found[row] = entry
        return found

    def pivot(self, row: int, column: dict[int, int]) -> None:
        """Change to the basis that has in `row` the variable whose `column` is given."""
        pivot, denominator, kept = column[row], self.denominator, self.line(row)
        if pivot < 0:
            pivot, kept = -pivot, {other: -number for other, number in kept.items()}
        for place, line in enumerate(self._lines):
            entry = column.get(place, 0)
            if place == row:
                continue
            if entry:
                changed = {other: number * pivot for other, number in self.line(place).items()}
                for other, number in kept.items():
                    changed[other] = changed.get(other, 0) - entry * number
                self._lines[place] = {other: number // denominator for other, number in changed.items() if number}
            elif line is not None and pivot != denominator:
                self._lines[place] = {other: number * pivot // denominator for other, number in line.items()}
        self._lines[row] = kept
        self.denominator = pivot
