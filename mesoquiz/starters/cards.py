"""An example of each kind of card, with remarks, in each language that a deck can have."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Container
from itertools import count
from pathlib import Path

from mesoquiz.questions import kinds
from mesoquiz.resources import folder
from mesoquiz.starters.blueprint import quoted

OTHERWISE = "en"
"""The language of the examples for a language that has none yet."""

_HEAD = re.compile(r"  # (\w+) ?: ")
_NAME = re.compile(r"(?m)^(  [- ] (?:id|case): )([\w-]+)")
_PICTURE = re.compile(r"media/[\w-]+\.svg")


def text_in(lang: str, name: str) -> str:
    """A file of `templates/new/` in the language of the decks, in English if it is not there in that one."""
    found = _FOLDER / f"{name}.{lang}.yaml"
    return (found if found.is_file() else _FOLDER / f"{name}.{OTHERWISE}.yaml").read_text(encoding="utf-8")


def examples(lang: str) -> dict[str, str]:
    """Each kind of card, and `case`, to YAML: an entry of `cards:`, indented by two, with remarks above it.

    Those of the shipped kinds are in `templates/new/`; any other has the example of its manual page.
    """
    blocks = text_in(lang, "deck").partition("cards:\n")[2].split("\n\n")
    found = {head[1]: f"{block.rstrip()}\n" for block in blocks if (head := _HEAD.match(block))}
    return found | {name: _of_manual(name) for name in kinds().kinds if name not in found}


def pictures(cards: str) -> dict[str, bytes]:
    """What examples show, by its place beside the deck."""
    return {name: (_FOLDER / Path(name).name).read_bytes() for name in sorted(set(_PICTURE.findall(cards)))}


def deck_text(name: str, cards: str, head: str = "") -> str:
    """A deck of this name with these entries of `cards:`; `head` is what stands above."""
    return f"{head}deck: {quoted(name)}\ncards:\n{cards}"


def renamed(card: str, taken: Container[str]) -> str:
    """An example with other ids, and another name of its case, where a deck has these already."""
    number = next(number for number in count(1) if not any(_numbered(name, number) in taken for name in _names(card)))
    return _NAME.sub(lambda found: found[1] + _numbered(found[2], number), card)


_FOLDER = folder("templates") / "new"


def _names(card: str) -> list[str]:
    return [found[2] for found in _NAME.finditer(card)]


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"


def _of_manual(kind: str) -> str:
    """The example in the docstring of a kind, as an entry of `cards:`."""
    pages = (sys.modules[kinds().kinds[kind].__module__].__doc__ or "").split("\n\n")
    (card,) = (part for part in map(textwrap.dedent, pages) if part.startswith("id:"))
    return f"  # {kind}\n  - {textwrap.indent(card, '    ').strip()}\n"
