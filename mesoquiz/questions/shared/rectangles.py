"""What the types with parts of a picture share: the rules on rectangles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span
from mesoquiz.notes.interactions import Rectangle
from mesoquiz.reading.places import Where

PERCENTS = "use percents of the picture, from 0 to 100"
SIDES = ("left", "top", "width", "height")


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one type: out of the picture, too small, all of them fractions, twice. `least` is in percent."""

    outside: Rule
    empty: Rule
    fractions: Rule
    again: Rule
    least: float


def check_rectangles(where: Where, key: str, parts: Sequence[Rectangle], rules: Rules) -> Iterator[Diagnostic]:
    """Yield what is wrong with the rectangles below `key`; nothing else where fractions are an error."""
    how = _as_percents(parts)
    if how and rules.fractions.severity is Severity.ERROR:
        yield rules.fractions.at(where(key, 0), how=how)
        return
    for place, part in enumerate(parts):
        yield from _single(where(key, place), part, rules)
    sides = [(part.left, part.top, part.width, part.height) for part in parts]
    first = dict(zip(reversed(sides), reversed(range(len(sides))), strict=True))
    for place, at in enumerate(sides):
        if first[at] < place:
            yield rules.again.at(where(key, place)).beside(where(key, first[at]))
    if how:
        yield rules.fractions.at(where(key, 0), how=how)


def _single(at: Span, part: Rectangle, rules: Rules) -> Iterator[Diagnostic]:
    right, bottom = part.left + part.width, part.top + part.height
    if min(part.width, part.height) < rules.least:
        yield rules.empty.at(at, size=f"{part.width:g} % by {part.height:g} %", least=f"{rules.least:g}")
    elif min(part.left, part.top) < 0:
        yield rules.outside.at(at, edge=f"it begins at {part.left:g} %, {part.top:g} %", how=PERCENTS)
    elif max(right, bottom) > 100:
        yield rules.outside.at(at, edge=f"it ends at {right:g} %, {bottom:g} %", how=_smaller(part))


def _smaller(part: Rectangle) -> str:
    """What to write of a rectangle that leaves the picture to the right or below, if it begins within."""
    sides = (("width", part.left, part.width), ("height", part.top, part.height))
    too_long = [f"`{name}: {100 - start:g}`" for name, start, length in sides if start + length > 100]
    begins_within = max(part.left, part.top) < 100
    return f"write at most {' and '.join(too_long)}" if begins_within else PERCENTS


def _as_percents(parts: Sequence[Rectangle]) -> str:
    """The first rectangle as percents, if all seem to be fractions; else nothing."""
    if not parts or any(not 0 <= getattr(part, side) <= 1 for part in parts for side in SIDES):
        return ""
    return ", ".join(f"{side}: {100 * getattr(parts[0], side):g}" for side in SIDES)
