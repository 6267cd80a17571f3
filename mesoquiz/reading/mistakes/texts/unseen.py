"""Characters that nobody sees or tells apart: what word processors and web pages leave in a text that is pasted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span
from mesoquiz.diagnostics.wording import shorten

UNSEEN = Rule(
    "invisible-character", "there is an invisible {what} here, U+{code}", "delete it{where}", Severity.WARNING
)
PRIVATE = Rule(
    "symbol-font",
    "the character U+{code} is one of a symbol font: others see an empty box",
    "write the character that was meant{meant}",
    Severity.WARNING,
)
ALIKE = Rule(
    "cyrillic-letter",
    "`{letter}` in `{word}` is a Cyrillic letter: no search finds the word",
    "type the word again",
    Severity.WARNING,
)

_UNSEEN = {"\u00ad": "soft hyphen", "\u200b": "space of no width", "\u2060": "joiner of words"}
_MOST = 20
"""Lines of a file that are told of."""
_LATIN = "A-Za-zÀ-ÖØ-öø-ÿœŒ"
_LIKE_LATIN = "АВСЕНІЈКМОРЅТХУаеоріјѕсух"
_ODD = re.compile(
    f"[\u00ad\u200b\u2060\ue000-\uf8ff]|[Ѐ-ӿ](?:(?=[{_LATIN}])|(?<=[{_LATIN}].))|(?<!\\w)[{_LIKE_LATIN}](?!\\w)"
)
_ANY = re.compile("[\u00ad\u200b\u2060\ue000-\uf8ffЀ-ӿ]")
"""What such a file has: one look at it is faster than one at each line."""
_CYRILLIC = re.compile("[Ѐ-ӿ]{2}")
_SYMBOLS = dict(zip("abgdepslmqwDW", "αβγδεπσλμθωΔΩ", strict=True))
"""Letters of the font Symbol, which word processors keep at U+F000 and more, and what they look like."""
_WORD = 40
"""Characters before or after an odd one in which its word is looked for."""


def unseen(lines: list[str], faulty: set[int], path: str) -> Iterator[Diagnostic]:
    """Yield the first character on each line of a file that no reader can see, or takes for another.

    Lines (from 1) with another fault are passed over.
    """
    if not _ANY.search("\n".join(lines)):
        return
    found = ((number, match) for number, line in enumerate(lines, 1) if number not in faulty and (match := _odd(line)))
    for number, match in islice(found, _MOST):
        line, start = lines[number - 1], match.start()
        place, odd = Span(path, number, start + 1, number, start + 2), line[start]
        before = line[max(start - _WORD, 0) : start].split(" ")[-1]
        after = line[start + 1 : start + _WORD].partition(" ")[0]
        if what := _UNSEEN.get(odd):
            where = f" after `{before}`" if before else f" before `{after}`" if after else ""
            yield UNSEEN.at(place, what=what, code=f"{ord(odd):04X}", where=where)
        elif "Ѐ" <= odd <= "ӿ":
            yield ALIKE.at(place, letter=odd, word=shorten(f"{before}{odd}{after}"))
        else:
            symbol = _SYMBOLS.get(chr(ord(odd) - 0xF000)) if odd >= "\uf000" else None
            yield PRIVATE.at(place, code=f"{ord(odd):04X}", meant=f", perhaps `{symbol}`" if symbol else "")


def _odd(line: str) -> re.Match[str] | None:
    # What is in place of spaces or of a dash at the start of a line is told elsewhere.
    match = None if line.isascii() else _ODD.search(line)
    if match and not line[: match.start()].strip():
        return None
    # Among words in Cyrillic, a letter may be a word.
    return None if match and "Ѐ" <= match[0] <= "ӿ" and _CYRILLIC.search(line) and _is_word(match) else match


def _is_word(match: re.Match[str]) -> bool:
    text, (start, end) = match.string, match.span()
    return not text[max(start - 1, 0) : start].isalpha() and not text[end : end + 1].isalpha()
