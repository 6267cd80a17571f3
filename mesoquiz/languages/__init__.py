"""The languages that decks can have: the program's words in each, one module each, found by listing this folder.

A module has a docstring and `LABELS`, the words of its language.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Literal

from mesoquiz.languages.labels import Labels
from mesoquiz.listing import modules_in


def _listed() -> dict[str, Labels]:
    names = [name for name in modules_in(__path__) if name != "labels"]
    found = [importlib.import_module(f"{__name__}.{name}").LABELS for name in names]
    return {labels.code: labels for labels in sorted(found, key=lambda labels: str(labels.code))}


LANGUAGES = _listed()
"""Language code (as in `lang:` of a deck) to labels."""

if TYPE_CHECKING:
    Language = str
else:
    Language = Literal[tuple(LANGUAGES)]
"""The code of a language; the decoder and the JSON Schema read which there are."""
