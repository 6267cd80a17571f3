"""Characters that nobody sees or tells apart: what word processors and web pages leave in a text that is pasted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from mesoquiz.diagnostics.diagnostic import Diagnostic, Fix, Rule, Severity, Span
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

_UNSEEN = {
    **{
        "\u00ad": "soft hyphen",
        "\u200b": "space of no width",
        "\u2060": "joiner of words",
        "\ufeff": "byte order mark",
    },
    **dict.fromkeys("\u200c\u200d", "joiner of letters"),
    **dict.fromkeys("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "mark of direction"),
}
_MOST = 20
"""Lines of a file that are told of."""
_LATIN = "A-Za-zÀ-ÖØ-öø-ÿœŒ"
_LIKE_LATIN = "АВСЕНІЈКМОРЅТХУаеоріјѕсух"
_ODD = re.compile(
    f"[\u00ad\u200b\u2060\ue000-\uf8ff]|[\u200c\u200d](?<=[{_LATIN}\\s].)(?=[{_LATIN}\\s]|$)"
    f"|[\u200e\u200f\u202a-\u202e\u2066-\u2069]|[Ѐ-ӿ](?:(?=[{_LATIN}])|(?<=[{_LATIN}].))|(?<!\\w)[{_LIKE_LATIN}](?!\\w)"
)
_ANY = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ue000-\uf8ffЀ-ӿ]")
"""What such a file has: one look at it is faster than one at each line."""
_NONE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]")
_BETWEEN = re.compile(r"\u200b(?<=\w.)(?=\w)")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]|\u200d(?![A-Za-z\\s]|$)")
"""Letters that need such marks, and pictures that a joiner makes one of several."""
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
            yield _without(UNSEEN.at(place, what=what, code=f"{ord(odd):04X}", where=where), line)
        elif "Ѐ" <= odd <= "ӿ":
            yield ALIKE.at(place, letter=odd, word=shorten(f"{before}{odd}{after}"))
        else:
            symbol = _SYMBOLS.get(chr(ord(odd) - 0xF000)) if odd >= "\uf000" else None
            yield PRIVATE.at(place, code=f"{ord(odd):04X}", meant=f", perhaps `{symbol}`" if symbol else "")


def without_unseen(text: str) -> str:
    """A text without the characters that nobody sees."""
    return _NONE.sub("", text) if _ANY.search(text) else text


def _without(found: Diagnostic, line: str) -> Diagnostic:
    """What is told of a character, with its line without any, where none of them may be in place of a space."""
    bare = without_unseen(line)
    is_sure = not _BETWEEN.search(line) and not _RIGHT_TO_LEFT.search(line)
    return replace(found, hint=f"{found.hint}:\n{bare.strip()}", fix=Fix(found.span.line, bare)) if is_sure else found


def _odd(line: str) -> re.Match[str] | None:
    # What is in place of spaces or of a dash at the start of a line is told elsewhere.
    match = None if line.isascii() else _ODD.search(line)
    if match and not line[: match.start()].strip():
        return None
    if match and "\u200e" <= match[0] <= "\u2069" and match[0] != "\u2060" and _RIGHT_TO_LEFT.search(line):
        return None
    # Among words in Cyrillic, a letter may be a word.
    return None if match and "Ѐ" <= match[0] <= "ӿ" and _CYRILLIC.search(line) and _is_word(match) else match


def _is_word(match: re.Match[str]) -> bool:
    text, (start, end) = match.string, match.span()
    return not text[max(start - 1, 0) : start].isalpha() and not text[end : end + 1].isalpha()
