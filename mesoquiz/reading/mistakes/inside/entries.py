"""The entries of a list inside a card, as its lines show them: which lack their dash, or are out of line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.reading.mistakes.blocks import EITHER, NO_DASH
from mesoquiz.reading.mistakes.layout import ALIGN, MISSING_DASH
from mesoquiz.reading.mistakes.lists import BULLET, BULLETS
from mesoquiz.reading.mistakes.repairs import INDENT, NO_SPACE
from mesoquiz.reading.mistakes.rewrite import (
    KEY,
    ODD_SPACES,
    Rewrite,
    indentation,
    is_key,
    key_column,
    name_of_space,
)

_HEAD = re.compile(r"[ ]*(?:- +)*(?P<key>[^\W\d]\w*):[ ]*(?:#.*)?$")
_HOLDERS = frozenset(("cards", "sections"))
_DASH = re.compile(r"[ ]*- +\S")
_ODD = re.compile(rf"[ ]*(?P<mark>[{BULLETS}]|-(?=[^\s>\d-]))[ ]*(?P<text>\S.*)$")
_CARD = re.compile(r"[ ]*- +(?:id|question|statement|term|cloze|hypothesis|title):")
_WORD = re.compile(r"[ ]*(?P<word>[^\W\d]\w*)")
_SPACE = re.compile(rf"[ ]*(?P<odd>[\t{ODD_SPACES}])[\t {ODD_SPACES}]*")
_FAR = 60

Odd = tuple[int, Rule, dict[str, str], tuple[int, int]]
"""A line that is not as it should be, the rule, its words, and the columns to mark."""


@dataclass
class _Reader:
    """Writes the lines of a list anew, one after the other."""

    dash: int
    words: frozenset[str]
    texts: list[str] = field(default_factory=list)
    odd: list[Odd] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    """The keys of the entry that is read; none where it is a text."""
    begun: bool = False
    moved: int = 0
    """How far the entry that is read was moved to the right."""
    is_text: bool = True

    def read(self, number: int, line: str) -> bool:
        """Take a line; returns whether it can be told what it is."""
        if not line.strip():
            self.texts.append(line)
        elif space := _SPACE.match(line):
            return self._other_space(number, line, space)
        elif _DASH.match(line):
            self._entry(number, line)
        elif odd := _ODD.match(line):
            start = odd.start("mark")
            rule, said = (NO_SPACE, {"key": "-"}) if odd["mark"] == "-" else (BULLET, {"mark": odd["mark"]})
            self._begin(odd["text"])
            self.odd.append((number, rule, said, (start, start + 1)))
        elif key := KEY.match(line) if is_key(line, self.words) else None:
            return self._key(number, line, key)
        else:
            return self._text(number, line)
        return True

    def _other_space(self, number: int, line: str, space: re.Match[str]) -> bool:
        """Take a line that begins with a tab, or with another space that is none to YAML."""
        rest = line[space.end() :]
        if _DASH.match(rest):
            self._begin(rest[2:].lstrip())
        elif self.begun and not self.is_text and is_key(rest, self.words):
            self.texts.append(" " * (self.dash + 2) + rest)
        else:
            return False
        self.odd.append((number, INDENT, {"what": name_of_space(space["odd"])}, (0, space.end())))
        return True

    def _entry(self, number: int, line: str) -> None:
        column = indentation(line)
        self._begin(line.strip()[2:].lstrip(), column)
        if column != self.dash:
            self.odd.append((number, ALIGN, {"what": "the entries of the list"}, (0, column + 1)))

    def _begin(self, text: str, column: int | None = None) -> None:
        self.texts.append(f"{' ' * self.dash}- {text}")
        key = KEY.match(text)
        self.keys = {key["key"]} if key and key["key"] in self.words else set()
        self.begun, self.is_text = True, not self.keys
        self.moved = self.dash - column if column is not None else 0

    def _key(self, number: int, line: str, key: re.Match[str]) -> bool:
        place = key.start("key"), key.end("key")
        if not self.begun or (key["key"] in self.keys and key.start("key") <= self.dash + 2):
            self._begin(line.strip())
            self.odd.append((number, MISSING_DASH, {"key": key["key"]}, place))
        elif self.is_text:
            return False
        else:
            self.keys.add(key["key"])
            self.texts.append(" " * (self.dash + 2) + line.strip())
            if indentation(line) + self.moved != self.dash + 2:
                self.odd.append((number, ALIGN, {"what": "the keys of the entry"}, (0, indentation(line) + 1)))
        return True

    def _text(self, number: int, line: str) -> bool:
        column = indentation(line)
        word = _WORD.match(line)
        if not self.is_text and word and word["word"] in self.words:
            # A key whose colon is missing.
            return False
        is_whole = line.strip()[0] in "[{" and line.rstrip().rstrip(",")[-1] in "]}"
        if self.begun and not is_whole and column > self.dash + 2 * (not self.is_text):
            # The text above it goes on.
            self.texts.append(" " * max(0, column + self.moved) + line.lstrip())
            return True
        # A short text below another may be the rest of it.
        rule = EITHER if self.begun and self.is_text and not is_whole else NO_DASH
        self._begin(line.strip().rstrip(",") if is_whole else line.strip())
        self.odd.append((number, rule, {}, (column, column + 1)))
        return True


def inner_lists(numbers: list[int], work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """Yield the lists around some lines, as they should be written."""
    heads = (_head(number, work, words) for number in numbers)
    for first in dict.fromkeys(head for head in heads if head is not None):
        yield from _list_below(first, work, words)


def all_lists(work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """Yield all lists of the file that are not as they should be."""
    for number, line in enumerate(work):
        if _holds_list(line, words):
            yield from _list_below(number, work, words)


def _holds_list(line: str, words: frozenset[str]) -> bool:
    head = _HEAD.match(line)
    return head is not None and head["key"] in words and head["key"] not in _HOLDERS


def _head(number: int, work: list[str], words: frozenset[str]) -> int | None:
    """The line of the key above a line, whose list it is in."""
    for at in range(min(number, len(work) - 1), max(-1, number - _FAR), -1):
        if _holds_list(work[at], words):
            return at
        if _CARD.match(work[at]):
            return None
    return None


def _list_below(first: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    column, end = key_column(work[first]), first + 1
    while end < len(work) and end - first < _FAR and not _ends(work[end], column, words):
        end += 1
    while end > first + 1 and not work[end - 1].strip():
        end -= 1
    lines = work[first + 1 : end]
    dashes = Counter(indentation(line) for line in lines if _DASH.match(line))
    if not dashes:
        return
    # Of two with one each, the usual one.
    dash = max(dashes, key=lambda at: (dashes[at], at == column + 2, at == column))
    reader = _Reader(dash, words)
    is_told = all(reader.read(number, line) for number, line in enumerate(lines, first + 1))
    if not is_told or not reader.odd or reader.texts == lines:
        return
    at, rule, said, place = reader.odd[0]
    pairs = enumerate(zip(lines, reader.texts, strict=True))
    other = [number for number, (old, new) in pairs if old != new]
    text = "\n".join(reader.texts[other[0] : other[-1] + 1])
    begin = first + 1 + other[0]
    sure = all(odd[1] is not EITHER for odd in reader.odd)
    yield Rewrite(begin, text, rule, *place, said, last=first + 1 + other[-1], at=at, is_sure=sure)


def _ends(line: str, column: int, words: frozenset[str]) -> bool:
    """Whether a line is no part of a list whose key is at a column."""
    space = _SPACE.match(line)
    if not line.strip() or space:
        return space is not None and _CARD.match(line[space.end() :]) is not None
    depth = indentation(line)
    return depth < column or bool(_CARD.match(line)) or (depth == column and is_key(line, words))
