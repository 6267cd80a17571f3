"""The text of a release lock <-> its values."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import islice

from mesoquiz.anki.lock import LAST_TIME, Entry, Lock, Stamp
from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Span
from mesoquiz.limits import MAX_FOUND, MAX_LOCK_ORDINAL, MAX_LOCK_TIME

HEADER = "# Release lock, written by mesoquiz. Commit it with the decks; do not edit it."

CONFLICT = Rule(
    "lock-conflict",
    "the release lock holds an unresolved merge",
    "keep the lines of both sides without the markers; where a note differs, keep the line with the later time",
)
DAMAGED = Rule("lock-damaged", "this line of the release lock is damaged", "restore the file from your last commit")
CUT = Rule(
    "lock-cut",
    "the release lock has lost its line `type {name}`, which its notes need",
    "restore the file from your last commit",
)
TWICE = Rule("lock-twice", "the release lock has `{id}` twice", "keep the line with the later time")

_TIME = rf"\d{{1,{MAX_LOCK_TIME}}}"
_CARD = rf"\d{{1,{MAX_LOCK_ORDINAL}}}(?::[0-9a-f]{{8}})?"
_LINE = re.compile(
    rf"(?P<draft>draft )?(?P<word>note|retired)"
    rf" (?P<id>\S+) (?P<hash>[0-9a-f]{{16}}) (?P<modified>{_TIME})(?:@(?P<version>[^\s@]+))?"
    rf" (?P<note_type>[^\s=]+)(?:=(?P<answer>\S+))? (?P<cards>{_CARD}(?:,{_CARD})*) (?P<deck>\S.*)"
)
_TYPE = re.compile(rf"type (?P<name>\S+) (?P<hash>[0-9a-f]{{16}}) (?P<modified>{_TIME})")


def parse(text: str, path: str) -> tuple[Lock, list[Diagnostic]]:
    """Read a lock. Returns it with what is wrong in it: a lock with diagnostics must not be built from.

    Reading ends at the last problem that is kept.
    """
    reader = _Reader(path)
    place = reader.at
    for number, ended in enumerate(io.StringIO(text, newline=None), 1):
        line = ended.removesuffix("\n")
        place = Span(path, number, 1, number, len(line) + 1)
        if line.strip() and not line.startswith("#"):
            reader.read(line, place)
        if len(reader.found) >= MAX_FOUND:
            break
    # A file that was cut has no newline at its end, or no collection or note types at its head.
    if not reader.found and not reader.collection:
        reader.found.append(DAMAGED.at(reader.at))
    elif not reader.found and not text.endswith("\n"):
        reader.found.append(DAMAGED.at(place))
    elif not reader.found:
        reader.found += islice(reader.lost_types(), MAX_FOUND)
    notes, drafts = reader.notes, reader.drafts
    lock = Lock(collection=reader.collection, types=reader.types, notes=notes, drafts=drafts, at=reader.at)
    return lock, reader.found


class _Reader:
    """Gathers the lines of a lock."""

    def __init__(self, path: str) -> None:
        self.collection, self.at = "", Span(path, 1, 1, 1, 1)
        self.types: dict[str, Stamp] = {}
        self.notes: dict[str, Entry] = {}
        self.drafts: dict[str, Entry] = {}
        self.found: list[Diagnostic] = []

    def read(self, line: str, place: Span) -> None:
        """Take one line that says something."""
        match = _LINE.fullmatch(line) or _TYPE.fullmatch(line)
        if match and int(match["modified"]) > LAST_TIME:
            self.found.append(DAMAGED.at(place))
        elif (match := _LINE.fullmatch(line)) and match["draft"]:
            self._take_draft(_entry(match, place))
        elif match:
            if match["id"] in self.notes:
                self.found.append(TWICE.at(place, id=match["id"]).beside(self.notes[match["id"]].at))
            self.notes[match["id"]] = _entry(match, place)
        elif match := _TYPE.fullmatch(line):
            if match["name"] in self.types:
                self.found.append(TWICE.at(place, id=match["name"]))
            self.types[match["name"]] = Stamp(hash=match["hash"], modified=int(match["modified"]))
        elif line.startswith("collection ") and not self.collection:
            self.collection, self.at = line.removeprefix("collection ").strip(), place
        else:
            rule = CONFLICT if re.match(r"(<{7}|={7}|>{7}|\|{7})", line) else DAMAGED
            self.found.append(rule.at(place))

    def _take_draft(self, entry: Entry) -> None:
        """Of two authors' drafts of one note, which a merge puts side by side, the later counts: both bind nobody."""
        other = self.drafts.get(entry.id)
        if other is None or other.modified <= entry.modified:
            self.drafts[entry.id] = entry

    def lost_types(self) -> Iterator[Diagnostic]:
        """Yield the note types that notes have and no line speaks of."""
        for name in dict.fromkeys(entry.note_type for entry in (*self.notes.values(), *self.drafts.values())):
            if name not in self.types:
                yield CUT.at(self.at, name=name)


def _entry(match: re.Match[str], place: Span) -> Entry:
    pairs = (card.partition(":") for card in match["cards"].split(","))
    deck, *former = match["deck"].split("\t")
    return Entry(
        id=match["id"],
        hash=match["hash"],
        modified=int(match["modified"]),
        version=match["version"] or "",
        note_type=match["note_type"],
        answer=match["answer"] or "",
        cards={int(number): text for number, _, text in pairs},
        deck=deck,
        former=tuple(former),
        retired=match["word"] == "retired",
        at=place,
    )


def dump(lock: Lock) -> str:
    """The text of a lock."""
    lines = [HEADER, f"collection {lock.collection}"]
    lines += [f"type {name} {stamp.hash} {stamp.modified}" for name, stamp in sorted(lock.types.items())]
    lines += [_line(entry) for _, entry in sorted(lock.notes.items())]
    lines += [f"draft {_line(entry)}" for _, entry in sorted(lock.drafts.items())]
    return "\n".join(lines) + "\n"


def _line(entry: Entry) -> str:
    cards = ",".join(f"{number}:{text}" if text else str(number) for number, text in sorted(entry.cards.items()))
    word = "retired" if entry.retired else "note"
    kind = f"{entry.note_type}={entry.answer}" if entry.answer else entry.note_type
    time = f"{entry.modified}@{entry.version}" if entry.version else entry.modified
    decks = "\t".join((entry.deck, *entry.former))
    return f"{word} {entry.id} {entry.hash} {time} {kind} {cards} {decks}"
