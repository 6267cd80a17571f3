"""Linear program -> whole numbers that fit, by branch and bound: what is a fraction is rounded up, else down."""

from __future__ import annotations

from collections.abc import Callable

from mesoquiz.exams.solver.simplex import Program

Refuse = Callable[[dict[int, int]], bool]
"""Whether a solution breaks what the program does not hold yet; then it was added to the program."""


def whole(program: Program, variables: int, refuse: Refuse) -> dict[int, int] | None:
    """Whole values of the first `variables` within all bounds, those that are not 0; `None` where there are none.

    Rows of which there may be thousands and few matter are added when a solution breaks them, by `refuse`. Bounds are
    as before when it ends. Raises `Undecided` when the work runs out.
    """
    branches: list[tuple[int, int, int, int]] = []
    try:
        while True:
            if not program.relax():
                if not _turn(program, branches):
                    return None
            elif parts := program.fractions():
                # The one that is nearest to the next whole number: it moves the others least.
                variable, part, _ = max(parts, key=lambda part: (part[2], -part[0]))
                low, high = program.low[variable], program.high[variable]
                branches.append((variable, low, high, part))
                program.bound(variable, part + 1, high)
            else:
                values = program.values(variables)
                if not refuse(values):
                    return values
    finally:
        for variable, low, high, _ in reversed(branches):
            program.bound(variable, low, high)


def _turn(program: Program, branches: list[tuple[int, int, int, int]]) -> bool:
    """Take the other way at the last branch that has one, and forget those below; whether there is one."""
    while branches:
        variable, low, high, part = branches.pop()
        if program.low[variable] > part:
            branches.append((variable, low, high, part))
            program.bound(variable, low, part)
            return True
        program.bound(variable, low, high)
    return False
