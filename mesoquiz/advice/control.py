"""Which rules are on: those of the collection, unless the command line says otherwise, and not where a card says no."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

ALL = "ALL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Codes, their beginnings (`D`, `D3`) or `ALL`. `select` takes the place of the default, `None` keeps it.

    `ignore` is taken away, `extend_select` added; what is named at greater length wins, as in ruff.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()

    def over(self, below: Control) -> Control:
        """This control where it says something, and `below` where it does not."""
        return Control(
            select=below.select if self.select is None else self.select,
            ignore=(*below.ignore, *self.ignore),
            extend_select=(*below.extend_select, *self.extend_select),
        )

    def takes(self, code: str, default: bool) -> bool:
        """Whether the rule is on."""
        chosen = _length(code, (*(self.select or ()), *self.extend_select))
        ignored = _length(code, self.ignore)
        is_on = chosen >= 0 or (default and self.select is None)
        return is_on and ignored < max(chosen, 0) if ignored >= 0 else is_on

    def unknown(self, codes: Iterable[str]) -> list[str]:
        """What names no rule."""
        known = tuple(codes)
        told = dict.fromkeys((*(self.select or ()), *self.ignore, *self.extend_select))
        return [name for name in told if not any(matches(name, code) for code in known)]


def matches(name: str, code: str) -> bool:
    """Whether `name` is this code, its beginning, or all."""
    return name.upper() == ALL or (name != "" and code.startswith(name.upper()))


def _length(code: str, names: Iterable[str]) -> int:
    """The length of the longest name that matches a code: 0 for `ALL`, -1 without any."""
    found = [0 if name.upper() == ALL else len(name) for name in names if matches(name, code)]
    return max(found, default=-1)
