"""Wide tables on paper: set tighter, or cut into several below each other. No cell is lost, no number is parted.

A table that is wider than its column would run over the neighbour, and Chromium would make the whole document smaller.
Widths are estimates in em, made for the widest fonts in use, so that what fits here fits everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mesoquiz.markup.gaps import GAP_MARK
from mesoquiz.markup.maths import wide

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

TIGHT = 0.8
"""The size of letters in a tight table; in large print they stay as large as all others."""
TIGHT_CLASS = "tight"
PADDING = 1.0
"""What the borders of a cell take, in em; half of it in a tight table."""
_WIDTHS = {"ijlI.,;:!|'’()[] \u202f\u00a0": 0.34, "ftr-/": 0.42, "mwMW%œæ—": 0.95, "\u200b": 0.0, GAP_MARK: 11.0}
_WIDTH_OF = {character: width for characters, width in _WIDTHS.items() for character in characters}
_CAPITAL, _OTHER = 0.7, 0.58
_SPACES = re.compile(r"[ \t\n\u200b]+")
_UNIT = re.compile(r"(?<=\d)[\u00a0\u202f](?=[^\W\d_]|[%°])")
"""Between a number and its unit, where a line may break if the table would have to be cut otherwise."""
_PICTURE, _FORMULA = 4.0, 0.6


@dataclass(slots=True)
class _Table:
    """The tokens of a table: those of each cell, row by row."""

    opening: Token
    rows: list[list[list[Token]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Room:
    """What a table may take: a width in em of the text around it, and whether its letters may be smaller."""

    width: float
    may_shrink: bool = True


def tables_rule(state: StateCore) -> None:
    """A rule of the Markdown parser: the tables of a text fit into the room that there is."""
    if state.env.get("room") and "|" in state.src:
        state.tokens = fit(state.tokens, state.env["room"])


def fit(tokens: Sequence[Token], room: Room) -> list[Token]:
    """The tokens of a text in which each table fits into `room`."""
    made: list[Token] = []
    table: _Table | None = None
    for token in tokens:
        if token.type == "table_open":
            table = _Table(token)
        if table is None:
            made.append(token)
        elif token.type == "tr_open":
            table.rows.append([])
        elif token.type in ("th_open", "td_open"):
            table.rows[-1].append([token])
        elif token.type in ("inline", "th_close", "td_close"):
            table.rows[-1][-1].append(token)
        elif token.type == "table_close":
            made += _fitted(table, room)
            table = None
    return made


def _fitted(table: _Table, room: Room) -> Iterator[Token]:
    least, whole = _widths(table)
    padding, size = PADDING, 1.0
    is_tight = sum(least) + padding * len(least) > room.width
    if is_tight:
        size = TIGHT if room.may_shrink else 1.0
        padding /= 2
    most = room.width / size
    if is_tight and sum(least) + padding * len(least) > most:
        for cell in (cell for row in table.rows for cell in row):
            _part_from_units(cell[1])
        least, whole = _widths(table)
    _divide_words(table, most - padding * 2 - (least[0] if len(least) > 1 else 0), least)
    # A gap is filled in once.
    repeated = [] if any(GAP_MARK in row[0][1].content for row in table.rows) else [0]
    for columns in _groups([width + padding for width in least], most, repeated):
        yield from _tokens(table, columns, is_tight, _shares(columns, least, whole, padding, most))


def _groups(widths: Sequence[float], most: float, repeated: list[int]) -> Iterator[list[int]]:
    """The columns of each table that a wide one is cut into. All begin with those `repeated`, which name the rows."""
    group = list(repeated)
    for column in range(len(repeated), len(widths)):
        if len(group) > len(repeated) and sum(widths[each] for each in group) + widths[column] > most:
            yield group
            group = list(repeated)
        group.append(column)
    yield group


def _shares(
    columns: Sequence[int], least: Sequence[float], whole: Sequence[float], padding: float, most: float
) -> list[float]:
    """The width of each column for who cannot find them: what it needs, and its part of the rest by what it would
    like; none where the table is as narrow as it likes to be."""
    needed = sum(least[column] + padding for column in columns)
    liked = sum(whole[column] + padding for column in columns)
    if liked <= most:
        return []
    part = max(0.0, most - needed) / max(liked - needed, 0.01)
    return [round(least[column] + padding + part * (whole[column] - least[column]), 2) for column in columns]


def _tokens(table: _Table, columns: Sequence[int], is_tight: bool, shares: list[float]) -> Iterator[Token]:
    """The tokens of a table of some columns of another."""
    from markdown_it.token import Token

    opening = table.opening.copy(attrs=dict(table.opening.attrs), meta={"tight": is_tight, "shares": shares})
    if is_tight:
        opening.attrJoin("class", TIGHT_CLASS)
    yield opening
    for number, row in enumerate(table.rows):
        part = "thead" if number == 0 else "tbody"
        if number < 2:
            yield Token(f"{part}_open", part, 1, block=True)
        yield Token("tr_open", "tr", 1, block=True)
        for column in columns:
            yield from row[column]
        yield Token("tr_close", "tr", -1, block=True)
        if number in (0, len(table.rows) - 1):
            yield Token(f"{part}_close", part, -1, block=True)
    yield Token("table_close", "table", -1, block=True)


def _widths(table: _Table) -> tuple[list[float], list[float]]:
    """What each column needs at least, by its longest word, and what it takes with each cell in one line."""
    least, whole = [0.0] * len(table.rows[0]), [0.0] * len(table.rows[0])
    for number, row in enumerate(table.rows):
        # Heads are bold.
        factor = 1.12 if number == 0 else 1.0
        for column, cell in enumerate(row):
            pieces = list(_pieces(cell[1]))
            least[column] = max(least[column], factor * max(pieces, default=0.0))
            whole[column] = max(whole[column], factor * (sum(pieces) + 0.36 * max(0, len(pieces) - 1)))
    return least, whole


def _pieces(inline: Token) -> Iterator[float]:
    """The widths of what cannot be broken in a cell."""
    width = 0.0
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            yield width
            width = 0.0
            continue
        first, *others = _SPACES.split(child.content) if child.type == "text" else (child.content,)
        width += _width(child, first)
        for word in others:
            yield width
            width = _width(child, word)
    yield width


def _width(child: Token, word: str) -> float:
    if child.type == "image":
        return _PICTURE
    if child.type == "maths":
        return _FORMULA * wide(child.content[2:-2].strip(), child.content.startswith("\\["))
    return sum(_WIDTH_OF.get(sign, _CAPITAL if sign.isupper() or not sign.isalnum() else _OTHER) for sign in word)


def _part_from_units(inline: Token) -> None:
    for child in inline.children or ():
        if child.type == "text":
            child.content = _UNIT.sub(" ", child.content)


def _divide_words(table: _Table, most: float, least: list[float]) -> None:
    """Let words be broken that no column of the page can hold; the widths are then those of their pieces."""
    length = max(4, int(max(most, 4.0) / 0.8))
    for column, width in enumerate(least):
        if width <= most or (column == 0 and len(least) > 1 and width <= most / 2):
            continue
        for row in table.rows:
            for child in row[column][1].children or ():
                if child.type == "text":
                    child.content = " ".join(_divided(word, length) for word in child.content.split(" "))
        least[column] = min(width, most)


def _divided(word: str, length: int) -> str:
    made, since = [], 0
    for character in word:
        # A character stays with its accents.
        if since >= length and unicodedata.category(character)[0] not in "MC":
            made.append("\u200b")
            since = 0
        made.append(character)
        since += 1
    return "".join(made)
