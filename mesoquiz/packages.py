"""An Anki package (`.apkg` bytes) -> what is in it. Packages are untrusted: nothing of them is run, sizes are limited.

There are three generations in one zip: `collection.anki21b` (compressed with zstd, tables of note types), else
`collection.anki21` or `collection.anki2` (note types as JSON). A new package also carries an old collection that only
says "please update", so the newest that is there counts.
"""

from __future__ import annotations

import io
import json
import lzma
import sqlite3
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

MAX_BYTES = 1_000_000_000
"""A collection of some million notes; more is a bomb."""

ID_FIELD = "Id"
_COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")


class NotAPackage(ValueError):
    """The bytes are no Anki package that can be read; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedNote:
    """A note of a package. `cards` maps ordinals to deck names; `modified` is in seconds since 1970."""

    guid: str
    note_type: int
    modified: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    cards: Mapping[int, str]


class Part(NamedTuple):
    """A field or a template: its number (0 if it has none, or it is not read) and its name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedType:
    """A note type of a package: what identifies its fields and templates, and what its cards look like."""

    name: str
    fields: tuple[Part, ...]
    templates: tuple[Part, ...]
    look: str = ""

    @property
    def id_field(self) -> int | None:
        """The place of the field that holds an id, as in mesoquiz's own note types, and is no content."""
        return next((place for place, part in enumerate(self.fields) if part.name == ID_FIELD), None)

    def is_like(self, other: PackedType) -> bool:
        """Whether Anki takes two note types for one: by the numbers of fields and templates, else by their names."""
        return _alike(self.fields, other.fields) and _alike(self.templates, other.templates)


def _alike(some: tuple[Part, ...], others: tuple[Part, ...]) -> bool:
    numbered = all(part.id for part in (*some, *others))
    return [part.id if numbered else part.name for part in some] == [
        part.id if numbered else part.name for part in others
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a package holds: notes by GUID, note types by number."""

    notes: Mapping[str, PackedNote]
    types: Mapping[int, PackedType]
    is_timed: bool = True
    """Whether the notes have the times of a release; decks that were never released have none."""


def read(data: bytes) -> Contents:
    """Read a package. Raises `NotAPackage`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            name = next((name for name in _COLLECTIONS if name in names), None)
            if name is None:
                raise NotAPackage("it is a zip file without an Anki collection")
            content = _member(archive, name)
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise NotAPackage("it is damaged, or no Anki package") from error
    if name == _COLLECTIONS[0]:
        content = _decompressed(content)
    try:
        return _contents(content)
    except NotAPackage:
        raise
    except (sqlite3.Error, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise NotAPackage("its collection is damaged") from error


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise NotAPackage("its collection is too large")
    return content


def _decompressed(content: bytes) -> bytes:
    try:
        try:
            from compression import zstd  # type: ignore[import-not-found,unused-ignore]
        except ImportError:
            from backports import zstd
    except ImportError:
        raise NotAPackage("it is in Anki's new format: install mesoquiz with the extra `import` to read it") from None
    try:
        with zstd.open(io.BytesIO(content)) as stream:
            plain: bytes = stream.read(MAX_BYTES + 1)
    except (zstd.ZstdError, EOFError) as error:
        raise NotAPackage("its collection is damaged") from error
    if len(plain) > MAX_BYTES:
        raise NotAPackage("its collection is too large")
    return plain


def _contents(content: bytes) -> Contents:
    database = sqlite3.connect(":memory:")
    try:
        # Bytes 18 and 19 say that there is a write-ahead log beside the file; a database in memory has none.
        database.deserialize(content[:18] + b"\x01\x01" + content[20:])
        database.execute("PRAGMA trusted_schema = OFF")
        # Anki's names are compared by a collation of its own, which any query on them needs.
        database.create_collation("unicase", lambda a, b: (a.casefold() > b.casefold()) - (a.casefold() < b.casefold()))
        # Only tables: a view could be a program that never ends.
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not {"notes", "cards"} <= tables:
            raise NotAPackage("its collection is damaged")
        is_new = "notetypes" in tables
        types, decks = _new_tables(database) if is_new else _old_columns(database)
        return Contents(notes=_notes(database, decks), types=types)
    finally:
        database.close()


def _old_columns(database: sqlite3.Connection) -> tuple[dict[int, PackedType], dict[int, str]]:
    models, decks = map(json.loads, database.execute("SELECT models, decks FROM col").fetchone())
    types = {}
    for id, model in models.items():
        templates = model["tmpls"]
        types[int(id)] = PackedType(
            name=model["name"],
            fields=tuple(Part(int(entry.get("id") or 0), str(entry["name"])) for entry in model["flds"]),
            templates=tuple(Part(int(entry.get("id") or 0), str(entry["name"])) for entry in templates),
            look="\x1f".join([model["css"], *(entry[side] for entry in templates for side in ("qfmt", "afmt"))]),
        )
    return types, {int(id): deck["name"] for id, deck in decks.items()}


def _new_tables(database: sqlite3.Connection) -> tuple[dict[int, PackedType], dict[int, str]]:
    # Their numbers stand in a protobuf message that only Anki describes; names tell as much as is needed here.
    fields: dict[int, list[Part]] = {}
    templates: dict[int, list[Part]] = {}
    for table, found in (("fields", fields), ("templates", templates)):
        for id, name in database.execute(f"SELECT ntid, name FROM {table} ORDER BY ntid, ord"):  # noqa: S608 (constant)
            found.setdefault(id, []).append(Part(0, str(name)))
    types = {
        id: PackedType(
            name=str(name),
            fields=tuple(fields.get(id, [])),
            templates=tuple(templates.get(id, [])),
        )
        for id, name in database.execute("SELECT id, name FROM notetypes")
    }
    decks = {id: name.replace("\x1f", "::") for id, name in database.execute("SELECT id, name FROM decks")}
    return types, decks


def _notes(database: sqlite3.Connection, decks: Mapping[int, str]) -> dict[str, PackedNote]:
    cards: dict[int, dict[int, str]] = {}
    for nid, ordinal, deck in database.execute("SELECT nid, ord, did FROM cards"):
        cards.setdefault(nid, {})[int(ordinal)] = decks.get(deck, "")
    notes = {}
    for id, guid, mid, modified, tags, flds in database.execute("SELECT id, guid, mid, mod, tags, flds FROM notes"):
        notes[guid] = PackedNote(
            guid=guid,
            note_type=mid,
            modified=int(modified),
            tags=tuple(tags.split()),
            fields=tuple(flds.split("\x1f")),
            cards=cards.get(id, {}),
        )
    return notes
