"""Two releases -> what a student sees on importing the second over the first, with Anki's default options.

Anki's rules, which tests/anki/diff hold against Anki itself: notes are matched by GUID and taken over if newer;
existing cards are never moved or removed; a note type whose fields or templates changed is forked and its notes stay as
they were.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from mesoquiz.anki.changes.progress import lost, renumbered
from mesoquiz.anki.contents import Clock, Contents, PackedNote, PackedType
from mesoquiz.anki.tags import VERSIONS
from mesoquiz.diagnostics.terminal import one_line
from mesoquiz.diagnostics.wording import count_of, shorten
from mesoquiz.languages import LANGUAGES

# Possessive, so that a gap of a million characters leaves no trace of each.
_GAP = re.compile(r"\{\{c([0-9]{1,6})::((?:[^{}:]++|\{(?!\{)|\}(?!\})|:(?!:))*+)")
_ELEMENT = re.compile("<[^<>]*>")
_LOOKED_AT = 2_000
"""Characters of a text in which a name is looked for: forty are shown, but elements may come first."""
_NAME = 250
"""Characters in which a name is found once elements are removed; each may be written out, as in `&eacute;`."""
RETIRED_TAGS = frozenset(labels.retired_tag for labels in LANGUAGES.values())


@dataclass(frozen=True, slots=True)
class Effect:
    """A kind of change, what it does to a student, and whether it loses progress."""

    name: str
    meaning: str
    is_loss: bool = False


REIDENTIFIED = Effect("re-identified", "the same card under another id: it starts anew, beside the old one", True)
TYPE_CHANGED = Effect("other note type", "Anki refuses the update, for good", True)
TYPE_FORKED = Effect("note type forked", "fields or templates differ: none of its notes is updated any more", True)
RENUMBERED = Effect("renumbered gaps", "gaps swapped their numbers, and with them their learning histories", True)
ORPHANED = Effect("lost cards", "cards that students have learnt become empty", True)
GONE = Effect("gone without notice", "students keep the card for ever; put it back with `retired: true`", True)
STALE = Effect("not taken over", "the content differs but its time is not later, so Anki keeps the old one", True)
RESTAMPED = Effect("restamped", "the same content under a later time: students' own changes to it are overwritten")
UPDATED = Effect("updated", "the new content is shown, but on notes that a student edited since; progress stays")
NEW = Effect("new", "new notes")
NEW_CARDS = Effect("new cards", "existing notes get a further card")
RETAGGED = Effect("other tags", "only the tags are others; whoever has the note keeps the old ones until it changes")
RETIRED = Effect("retired", "withdrawn; the package of withdrawn cards tags and marks them; progress stays")
CANNOT_MOVE = Effect(
    "cannot move", "cards that students have stay in the old deck, until they drag them to the new one"
)
LOOK = Effect("new look", "the card templates or their style changed")


@dataclass(frozen=True, slots=True)
class Change:
    """One effect on one note, note type or deck; `name` is its id or its first words. It speaks of `count` things.

    `before` and `after` are there where a note holds something else now.
    """

    effect: Effect
    name: str
    detail: str = ""
    count: int = 1
    before: PackedNote | None = None
    after: PackedNote | None = None


def compare(old: Contents, new: Contents, clock: Clock) -> Iterator[Change]:
    """Yield the changes: of note types, of old notes, then new notes, each by name.

    Raises `NotAPackage` when the time on the clock is over.
    """
    forked = {id for id, kind in old.types.items() if id in new.types and not kind.is_like(new.types[id])}
    yield from _types(old.types, new.types, forked)
    fresh = {guid: note for guid, note in new.notes.items() if guid not in old.notes}
    known = {_content(note, new.types): note for note in fresh.values()}
    timed = old.is_timed and new.is_timed
    moved = set()
    changed = []
    for guid, before in old.notes.items():
        clock.check()
        after = new.notes.get(guid)
        twin = known.get(_content(before, old.types)) if after is None else None
        # A name takes longer than all else: only what changed gets one.
        if twin:
            moved.add(twin.guid)
            detail = f"now {name_of(twin, new.types)}"
            changed.append(Change(REIDENTIFIED, name_of(before, old.types), detail))
        elif after is None and not _is_retired(before):
            changed.append(Change(RETIRED if guid in new.withdrawn else GONE, name_of(before, old.types)))
        elif after is not None and before.note_type not in forked:
            found = list(_note(before, after, timed=timed))
            name = name_of(after, new.types) if found else ""
            changed += [_change(effect, name, detail, before, after) for effect, detail in found]
    yield from sorted(changed, key=attrgetter("name"))
    yield from moves(old, new, forked)
    added = []
    for guid, note in fresh.items():
        clock.check()
        if guid not in moved:
            added.append(Change(NEW, name_of(note, new.types)))
    yield from sorted(added, key=attrgetter("name"))


def _change(effect: Effect, name: str, detail: str, before: PackedNote, after: PackedNote) -> Change:
    differs = effect in (UPDATED, STALE, RETIRED, RETAGGED)
    return Change(effect, name, detail, 1, *((before, after) if differs else ()))


def moves(old: Contents, new: Contents, forked: Collection[str] = ()) -> Iterator[Change]:
    """Yield one change for each pair of decks between which cards moved, in the order of their names."""
    found: Counter[tuple[str, str]] = Counter()
    for guid, before in old.notes.items():
        after = new.notes.get(guid)
        if after is not None and before.note_type == after.note_type and before.note_type not in forked:
            both = before.cards.keys() & after.cards.keys()
            found.update((before.cards[ordinal], after.cards[ordinal]) for ordinal in both)
    left = {deck for note in new.notes.values() for deck in note.cards.values()}
    for (source, target), count in sorted(found.items()):
        # To Anki, names that differ in capitals alone are one.
        if source.casefold() != target.casefold():
            empty = "" if source in left else "; then delete the old one"
            name = f"{readable(source)} to {readable(target)}"
            yield Change(CANNOT_MOVE, name, count_of(count, "card") + empty, count)


def _types(old: Mapping[str, PackedType], new: Mapping[str, PackedType], forked: set[str]) -> Iterator[Change]:
    for id, before in old.items():
        after = new.get(id)
        if id in forked:
            yield Change(TYPE_FORKED, readable(before.name))
        elif after and before.look and after.look and before.look != after.look:
            yield Change(LOOK, readable(before.name))


def _note(before: PackedNote, after: PackedNote, *, timed: bool) -> Iterator[tuple[Effect, str]]:
    """The effects on a note, each with a detail or `""`."""
    if before.note_type != after.note_type:
        yield TYPE_CHANGED, ""
        return
    differs = before.fields != after.fields
    # Anki sorts tags, so their order says nothing.
    effect = _taken_over(before, after, timed=timed) if differs or _tags(before) != _tags(after) else None
    # What is not taken over keeps its old text, and with it the old cards.
    if differs and effect is not STALE:
        moved = renumbered(_gaps(before), _gaps(after))
        if moved:
            yield RENUMBERED, f"{moved[0]} is now {moved[1]}"
            return
        gone = lost(before.cards, after.cards)
        if gone:
            yield ORPHANED, "card " + ", ".join(str(ordinal + 1) for ordinal in gone)
    if effect:
        yield effect, ""
    elif timed and after.modified > before.modified:
        yield RESTAMPED, ""
    if set(after.cards) - set(before.cards):
        yield NEW_CARDS, ""


def _gaps(note: PackedNote) -> dict[int, str]:
    """What each cloze number of a note hides, in reading order."""
    found: dict[int, list[str]] = {}
    for field in note.fields:
        for gap in _GAP.finditer(field):
            # Where a mask lies may change; what it hides is in its label.
            if not gap[2].startswith("image-occlusion:"):
                found.setdefault(int(gap[1]), []).append(gap[2])
    return {number: "\n".join(texts) for number, texts in found.items()}


def _taken_over(before: PackedNote, after: PackedNote, *, timed: bool) -> Effect:
    if timed and after.modified <= before.modified:
        return STALE if before.fields != after.fields else RETAGGED
    return RETIRED if _is_retired(after) and not _is_retired(before) else UPDATED


def _tags(note: PackedNote) -> set[str]:
    """The tags of a note but for its version, which says nothing that its time does not say."""
    return {tag for tag in note.tags if not tag.startswith(VERSIONS)}


def _content(note: PackedNote, types: Mapping[str, PackedType]) -> tuple[str, tuple[str, ...]]:
    """What makes two notes the same card: their fields but for an id."""
    kind = types.get(note.note_type)
    place = kind.id_field if kind else None
    rest = note.fields if place is None else (*note.fields[:place], *note.fields[place + 1 :])
    return note.note_type, rest


def name_of(note: PackedNote, types: Mapping[str, PackedType]) -> str:
    """What to call a note: its id, or the first words of its first field."""
    kind = types.get(note.note_type)
    place = kind.id_field if kind else None
    text = note.fields[place if place is not None and place < len(note.fields) else 0]
    return shorten(readable(text)) or readable(note.guid)


def readable(text: str) -> str:
    """Text of a package as it can be printed: packages are untrusted, so nothing in it may steer a terminal."""
    start = text[:_LOOKED_AT]
    if len(text) > _LOOKED_AT and start.rfind("<") > start.rfind(">"):
        # The cut may go through a tag, whose beginning would be shown as text.
        start = start[: start.rfind("<")]
    return one_line(html.unescape(" ".join(_ELEMENT.sub(" ", start).split())[:_NAME]))


def _is_retired(note: PackedNote) -> bool:
    return bool(RETIRED_TAGS & set(note.tags))
