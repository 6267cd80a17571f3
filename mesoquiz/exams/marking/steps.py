"""The steps in which open questions are marked by hand: parts of the points, such as 0, ½ and 1."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule
from mesoquiz.exams.marking.table import Find, fraction

Steps = tuple[float, ...]
MOST = 11
"""Steps, with a box on the key for each: tenths, from 0 to 1."""

ONE = Rule("one-step", "a single step marks all answers alike", "write at least two, such as `steps: [0, 0.5, 1]`")
MANY = Rule("many-steps", "{number} steps are more than the {most} that a key has boxes for", "write fewer")
SHARE = Rule("step", "a step of {value} is not between 0 and 1", "write parts of the question's points: {how}")
ORDER = Rule("steps-order", "the steps are not in order, from the least to the most", "write `steps: [{how}]`")


def check_steps(steps: Steps, where: Find) -> Iterator[Diagnostic]:
    """Yield what is wrong with steps; `where` finds places in what has them."""
    outside = next((place for place, value in enumerate(steps) if not 0 <= value <= 1), None)
    ordered = sorted({*steps})
    if outside is not None:
        most = max(steps)
        # Who writes [0, 1, 2] counts in points.
        parts = [round(value / most, 3) for value in ordered] if min(steps) >= 0 else [0, 0.5, 1]
        yield SHARE.at(where("steps", outside), value=f"{steps[outside]:g}", how=f"`steps: [{_listed(parts)}]`")
    elif len(steps) > 0 and len(ordered) == 1:
        yield ONE.at(where("steps"))
    elif list(steps) != ordered:
        yield ORDER.at(where("steps"), how=_listed(ordered))
    elif len(steps) > MOST:
        yield MANY.at(where("steps"), number=len(steps), most=MOST)


def as_step(steps: Steps, given: Fraction | float) -> Fraction:
    """The part of the points that somebody gave, as it is. Raises ValueError for what is none of the steps, or, where
    an exam names none, no part."""
    part = given if isinstance(given, Fraction) else fraction(given)
    known = [fraction(step) for step in steps]
    is_one = part in known if known else 0 <= part <= 1
    # A part that is only near to a step would be rounded.
    if not is_one or (not isinstance(given, Fraction) and given not in steps and float(part) != given):
        raise ValueError(f"{given} is none of the steps {_listed(list(steps)) or 'from 0 to 1'}")
    return part


def _listed(values: list[float]) -> str:
    return ", ".join(f"{value:g}" for value in values)
