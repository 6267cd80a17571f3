"""Tables in a text that are none, or lose a cell: what a table needs to Markdown, line by line.

The first line is its head, the second has dashes for each column, and it ends with an empty line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mesoquiz.diagnostics.diagnostic import Diagnostic, Fix, Rule, Severity, Span
from mesoquiz.diagnostics.wording import count_of, shorten
from mesoquiz.reading.mistakes.texts.garbled import start_of
from mesoquiz.reading.nodes import Scalar

NO_TABLE = Rule("table-as-written", "these lines are shown as they are written: {why}", "{how}", Severity.WARNING)
SURPLUS = Rule(
    "surplus-cell",
    "this row has {cells}, and the table {columns}: `{lost}` is not shown",
    "{how}",
    Severity.WARNING,
)
ROW = Rule(
    "text-below-table", "this line is read as a row of the table", "leave an empty line above it", Severity.WARNING
)

_BAR = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r"\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*){0,60}\|?")
_LIKE_DASHES = re.compile(r"[|+:=_ \u2010-\u2015\u2212\u2500-\u257f-]{3,500}")
"""What word processors make of a line of dashes, and what other programs draw."""
_NUMBERED = re.compile(r"(?:\(?\d{1,2}[.)]|[a-zA-Z][.)]|\W|o)\t")
"""A list of a word processor, which has a tab after its mark."""
_DRAWN = re.compile(r"\+[-=]{2,100}(?:\+[-=]{2,100}){0,30}\+")
_OTHER_BLOCK = re.compile(r"(?:[-*+]|\d{1,2}[.)])[ ]|`{3}")
"""What ends a table without an empty line."""
_IN_ONE_LINE = re.compile(r"\|[ ]*:?-{2,}:?[ ]*\|")
_FORMULA = re.compile(r"\\\([^\n|]{0,100}\||`[^`\n|]{0,100}\|")

_PARENTHESES = re.compile(r"\([^()\n]{0,200}\)")
"""What is in them is a probability, `P(A | B)`."""

TABLED = (
    ("|", re.compile(r"\|(?=[^|\n]*\||-)|\|(?<= \|)(?= \S)")),
    ("+", re.compile(r"\+--")),
    ("\t", re.compile(r"\t(?<=\S\t)(?=\S)")),
)
"""Characters that a file has, and how a line looks that may be one of a table."""


def tables(node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield what keeps the lines of a text from being a table, or cells of one from being shown."""
    first = node.start.line
    is_block = not node.plain and lines[first].startswith("|", node.start.column)
    if not is_block:
        if _IN_ONE_LINE.search(node.text) and node.text.count("|") > 4 and "\n" not in node.text:
            why = "a table has each row on a line of its own"
            yield NO_TABLE.at(start_of(node, path), why=why, how="write it in a block `|`, row by row")
        return
    last = min(node.end.line - (not node.end.column), len(lines) - 1)
    if "```" not in node.text:
        reader = _Reader(lines, path)
        yield from reader.runs(first + 1, last)


def cells(line: str) -> list[str]:
    """The cells of a row, as Markdown divides it."""
    parts = [part.strip() for part in _BAR.split(line.strip())]
    if parts and not parts[0]:
        parts = parts[1:]
    return parts[:-1] if parts and not parts[-1] else parts


