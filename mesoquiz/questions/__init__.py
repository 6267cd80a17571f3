"""The question types: one module each, found by listing this folder. The file's name is the value of `type:`.

A module has a docstring (its manual page, with an example) and one frozen dataclass that is a `Note`, whose required
keys tell the kind, with `asks(labels)` and, where single keys do not say all, `check(where)`.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

from mesoquiz.listing import modules_in
from mesoquiz.notes.note import Note
from mesoquiz.reading.variants import OneOf, signature


@cache
def kinds() -> OneOf:
    """All question types, by name."""
    found: dict[str, type[Note]] = {}
    for name in modules_in(__path__):
        module = importlib.import_module(f"{__name__}.{name}")
        own = [value for value in vars(module).values() if getattr(value, "__module__", "") == module.__name__]
        (found[name],) = (value for value in own if isinstance(value, type) and issubclass(value, Note))
    return OneOf("card", found, example="`question:` and `answer:`")


@cache
def _asking(kind: Any) -> tuple[str, ...]:
    """The keys of a question type that make a question what it is: all that it needs but for the answer."""
    needed = sorted(signature(kind) - {"answer", "answers", "definition", "panel"})
    return (*needed, "about", "distractors", "context", "image", "sound")


def asked_by(note: Note) -> tuple[object, ...]:
    """What a card asks, and of what: the same for two cards that cannot be told apart before they are answered."""
    kind: Any = type(note)
    return tuple(getattr(note, key, None) for key in _asking(kind))
