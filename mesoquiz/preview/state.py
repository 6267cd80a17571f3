"""The decks as they were at the last save: the last sound state of them, and what is wrong now."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mesoquiz.anki.publishing.changelog import text_of
from mesoquiz.checks import judge
from mesoquiz.decks import banks
from mesoquiz.diagnostics.diagnostic import Diagnostic, Severity
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.note import Note
from mesoquiz.preview.remembering import Memory
from mesoquiz.preview.views import Views

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class State:
    """What a preview shows: numbered, so that a page knows whether it has it.

    `bank` is the last one without an error, or the first one; `found` is what is wrong with the newest.
    """

    number: int
    bank: Bank
    views: Views
    changed: dict[str, int]
    """The ids of the cards, and the number of the state in which each last changed."""
    found: tuple[Diagnostic, ...] = ()
    unreadable: str = ""
    """Why the decks cannot be read at all."""
    rows: dict[str, Data] = field(default_factory=dict)

    @property
    def is_faulty(self) -> bool:
        """Whether what is shown is older than what was saved."""
        return bool(self.unreadable) or any(one.severity is Severity.ERROR for one in self.found)


class Desk:
    """Reads decks again and again, and keeps the last sound state of them."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = tuple(paths)
        self.memory = Memory()
        self.state = self._first()

    def _first(self) -> State:
        bank = banks.load(self.paths, read=self.memory.read)
        return self._with(None, bank)

    def refresh(self) -> State:
        """Read what has changed. What cannot be read, as while it is being written, leaves the cards as they were."""
        before = self.state
        try:
            bank = banks.load(self.paths, read=self.memory.read)
        except OSError as error:
            said = f"{error.filename or 'the decks'}: {error.strerror or error}"
            self.state = State(before.number + 1, before.bank, before.views, before.changed, (), said, before.rows)
            return self.state
        self.state = self._with(before, bank)
        return self.state

    def judged(self) -> State | None:
        """The same state with all that can be wrong and all advice; `None` if a newer one has come meanwhile.

        Takes longer than reading, so a page has its cards before it.
        """
        before = self.state
        if before.is_faulty:
            return None
        found = judge(before.bank)[0].diagnostics
        if self.state is not before or found == before.found:
            return None
        self.state = State(before.number + 1, before.bank, before.views, before.changed, found, "", before.rows)
        return self.state

    def _with(self, before: State | None, bank: Bank) -> State:
        number = before.number + 1 if before else 1
        if before and bank.errors:
            return State(number, before.bank, before.views, before.changed, bank.diagnostics, "", before.rows)
        old = before.bank if before else None
        is_same = old is not None and (old.collection, old.media) == (bank.collection, bank.media)
        known = before.views.places if before and is_same else {}
        views = Views(bank)
        changed, rows = {}, {}
        for id, place in views.places.items():
            note = place[0]
            there = known.get(id)
            if before and there and (there[0] is note or there[0] == note) and there[1] == place[1]:
                changed[id] = before.changed[id]
            else:
                changed[id] = number
            old_row = before.rows.get(id) if before and changed[id] != number else None
            rows[id] = {**old_row, "line": note.at.line} if old_row else _row(note, place[1], bank)
        return State(number, bank, views, changed, bank.diagnostics, "", rows)


def _row(note: Note, deck: str, bank: Bank) -> Data:
    return {
        "id": note.id,
        "kind": note.kind,
        "deck": deck,
        "text": text_of(note, bank)[:300],
        "tags": list(note.tags),
        "difficulty": note.difficulty,
        "retired": note.retired,
        "path": note.at.path,
        "line": note.at.line,
    }


def as_data(state: State) -> Data:
    """A state as the page reads it: cards, what is wrong and with which card, blueprints."""
    starts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for note in state.bank.notes:
        starts[note.at.path].append((note.at.line, note.id))
    for lines in starts.values():
        lines.sort()
    return {
        "number": state.number,
        "title": state.bank.collection.title,
        "lang": state.bank.collection.lang,
        "here": str(Path.cwd()),
        "faulty": state.is_faulty,
        "unreadable": state.unreadable,
        "cards": [{**state.rows[id], "changed": state.changed[id]} for id in state.views.places],
        "problems": [_problem(one, starts) for one in state.found],
        "exams": [{"name": path.stem, "path": str(path)} for path in state.views.exams()],
    }


def _problem(found: Diagnostic, starts: dict[str, list[tuple[int, str]]]) -> Data:
    lines = starts.get(found.span.path, [])
    place = bisect_right(lines, (found.span.line, "\uffff")) - 1
    return {
        "severity": found.severity.value,
        "code": found.code,
        "message": found.message,
        "help": found.hint,
        "path": found.span.path,
        "line": found.span.line,
        "column": found.span.column,
        "card": lines[place][1] if place >= 0 else "",
    }