class _Reader:
    """Reads the lines of one block."""

    def __init__(self, lines: list[str], path: str) -> None:
        self.lines, self.path = lines, path

    def runs(self, first: int, last: int) -> Iterator[Diagnostic]:
        """Yield what is wrong with each run of lines; a second run without a head goes on with the one above."""
        begin, before = first, False
        while begin <= last:
            end = begin
            while end <= last and self.lines[end].strip():
                end += 1
            found = self._run(begin, end, follows=before) if end > begin else None
            if found is not None:
                yield found
                return
            before = end > begin and self._begin(begin, end) >= 0
            begin = end + 1

    def _run(self, begin: int, end: int, *, follows: bool) -> Diagnostic | None:
        """The first fault of a run of lines up to `end`."""
        if (drawn := next((at for at in range(begin, end) if _DRAWN.fullmatch(self._text(at))), -1)) >= 0:
            why, how = "lines of `+` and `-` are for programs", "leave them out, and write `|---|` below the first row"
            return self._said(drawn, NO_TABLE, why=why, how=how)
        start = self._begin(begin, end)
        if start < 0:
            return self._without_dashes(begin, end, follows=follows)
        if start == begin or not _is_row(self._text(start - 1)):
            why = "a table begins with the names of its columns"
            return self._said(
                start, NO_TABLE, why=why, how=f"write them on the line above: `{_row(self._text(start))}`"
            )
        return self._head(start) or self._rows(start, end)

    def _begin(self, begin: int, end: int) -> int:
        """The line of dashes of a run, or of what was meant to be one; -1 without."""
        for at in range(begin, end):
            text = self._text(at)
            is_below = at > begin and _is_row(self._text(at - 1))
            if (is_below and _LIKE_DASHES.fullmatch(text)) or ("|" in text and _DASHES.fullmatch(text)):
                return at
        return -1

    def _head(self, dashes: int) -> Diagnostic | None:
        head, text = self._text(dashes - 1), self._text(dashes)
        columns, number = len(cells(head)), len(cells(text))
        if _DASHES.fullmatch(text) and columns == number:
            return None
        why = "the line below the head of a table has only `|`, `-` and `:`"
        if _DASHES.fullmatch(text):
            why = f"the head has {count_of(columns, 'column')}, and the line of dashes {number}"
        written = _dashes(columns)
        found = self._said(dashes, NO_TABLE, why=why, how=f"write `{written}`")
        line = self.lines[dashes]
        return replace(found, fix=Fix(dashes + 1, line[: len(line) - len(line.lstrip())] + written))

    def _rows(self, dashes: int, end: int) -> Diagnostic | None:
        columns = len(cells(self._text(dashes)))
        for at in range(dashes + 1, end):
            text = self._text(at)
            if _OTHER_BLOCK.match(text):
                return None
            have = cells(text)
            lost = " | ".join(have[columns:])
            # Of a gap that is not shown, another message tells.
            if lost and "{{" not in lost:
                how = "write `\\|` for a bar that divides no cells"
                if not _FORMULA.search(text):
                    how = f"write `{_dashes(len(have))}` below the head, and name all columns; `\\|` is a bar in a text"
                said = {"cells": count_of(len(have), "cell"), "columns": count_of(columns, "column")}
                return self._said(at, SURPLUS, **said, lost=shorten(lost), how=how)
            if "|" not in text and columns > 1:
                return self._said(at, ROW)
        return None

    def _without_dashes(self, begin: int, end: int, *, follows: bool) -> Diagnostic | None:
        """Rows that no line of dashes makes a table, divided by bars or by tabs."""
        for at in range(begin, end):
            text = self._text(at)
            below = self._text(at + 1) if at + 1 < end else ""
            if follows and at == begin and _is_whole(text):
                return self._said(at, NO_TABLE, why="the table ends at the empty line above", how="leave that line out")
            number = len(cells(text))
            if _is_whole(text) and not below and self._is_dashes(at + 2):
                why = "a table has no empty line inside it"
                return self._said(at, NO_TABLE, why=why, how="leave out the empty lines between its rows")
            if (_is_row(text) and _is_row(below) and number == len(cells(below))) or (_is_whole(text) and not below):
                why = "a table has a line of dashes below its first row"
                return self._said(at, NO_TABLE, why=why, how=f"write `{_dashes(number)}` on the line below")
            tabs = 0 if _NUMBERED.match(text) else text.count("\t")
            if tabs and tabs == below.count("\t"):
                row = f"| {' | '.join(part.strip() for part in text.split(chr(9)))} |"
                how = f"write `{shorten(row, 60)}`, and `{_dashes(tabs + 1)}` on the line below"
                return self._said(at, NO_TABLE, why="tabs divide no columns", how=how)
        return None

    def _is_dashes(self, at: int) -> bool:
        return at < len(self.lines) and "|" in self.lines[at] and _DASHES.fullmatch(self._text(at)) is not None

    def _text(self, at: int) -> str:
        return self.lines[at].strip()

    def _said(self, at: int, rule: Rule, **values: str) -> Diagnostic:
        line = self.lines[at]
        column = len(line) - len(line.lstrip()) + 1
        return rule.at(Span(self.path, at + 1, column, at + 1, len(line.rstrip()) + 1), **values)


def _is_row(text: str) -> bool:
    """Whether a line may be one of a table: bars around it, or between words."""
    between = text[:1] != "|" and " | " in text and " | " in _PARENTHESES.sub("", text)
    return _is_whole(text) or between or (text.count("|") > 2 and text[:1] == "|")


def _is_whole(text: str) -> bool:
    return text[:1] == text[-1:] == "|" and len(text) > 4 and ("| " in text or " |" in text)


def _dashes(columns: int) -> str:
    return "|" + "---|" * max(columns, 1)


def _row(dashes: str) -> str:
    return "|" + " … |" * max(len(cells(dashes)), 1)
