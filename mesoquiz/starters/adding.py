"""An example and the bytes of a deck -> the deck with one more card, and nothing else changed."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Container
from typing import Any

from mesoquiz.decks.loader import DeckFile
from mesoquiz.diagnostics.terminal import one_line
from mesoquiz.reading.file import read_bytes
from mesoquiz.reading.findings import FAILED
from mesoquiz.starters.cards import renamed

_CARDS = re.compile(r"(?m)^cards:")
_ENTRY = re.compile(r"(?m)^([ ]*)- ")


class NotAdded(ValueError):
    """Why a card cannot be added to a file as it is written."""


def with_card(deck: bytes, path: str, example: str, taken: Container[str]) -> bytes:
    """The deck with an example at its end, whose ids are not `taken`; other bytes are as they were.

    The result is read again: all cards that were there are as they were, the new one is there, and nothing more is
    wrong. Raises NotAdded.
    """
    try:
        text = deck.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotAdded(f"{one_line(path)} is not saved as UTF-8") from error
    if not _CARDS.search(text):
        raise NotAdded(f"{one_line(path)} has no `cards:`")
    ends = "\r\n" if "\r\n" in text else "\n"
    first = _ENTRY.search(text, max(text.find("cards:"), 0))
    indent = first[1] if first else "  "
    added = textwrap.indent(textwrap.dedent(renamed(example, taken)), indent).replace("\n", ends)
    gap = ends if text.rstrip().endswith("cards:") else ends + ends
    made = (text.rstrip() + gap + added).encode()
    if not _is_more(*_read(deck, path), *_read(made, path)):
        raise NotAdded(f"a card at the end of {one_line(path)} would not be read as one")
    return made


def _read(deck: bytes, path: str) -> tuple[tuple[Any, ...], int]:
    """The cards of a deck, none where it is faulty, and how many errors it has."""
    value, problems, _ = read_bytes(deck, path, DeckFile, "a deck")
    return (() if value is FAILED else value.cards), len(problems.errors)


def _is_more(before: tuple[Any, ...], errors: int, after: tuple[Any, ...], errors_after: int) -> bool:
    is_sound = not errors_after and len(after) > len(before) and after[: len(before)] == before
    return is_sound if not errors else errors_after <= errors
