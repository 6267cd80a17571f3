"""Formulas that paper shows as they are written: warnings, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from mesoquiz.decks.media import told
from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span
from mesoquiz.languages import LANGUAGES
from mesoquiz.markup.commands import doubled, without_backslash, words_in
from mesoquiz.markup.maths import fault, misspelt, wide
from mesoquiz.markup.renderer import find_formulas
from mesoquiz.notes.interactions import Fill
from mesoquiz.notes.note import Note
from mesoquiz.reading.file import lines_in
from mesoquiz.reading.places import locate

NOT_SET = Rule(
    "formula-as-written",
    "paper shows this formula of the card `{id}` as it is written: {why}",
    "{how}",
    Severity.WARNING,
)
MISSPELT = Rule(
    "unknown-command", "`{name}` in this formula is no command, and is shown in its place", "{how}", Severity.WARNING
)
NO_BACKSLASH = Rule(
    "command-without-backslash",
    "`{name}` in this formula has no backslash: its letters are shown",
    "write `\\{name}`",
    Severity.WARNING,
)
DOUBLED = Rule(
    "doubled-backslash",
    "`{name}` in this formula begins a new line, and its letters are shown",
    "write `{how}`",
    Severity.WARNING,
)
WORDS = Rule(
    "words-in-formula",
    "a formula shows no spaces: `{words}` becomes `{glued}`",
    "write `\\text{{{words}}}`, or leave the words outside of the formula",
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
        found = (one for text in _texts(note) for one in _as_written(note, text, lines))
        yield from sorted(found, key=lambda one: one.span)


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
        place = _place(note.at, written, lines)
        wrong = misspelt(latex) if why and not has_gap else []
        for name, meant in wrong:
            yield MISSPELT.at(_inside(place, written, name), name=name, how=f"did you mean `{meant}`?")
        if why and not wrong:
            how = "write it" if why.endswith("is missing") else "write it otherwise, or make it a picture"
            yield NOT_SET.at(place, id=note.id, why=why, how=how)
        for name in dict.fromkeys(without_backslash(latex)):
            yield NO_BACKSLASH.at(_inside(place, written, name), name=name)
        for name in doubled(latex):
            yield DOUBLED.at(_inside(place, written, name), name=name, how=name[1:])
        if words := words_in(latex):
            yield WORDS.at(_inside(place, written, words), words=words, glued=re.sub(" ", "", words))


def _inside(place: Span, written: str, part: str) -> Span:
    """The place of a part of a formula, where that is written on one line as it is."""
    if place.line != place.end_line or place.end_column - place.column != len(written):
        return place
    column = place.column + written.index(part)
    return place._replace(column=column, end_column=column + len(part))


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
