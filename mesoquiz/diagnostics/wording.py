"""Words for messages: near names, short quotations, lists, numbers of things."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_SHORT = 40
LONGEST = 60
"""No longer key, tag or file name is looked up: comparing takes the square of the length."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` is a slip of, or `""`. Case and accents do not count."""
    return _nearest(word, tuple(known)) if len(word) < LONGEST else ""


# One slip is often made a thousand times.
@lru_cache(maxsize=4096)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    folded = {fold(name): name for name in known}
    close = difflib.get_close_matches(fold(word), folded, n=1, cutoff=0.65)
    return folded[close[0]] if close else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The question that names the nearest known word, or `""`."""
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else ""


def enumerate_words(words: Iterable[object], join: str = "or", mark: str = "`") -> str:
    """`a`, `b` or `c`."""
    marked = [f"{mark}{word}{mark}" for word in words]
    return f" {join} ".join([", ".join(marked[:-1]), marked[-1]] if len(marked) > 1 else marked)


def shorten(text: str, width: int = _SHORT) -> str:
    """`text` on one line, cut to `width` characters."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def fold(text: str) -> str:
    """`text` for comparison: without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    if decomposed.isascii():
        return decomposed
    # A text has few accents that differ: one look at each is faster than one at each letter.
    for character in {*decomposed}:
        if character > "\x7f" and unicodedata.combining(character):
            decomposed = decomposed.replace(character, "")
    return decomposed


def slug(text: str) -> str:
    """`text` as an id: letters without accents, digits and hyphens; `""` where nothing is left."""
    plain = fold(text).replace("œ", "oe").replace("æ", "ae")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def plural(number: int, noun: str) -> str:
    """`card` for one, `cards` for any other number."""
    return noun if number == 1 else f"{noun}s"


def count_of(number: int, noun: str) -> str:
    """`1 card`, `2 cards`."""
    return f"{number:,} {plural(number, noun)}"


def are(number: int) -> str:
    """`is` for one, `are` for any other number."""
    return "is" if number == 1 else "are"


def have(number: int) -> str:
    """`has` for one, `have` for any other number."""
    return "has" if number == 1 else "have"


def some_of(ids: Iterable[str], most: int = 5) -> str:
    """Some ids for a message, and how many more there are."""
    listed = list(ids)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(f"`{id}`" for id in listed[:most]) + more


def all_of(words: Iterable[object], most: int | None = None) -> str:
    """`a`, `b` and `c`; of more than `most` only so many, and how many more there are."""
    listed = list(words)
    if most is None or len(listed) <= most:
        return enumerate_words(listed, "and")
    return some_of(map(str, listed), most)
