"""Entries of lists in brackets that a comma divides, or that no comma divides, against what was meant."""

from __future__ import annotations

from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.mistakes.rewrite import quote
from mesoquiz.reading.mistakes.texts.garbled import start_of
from mesoquiz.reading.nodes import Scalar, Sequence

PARENTHESES = Rule(
    "entry-cut-in-parentheses",
    "a comma between `(` and `)` divides this entry, too: only straight quotes keep it together",
    "write `{how}`",
    Severity.WARNING,
)
UNDIVIDED = Rule(
    "comma-missing",
    "this line is read as a part of the entry above it",
    "write a comma at the end of the line above if it is an entry; if not, write both on one line",
    Severity.WARNING,
)
_SHORT = 40
"""Characters of a line that nobody breaks for its length."""


def in_brackets(node: Sequence, texts: list[Scalar], lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the texts of a list in brackets."""
    if len(texts) > 1 and node.end.line > node.start.line:
        yield from _undivided(texts, lines, path)
    if any("(" in one.text for one in texts):
        yield from _cut_parentheses(texts, lines, path)


def _cut_parentheses(texts: list[Scalar], lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield the first entry of a list in brackets with a parenthesis that another entry on its line closes."""
    opened: Scalar | None = None
    for one in texts:
        depth = one.text.count("(") - one.text.count(")")
        if opened and (not one.plain or one.start.line != opened.start.line or one.end.line != one.start.line):
            opened = None
        if opened and depth < 0:
            said = lines[one.start.line][opened.start.column : one.end.column] if one.start.line < len(lines) else ""
            yield PARENTHESES.at(start_of(opened, path), how=shorten(quote(said), 90))
            return
        if one.plain and depth > 0 and opened is None:
            opened = one


def _undivided(texts: list[Scalar], lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield the second line of the first entry that has two, in brackets where each entry is on a line of its own."""
    for one in texts:
        first, last = one.start.line, one.end.line
        if lines[first][: one.start.column].strip(" [") or first + 1 != last or last >= len(lines) or not one.plain:
            continue
        below = lines[last]
        if max(len(lines[first].strip()), len(below.strip())) <= _SHORT and not below[one.end.column :].strip(" ,]"):
            column = len(below) - len(below.lstrip(" ")) + 1
            yield UNDIVIDED.at(Span(path, last + 1, column, last + 1, one.end.column + 1))
            return
