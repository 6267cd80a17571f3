"""Text as rules compare it: folded, cut to words, and words cut to what their forms share."""

from __future__ import annotations

import re
from functools import lru_cache

from mesoquiz.diagnostics.wording import fold as without_accents

_WORD = re.compile(r"[^\W_]+")
_SET_OFF = re.compile(r"\*\*?([^*]+)\*\*?|\b([A-ZÀ-Ü]{3,})\b")
ROOT = 6
"""Letters of a word that its forms share: a plural or a conjugation changes what follows."""


@lru_cache(maxsize=1 << 17)
def fold(text: str) -> str:
    """`text` without case and accents, with straight apostrophes and simple spaces."""
    return " ".join(without_accents(text.replace("’", "'")).split())


def as_written(text: str, found: str) -> str:
    """What was found in a folded text, as its author wrote it, with accents and capitals."""
    line = " ".join(text.split())
    pieces = [(place, char) for place, letter in enumerate(line) for char in fold(letter) or " "]
    start = "".join(char for _, char in pieces).find(found)
    return line[pieces[start][0] : pieces[start + len(found) - 1][0] + 1] if found and start >= 0 else found


def is_set_off(raw: str, found: str) -> bool:
    """Whether what was found in a folded text, or a word of it, is in bold, italics or capitals as written."""
    told = (fold(one or other) for one, other in _SET_OFF.findall(raw))
    return any(one in found or found in one for one in told)


@lru_cache(maxsize=1 << 17)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=1 << 17)
def roots(text: str, stop: frozenset[str]) -> frozenset[str]:
    """The beginnings of the words that carry meaning: numbers, and words of four letters that are not in `stop`."""
    found = (word for word in words(text) if word not in stop and (len(word) > 3 or word[0].isdigit()))
    return frozenset(word[:ROOT] for word in found)


def sentences(text: str) -> list[str]:
    """The sentences of a text; an abbreviation or a decimal point ends none."""
    return [part for part in re.split(r"(?<=[.?!])\s+(?=[A-ZÀ-Ý«])", text.strip()) if part]
