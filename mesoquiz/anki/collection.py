"""Anki's collection (a SQLite file) -> its notes and note types. The file is untrusted: it holds data, never programs.

Only ordinary tables are read, see `tables`, row by row, without conditions or order. What is read is counted against
the `limits` of a package, and every number and text passes one check.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from sys import getsizeof
from typing import Any

from mesoquiz.anki.contents import (
    SPOILT,
    TOO_LARGE,
    TOO_SLOW,
    WITHDRAWN,
    Budget,
    Clock,
    Contents,
    NotAPackage,
    PackedNote,
    PackedType,
    TypePart,
)
from mesoquiz.anki.tables import ordinary_tables, restrict, stop_after
from mesoquiz.limits import (
    CARD_MEMORY,
    MAX_NAMED,
    MAX_ORDINAL,
    MAX_PIECES,
    MAX_STEPS,
    NAME_MEMORY,
    NOTE_MEMORY,
)

_NOTES = {"notes": ("id", "guid", "mid", "mod", "tags", "flds"), "cards": ("nid", "ord", "did")}
_OLD = {**_NOTES, "col": ("models", "decks")}
_NEW = {
    **_NOTES,
    "notetypes": ("id", "name"),
    "fields": ("ntid", "ord", "name"),
    "templates": ("ntid", "ord", "name"),
    "decks": ("id", "name"),
}
"""The tables that are read, and their columns: of all collections, of the older schema, of the newer."""
_SETTINGS = "conf"
"""A column of `col` that is read if it is there."""

_INTEGER = re.compile("-?[0-9]{1,19}")


def read(file: Path, clock: Clock) -> Contents:
    """Read a collection. Raises `NotAPackage`, or nearly anything else, when it is none or takes too long."""
    database = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        tables = ordinary_tables(database, {*_OLD, *_NEW}, clock)
        columns = _NEW if "notetypes" in tables else _OLD
        if not columns.keys() <= tables:
            raise NotAPackage(SPOILT)
        if columns is _OLD and any(name == _SETTINGS for _, name, *_ in database.execute("PRAGMA table_xinfo(col)")):
            columns = {**_OLD, "col": (*_OLD["col"], _SETTINGS)}
        restrict(database, columns)
        reader = _Reader(database, columns, clock)
        if columns is _NEW:
            return Contents(types=reader.new_types(), notes=reader.notes(reader.new_decks()))
        decks, types, withdrawn = reader.old()
        return Contents(notes=reader.notes(decks), types=types, withdrawn=withdrawn)
    except sqlite3.DataError as error:
        raise NotAPackage(TOO_LARGE) from error
    except sqlite3.OperationalError as error:
        # SQLite says no more than that it was interrupted.
        raise NotAPackage(TOO_SLOW if clock.is_over else SPOILT) from error
    finally:
        database.close()


class _Reader:
    """Reads the tables of one collection, and counts what is kept of them."""

    def __init__(self, database: sqlite3.Connection, columns: Mapping[str, tuple[str, ...]], clock: Clock) -> None:
        self.database, self.columns, self.clock = database, columns, clock
        self.budget = Budget()

    def rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table as they are stored: an index could name other columns than it holds.

        Rows can share their pages, so a small file may have many that each take long: time is looked at in each.
        """
        stop_after(self.database, MAX_STEPS, self.clock)
        columns = ", ".join(self.columns[table])
        for row in self.database.execute(f"SELECT {columns} FROM {table} NOT INDEXED"):  # noqa: S608 (constants)
            self.clock.check()
            yield row

    def old(self) -> tuple[dict[str, str], dict[str, PackedType], frozenset[str]]:
        """Decks, note types and what is withdrawn, of the older schema: JSON in the only row of `col`."""
        models, decks, *settings = next(self.rows("col"))
        models, decks = (json.loads(_text(value)) for value in (models, decks))
        if max(len(models), len(decks)) > MAX_NAMED:
            raise NotAPackage(TOO_LARGE)
        types = {_key(id): _old_type(model) for id, model in models.items()}
        return {_key(id): _text(deck["name"]) for id, deck in decks.items()}, types, frozenset(self.withdrawn(settings))

    def withdrawn(self, settings: list[Any]) -> Iterator[str]:
        """The GUIDs of the retired notes that a package of ours leaves out; those of others have no such setting."""
        for texts in (one for one in settings if type(one) is str and WITHDRAWN in one):
            for guid in json.loads(texts)[WITHDRAWN]:
                self.budget.take(NAME_MEMORY + getsizeof(_text(guid)))
                yield guid

    def new_decks(self) -> dict[str, str]:
        """The decks' names."""
        return {id: name.replace("\x1f", "::") for id, name in self.named("decks")}

    def new_types(self) -> dict[str, PackedType]:
        """The note types of the newer schema.

        The numbers of fields and templates are in a protobuf message that only Anki describes; names tell as much as is
        needed here.
        """
        parts = {table: self.parts(table) for table in ("fields", "templates")}
        return {
            id: PackedType(
                name=name,
                fields=tuple(parts["fields"].get(id, [])),
                templates=tuple(parts["templates"].get(id, [])),
            )
            for id, name in self.named("notetypes")
        }

    def named(self, table: str) -> Iterator[tuple[str, str]]:
        """Numbers and names."""
        for place, (id, name) in enumerate(self.rows(table)):
            if place >= MAX_NAMED:
                raise NotAPackage(TOO_LARGE)
            self.budget.take(NAME_MEMORY + getsizeof(_text(name)))
            yield _key(id), name

    def parts(self, table: str) -> dict[str, list[TypePart]]:
        """Fields or templates of each note type, in their order."""
        found = []
        for type, ordinal, name in self.rows(table):
            self.budget.take(NAME_MEMORY + getsizeof(_text(name)))
            found.append((_key(type), _number(ordinal), name))
        parts: dict[str, list[TypePart]] = {}
        for type, _, name in sorted(found):
            parts.setdefault(type, []).append(TypePart(0, name))
        return parts

    def cards(self, decks: Mapping[str, str]) -> dict[str, dict[int, str]]:
        """Ordinals and deck names of the cards of each note."""
        cards: dict[str, dict[int, str]] = {}
        for nid, ordinal, deck in self.rows("cards"):
            self.budget.take(CARD_MEMORY)
            number = _number(ordinal)
            if not 0 <= number <= MAX_ORDINAL:
                raise NotAPackage(SPOILT)
            cards.setdefault(_key(nid), {})[number] = decks.get(_key(deck), "")
        return cards

    def notes(self, decks: Mapping[str, str]) -> dict[str, PackedNote]:
        """The notes by their GUIDs."""
        cards = self.cards(decks)
        # Most notes have the same cards and tags as others.
        alike: dict[tuple[tuple[int, str], ...], dict[int, str]] = {}
        tags: dict[str, str] = {}
        notes = {}
        for id, guid, mid, modified, marks, flds in self.rows("notes"):
            own = cards.pop(_key(id), {})
            self.budget.give_back(CARD_MEMORY * len(own))
            note = PackedNote(
                guid=_text(guid),
                note_type=_key(mid),
                modified=_number(modified),
                tags=tuple(self.shared(tag, tags) for tag in _pieces(marks, None)),
                fields=_pieces(flds, "\x1f"),
                cards=alike.setdefault(tuple(sorted(own.items())), own),
            )
            self.budget.take(
                NOTE_MEMORY + getsizeof(guid) + 8 * len(note.tags) + sum(8 + getsizeof(text) for text in note.fields)
            )
            notes[guid] = note
        return notes

    def shared(self, tag: str, tags: dict[str, str]) -> str:
        """A tag, as the object that other notes have for it."""
        if tag not in tags:
            self.budget.take(NAME_MEMORY + getsizeof(tag))
        return tags.setdefault(tag, tag)


