"""Pools: of a larger list of options so many are shown, others in each exam and each day in Anki.

    - id: voyelles
      question: Lesquelles de ces lettres sont des voyelles ?
      answers: [a, e, i, o]
      distractors: [b, c, d, f]
      draw: {count: 5, least: 1, most: 3}

`draw: 5` shows five, of which one to four are right; the bounds are `least` and `most`. A card with one answer always
shows it. A section of a blueprint takes `draw`, too, for the choices that have more options and no `draw` of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule
from mesoquiz.reading.keys import Authored, Key
from mesoquiz.reading.places import Where

ONE = Rule("draw-count", "of {count} there is nothing to choose", "write 2 or more")
NONE_RIGHT = Rule("draw-least", "`least: {least}` would show questions without a right answer", "write 1 or more")
TOO_MANY = Rule(
    "draw-most", "`{key}: {value}` is more than the {count} options that are shown", "write at most {count}"
)
CROSSED = Rule("draw-bounds", "at least {least} and at most {most} cannot both hold", "{how}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw(Authored):
    """Of a larger pool so many options are shown; `least` and `most` bound how many of them are right."""

    handle = "count"
    shorthand = "count"

    count: Annotated[int, Key("How many options are shown.", also=("number", "nombre", "options", "show", "n"))]
    least: Annotated[int | None, Key("At least so many of them are right; 1 unless told.", also=("min", "minimum"))] = (
        None
    )
    most: Annotated[
        int | None,
        Key("At most so many of them are right; all but one unless told.", also=("max", "maximum")),
    ] = None


def check_draw(draw: Draw | None, where: Where) -> Iterator[Diagnostic]:
    """Yield the first thing that no pool could meet. `where` is that of what has the key `draw`."""
    if draw is None:
        return
    least, most = draw.least, draw.most
    if draw.count < 2:
        yield ONE.at(where("draw", "count"), count=draw.count)
    elif least is not None and least < 1:
        yield NONE_RIGHT.at(where("draw", "least"), least=least)
    elif least is not None and least > draw.count:
        yield TOO_MANY.at(where("draw", "least"), key="least", value=least, count=draw.count)
    elif most is not None and most > draw.count:
        yield TOO_MANY.at(where("draw", "most"), key="most", value=most, count=draw.count)
    elif most is not None and most < (least or 1):
        how = f"write {least or 1} or more"
        if least is not None and most > 0:
            how = f"write `least: {most}, most: {least}`, if they changed places"
        yield CROSSED.at(where("draw", "most"), least=least or 1, most=most, how=how)
