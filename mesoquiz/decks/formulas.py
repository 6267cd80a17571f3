"""Formulas that paper shows as they are written, and what should have been one: warnings, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from mesoquiz.decks.media import told
from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.markup.maths import fault
from mesoquiz.markup.renderer import find_formulas
from mesoquiz.notes.note import Note
from mesoquiz.reading.file import lines_in
from mesoquiz.reading.places import locate

NOT_SET = Rule(
    "formula-as-written",
    "paper shows this formula of the card `{id}` as it is written: {why}",
    "write it otherwise, or make it a picture",
    Severity.WARNING,
)
DOLLARS = Rule(
    "formula-in-dollars",
    "`{formula}` is shown as it is written: dollars make no formula",
    "write `{how}`",
    Severity.WARNING,
)

_DOLLARS = re.compile(r"(?<![\\$\w])(?P<sign>\${1,2})(?=[^\s$])(?P<latex>[^$\n`]{1,200})(?<=[^\s$])(?P=sign)(?![$\w])")
_LATEX = re.compile(r"\\[A-Za-z]|[\^_][\w{]|^[a-zA-Z]$|=")
GAP = "{{"

Lines = Callable[[str], list[str]]
"""The lines of a file, by its path."""


def faults(notes: Iterable[Note]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the formulas of notes, on paper."""
    lines = cache(lines_in)
    for note in notes:
        for text in _texts(note):
            if "\\(" in text or "\\[" in text:
                yield from _as_written(note, text, lines)
            if "$" in text:
                yield from _in_dollars(note, text, lines)


def _as_written(note: Note, text: str, lines: Lines) -> Iterator[Diagnostic]:
    for written, latex, display in find_formulas(text):
        has_gap = note.kind == "cloze" and GAP in latex
        why = "a gap in a formula cannot be set" if has_gap else fault(latex, display)
        if why:
            yield NOT_SET.at(_place(note.at, written, lines), id=note.id, why=why)


def _in_dollars(note: Note, text: str, lines: Lines) -> Iterator[Diagnostic]:
    for found in _DOLLARS.finditer(text) if "`" not in text else ():
        if _LATEX.search(found["latex"]):
            opening, closing = ("\\[", "\\]") if found["sign"] == "$$" else ("\\(", "\\)")
            how = shorten(f"{opening}{found['latex']}{closing}")
            yield DOLLARS.at(_place(note.at, found[0], lines), formula=shorten(found[0]), how=how)


def _texts(note: Note) -> Iterator[str]:
    """All texts of a note, however deep, in which there may be a formula."""
    pending: list[object] = [note]
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            if "$" in value or "\\" in value:
                yield value
        elif type(value) is tuple:
            pending += reversed(value)
        else:
            kind: type = type(value)
            pending += [getattr(value, name) for name in reversed(told(kind))]


def _place(at: Span, text: str, lines: Lines) -> Span:
    """Where a text is; in double quotes, YAML wants each backslash twice."""
    source = lines(at.path) if at.path else []
    found = locate(at, text, source)
    return found if found != at else locate(at, text.replace("\\", "\\\\"), source)
