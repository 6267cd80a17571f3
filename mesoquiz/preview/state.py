"""Decks on disk -> the state that a preview shows: the last sound cards, when each changed, and what is wrong now."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mesoquiz.anki.publishing.changelog import text_of
from mesoquiz.checks import judge
from mesoquiz.decks import banks
from mesoquiz.diagnostics.diagnostic import Diagnostic, Severity
from mesoquiz.markup.typography import curl
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.note import Note
from mesoquiz.preview.remembering import Memory
from mesoquiz.preview.views import Views
from mesoquiz.progress import OnProgress

Data = dict[str, Any]
Starts = dict[str, list[tuple[int, str]]]


class Overtaken(Exception):
    """There is something newer than what is being judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a preview shows: numbered, so that a page knows whether it has it.

    `bank` is the last one without an error, or the first one; `found` is what is wrong with the newest.
    """

    number: int
    bank: Bank
    read: int
    """The number of the state in which the bank came."""
    views: Views
    rows: dict[str, Data]
    """What the page tells of each card, by id; `changed` is the number of the state in which it last changed."""
    found: tuple[Diagnostic, ...] = ()
    unreadable: str = ""
    """Why the decks cannot be read at all."""
    advice: tuple[Data, ...] = ()
    """What only all checks tell, of the bank that came in the state `judged`."""
    judged: int = 0
    advised: int = 0
    """The number of the state in which the advice came."""
    is_older: bool = False
    """Whether the cards are older than what was saved."""

    @property
    def is_faulty(self) -> bool:
        """Whether what was saved cannot be built."""
        return bool(self.unreadable) or any(one.severity is Severity.ERROR for one in self.found)


class Desk:
    """Reads decks again and again, and keeps the last sound state of them."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = tuple(paths)
        self.memory = Memory()
        bank = self._load()
        self.state = State(
            number=1, read=1, bank=bank, views=Views(bank), rows=_rows(None, bank, 1), found=bank.diagnostics
        )

    def _load(self) -> Bank:
        return banks.load(self.paths, read=self.memory.read)

    def refresh(self) -> State:
        """Read what has changed. What cannot be read, as while it is being written, leaves the cards as they were."""
        before = self.state
        number = before.number + 1
        try:
            bank = self._load()
        except OSError as error:
            self.state = replace(before, number=number, found=(), unreadable=_reason(error), is_older=True)
            return self.state
        self.state = replace(before, number=number, found=bank.diagnostics, unreadable="", is_older=bool(bank.errors))
        if not bank.errors:
            rows = _rows(before, bank, number)
            self.state = replace(self.state, bank=bank, read=number, views=Views(bank), rows=rows)
        return self.state

    def judged(self, is_overtaken: Callable[[], bool] = lambda: False) -> State | None:
        """The same state with all that can be wrong and all advice; `None` if it has that, or something newer has come.

        Takes longer than reading, so a page has its cards before it; `is_overtaken` is asked meanwhile.
        """
        before = self.state
        if before.is_faulty or before.judged == before.read:
            return None

        @contextmanager
        def watch() -> Iterator[OnProgress]:
            yield tell

        def tell(_done: int, _total: int) -> None:
            if is_overtaken():
                raise Overtaken

        try:
            found, unreadable = judge(before.bank, watch=watch)[0].diagnostics, ""
        except Overtaken:
            return None
        except OSError as error:
            found, unreadable = (), _reason(error)
        known = frozenset(before.bank.diagnostics)
        advice = tuple(_problems((one for one in found if one not in known), _starts(before.bank)))
        number = before.number + 1
        self.state = replace(
            before, number=number, advice=advice, judged=before.read, advised=number, unreadable=unreadable
        )
        return self.state


def _reason(error: OSError) -> str:
    return f"{error.filename or 'the decks'}: {error.strerror or error}"


def _rows(before: State | None, bank: Bank, number: int) -> dict[str, Data]:
    """What the page tells of each card; those that did not change keep theirs."""
    old = before.bank if before else None
    is_same = old is not None and (old.collection, old.media) == (bank.collection, bank.media)
    known = before.rows if before and is_same else {}
    places = before.views.places if before else {}
    rows = {}
    for deck in bank.decks:
        for note in deck.notes:
            row = known.get(note.id)
            is_kept = row and row["deck"] == deck.name and _is_same(places[note.id][0], note)
            rows[note.id] = row if row and is_kept else _row(note, deck.name, bank, number)
    return rows


def _is_same(old: Note, new: Note) -> bool:
    """Whether a card looks as it did, and lies in the same file."""
    return old is new or (old == new and old.told == new.told and old.at.path == new.at.path)


def _row(note: Note, deck: str, bank: Bank, number: int) -> Data:
    text = text_of(note, bank)[:300]
    return {
        "id": note.id,
        "kind": note.kind,
        "deck": deck,
        "text": text if bank.collection.spacing == "off" else curl(text),
        "tags": list(note.tags),
        "difficulty": note.difficulty,
        "retired": note.retired,
        "path": note.at.path,
        "changed": number,
    }


def as_data(state: State, since: int = 0) -> Data:
    """A state as the page reads it; of cards and advice only what is newer than `since`, the state that it has.

    Lines are apart from the cards: one that is inserted moves all that follow. A page that was open before the server
    was started may have a higher state than there is: it gets all.
    """
    since = since if since <= state.number else 0
    notes = [note for note, _ in state.views.places.values()]
    told = {
        "number": state.number,
        "read": state.read,
        "judged": state.judged,
        "title": state.bank.collection.title,
        "lang": state.bank.collection.lang,
        "faulty": state.is_faulty,
        "older": state.is_older,
        "unreadable": state.unreadable,
        "ids": [note.id for note in notes],
        "lines": [note.at.line for note in notes],
        "cards": [row for row in state.rows.values() if row["changed"] > since],
        "errors": _problems((one for one in state.found if one.severity is Severity.ERROR), {}),
        "problems": _problems(
            (one for one in state.bank.diagnostics if one.severity is not Severity.ERROR), _starts(state.bank)
        ),
        "exams": [{"name": path.stem, "path": str(path)} for path in state.views.exams()],
    }
    if state.advised > since or not since:
        told["advice"] = state.advice
    return told


def _starts(bank: Bank) -> Starts:
    """The lines at which the cards of each file begin; none of faulty decks, where cards are missing."""
    starts: Starts = defaultdict(list)
    for note in () if bank.errors else bank.notes:
        starts[note.at.path].append((note.at.line, note.id))
    for lines in starts.values():
        lines.sort()
    return starts


def _problems(found: Iterable[Diagnostic], starts: Starts) -> list[Data]:
    """What the page tells of each: `card` is the one that it is in, `below` how many lines below its id."""
    made = []
    for one in found:
        lines = starts.get(one.span.path, [])
        place = bisect_right(lines, (one.span.line, "\uffff")) - 1
        made.append(
            {
                "severity": one.severity.value,
                "code": one.code,
                "message": one.message,
                "help": one.hint,
                "path": one.span.path,
                "line": one.span.line,
                "column": one.span.column,
                "card": lines[place][1] if place >= 0 else "",
                "below": one.span.line - lines[place][0] if place >= 0 else 0,
            }
        )
    return made
