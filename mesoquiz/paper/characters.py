"""Characters that the fonts of a PDF cannot set as they are meant: what is wrong with the cards that have them.

A browser prints HTML with the fonts of the computer, so this holds for PDF alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Span
from mesoquiz.diagnostics.wording import enumerate_words
from mesoquiz.exams.quiz import Quiz
from mesoquiz.markup.renderer import TOGETHER
from mesoquiz.reading.file import lines_in
from mesoquiz.reading.places import locate

INSTEAD = "write it in other words, make it a picture, or print the HTML page, which takes the fonts of your computer"
NO_FONT = Rule("no-font", "no font of a PDF has {characters}, which {owner} has", INSTEAD)
JOINED = Rule(
    "emoji-joined",
    "a PDF shows only the first part of {characters}, which {owner} has: it may look like another",
    INSTEAD,
)
LEFTWARD = Rule(
    "right-to-left", "a PDF is not set from right to left, as `{characters}` should be, which {owner} has", INSTEAD
)

LONG = Rule("long-for-pdf", "a text of {owner} is longer than a PDF takes in one piece", "divide it into paragraphs")
MOST_BYTES = 60_000
"""Of a paragraph, in UTF-8: Typst 0.15 breaks down at 65,536."""
_TONE = "[\U0001f3fb-\U0001f3ff\u20e3\U000e0020-\U000e007f]"
_JOINED = re.compile(
    rf"[^\s\u200d](?:\ufe0f?{_TONE}+)?(?:\ufe0f?\u200d[^\s\u200d](?:\ufe0f?{_TONE})?)+"
    rf"|[^\s\u200d]\ufe0f?{_TONE}+|[\U0001f1e6-\U0001f1ff]{{2}}"
)
"""Emoji of several characters: joined ones, colours of skin, keys, flags."""
_LETTER = "[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"
_ARABIC = re.compile(rf"{_LETTER}(?:\s?{_LETTER}){{0,30}}")
"""The only font that has them sets letters of fixed width, which stretches the script."""
_LEFTWARD = frozenset(("R", "AL"))
_MARKS = re.compile(f"[\u200b{TOGETHER}]")
Lines = Callable[[str], list[str]]
"""The lines of a file, by its path."""
MOST = 12
"""Characters that a message names."""


def faults(data: Any, owner: str, at: Span, absent: frozenset[str], lines: Lines) -> Iterator[Diagnostic]:
    """Yield what is wrong with the texts of `data`, of which `owner` is told in words; `absent` is in no font.

    Places are looked for in the `lines` of a file.
    """
    texts = [_MARKS.sub("", text) for text in _texts(data) if not text.isascii()]
    if any(len(text.encode()) > MOST_BYTES for text in texts):
        yield LONG.at(at, owner=owner)
    missing = sorted({character for text in texts for character in text if character in absent})
    joined = list(dict.fromkeys(match[0] for text in texts for match in _JOINED.finditer(text)))
    leftward = next(filter(None, map(_leftward, texts)), "")
    if missing:
        named = [f"`{character}` (U+{ord(character):04X})" for character in missing[:MOST]]
        yield NO_FONT.at(_place(at, missing[0], lines), characters=_enumerated(named, len(missing)), owner=owner)
    if joined:
        named = [f"`{sequence}`" for sequence in joined[:MOST]]
        yield JOINED.at(_place(at, joined[0], lines), characters=_enumerated(named, len(joined)), owner=owner)
    if leftward:
        yield LEFTWARD.at(_place(at, leftward.split()[0], lines), characters=leftward, owner=owner)


def of_exam(quiz: Quiz, data: Mapping[str, Any], absent: frozenset[str]) -> list[Diagnostic]:
    """What is wrong with the texts of the first form of an exam, of which `data` is made; all forms have the same."""
    found: list[Diagnostic] = []
    lines = cache(lines_in)
    own = [value for name, value in data.items() if name != "sections"]
    for section, made in zip(quiz.forms[0].sections, data["sections"], strict=True):
        own += [made["title"], made["instructions"]]
        for item, one in zip(section.items, made["items"], strict=True):
            found += faults(one, f"the card `{item.note.id}`", item.note.at, absent, lines)
    found.sort(key=lambda one: one.span)
    return [*found, *faults(own, "the exam itself", Span("exam", 1, 1, 1, 1), absent, lines)]


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list | tuple):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _texts(value)


def _leftward(text: str) -> str:
    """The beginning of what should be set from right to left, or nothing: a word of Hebrew within a sentence is set."""
    if found := _ARABIC.search(text):
        return found[0].strip()[:30]
    strong = next((one for one in map(unicodedata.bidirectional, text) if one in ("L", *_LEFTWARD)), "L")
    return text.strip()[:30] if strong in _LEFTWARD else ""


def _enumerated(named: Iterable[str], number: int) -> str:
    named = list(named)
    more = [f"{number - len(named)} more"] if number > len(named) else []
    return enumerate_words([*named, *more], "and", "")


def _place(at: Span, text: str, lines: Lines) -> Span:
    return locate(at, text, lines(at.path)) if at.path else at
