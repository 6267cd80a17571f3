"""How much a search may do: counted, not timed, so that every machine finds the same or gives up at the same place."""

from __future__ import annotations

from mesoquiz.progress import OnProgress


class Undecided(Exception):
    """The search did not end within the work that it is allowed."""


class Work:
    """Counts what takes the time, variables looked at and rows worked out, and is the same on every machine.

    A computer of 2024 does some 300,000 to 800,000 units in a second.
    """

    def __init__(self, limit: int, tell: OnProgress | None = None) -> None:
        self.done = 0
        self.limit = self._total = limit
        self._tell = tell

    def spend(self, units: int) -> None:
        """Count so many more. Raises `Undecided` past the limit."""
        self.done += units
        if self._tell:
            self._tell(min(self.done, self._total), self._total)
        if self.done > self.limit:
            raise Undecided

    def allow(self, units: int) -> bool:
        """Let the next search take so many, as far as there are as many left; whether any are."""
        self.limit = min(self.done + units, self._total)
        return self.done < self.limit
