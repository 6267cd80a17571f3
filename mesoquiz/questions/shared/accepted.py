"""Wordings that are accepted for an answer, of which one seems to be several."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.mistakes.lists import as_list
from mesoquiz.reading.places import Where

SEVERAL = Rule(
    "several-wordings",
    "`{text}` is accepted only as a whole",
    "if these are several wordings, write `accept: {how}`",
    Severity.WARNING,
)
_DIVIDERS = (
    re.compile(r"\s?;\s?"),
    re.compile(r",\s(?:ou\s|or\s)?"),
    re.compile(r"(?<=[^\W\d]),(?=[^\W_])"),
    re.compile(r"\s[/|]\s"),
    re.compile(r"\s(?:ou|or|OU|OR)\s"),
    re.compile(r"\n"),
)
_BRACKETS = re.compile(
    r"\([^()\n]{0,200}\)|\[[^\[\]\n]{0,200}\]|\"[^\"\n]{0,200}\"|«[^«»\n]{0,200}»|\\\([^\n]{0,200}?\\\)"
)
_WORDS = 8
"""Words of a wording that is no sentence."""
MOST_SHOWN = 90


def check_accepted(where: Where, accept: tuple[str, ...], answer: str) -> Iterator[Diagnostic]:
    """Yield the first wording that a mark divides which its answer does not have."""
    for place, text in enumerate(accept):
        parts = _parts(text, answer)
        if len(parts) > 1 and not (len(accept) == 1 and _is_told(where, text, parts)):
            listed = as_list([*accept[:place], *parts, *accept[place + 1 :]])
            yield SEVERAL.at(where("accept", place), text=shorten(text), how=shorten(listed, MOST_SHOWN))
            return


def _parts(text: str, answer: str) -> list[str]:
    whole = _BRACKETS.sub(lambda match: "\0" * len(match[0]), text)
    for divider in _DIVIDERS:
        if divider.search(whole) and not divider.search(answer):
            ends = [0, *(end for match in divider.finditer(whole) for end in match.span()), len(text)]
            parts = [text[begin:end].strip() for begin, end in zip(ends[::2], ends[1::2], strict=True)]
            is_one = re.search(r"\s(?:et|and)\s", parts[-1]) is not None and divider is not _DIVIDERS[4]
            # `C3, C4 et C5` names three things at once.
            return parts if not is_one and all(part and len(part.split()) <= _WORDS for part in parts) else []
    return []


def _is_told(where: Where, text: str, parts: list[str]) -> bool:
    """Whether this is a list without its brackets, `accept: un, deux`, of which another message tells."""
    at = where("accept")
    is_plain = at == where("accept", 0) and at.end_column - at.column == len(text)
    return is_plain and ("," in text or ";" in text) and all(len(part.split()) < 3 for part in parts)
