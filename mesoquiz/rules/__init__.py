"""The rules on content: one module each, found by listing this folder, which is all that there is to add.

A rule advises and never stops anything. Its docstring is its manual page (`mesoquiz explain CODE`, docs/rules.md) and
ends with examples, `Bad (fr):` and `Better (fr):`, the same for `en`: cards in YAML that the tests hold it against.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Protocol, cast

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.listing import modules_in


class Advice(Protocol):
    """What the module of a rule has, beside its docstring."""

    RULE: Rule
    """Its code (a letter for the family, a number for good), its one wording, and whether it warns or informs."""
    DEFAULT: bool
    """Whether it is on where nobody selects: at least 9 of 10 hits on real questions must be true for that."""
    check: Callable[[Sequence[Card]], Iterator[Hit]]
    """Yields a hit for each place, from the cards of the whole bank in source order; its time grows as their number."""


@cache
def rules() -> dict[str, Advice]:
    """All rules, by code."""
    found = (cast("Advice", importlib.import_module(f"{__name__}.{name}")) for name in modules_in(__path__))
    return dict(sorted((rule.RULE.code, rule) for rule in found))
