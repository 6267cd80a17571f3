"""What is found wrong in one file, and where: the notebook of the decoder and of the checks of a question type."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity
from mesoquiz.limits import MAX_FOUND
from mesoquiz.reading.nodes import Invalid, Mapping, Node, Sequence, span

FAILED: Any = type("Failed", (), {"__repr__": lambda _: "FAILED"})()
"""What a decoder returns when it has recorded a problem; distinct from every value, `None` included."""


@dataclass(slots=True)
class Problems:
    """What is found wrong in one file while it is decoded."""

    path: str
    lines: list[str] = field(default_factory=list)
    """The lines of the file, for what only they tell."""
    suspects: frozenset[int] = frozenset()
    """The lines (from 0) on which a text may say something else than was meant."""
    value: Any = FAILED
    """The value of the file, if nothing in it was refused."""
    found: list[Diagnostic] = field(default_factory=list)
    spoiled: list[Any] = field(default_factory=list)
    """Values that were refused, as far as they could be read: for checks that need only a part of them."""

    @property
    def errors(self) -> list[Diagnostic]:
        """Those that stop an export."""
        return [one for one in self.found if one.severity is Severity.ERROR]

    def add(self, rule: Rule, node: Node, **values: object) -> Any:
        """Record `rule` at `node`, unless the reader has refused that node already, or there is no room.

        Returns `FAILED`, so that a decoder can return it.
        """
        if type(node) is not Invalid and len(self.found) < MAX_FOUND:
            self.keep([rule.at(span(node, self.path), **values)])
        return FAILED

    def keep(self, found: Iterable[Diagnostic]) -> bool:
        """Record diagnostics, as far as there is room; returns whether one of them was an error.

        What is beyond the limit is never made: `found` may be a generator.
        """
        kept = list(islice(found, max(1, MAX_FOUND - len(self.found))))
        if len(self.found) < MAX_FOUND:
            self.found += kept
        return any(one.severity is Severity.ERROR for one in kept)


def describe(node: Node) -> str:
    """What an author would call this value."""
    if type(node) is Mapping:
        return "keys and values"
    if type(node) is Sequence:
        return "a list"
    return "a text"