def _old_type(model: Any) -> PackedType:
    templates = model["tmpls"]
    texts = [model["css"], *(entry[side] for entry in templates for side in ("qfmt", "afmt"))]
    return PackedType(
        name=_text(model["name"]),
        fields=tuple(map(_old_part, model["flds"])),
        templates=tuple(map(_old_part, templates)),
        look="\x1f".join(map(_text, texts)),
    )


def _old_part(entry: Any) -> TypePart:
    """A field or template; older ones have no number, or null."""
    return TypePart(_number(entry.get("id") or 0), _text(entry["name"]))


def _number(value: Any) -> int:
    """A whole number of 64 bits, as numbers, ids and times are in Anki; the keys of JSON have it as text."""
    if type(value) is str and _INTEGER.fullmatch(value):
        value = int(value)
    if type(value) is not int or not -(2**63) <= value < 2**63:
        raise NotAPackage(SPOILT)
    return value


def _key(value: Any) -> str:
    """A number as the key of a dictionary: numbers can be chosen so that they collide there, their texts cannot."""
    return str(_number(value))


def _text(value: Any) -> str:
    """A text; what SQLite stores in a column, and what JSON has for a key, may be of any type."""
    if type(value) is not str:
        raise NotAPackage(SPOILT)
    return value


def _pieces(text: Any, separator: str | None) -> tuple[str, ...]:
    pieces = _text(text).split(separator, MAX_PIECES)
    if len(pieces) > MAX_PIECES:
        raise NotAPackage(TOO_LARGE)
    return tuple(pieces)
