"""What an Anki package holds, as far as students feel it; `reader` reads one from a file."""

from __future__ import annotations

import time
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

from mesoquiz.anki.notetypes import NoteType
from mesoquiz.anki.tags import version_tag
from mesoquiz.limits import MAX_MEMORY, MAX_SECONDS

ID_FIELD = "Id"

COMMENT = b"mesoquiz"
"""The comment of a package that mesoquiz made, by which it knows what it may write over; Anki does not look at it."""

WITHDRAWN = "mesoquizWithdrawn"
"""Where a package keeps, among the settings of its collection, the GUIDs of the retired notes that it leaves out."""

DAMAGED = "it is damaged, or no Anki package"
SPOILT = "its collection is damaged"
TOO_LARGE = "its collection is too large"
TOO_SLOW = "reading its collection takes too long"


class NotAPackage(ValueError):
    """The bytes are no Anki package that can be read; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedNote:
    """A note of a package. `cards` maps ordinals to deck names; `modified` is in seconds since 1970.

    The number of a note type is kept as text: numbers can be chosen so that they collide in a dictionary, texts cannot.
    """

    guid: str
    note_type: str
    modified: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    cards: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A note as Anki stores it. `cards` maps the ordinal of each card to what it hides (`""` without gaps).

    `tags` are the author's own as they are written, whose change is a change of the note; `filed` are all that Anki
    shows but for the version. Another root for the author's tags, or a tag that the program adds, changes no note.
    """

    note_id: str
    guid: str
    note_type: NoteType
    deck: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    filed: tuple[str, ...]
    cards: Mapping[int, str]
    answer: str = ""
    """A mark of what is right, as `changes.answers` makes it."""

    @property
    def content(self) -> tuple[str, ...]:
        """The fields but for the id, which is no content."""
        names = self.note_type.field_names
        return tuple(field for name, field in zip(names, self.fields, strict=True) if name != "Id")

    def filed_under(self, version: str) -> tuple[str, ...]:
        """The tags that Anki shows, with that of the version in which the note last changed (`""`: not known)."""
        return (*self.filed, version_tag(version)) if version else self.filed


class TypePart(NamedTuple):
    """A field or a template: its number (0 if it has none, or it is not read) and its name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedType:
    """A note type of a package: what identifies its fields and templates, and what its cards look like."""

    name: str
    fields: tuple[TypePart, ...]
    templates: tuple[TypePart, ...]
    look: str = ""

    @property
    def id_field(self) -> int | None:
        """The place of the field that holds an id, as in mesoquiz's own note types, and is no content."""
        return next((place for place, part in enumerate(self.fields) if part.name == ID_FIELD), None)

    def is_like(self, other: PackedType) -> bool:
        """Whether Anki takes two note types for one: by the numbers of fields and templates, else by their names."""
        return _alike(self.fields, other.fields) and _alike(self.templates, other.templates)


def _alike(some: tuple[TypePart, ...], others: tuple[TypePart, ...]) -> bool:
    numbered = all(part.id for part in (*some, *others))
    return [part.id if numbered else part.name for part in some] == [
        part.id if numbered else part.name for part in others
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a package holds: notes by GUID, note types by number."""

    notes: Mapping[str, PackedNote]
    types: Mapping[str, PackedType]
    is_timed: bool = True
    """Whether the notes have the times of a release; decks that were never released have none."""
    withdrawn: Set[str] = frozenset()
    """The GUIDs of retired notes that it does not hold: whoever has them keeps them."""


class Clock:
    """The computing time that one comparison may still take, in seconds of this process."""

    def __init__(self) -> None:
        self.end = time.process_time() + MAX_SECONDS

    @property
    def is_over(self) -> bool:
        """Whether it was used up."""
        return time.process_time() > self.end

    def check(self) -> None:
        """Raise `NotAPackage` if it was used up."""
        if self.is_over:
            raise NotAPackage(TOO_SLOW)


class Budget:
    """The memory that the contents of one package may still take."""

    def __init__(self) -> None:
        self.left = MAX_MEMORY

    def take(self, size: int) -> None:
        """Count what is about to be kept. Raises `NotAPackage` when it is too much."""
        self.left -= size
        if self.left < 0:
            raise NotAPackage(TOO_LARGE)

    def give_back(self, size: int) -> None:
        """Count what is not kept any more."""
        self.left += size
