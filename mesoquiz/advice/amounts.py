"""Amounts among options: `0,5 mg` is 500 µg, and is no volume."""

from __future__ import annotations

import re
from typing import NamedTuple

_AMOUNT = re.compile(r"(?:(?:environ|about|~) ?)?(\d{1,12}(?:[.,]\d{1,12})?) ?([^\W\d_]{1,8})(?:/([^\W\d_]{1,3}))?\.?")
LONGEST = 40
"""Characters of an amount."""
_SIZES = {"mass": "g", "volume": "l", "length": "m", "amount of substance": "mol"}
_PREFIXES = {"k": 1e3, "": 1.0, "d": 1e-1, "c": 1e-2, "m": 1e-3, "μ": 1e-6, "n": 1e-9}
_MONTH = 86_400 * 365.25 / 12
_TIMES = {
    1.0: "s sec second seconds seconde secondes",
    60.0: "min minute minutes",
    3_600.0: "h hour hours heure heures",
    86_400.0: "d day days j jour jours",
    604_800.0: "week weeks semaine semaines sem",
    _MONTH: "month months mois",
    12 * _MONTH: "year years an ans annee annees",
}
"""Seconds -> how both languages write a unit of time."""
_UNITS = {prefix + unit: (kind, size) for kind, unit in _SIZES.items() for prefix, size in _PREFIXES.items()} | {
    **{name: ("time", size) for size, names in _TIMES.items() for name in names.split()},
    "ui": ("units", 1.0),
    "iu": ("units", 1.0),
    "mmhg": ("pressure", 1.0),
    "kpa": ("pressure", 7.50062),
}
"""Unit, folded -> what it measures, and its size in the base unit of that."""


class Amount(NamedTuple):
    """A number and what it measures: `0,5 mg` is `(0.0005, "mass", 0.001)`, `2 g/l` is `(2, "mass per volume", 1)`.

    `unit` is the size of one unit.
    """

    size: float
    kind: str
    unit: float


def amount(folded: str) -> Amount | None:
    """The amount that a folded text is, and nothing else; none without a unit that is known."""
    match = _AMOUNT.fullmatch(folded) if len(folded) < LONGEST else None
    if not match or match[2] not in _UNITS or (match[3] or "g") not in _UNITS:
        return None
    kind, size = _UNITS[match[2]]
    number = float(match[1].replace(",", ".")) * size
    if not match[3]:
        return Amount(number, kind, size)
    per, by = _UNITS[match[3]]
    return Amount(number / by, f"{kind} per {per}", size / by)
