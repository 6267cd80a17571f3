"""genanki without the weight of what it imports and hardly needs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from types import ModuleType


@contextmanager
def without_asyncio() -> Iterator[None]:
    """A stand-in for `cached_property` while genanki is imported, which takes one decorator of it.

    It imports asyncio and with that OpenSSL, a fifth of the start of every command that builds, and functools has the
    same. Nobody else ever sees the stand-in. It may go when genanki does without that library.
    """
    name = "cached_property"
    if name in sys.modules:
        yield
        return
    stand_in = ModuleType(name)
    vars(stand_in)[name] = cached_property
    sys.modules[name] = stand_in
    try:
        yield
    finally:
        del sys.modules[name]
