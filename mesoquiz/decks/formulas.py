"""Formulas that paper shows as they are written: warnings, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from mesoquiz.decks.media import told
from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span
from mesoquiz.languages import LANGUAGES
from mesoquiz.markup.maths import fault, wide
from mesoquiz.markup.renderer import find_formulas
from mesoquiz.notes.interactions import Fill
from mesoquiz.notes.note import Note
from mesoquiz.reading.file import lines_in
from mesoquiz.reading.places import locate

NOT_SET = Rule(
    "formula-as-written",
    "paper shows this formula of the card `{id}` as it is written: {why}",
    "write it otherwise, or make it a picture",
    Severity.WARNING,
)
GAP = "{{"

WIDE_IN_COLUMNS = 46
"""Characters that no line breaks: what is wider is set in letters of less than 8 points where there are two columns."""

Lines = Callable[[str], list[str]]
"""The lines of a file, by its path."""


def faults(notes: Iterable[Note]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the formulas of notes, on paper."""
    lines = cache(lines_in)
    for note in notes:
        for text in _texts(note):
            yield from _as_written(note, text, lines)


def too_wide(notes: Iterable[Note]) -> list[str]:
    """The ids of the notes with a formula that two columns can only show in letters too small to read."""

    def is_wide(latex: str, display: bool) -> bool:
        return wide(latex, display) > WIDE_IN_COLUMNS and not fault(latex, display)

    return [
        note.id
        for note in notes
        if any(is_wide(latex, display) for text in _texts(note) for _, latex, display in find_formulas(text))
    ]


def _as_written(note: Note, text: str, lines: Lines) -> Iterator[Diagnostic]:
    for written, latex, display in find_formulas(text):
        has_gap = GAP in latex and any(isinstance(one, Fill) for one in note.asks(LANGUAGES["en"]))
        why = "a gap in a formula cannot be set" if has_gap else fault(latex, display)
        if why:
            yield NOT_SET.at(_place(note.at, written, lines), id=note.id, why=why)


def _texts(note: Note) -> Iterator[str]:
    """All texts of a note, however deep, in which there may be a formula."""
    pending: list[object] = [note]
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            if "\\(" in value or "\\[" in value:
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
