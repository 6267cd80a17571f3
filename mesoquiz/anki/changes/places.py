"""Zones of a picture -> the fields of a grid, which tell a zone that was nudged from one that is elsewhere now."""

from __future__ import annotations

from itertools import product

from mesoquiz.notes.interactions import Zone

ROWS = 5
"""And as many columns: a zone that moves by less than a fifth of the picture touches no field that was far from it."""


def fields(zones: tuple[Zone, ...]) -> tuple[list[str], list[str]]:
    """The fields that the zones touch, and those that neither they nor their neighbours are."""
    right = {
        field for zone in zones for field in product(_touched(zone.left, zone.width), _touched(zone.top, zone.height))
    }
    near = {(column + x, row + y) for column, row in right for x, y in product((-1, 0, 1), repeat=2)}
    wrong = {*product(range(ROWS), repeat=2)} - near
    return [*map(_named, sorted(right))], [*map(_named, sorted(wrong))]


def _touched(start: float, size: float) -> range:
    """The rows or columns from the one with an edge in it to the one with the other."""
    first, last = (min(ROWS - 1, max(0, int(edge * ROWS / 100))) for edge in (start, start + size))
    return range(first, last + 1)


def _named(field: tuple[int, ...]) -> str:
    return " ".join(map(str, ("field", *field)))
