"""The release lock: which notes were published, what they held, and since when. Text <-> values, no files.

Anki takes over a note from a second import only if its modification time is later than the student's copy, and then
overwrites what the student changed in it. So a note's time moves when, and only when, its rendered content changed;
the lock remembers both. It has one line per note, sorted by id, so that two branches merge line by line:

    collection mesotherapie
    type standard 3f0c8a1d5e7b9024 1767225600
    note cellulite-types 9a41c07d2b6e5f38 1767225600 standard 0 Mésothérapie::Cellulite
    note devise 1c9e04b7a8d2f635 1767225600 cloze 0:6bd1a0c2,1:e07a4413 Mésothérapie::Histoire
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from mesoquiz.diagnostics import NOWHERE, Diagnostic, Rule, Span
from mesoquiz.report import count_of
from mesoquiz.suggestions import enumerate_words

HEADER = "# Release lock, written by `mesoquiz build`. Commit it with the decks; do not edit it."

CONFLICT = Rule(
    "lock-conflict",
    "the release lock holds an unresolved merge",
    "keep the lines of both sides, of a note that differs the one with the later time, without the markers",
)
DAMAGED = Rule("lock-damaged", "this line of the release lock is damaged", "restore the file from your last commit")
TWICE = Rule("lock-twice", "the release lock has `{id}` twice", "keep the line with the later time")
COLLECTION = Rule(
    "collection-renamed",
    "the collection was published as `{old}` and is now `{new}`: every card would be a new one",
    "change `id:` in collection.yaml back to `{old}`",
)
REMOVED = Rule(
    "card-removed",
    "the card `{id}` was published and is gone; students would keep it for ever",
    "change its id back, or put it back with `retired: true`; if nobody has it yet, delete this line",
)
RENAMED = Rule(
    "card-renamed",
    "the card `{new}` was published as `{old}`: under another id it is a new card, and progress is lost",
    "change the id back to `{old}`",
)
OTHER_TYPE = Rule(
    "note-type-changed",
    "the card `{id}` was published as a {old} note and cannot become a {new} one: Anki would keep the old one for ever",
    "give the new card an id of its own, and put the old one back with `retired: true`",
)
CARD_GONE = Rule(
    "card-lost",
    "the card `{id}` no longer has {what}, which students have learnt",
    "keep it, or put the old card back with `retired: true` and give this one a new id",
)
RENUMBERED = Rule(
    "cloze-renumbered",
    "the gaps of `{id}` have changed numbers: {old} is now {new}, and the learning histories would be swapped",
    "write the old numbers into the gaps: {{{{{old}::…}}}}",
)
REORDERED = Rule(
    "masks-reordered",
    "the masks of `{id}` have changed places: {old} is now {new}, and the learning histories would be swapped",
    "list the masks in the old order; new ones go to the end",
)
MASKS = "occlusion"
"""The key of the note type whose cards are masks of a picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is published of one note. `cards` maps ordinals to a hash of what they hide (`""` without gaps)."""

    id: str
    hash: str
    modified: int = 0
    note_type: str
    cards: Mapping[int, str]
    deck: str
    retired: bool = False
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The hash of a note type's templates and style, and since when it holds, in seconds since 1970."""

    hash: str
    modified: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """What was published of a collection."""

    collection: str
    types: Mapping[str, Stamp] = field(default_factory=dict)
    notes: Mapping[str, Entry] = field(default_factory=dict)
    at: Span = field(default=NOWHERE, compare=False)

    @property
    def modified(self) -> int:
        """When anything last changed, in seconds since 1970."""
        times = [entry.modified for entry in self.notes.values()]
        return max([*times, *(stamp.modified for stamp in self.types.values())], default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What a build moves in the lock: ids of notes, names of note types."""

    changed: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.changed, self.new, self.retired, self.types, self.moved))

    def __str__(self) -> str:
        named = {"changed": self.changed, "new": self.new, "retired": self.retired, "in another deck": self.moved}
        parts = [f"{len(ids)} {what}" for what, ids in named.items() if ids]
        if self.types:
            parts.append(f"{count_of(len(self.types), 'card template')} changed")
        return ", ".join(parts) or "nothing changed"


def settle(old: Lock | None, new: Lock, now: int) -> tuple[Lock, Moves]:
    """The lock after a build: times of what is unchanged stay, all others become `now`, or later than they were.

    `new` holds what the build rendered, without times.
    """
    old = old or Lock(collection=new.collection)
    moves: dict[str, list[str]] = {"changed": [], "new": [], "retired": [], "types": [], "moved": []}
    notes = {}
    for id, entry in new.notes.items():
        before = old.notes.get(id)
        notes[id] = replace(entry, modified=_time(before, entry.hash, now))
        if before is None:
            moves["new"].append(id)
        elif entry.retired and not before.retired:
            moves["retired"].append(id)
        elif before.hash != entry.hash or before.cards != entry.cards:
            moves["changed"].append(id)
        elif before.deck != entry.deck:
            moves["moved"].append(id)
    types = {}
    for name, stamp in new.types.items():
        known = old.types.get(name)
        types[name] = replace(stamp, modified=_time(known, stamp.hash, now))
        if old.types and (known is None or known.hash != stamp.hash):
            moves["types"].append(name)
    settled = Lock(collection=new.collection, types=types, notes=notes)
    return settled, Moves(**{name: tuple(ids) for name, ids in moves.items()})


def _time(before: Entry | Stamp | None, hash: str, now: int) -> int:
    if before is None:
        return now
    return before.modified if before.hash == hash else max(now, before.modified + 1)


def check(old: Lock, new: Lock) -> Iterator[Diagnostic]:
    """Yield what would lose a student's progress on importing `new` over `old`."""
    if old.collection != new.collection:
        yield COLLECTION.at(old.at, old=old.collection, new=new.collection)
        return
    unpublished = {entry.hash: entry for id, entry in new.notes.items() if id not in old.notes}
    for id, before in old.notes.items():
        entry = new.notes.get(id)
        if entry is not None:
            yield from _check_cards(before, entry)
        elif before.hash in unpublished:
            now = unpublished[before.hash]
            yield RENAMED.at(now.at, old=id, new=now.id)
        else:
            yield REMOVED.at(before.at, id=id)


def _check_cards(before: Entry, entry: Entry) -> Iterator[Diagnostic]:
    if before.note_type != entry.note_type:
        yield OTHER_TYPE.at(entry.at, id=entry.id, old=before.note_type, new=entry.note_type)
        return
    numbers_now = {text: number + 1 for number, text in entry.cards.items() if text}
    for number, text in sorted(before.cards.items()):
        now = numbers_now.get(text)
        if text and now and now != number + 1 and entry.cards.get(number) != text:
            rule = REORDERED if before.note_type == MASKS else RENUMBERED
            yield rule.at(entry.at, id=entry.id, old=number + 1, new=now)
            return
    gone = [number for number in sorted(before.cards) if number not in entry.cards]
    if gone:
        part = "mask" if before.note_type == MASKS else "gap"
        numbers = enumerate_words([number + 1 for number in gone], "and", "")
        gaps = f"the {part}{'s' if len(gone) > 1 else ''} {numbers}"
        yield CARD_GONE.at(entry.at, id=entry.id, what=gaps if before.cards[gone[0]] else "its reverse card")


_LINE = re.compile(
    r"(?P<word>note|retired) (?P<id>\S+) (?P<hash>[0-9a-f]{16}) (?P<modified>\d{1,12}) (?P<note_type>\S+)"
    r" (?P<cards>\d+(?::[0-9a-f]{8})?(?:,\d+(?::[0-9a-f]{8})?)*) (?P<deck>\S.*)"
)
_TYPE = re.compile(r"type (?P<name>\S+) (?P<hash>[0-9a-f]{16}) (?P<modified>\d{1,12})")


def parse(text: str, path: str) -> tuple[Lock, list[Diagnostic]]:
    """Read a lock. Returns it with what is wrong in it: a lock with diagnostics must not be built from."""
    reader = _Reader(path)
    place = reader.at
    for number, line in enumerate(text.splitlines(), 1):
        place = Span(path, number, 1, number, len(line) + 1)
        if line.strip() and not line.startswith("#"):
            reader.read(line, place)
    # A file that was cut has no newline at its end, or no collection at its head.
    if not reader.found and not reader.collection:
        reader.found.append(DAMAGED.at(reader.at))
    elif not reader.found and not text.endswith("\n"):
        reader.found.append(DAMAGED.at(place))
    lock = Lock(collection=reader.collection, types=reader.types, notes=reader.notes, at=reader.at)
    return lock, reader.found


class _Reader:
    """Gathers the lines of a lock."""

    def __init__(self, path: str) -> None:
        self.collection, self.at = "", Span(path, 1, 1, 1, 1)
        self.types: dict[str, Stamp] = {}
        self.notes: dict[str, Entry] = {}
        self.found: list[Diagnostic] = []

    def read(self, line: str, place: Span) -> None:
        """Take one line that says something."""
        if match := _LINE.fullmatch(line):
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


def _entry(match: re.Match[str], place: Span) -> Entry:
    pairs = (card.partition(":") for card in match["cards"].split(","))
    return Entry(
        id=match["id"],
        hash=match["hash"],
        modified=int(match["modified"]),
        note_type=match["note_type"],
        cards={int(number): text for number, _, text in pairs},
        deck=match["deck"],
        retired=match["word"] == "retired",
        at=place,
    )


def dump(lock: Lock) -> str:
    """The text of a lock."""
    lines = [HEADER, f"collection {lock.collection}"]
    lines += [f"type {name} {stamp.hash} {stamp.modified}" for name, stamp in sorted(lock.types.items())]
    lines += [_line(entry) for _, entry in sorted(lock.notes.items())]
    return "\n".join(lines) + "\n"


def _line(entry: Entry) -> str:
    cards = ",".join(f"{number}:{text}" if text else str(number) for number, text in sorted(entry.cards.items()))
    word = "retired" if entry.retired else "note"
    return f"{word} {entry.id} {entry.hash} {entry.modified} {entry.note_type} {cards} {entry.deck}"


def names(ids: Iterable[str], most: int = 5) -> str:
    """Some ids for a message, and how many more there are."""
    listed = list(ids)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(f"`{id}`" for id in listed[:most]) + more
