"""The output formats: one module each, found by listing this folder, imported only when asked for.

Nothing here opens a file to write.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any, Literal, Protocol, cast

from mesoquiz.artifact import Artifact
from mesoquiz.listing import modules_in


class Exporter(Protocol):
    """What the module of a format has, beside its docstring."""

    TAKES: Literal["bank", "quiz"]
    """Decks are made of a bank, papers of a quiz."""

    def export(self, what: Any, /, **options: Any) -> Iterator[Artifact]:
        """Yield artifacts of a `Bank` or `Quiz`, as TAKES says; their names are relative to the output folder.

        Each option is a keyword with a default, which `mesoquiz.export` hands on.
        """


def names() -> tuple[str, ...]:
    """The formats there are."""
    return tuple(modules_in(__path__))


def exporter(name: str) -> Exporter:
    """The module of a format. Raises ValueError for an unknown one."""
    if name not in names():
        raise ValueError(f"there is no format {name!r}; there are {', '.join(names())}")
    return cast("Exporter", importlib.import_module(f"{__name__}.{name}"))
