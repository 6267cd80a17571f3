"""The release lock, as values: which notes were published, what they held, and since when. `lockfile` is its text.

A build makes nothing final: what it finds new or changed is a *draft* in the lock until it is released
(`publishing.drafts`). Drafts may be renamed, become notes of another type, or go; only what was published is held to.

Anki takes over a note from a second import only if its modification time is later than the student's copy, and then
overwrites what the student changed in it. So a note's time moves when, and only when, its rendered content changed;
the lock remembers both. Its file has one line per note, sorted by id, so that two branches merge line by line:

    collection mesotherapie
    type standard 3f0c8a1d5e7b9024 1767225600
    note cellulite-types 9a41c07d2b6e5f38 1767225600@0.2 standard 0 Mésothérapie::Cellulite
    note devise 1c9e04b7a8d2f635 1767225600 cloze 0:6bd1a0c2,1:e07a4413 Mésothérapie::Histoire
    draft note seance 5d07b9e3f1a84c26 1767312000@0.3 standard 0 Mésothérapie::Séance

After the time comes the version of the collection in which that was, if it had one, and after the type the mark of the
answer (`standard=derme/a1f0/`): locks of mesoquiz 0.1 have neither. After the deck come, each after a tab, those in
which the note was published before: in one of them are the cards of whoever got it then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace

from mesoquiz.anki.changes.answers import turned
from mesoquiz.anki.changes.moves import Moves
from mesoquiz.anki.changes.progress import lost, renumbered, reworded
from mesoquiz.diagnostics.diagnostic import NOWHERE, Diagnostic, Rule, Severity, Span
from mesoquiz.diagnostics.wording import enumerate_words, plural

LAST_TIME = 250_000_000_000
"""In the year 9892: later ones could leave the calendar, which ends in 9999, when notes change after them."""

COLLECTION = Rule(
    "collection-renamed",
    "the collection was published as `{old}` and is now `{new}`: every card would become a new one",
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
RETYPED = Rule(
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
GAP_CHANGED = Rule(
    "gap-changed",
    "{part} {number} of `{id}` hides a different text now: students keep the learning history of the old one",
    "if it asks something else now, give it a new number, and retire the old card",
    Severity.WARNING,
)
ANSWER_TURNED = Rule(
    "answer-turned",
    "the answer of `{id}` differs from the published one, or is its opposite: students keep the history of the old one",
    "if the old one was wrong, say so in `why`; if this is another question, give it a new id, and retire the old card",
    Severity.WARNING,
)
MASKS = "occlusion"
"""The key of the note type whose cards are masks of a picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is published of one note. `cards` maps ordinals to a hash of what they hide (`""` without gaps).

    `version` is that of the collection when the note last changed, `answer` the mark of what it answers; both are
    empty where they are not known. `former` are the decks in which it was published before, the first one first.
    """

    id: str
    hash: str
    modified: int = 0
    version: str = ""
    note_type: str
    answer: str = ""
    cards: Mapping[int, str]
    deck: str
    former: tuple[str, ...] = ()
    retired: bool = False
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The hash of a note type's templates and style, and since when it holds, in seconds since 1970.

    What a build rendered has the time at which mesoquiz first had this look, or 0 for templates of one's own.
    """

    hash: str
    modified: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """What was published of a collection, and what of its drafts the builds since then have made."""

    collection: str
    types: Mapping[str, Stamp] = field(default_factory=dict)
    notes: Mapping[str, Entry] = field(default_factory=dict)
    drafts: Mapping[str, Entry] = field(default_factory=dict)
    at: Span = field(default=NOWHERE, compare=False)

    @property
    def built(self) -> Mapping[str, Entry]:
        """The notes as the last build made them: drafts, and what was published where there is no draft of it."""
        return {**self.notes, **self.drafts} if self.drafts else self.notes

    @property
    def modified(self) -> int:
        """When a note last changed, in seconds since 1970; a new look is no new content."""
        return max((entry.modified for entry in self.notes.values()), default=0)


