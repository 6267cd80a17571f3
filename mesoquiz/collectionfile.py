"""Anki's collection (a SQLite file) -> its notes and note types. The file is untrusted: it holds data, never programs.

A schema can compute without end: in views, in virtual tables, in generated columns. So only ordinary tables with
ordinary columns are read, row by row, without conditions or order, and SQLite is told to refuse all else. What is read
is counted against the `limits` of a package, and every number and text passes one check.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from sys import getsizeof
from typing import Any

from mesoquiz.limits import (
    CARD_MEMORY,
    MAX_PIECES,
    MAX_SCHEMA_SQL,
    MAX_SCHEMA_STEPS,
    MAX_SCHEMA_VALUE,
    MAX_STEPS,
    MAX_VALUE,
    NAME_MEMORY,
    NOTE_MEMORY,
)
from mesoquiz.packages import SPOILT, TOO_LARGE, Budget, Contents, NotAPackage, PackedNote, PackedType, Part

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

_TICK = 1_000
_INTEGER = re.compile("-?[0-9]{1,19}")


def read(file: Path) -> Contents:
    """Read a collection. Raises `NotAPackage`, or nearly anything else, when it is none."""
    database = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        tables = _ordinary_tables(database)
        columns = _NEW if "notetypes" in tables else _OLD
        if not columns.keys() <= tables:
            raise NotAPackage(SPOILT)
        _restrict(database, columns)
        reader = _Reader(database, columns)
        decks, types = (reader.new_decks(), reader.new_types()) if columns is _NEW else reader.old()
        return Contents(notes=reader.notes(decks), types=types)
    except sqlite3.DataError as error:
        raise NotAPackage(TOO_LARGE) from error
    finally:
        database.close()


def _ordinary_tables(database: sqlite3.Connection) -> set[str]:
    """The names of the tables whose content is stored, not computed. This makes SQLite read the schema."""
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_SCHEMA_VALUE)
    database.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, MAX_SCHEMA_SQL)
    _stop_after(database, MAX_SCHEMA_STEPS)
    # What the schema computes may not call functions with effects, and what a page says of its cells is checked.
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON"):
        database.execute(f"PRAGMA {pragma}")
    # Anki's names are compared by a collation of its own, which SQLite asks for as soon as it reads such a table.
    database.create_collation("unicase", lambda a, b: (a.casefold() > b.casefold()) - (a.casefold() < b.casefold()))
    # SQLite itself writes these two words, in capitals, before the name of whatever is no view and not virtual.
    stored = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND substr(sql, 1, 13) = 'CREATE TABLE '"
    )
    names = {name for (name,) in stored if name in _OLD or name in _NEW}
    # The last column is not 0 for generated and hidden columns.
    return {name for name in names if not any(column[-1] for column in database.execute(f"PRAGMA table_xinfo({name})"))}


def _restrict(database: sqlite3.Connection, columns: Mapping[str, tuple[str, ...]]) -> None:
    """From here on only these columns can be read, by themselves, in so many steps and pages."""
    # The file may ask for a cache that holds all of it.
    database.execute("PRAGMA cache_size = -2000")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE)

    def decide(action: int, table: str | None, column: str | None, _: str | None, within: str | None) -> int:
        is_read = action == sqlite3.SQLITE_READ and within is None and column in columns.get(table or "", ())
        return sqlite3.SQLITE_OK if action == sqlite3.SQLITE_SELECT or is_read else sqlite3.SQLITE_DENY

    database.set_authorizer(decide)


def _stop_after(database: sqlite3.Connection, steps: int) -> None:
    """End the queries that follow after so many steps of SQLite's machine."""
    ticks = iter(range(steps // _TICK))
    database.set_progress_handler(lambda: next(ticks, None) is None, _TICK)


class _Reader:
    """Reads the tables of one collection, and counts what is kept of them."""

    def __init__(self, database: sqlite3.Connection, columns: Mapping[str, tuple[str, ...]]) -> None:
        self.database, self.columns = database, columns
        self.budget = Budget()

    def rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table as they are stored: an index could name other columns than it holds."""
        _stop_after(self.database, MAX_STEPS)
        columns = ", ".join(self.columns[table])
        yield from self.database.execute(f"SELECT {columns} FROM {table} NOT INDEXED")  # noqa: S608 (constants)

    def old(self) -> tuple[dict[int, str], dict[int, PackedType]]:
        """Decks and note types of the older schema: JSON in the only row of `col`."""
        models, decks = next(self.rows("col"))
        types = {_number(id): _old_type(model) for id, model in json.loads(_text(models)).items()}
        return {_number(id): _text(deck["name"]) for id, deck in json.loads(_text(decks)).items()}, types

    def new_decks(self) -> dict[int, str]:
        """The decks' names."""
        return {id: name.replace("\x1f", "::") for id, name in self.named("decks")}

    def new_types(self) -> dict[int, PackedType]:
        """The note types of the newer schema.

        Numbers of fields and templates stand in a protobuf message that only Anki describes; names tell as much as is
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

    def named(self, table: str) -> Iterator[tuple[int, str]]:
        """Numbers and names."""
        for id, name in self.rows(table):
            self.budget.take(NAME_MEMORY + getsizeof(_text(name)))
            yield _number(id), name

    def parts(self, table: str) -> dict[int, list[Part]]:
        """Fields or templates of each note type, in their order."""
        found = []
        for type, ordinal, name in self.rows(table):
            self.budget.take(NAME_MEMORY + getsizeof(_text(name)))
            found.append((_number(type), _number(ordinal), name))
        parts: dict[int, list[Part]] = {}
        for type, _, name in sorted(found):
            parts.setdefault(type, []).append(Part(0, name))
        return parts

    def cards(self, decks: Mapping[int, str]) -> dict[int, dict[int, str]]:
        """Ordinals and deck names of the cards of each note."""
        cards: dict[int, dict[int, str]] = {}
        for nid, ordinal, deck in self.rows("cards"):
            self.budget.take(CARD_MEMORY)
            cards.setdefault(_number(nid), {})[_number(ordinal)] = decks.get(_number(deck), "")
        return cards

    def notes(self, decks: Mapping[int, str]) -> dict[str, PackedNote]:
        """The notes by their GUIDs."""
        cards = self.cards(decks)
        # Most notes have the same cards and tags as others.
        alike: dict[tuple[tuple[int, str], ...], dict[int, str]] = {}
        tags: dict[str, str] = {}
        notes = {}
        for id, guid, mid, modified, marks, flds in self.rows("notes"):
            own = cards.pop(_number(id), {})
            self.budget.give_back(CARD_MEMORY * len(own))
            note = PackedNote(
                guid=_text(guid),
                note_type=_number(mid),
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


def _old_part(entry: Any) -> Part:
    """A field or template; older ones have no number, or null."""
    return Part(_number(entry.get("id") or 0), _text(entry["name"]))


def _number(value: Any) -> int:
    """A whole number of 64 bits, as numbers, ids and times are in Anki; the keys of JSON have it as text."""
    if type(value) is str and _INTEGER.fullmatch(value):
        value = int(value)
    if type(value) is not int or not -(2**63) <= value < 2**63:
        raise NotAPackage(SPOILT)
    return value


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
