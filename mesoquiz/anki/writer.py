"""genanki with its weaknesses overridden. The only module that knows genanki (pinned to 0.13.x) and Anki's database.

What genanki 0.13.1 does and what is done instead: all times are the build's -> given; ids count up from the clock ->
hashed from the note's GUID; no field and template ids -> passed through; all cards due at once -> in source order; note
types written once per deck under two kinds of key -> once; a warning for what looks like HTML -> none, the markup is
ours; a database file left in the temporary folder -> a database in memory; stored, dated zip entries -> deflated, with
one date. The file itself is written, atomically, by the command.
"""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, BinaryIO

from mesoquiz.anki.contents import COMMENT, WITHDRAWN, PackedType, Row, TypePart
from mesoquiz.anki.lightly import without_asyncio
from mesoquiz.anki.lock import Lock
from mesoquiz.anki.notetypes import NoteType
from mesoquiz.notes.bank import Media

with without_asyncio():
    import genanki

FIRST_ID = 1_230_000_000_000
ID_RANGE = 315_360_000_000
"""Ids are milliseconds to Anki, which replaces those of the future: they are hashed into ten years from 2008 on."""

OCCLUSION_KIND = 6
OCCLUSION_FIELDS = 5
"""Anki's StockNotetype.OriginalStockKind of image occlusion, and the number of fields it knows."""
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
COMPRESSION = 6


class Model(genanki.Model):  # type: ignore[misc]
    """A note type with numbered fields and templates and a time of its own."""

    def __init__(self, note_type: NoteType, templates: Iterable[tuple[str, str]], css: str) -> None:
        super().__init__(
            note_type.id,
            note_type.name,
            # `prevent*` keeps Anki's editor from deleting what updates rely on.
            fields=[_field(note_type, place) for place in range(len(note_type.fields))],
            templates=[
                {"name": name, "id": id, "qfmt": front, "afmt": back}
                for (id, name, _, _), (front, back) in zip(note_type.templates, templates, strict=True)
            ],
            css=css,
            model_type=self.CLOZE if note_type.is_cloze else self.FRONT_BACK,
            sort_field_index=note_type.sort_field,
        )
        self.note_type = note_type
        self.required = [[place, rule, list(fields)] for place, rule, fields in note_type.required]

    @property
    def content(self) -> str:
        """Everything of the note type that a student can see, for its hash."""
        texts = [text for template in self.templates for text in (template["name"], template["qfmt"], template["afmt"])]
        return "\x1f".join([self.name, *self.note_type.field_names, *texts, self.css])

    def packed(self) -> PackedType:
        """The note type as a reader of packages sees it."""
        return PackedType(
            name=self.name,
            fields=tuple(TypePart(id, name) for id, name in self.note_type.fields),
            templates=tuple(TypePart(id, name) for id, name, *_ in self.note_type.templates),
            look="\x1f".join([self.css, *(entry[side] for entry in self.templates for side in ("qfmt", "afmt"))]),
        )

    @property
    def _req(self) -> list[list[object]]:
        # Known beforehand, so nothing has to be rendered to find out.
        return self.required

    def to_json(self, timestamp: float, deck_id: int | None) -> dict[str, object]:
        """The note type as the collection stores it; `originalId` lets Anki recognise it under another number."""
        made: dict[str, object] = super().to_json(timestamp, deck_id)
        made["originalId"] = self.model_id
        if self.note_type.is_occlusion:
            made["originalStockKind"] = OCCLUSION_KIND
        return made


def _field(note_type: NoteType, place: int) -> dict[str, object]:
    id, name = note_type.fields[place]
    made: dict[str, object] = {"name": name, "id": id, "preventDeletion": True}
    # Anki finds the five fields of an image occlusion by these tags.
    return {**made, "tag": place} if note_type.is_occlusion and place < OCCLUSION_FIELDS else made


def collection(
    models: Iterable[Model],
    rows: Sequence[Row],
    descriptions: Mapping[str, str],
    lock: Lock,
    withdrawn: Sequence[str] = (),
) -> bytes:
    """The database of a package: legacy format, schema 11, which every client reads.

    `descriptions` are deck name -> HTML; `lock` says since when each note and note type has been as it is; `withdrawn`
    are the GUIDs of notes that the package leaves out since they are retired. The same arguments give the same bytes
    with one version of sqlite.
    """
    # Of such a database, unlike `:memory:`, the bytes are handed out without a second copy, and pages that were written
    # are not held twice.
    database = sqlite3.connect("file:collection?vfs=memdb", uri=True)
    try:
        database.execute("PRAGMA journal_mode = OFF")
        # Without the indexes, a third of the file: an importer reads every row, and a collection has its own.
        database.executescript(
            ";".join(part for part in genanki.apkg_schema.APKG_SCHEMA.split(";") if "CREATE INDEX" not in part)
        )
        database.executescript(genanki.apkg_col.APKG_COL)
        decks = {name: deck_id(name) for name in [*descriptions, *(row.deck for row in rows)]}
        note_types = {model.model_id: model.to_json(lock.types[model.note_type.key].modified, None) for model in models}
        _write_column(database, "models", note_types)
        described = (genanki.Deck(id, name, descriptions.get(name, "")) for name, id in decks.items())
        _write_column(database, "decks", {deck.deck_id: deck.to_json() for deck in described})
        if withdrawn:
            # Anki takes no setting over from a package: only who compares packages reads this one.
            _write_column(database, "conf", {WITHDRAWN: list(withdrawn)})
        _write_notes(database, rows, decks, lock)
        database.commit()
        return database.serialize()
    finally:
        database.close()


