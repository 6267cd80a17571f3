"""The question types: one module each, found by listing this folder. The file's name is the value of `type:`.

A module has a docstring (its manual page, with an example) and a frozen dataclass `Question`, a `Note` whose required
keys tell the kind, with `asks(labels)` and, where single keys do not say all, `check(where)`.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from mesoquiz.notes.note import Note
from mesoquiz.reading.variants import OneOf


@cache
def kinds() -> OneOf:
    """All question types, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    found: dict[str, type[Note]] = {}
    for name in names:
        found[name] = importlib.import_module(f"{__name__}.{name}").Question
    return OneOf("card", found, example="`question:` and `answer:`")


def kind_of(note: Note) -> str:
    """The name of a note's question type."""
    return type(note).__module__.rpartition(".")[2]