def settle(old: Lock | None, new: Lock, now: int) -> tuple[Lock, Moves]:
    """The lock after a release: times and versions of what is unchanged since the last build stay, other times become
    `now`, or later than they were. It has no drafts; `publishing.drafts` says what of it a build keeps.

    `new` holds what the build rendered, without times, and with the version that it is. What of it is retired and was
    never published is left out: nobody has it. Without `old`, any of it may have been.
    """
    missed = unpublished(old, new) if old else frozenset()
    old = old or Lock(collection=new.collection)
    moves: dict[str, list[str]] = {item.name: [] for item in fields(Moves)}
    notes, built = {}, old.built
    wanted = {id: entry for id, entry in new.notes.items() if id not in missed}
    # Earlier versions kept drafts of what nobody has and is retired: that these go changes nothing.
    moves["dropped"] = [id for id, draft in old.drafts.items() if id not in wanted and not draft.retired]
    for id, entry in wanted.items():
        before, published = built.get(id), old.notes.get(id)
        version = before.version if before and before.hash == entry.hash else entry.version
        former = _former(published, entry.deck) if published else ()
        # `replace` costs four times as much, for each note of a build.
        notes[id] = Entry(
            id=id,
            hash=entry.hash,
            modified=_time(before, entry.hash, now),
            version=version,
            note_type=entry.note_type,
            answer=entry.answer,
            cards=entry.cards,
            deck=entry.deck,
            former=former,
            retired=entry.retired,
            at=entry.at,
        )
        if move := _move(before, entry):
            moves[move].append(id)
    types = {name: _dated(old.types.get(name), stamp, now) for name, stamp in new.types.items()}
    looks = {name: stamp.hash for name, stamp in old.types.items()}
    moves["types"] = [name for name, stamp in types.items() if looks and looks.get(name) != stamp.hash]
    settled = Lock(collection=new.collection, types=types, notes=notes)
    return settled, Moves(**{name: tuple(ids) for name, ids in moves.items()})


def _dated(known: Stamp | None, stamp: Stamp, now: int) -> Stamp:
    """A note type with the time since when it looks so, which is not that of the build.

    All collections share them: a deck that is built later with older templates would give all cards the older look.
    """
    return replace(stamp, modified=_time(known, stamp.hash, stamp.modified or now))


def unpublished(old: Lock, new: Lock) -> frozenset[str]:
    """The ids of the retired notes that no release has published."""
    return frozenset(id for id, entry in new.notes.items() if entry.retired and id not in old.notes)


def _former(before: Entry, deck: str) -> tuple[str, ...]:
    """The decks in which a note was published before it came into `deck`, the first one first."""
    return tuple(name for name in dict.fromkeys((*before.former, before.deck)) if name.casefold() != deck.casefold())


def _move(before: Entry | None, entry: Entry) -> str:
    """Which of the `Moves` a note makes; empty for none."""
    if before is None:
        return "new"
    if entry.retired != before.retired:
        return "retired" if entry.retired else "restored"
    if before.hash != entry.hash or before.cards != entry.cards:
        return "changed"
    return "moved" if before.deck != entry.deck else ""


def _time(before: Entry | Stamp | None, hash: str, now: int) -> int:
    if before is None:
        return now
    return before.modified if before.hash == hash else max(now, before.modified + 1)


def check(old: Lock, new: Lock) -> Iterator[Diagnostic]:
    """Yield what would lose a student's progress on importing `new` over `old`, and warnings of what might."""
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
        yield RETYPED.at(entry.at, id=entry.id, old=before.note_type, new=entry.note_type)
        return
    moved = renumbered(before.cards, entry.cards)
    if moved:
        rule = REORDERED if before.note_type == MASKS else RENUMBERED
        yield rule.at(entry.at, id=entry.id, old=moved[0] + 1, new=moved[1] + 1)
        return
    if before.hash != entry.hash and turned(before.answer, entry.answer):
        yield ANSWER_TURNED.at(entry.at, id=entry.id)
    part = "mask" if before.note_type == MASKS else "gap"
    for number in reworded(before.cards, entry.cards):
        yield GAP_CHANGED.at(entry.at, part=part, number=number + 1, id=entry.id)
    gone = lost(before.cards, entry.cards)
    if gone:
        numbers = enumerate_words([number + 1 for number in gone], "and", "")
        gaps = f"the {plural(len(gone), part)} {numbers}"
        yield CARD_GONE.at(entry.at, id=entry.id, what=gaps if before.cards[gone[0]] else "its reverse card")