def _write_column(database: sqlite3.Connection, column: str, entries: Mapping[Any, object]) -> None:
    """Add entries to one of the JSON columns of the collection's only row."""
    stored = json.loads(database.execute(f"SELECT {column} FROM col").fetchone()[0])
    stored.update({str(id): entry for id, entry in entries.items()})
    database.execute(f"UPDATE col SET {column} = ?", (json.dumps(stored, ensure_ascii=False),))


def _write_notes(database: sqlite3.Connection, rows: Sequence[Row], decks: Mapping[str, int], lock: Lock) -> None:
    """Insert notes and cards in batches: with genanki's own statements, row by row, this would take twice the time."""
    taken: set[int] = set()
    ids = [_free_id(row.guid, taken) for row in rows]
    cards_taken: set[int] = set()

    def notes() -> Iterator[tuple[object, ...]]:
        for id, row in zip(ids, rows, strict=True):
            entry = lock.notes[row.note_id]
            filed = row.filed_under(entry.version)
            tags = f" {' '.join(filed)} " if filed else ""
            sort = row.fields[row.note_type.sort_field]
            flds = "\x1f".join(row.fields)
            yield id, row.guid, row.note_type.id, entry.modified, -1, tags, flds, sort, 0, 0, ""

    def cards() -> Iterator[tuple[object, ...]]:
        for due, (id, row) in enumerate(zip(ids, rows, strict=True), 1):
            for ordinal in row.cards:
                card = _free_id(f"{row.guid}/{ordinal}", cards_taken)
                rest = (0, 0, due, 0, 0, 0, 0, 0, 0, 0, 0, "")
                yield card, id, decks[row.deck], ordinal, lock.notes[row.note_id].modified, -1, *rest

    database.executemany(f"INSERT INTO notes VALUES ({','.join('?' * 11)})", notes())
    database.executemany(f"INSERT INTO cards VALUES ({','.join('?' * 18)})", cards())


def guid(collection: str, note: str) -> str:
    """The identity of a note for ever: a function of the two ids alone, never of text, file or deck.

    Ids contain no `/`, so no two pairs give one text.
    """
    return sha256(f"{collection}/{note}".encode()).digest()[:9].hex()


def deck_id(name: str) -> int:
    """A number for a deck. Anki goes by the name; equal numbers for equal names keep builds alike."""
    return FIRST_ID + _hash(f"deck/{name}") % ID_RANGE


def _free_id(key: str, taken: set[int]) -> int:
    id = FIRST_ID + _hash(key) % ID_RANGE
    while id in taken:
        id += 1
    taken.add(id)
    return id


def _hash(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")


def pack(collection: bytes, media: Sequence[Media], stream: BinaryIO) -> None:
    """Write an `.apkg` file to a stream: a zip of the database and the media, which are read one at a time.

    The same arguments give the same bytes with one version of Python's zlib.
    """
    names = json.dumps({str(place): file.name for place, file in enumerate(media)}).encode()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION) as archive:
        entry = _entry("collection.anki2")
        entry.file_size = len(collection)
        with archive.open(entry, "w") as member:
            for piece in _without_counters(collection):
                member.write(piece)
        archive.writestr(_entry("media"), names)
        for place, file in enumerate(media):
            archive.writestr(_entry(str(place)), file.content)
        archive.comment = COMMENT


_COUNTERS = (24, 92, 96)
"""Where the header of a database has three numbers of four bytes: how often it was changed, twice, and the version of
sqlite (sqlite.org/fileformat2.html, section 1.3). Written as 0, they make the same bytes everywhere."""


def _without_counters(collection: bytes) -> Iterator[bytes | memoryview]:
    """The database piece by piece: a whole copy would be as large as all cards."""
    start, whole = 0, memoryview(collection)
    for place in _COUNTERS:
        yield whole[start:place]
        yield bytes(4)
        start = place + 4
    yield whole[start:]


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, ZIP_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
