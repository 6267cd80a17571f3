"""Plans with overlapping quotas, made of hashes, so that they are the same everywhere.

`python tests/helpers/plans.py` draws them. What it prints is `tests/golden/draws.txt`, whatever the machine, the
version of Python and the releases installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from mesoquiz.exams.drawing.selection import Conflict, Shortage, draw
from mesoquiz.exams.solver.program import Bound, Demand
from mesoquiz.exams.solver.work import Undecided

PLANS = 260


class Dice:
    """Numbers from the hash of a name: `random` may change with the version of Python."""

    def __init__(self, name: str) -> None:
        self._name, self._thrown = name, 0

    def throw(self, least: int, most: int) -> int:
        """A number from `least` to `most`."""
        self._thrown += 1
        number = int.from_bytes(sha256(f"{self._name} {self._thrown}".encode()).digest()[:8], "big")
        return least + number % (most - least + 1)

    def some(self, ids: list[str], percent: int) -> frozenset[str]:
        """About so many of the ids."""
        return frozenset(id for id in ids if self.throw(1, 100) <= percent)


def tagged(dice: Dice, ids: list[str], tags: int) -> list[frozenset[str]]:
    """The members of each tag; a card has one to four."""
    members: list[set[str]] = [set() for _ in range(tags)]
    for id in ids:
        for _ in range(dice.throw(1, 4)):
            members[dice.throw(0, tags - 1)].add(id)
    return list(map(frozenset, members))


def plan(number: int) -> tuple[list[Demand], list[str]]:
    """The demands of a plan and its order: 30 to 2,000 cards, one to three sections, two to ten quotas in each."""
    dice = Dice(f"plan {number}")
    ids = [f"c{place}" for place in range((30, 60, 120, 300, 600, 2000)[number % 6])]
    tags = tagged(dice, ids, dice.throw(4, 12))
    demands = []
    for _ in range(dice.throw(1, 3)):
        count = dice.throw(4, 8 if len(ids) < 100 else 20)
        bounds = []
        for _ in range(dice.throw(2, 10)):
            least = dice.throw(0, max(1, count // 3))
            most = dice.throw(least + 1, least + 6) if dice.throw(0, 2) else None
            bounds.append(Bound(members=tags[dice.throw(0, len(tags) - 1)], least=least, most=most))
        demands.append(Demand(count=count, candidates=dice.some(ids, dice.throw(50, 100)), bounds=tuple(bounds)))
    return demands, sorted(ids, key=lambda id: sha256(f"{number} {id}".encode()).digest())


def drawn(number: int) -> str:
    """What comes of a plan, as a line."""
    try:
        sections = draw(*plan(number))
    except Shortage as short:
        return f"{number}: section {short.section} bound {short.bound}: {short.possible} of {short.wanted}"
    except (Conflict, Undecided) as error:
        return f"{number}: {type(error).__name__}"
    return f"{number}: " + " | ".join(" ".join(ids) for ids in sections)


def lines() -> Iterator[str]:
    """One line for each plan."""
    yield from (drawn(number) for number in range(PLANS))


if __name__ == "__main__":
    print(*lines(), sep="\n")  # noqa: T201 (a program of its own)
