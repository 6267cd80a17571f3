"""The entries of a file's list, as its lines show them: which begin without their dash, or lie out of line as a whole.

A card is told by its keys, whatever their columns: where one begins that the card above has already, or the dash of the
list, another card begins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.reading.mistakes.cards.misplaced import MOST, in_braces, of_file, on_the_line
from mesoquiz.reading.mistakes.layout import ALIGN, EXTRA_DASH, MISSING_DASH
from mesoquiz.reading.mistakes.lists import BULLET, BULLETS
from mesoquiz.reading.mistakes.repairs import NO_SPACE
from mesoquiz.reading.mistakes.rewrite import Rewrite, indentation, shifted

_LIST = re.compile(r"(?P<name>cards|sections|sources):[ ]*(?:#.*)?$")
_LINE = re.compile(
    rf"(?P<indent>[ ]*)(?:(?P<mark>[{BULLETS}*]|-|\d{{1,3}}[.)])[ ]*)?(?P<key>[^\W\d]\w*):(?=[ ]|$)(?P<rest>.*)"
)
_ENTRY = re.compile(r"[ ]*-(?:[ ]|$)")
_BLOCK = re.compile(r"[ ]*[|>][-+0-9]{0,2}[ ]*(?:#.*)?$")
_LEADING = re.compile(r"(?:id|question|statement|term|cloze|hypothesis|title)$")
"""Keys with which an entry begins, as a rule."""
_NAMES = frozenset(("id", "title"))
_ABOVE = frozenset(("id", "case", "context", "more"))
"""Keys that are written above the question."""
_OF_FILE = frozenset(("deck", "cards", "lang", "sections", "sources"))


class _Key(NamedTuple):
    """A line with a key that may be one of an entry."""

    number: int
    column: int
    """Where its dash is, or its key where there is none."""
    at: int
    name: str
    mark: str
    rest: str


@dataclass
class _Part:
    """The lines of one entry: its keys, up to the line `end`."""

    keys: list[_Key]
    end: int = 0
    dashes: list[_Key] = field(default_factory=list)
    """Keys with a dash of their own that begin no entry."""
    is_odd: bool = False
    """Whether it holds a key of the file."""

    @property
    def names(self) -> set[str]:
        return {key.name for key in self.keys}


def outline(work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """Yield each entry of the list that a file is made of, if it lacks its dash or is out of line, as it should be."""
    yield from on_the_line(work, words)
    first = next((number for number, line in enumerate(work[:MOST]) if _LIST.match(line)), None)
    if first is None:
        return
    yield from of_file(first, work)
    parts = _parts(first + 1, work, words)
    column, at = _usual(parts)
    yield from in_braces(first + 1, column, work)
    found: list[Rewrite] = []
    for part in parts:
        for one in _as_entry(part, column, at, work):
            if found and _is_alike(found[-1], one, work):
                found[-1] = _joined(found[-1], one, work)
            else:
                found.append(one)
    yield from found
    yield from _runs(found, work)


def _runs(found: list[Rewrite], work: list[str]) -> Iterator[Rewrite]:
    """Yield neighbours that all lack their dash as one: the first alone leaves as much to complain of."""
    run: Rewrite | None = None
    for above, below in pairwise(found):
        is_run = above.rule is below.rule is MISSING_DASH and above.end + 1 == below.line
        if run and not is_run:
            yield run
        run = _joined(run or above, below, work) if is_run else None
    if run:
        yield run


def _usual(parts: list[_Part]) -> tuple[int, int]:
    """The columns of the dash and of the keys of most entries; of those at even columns, if there are any."""
    begun = [part.keys[0] for part in parts]
    dashed = Counter((key.column, key.at) for key in begun if key.mark == "-" and key.at > key.column + 1)
    even = Counter({place: number for place, number in dashed.items() if place[0] % 2 == 0})
    return (even or dashed).most_common(1)[0][0] if dashed else (2, 4)


def _is_alike(above: Rewrite, below: Rewrite, work: list[str]) -> bool:
    """Whether two neighbours are out of line by as much: one mistake of the author."""
    is_same = above.rule is below.rule is ALIGN and above.end_column == below.end_column
    return is_same and not any(line.strip() for line in work[above.end + 1 : below.line])


def _joined(above: Rewrite, below: Rewrite, work: list[str]) -> Rewrite:
    text = "\n".join([above.text, *work[above.end + 1 : below.line], below.text])
    return replace(above, text=text, last=below.end)


def _parts(first: int, work: list[str], words: frozenset[str]) -> list[_Part]:
    """The entries below a line."""
    parts: list[_Part] = []
    end = first
    for end, key in _keys(first, work, words):
        if key is None:
            if not parts or indentation(work[end]) <= parts[-1].keys[0].column:
                # An entry without keys, such as one in braces.
                break
        elif key.name in _OF_FILE:
            if not key.column and not key.mark:
                break
            if parts:
                parts[-1].is_odd = True
        else:
            _take(key, parts)
    else:
        end = min(len(work), MOST)
    for part, following in zip(parts, [*(part.keys[0].number for part in parts[1:]), end], strict=bool(parts)):
        part.end = _last(part.keys[0].number, following, work) + 1
    return parts


def _keys(first: int, work: list[str], words: frozenset[str]) -> Iterator[tuple[int, _Key | None]]:
    """Yield the lines with a key outside texts of several lines, and those with a dash alone."""
    text = -1
    for number in range(first, min(len(work), MOST)):
        line = work[number]
        key = _key(number, line, words)
        is_entry = key is not None and key.mark == "-" and _LEADING.match(key.name) is not None
        if not line.strip() or line.lstrip().startswith("#") or (0 <= text < indentation(line) and not is_entry):
            continue
        text = key.at if key and _BLOCK.match(key.rest) else -1
        if key or _ENTRY.match(line):
            yield number, key


def _key(number: int, line: str, words: frozenset[str]) -> _Key | None:
    match = _LINE.match(line)
    if match is None or match["key"] not in words:
        return None
    return _Key(number, len(match["indent"]), match.start("key"), match["key"], match["mark"] or "", match["rest"])


def _take(key: _Key, parts: list[_Part]) -> None:
    """Add a key to the last entry, or begin another with it."""
    last = parts[-1] if parts else None
    if last is None:
        parts.append(_Part([key]))
        return
    inner = last.keys[1].at if len(last.keys) > 1 else last.keys[0].at
    is_leading = _LEADING.match(key.name) is not None
    if key.mark:
        if key.column >= inner and not is_leading:
            return  # an entry of a list inside
        if _is_needless(key, last, is_leading=is_leading):
            last.dashes.append(key)
            last.keys.append(key)
        else:
            parts.append(_Part([key]))
    elif is_leading and _asks_already(key.name, last) and key.at <= max(inner, last.keys[0].at):
        parts.append(_Part([*_before(last), key]))
    elif key.at <= inner or (len(last.keys) == 1 and (last.keys[0].rest.strip() or key.at == last.keys[0].at)):
        last.keys.append(key)


def _asks_already(name: str, last: _Part) -> bool:
    """Whether an entry has such a key, or another one that begins a question."""
    return name in last.names or (
        name not in _NAMES and any(one not in _NAMES for one in filter(_LEADING.match, last.names))
    )


def _before(last: _Part) -> list[_Key]:
    """The keys at the end of an entry that belong to the question that begins below them."""
    found: list[_Key] = []
    while len(last.keys) > 1 and last.keys[-1].name in _ABOVE and not last.keys[-1].mark:
        found.insert(0, last.keys.pop())
    return found


def _is_needless(key: _Key, last: _Part, *, is_leading: bool) -> bool:
    """Whether a key with a dash goes on with the entry above."""
    if key.name in last.names:
        return False
    return last.names == {"id"} if is_leading else any(_LEADING.match(name) for name in last.names)


def _last(first: int, following: int, work: list[str]) -> int:
    last = following - 1
    while last > first and (not work[last].strip() or work[last].lstrip().startswith("#")):
        last -= 1
    return last


def _as_entry(part: _Part, column: int, at: int, work: list[str]) -> Iterator[Rewrite]:
    """An entry with its dash at `column` and its keys at another, if that is not how it is written."""
    begun = part.keys[0]
    lines = work[begun.number : part.end]
    inner = [key for key in part.keys[1:] if key not in part.dashes]
    own = min((key.at for key in inner), default=at if begun.mark == "-" and begun.column == column else begun.at)
    if part.is_odd or any(key.at != own for key in inner) or (part.dashes and own != at and inner):
        return
    texts = shifted(lines, at - own)
    texts[0] = f"{' ' * column}-{' ' * (at - column - 1)}{lines[0][begun.at :]}"
    for key in part.dashes:
        texts[key.number - begun.number] = " " * at + work[key.number][key.at :]
    if texts == lines:
        return
    rule, values, place = _said(part, column)
    line = next(number for number, (old, new) in enumerate(zip(lines, texts, strict=True), begun.number) if old != new)
    if begun.mark != "-":
        line = begun.number
    yield Rewrite(
        begun.number, "\n".join(texts), rule, *place, values, last=part.end - 1, at=line, is_clear=not part.dashes
    )


def _said(part: _Part, column: int) -> tuple[Rule, dict[str, str], tuple[int, int]]:
    """What is wrong with an entry: the rule, its words, and the columns to mark."""
    begun = part.keys[0]
    if not begun.mark:
        return MISSING_DASH, {"key": begun.name}, (begun.at, begun.at + len(begun.name))
    if begun.mark != "-":
        return BULLET, {"mark": begun.mark}, (begun.column, begun.column + 1)
    if begun.at == begun.column + 1:
        return NO_SPACE, {"key": "-"}, (begun.column, begun.at)
    if begun.column != column:
        return ALIGN, {"what": "the entries of the list"}, (0, begun.column + 1)
    if part.dashes:
        dash = part.dashes[0].column
        return EXTRA_DASH, {}, (dash, dash + 1)
    second = part.keys[1].at if len(part.keys) > 1 else begun.at
    return ALIGN, {"what": "the keys of the card"}, (0, second + 1)
