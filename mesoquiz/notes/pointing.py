"""Crosses on a picture: which zones they fall into, and what a key says of the zones."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from itertools import product

from mesoquiz.languages.labels import Labels
from mesoquiz.notes.interactions import Point, Rectangle, Zone

Cross = tuple[float, float]
"""Where the middle of a cross is: from the left and from the top, in percent of the picture."""


def zones_met(zones: tuple[Zone, ...], crosses: Collection[Cross]) -> int:
    """How many zones have a cross of their own: two crosses in one count once, and so does one cross in two.

    Edges belong to their zone. Raises ValueError for a cross that is no pair of finite numbers.
    """
    places = [(_exact(x), _exact(y)) for x, y in crosses]
    met = [[number for number, zone in enumerate(zones) if _holds(zone, *place)] for place in places]
    return max(len(set(one)) for one in product(*filter(None, met)))


def overlapping(zones: tuple[Zone, ...]) -> tuple[int, int] | None:
    """The first two zones, by index, that have more than an edge in common."""
    edges = [_edges(zone) for zone in zones]
    for second, (left, top, right, bottom) in enumerate(edges):
        for first, (others_left, others_top, others_right, others_bottom) in enumerate(edges[:second]):
            if left < others_right and others_left < right and top < others_bottom and others_top < bottom:
                return first, second
    return None


def answers(point: Point, labels: Labels) -> list[str]:
    """What the zones are, in Markdown, one text each; where none is named, one text that speaks of the picture."""
    if not any(zone.label for zone in point.zones):
        return [labels.zones_outlined[len(point.zones) > 1]]
    return [zone.label or labels.zone.format(number) for number, zone in enumerate(point.zones, 1)]


def enough(point: Point, labels: Labels) -> str:
    """How many of the zones are enough; empty where all are to be pointed at."""
    return labels.count(labels.zones_enough, point.crosses) if point.crosses < len(point.zones) else ""


def _holds(zone: Zone, x: Fraction, y: Fraction) -> bool:
    left, top, right, bottom = _edges(zone)
    return left <= x <= right and top <= y <= bottom


def _edges(part: Rectangle) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """Left, top, right and bottom, as decimal as they were written: 10.1 + 30.2 is 40.3."""
    left, top, width, height = map(_exact, (part.left, part.top, part.width, part.height))
    return left, top, left + width, top + height


def _exact(value: float) -> Fraction:
    return Fraction(str(value))
