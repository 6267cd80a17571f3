"""The output formats: one module each, found by listing this folder, imported only when asked for.

A module has a docstring, `TAKES` ("bank" or "quiz") and `export(what, …)`, which yields artifacts: names relative to
the output folder, and bytes, or what writes them. Decks are exported from a bank, papers from a quiz. Nothing here
opens a file to write.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any


def names() -> tuple[str, ...]:
    """The formats there are."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")))


def exporter(name: str) -> Any:
    """The module of a format. Raises ValueError for an unknown one."""
    if name not in names():
        raise ValueError(f"there is no format {name!r}; there are {', '.join(names())}")
    return importlib.import_module(f"{__name__}.{name}")
