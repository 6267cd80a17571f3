"""How many lines data takes on paper, and where a long word may be broken."""

from __future__ import annotations

import re
import unicodedata
from math import inf
from typing import Any

from mesoquiz.markup.renderer import TOGETHER

_LONG_WORD = re.compile(r"\S{24,}")
_PIECE = 12


def count_lines(data: Any, width: int) -> float:
    """About how many lines some data takes, at `width` characters a line; without end with a picture or table in it."""
    if isinstance(data, list):
        return float(sum(2 if isinstance(part, str) else count_lines(part, width) for part in data))
    if not isinstance(data, dict):
        return 0
    if {"file", "masks", "zones", "rows"} & data.keys():
        return inf
    if data.get("kind") == "math":
        return 4
    text = sum(len(run.get("text", "")) for run in data.get("runs", ()))
    breaks = sum(run.get("text", "").count("\n") + (run["kind"] == "break") for run in data.get("runs", ()))
    inner = sum(count_lines(value, width) for value in data.values())
    return float(("runs" in data) + text // width + breaks + inner)


def breakable(text: str) -> str:
    """`text` with places at which a long word may be broken: an address must not run over the edge of the page."""
    if TOGETHER in text and _LONG_WORD.search(text):
        text = text.replace(TOGETHER, "")
    return _LONG_WORD.sub(lambda match: _with_breaks(match[0]), text)


def _with_breaks(word: str) -> str:
    made, since = [], 0
    for character in word:
        # A character stays with its accents and joiners.
        if since >= _PIECE and unicodedata.category(character)[0] not in "MC":
            made.append("\u200b")
            since = 0
        made.append(character)
        since += 1
    return "".join(made)
