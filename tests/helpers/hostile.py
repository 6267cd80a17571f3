"""Anki packages as nobody should send them: each asks for more time or memory than it may, or holds what is no data."""

from __future__ import annotations

import io
import itertools
import json
import sqlite3
import struct
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import genanki

GUIDS = ("g1", "g2", "g3")


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            # Without a time of its own, so that the same files are the same bytes.
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def unzipped(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(guids: tuple[str, ...] = GUIDS, asked: str = "Qui est {} ?") -> bytes:
    """A package as people write it with plain genanki; `asked` is the question, with a place for the GUID."""
    model = genanki.Model(
        1_607_392_319,
        "Simple",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{Back}}"}],
    )
    deck = genanki.Deck(2_059_400_110, "Cours::Peau")
    for guid in guids:
        deck.add_note(genanki.Note(model=model, fields=[asked.format(guid), "Pistor"], guid=guid, tags=["b", "a"]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.apkg")
        genanki.Package(deck).write_to_file(path, timestamp=1_790_000_000.0)
        return path.read_bytes()


def database(*statements: str, values: tuple[object, ...] = (), content: bytes = b"") -> bytes:
    """An SQLite file in which these statements were executed, each with those of the values that it has room for."""
    made = sqlite3.connect(":memory:")
    made.deserialize(content) if content else made.execute("PRAGMA page_size = 4096")
    for statement in statements:
        made.execute(statement, values if "?" in statement else ())
    made.commit()
    written = made.serialize()
    made.close()
    return bytes(written)


def spoilt(*statements: str, values: tuple[object, ...] = ()) -> bytes:
    """A good package whose collection was tampered with."""
    content = unzipped(package())["collection.anki2"]
    return zipped({"collection.anki2": database(*statements, values=values, content=content)})


def replaced(table: str, *statements: str) -> bytes:
    """A good package in which a table admits all types and nulls, and was tampered with."""
    copied = (f"CREATE TABLE x AS SELECT * FROM {table}", f"DROP TABLE {table}", f"ALTER TABLE x RENAME TO {table}")
    return spoilt(*copied, *statements)


def made_of(*statements: str) -> bytes:
    """A package whose collection is nothing but this."""
    return zipped({"collection.anki2": database(*statements)})


def with_models(field: str) -> bytes:
    """A good package whose only field is this JSON."""
    content = unzipped(package())["collection.anki2"]
    made = sqlite3.connect(":memory:")
    made.deserialize(content)
    models = json.loads(made.execute("SELECT models FROM col").fetchone()[0])
    made.close()
    for model in models.values():
        model["flds"] = ["FIELD"]
    return spoilt("UPDATE col SET models = ?", values=(json.dumps(models).replace('"FIELD"', field),))


def with_decks(name: str) -> bytes:
    return spoilt("UPDATE col SET decks = ?", values=(f'{{"1": {{"name": {name}}}}}',))


ENDLESS = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t)"
EMPTY = ("CREATE TABLE notes(id, guid, mid, mod, tags, flds)", "CREATE TABLE cards(nid, did, ord)")
COL = ("CREATE TABLE col(models, decks)", "INSERT INTO col VALUES('{}', '{}')")
NEW = (
    *EMPTY,
    "CREATE TABLE notetypes(id, name)",
    "CREATE TABLE fields(ntid, ord, name)",
    "CREATE TABLE templates(ntid, ord, name)",
    "CREATE TABLE decks(id, name)",
)


def endless_view(table: str) -> bytes:
    """A package in which a table is a view that never ends."""
    columns = next(text for text in (*NEW, *COL) if text.startswith(f"CREATE TABLE {table}("))
    names = columns.partition("(")[2].rstrip(")")
    view = f"CREATE VIEW {table} AS {ENDLESS} SELECT {', '.join(f'n AS {name}' for name in names.split(', '))} FROM t"
    rest = (
        [text for text in (*EMPTY, *COL[:1]) if text != columns]
        if table == "col"
        else [
            text for text in (NEW if table in "notetypes fields templates decks" else (*EMPTY, *COL)) if text != columns
        ]
    )
    return made_of(*rest, f"{view} WHERE n < 0")


def virtual(module: str) -> bytes:
    """A package whose notes are a full-text index on a view that never ends."""
    columns = "id, guid, mid, mod, tags, flds"
    numbers = ", ".join(f"n AS {name}" for name in columns.split(", "))
    return made_of(
        EMPTY[1],
        *COL,
        f"CREATE VIEW v AS {ENDLESS} SELECT {numbers}, n AS rowid FROM t WHERE n < 0",
        f"CREATE VIRTUAL TABLE notes USING {module}({columns}, content='v')",
    )


def disguised(package_of: bytes, *statements: str) -> bytes:
    """A package whose schema was rewritten, as `PRAGMA writable_schema` allows."""
    content = unzipped(package_of)["collection.anki2"]
    return zipped({"collection.anki2": database("PRAGMA writable_schema = ON", *statements, content=content)})


def generated(column: str, size: int) -> bytes:
    """A package of one note of which a column is computed, and large."""
    rest = ", ".join(name for name in ("id", "guid", "mid", "mod", "tags", "flds") if name != column)
    return made_of(
        f"CREATE TABLE notes({rest}, {column} AS (hex(zeroblob({size}))))",
        EMPTY[1],
        *COL,
        f"INSERT INTO notes({rest}) VALUES (1, 1, 1, 1, 1)",
    )


def many(rows: str, number: int, *, new: bool = False) -> bytes:
    """A package with so many rows; `n` is the number of a row."""
    table, _, values = rows.partition(" ")
    counted = f"WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < {number})"
    return made_of(*(NEW if new else (*EMPTY, *COL)), f"INSERT INTO {table} {counted} SELECT {values} FROM t")


def with_default(size: int, rows: int) -> bytes:
    """A package whose rows are short, and whose columns have a long default."""
    counted = f"WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < {rows})"
    return made_of(
        "CREATE TABLE notes(id, guid, mid, mod, tags)",
        EMPTY[1],
        *COL,
        f"INSERT INTO notes {counted} SELECT n, 'g' || n, 1, 1, '' FROM t",
        f"ALTER TABLE notes ADD COLUMN flds DEFAULT '{'x' * size}'",
    )


def wide_schema(number: int, size: int, form: str) -> bytes:
    """A package with so many views of so many characters."""
    filling = {"numbers": f"SELECT {','.join('1' * (size // 2))}", "unions": " UNION ALL SELECT 1" * (size // 19)}[form]
    views = [f"CREATE VIEW v{n} AS {filling.removeprefix(' UNION ALL ')}" for n in range(number)]
    return made_of(*EMPTY, *COL, *views)


def wide_json(piece: str, number: int) -> bytes:
    """A package whose note types are a long list of the same small thing."""
    return spoilt("UPDATE col SET models = ?", values=("[" + ",".join([piece] * number) + "]",))


def endless_tree() -> bytes:
    """A package whose table of notes is a tree without end: the branches of each page lead to one and the same page."""
    size = 4096
    content = unzipped(many("notes n, 'g' || n, 1, 1, '', hex(zeroblob(400))", 300))["collection.anki2"]
    leaves = [page for page in range(1, len(content) // size) if content[page * size] == 13]
    return with_tree(content, size, leaves[-16:], 300)


def shared_chain() -> bytes:
    """A package of 170 kB whose cards without end are one and the same row, of 7,000 pages before what is asked for."""
    size = 512
    content = database(
        f"PRAGMA page_size = {size}",
        *(EMPTY[0], EMPTY[1].replace("cards(", "cards(x, "), *COL),
        f"INSERT INTO cards {ENDLESS} SELECT zeroblob(200), n, n, 1 FROM t LIMIT 300",
        # Smaller numbers take no bytes after the long value.
        "INSERT INTO cards VALUES(zeroblob(3900000), 1000, 1000, 1000)",
    )
    leaves = [page for page in range(1, len(content) // size) if content[page * size] == 13]
    return with_tree(content, size, leaves[-16:], 30)


def slow_names() -> bytes:
    """A package whose notes have names of many characters that are written as entities, or nearly so."""
    return many(f"notes n, 'g' || n, 1, 1, '', '{'&a' * 125}'", 90_000)


def colliding() -> bytes:
    """A package of 280,000 cards, of notes whose numbers all want the same place in one of Python's dictionaries."""
    mask = (1 << 17) - 1
    # The places that are tried one after the other, once all bits of a number are used up (dictobject.c of CPython).
    tried = list(itertools.accumulate(range(79_999), lambda place, _: (5 * place + 1) & mask, initial=0))
    made = sqlite3.connect(":memory:")
    for statement in (*EMPTY, *COL, "INSERT INTO notes VALUES(1, 'g', 1, 1, '', 'x')"):
        made.execute(statement)
    numbers = itertools.chain(tried, itertools.repeat(13_369_344, 200_000))
    made.executemany("INSERT INTO cards VALUES(?, 1, 0)", zip(numbers))
    made.commit()
    content = bytes(made.serialize())
    made.close()
    return zipped({"collection.anki2": content})


def with_tree(content: bytes, size: int, chain: list[int], branches: int) -> bytes:
    """A package in which the pages of a table are a chain, and all branches of each lead to the next."""
    content = bytearray(content)
    root = next(page for page in range(1, len(content) // size) if content[page * size] == 5)
    for page, child in itertools.pairwise([root, *chain]):
        cell = struct.pack(">LB", child + 1, 1)
        places = [size - len(cell) * (number + 1) for number in range(branches)]
        head = struct.pack(">BHHHBL", 5, 0, branches, places[-1], 0, child + 1)
        body = head + struct.pack(f">{branches}H", *places)
        free = size - len(body) - len(cell) * branches
        content[page * size : (page + 1) * size] = body + bytes(free) + cell * branches
    return zipped({"collection.anki2": bytes(content)})


def large_cache() -> bytes:
    """A package whose file asks for a cache that holds all of it."""
    content = bytearray(unzipped(many("notes n, 'g' || n, 1, 1, '', hex(zeroblob(50000))", 900))["collection.anki2"])
    content[48:52] = struct.pack(">I", 2**30)
    return zipped({"collection.anki2": bytes(content)})


def lying_size(size: int) -> bytes:
    """A package whose directory says that the collection is small."""
    data = bytearray(zipped({"collection.anki2": bytes(size)}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    return bytes(data)


def with_directory(content: bytes, at: int) -> bytes:
    """A good package in which what says where the zip's directory is was written over, `at` bytes into it."""
    data = bytearray(package())
    at += data.rindex(b"PK\x05\x06")
    data[at : at + len(content)] = content
    return bytes(data)


def with_disks(number: int) -> bytes:
    """A good package that says it is spread over so many disks."""
    data = package()
    end = data.rindex(b"PK\x05\x06")
    return data[:end] + struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, number) + data[end:]


def many_members(number: int) -> bytes:
    """A zip whose directory is all that there is: each member takes 47 bytes there, and a thousand in memory."""
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * number
    count = min(number, 0xFFFF)
    return directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), 0, 0)


def zstd(content: bytes, *, window: int = 0, frames: int = 1) -> bytes:
    """A package in Anki's new format."""
    from backports.zstd import CompressionParameter, compress

    options = {CompressionParameter.window_log: window} if window else {}
    return zipped({"collection.anki21b": compress(content, options=options) * frames}, zipfile.ZIP_DEFLATED)


SPOILT = "its collection is damaged"
DAMAGED = "it is damaged, or no Anki package"
TOO_LARGE = "its collection is too large"
TOO_SLOW = "reading its collection takes too long"
NO_NAMES = ("null", "1", "[]", "{}", "true")
TABLES = ("col", "notes", "cards", "notetypes", "fields", "templates", "decks")


def slow_blocks(count: int) -> bytes:
    """A frame of zstd of blocks that each bring three tables, which take long to make, and yield three bytes."""
    # RFC 8878: a head of a window of 1 MB, a block of 64 literals, then blocks that use them again and describe how
    # often each code occurs: 9 bits of accuracy for lengths, 8 for offsets, with one code that is less than likely.
    lengths, offsets = _packed((4, 4), (257, 9), (0, 8), (511, 9)), _packed((3, 4), (129, 8), (0, 7), (255, 8))
    body = b"\x00\x01\xa8" + lengths + offsets + lengths + b"\x00\x00\x00\x04"
    literals = (64 << 3).to_bytes(3, "little") + b"A" * 64
    block = (len(body) << 3 | 4).to_bytes(3, "little") + body
    return b"\x28\xb5\x2f\xfd\x00\x58" + literals + block * count + b"\x01\x00\x00"


def _packed(*numbers: tuple[int, int]) -> bytes:
    """Numbers of so many bits each, the first in the lowest."""
    whole = width = 0
    for number, bits in numbers:
        whole |= number << width
        width += bits
    return whole.to_bytes((width + 7) // 8, "little")


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "three million slow blocks in the new format": (
        lambda: zipped({"collection.anki21b": slow_blocks(3_000_000)}),
        TOO_SLOW,
    ),
    "cards that share a chain of pages": (shared_chain, TOO_SLOW),
    **{f"{table} is a view without end": (lambda table=table: endless_view(table), SPOILT) for table in TABLES},
    "a view without columns": (
        lambda: made_of(EMPTY[0], EMPTY[1], f"CREATE VIEW col AS {ENDLESS} SELECT n FROM t"),
        SPOILT,
    ),
    "notes are an fts4 table": (lambda: virtual("fts4"), SPOILT),
    "notes are an fts5 table": (lambda: virtual("fts5"), SPOILT),
    "notes are an fts5 table that says it is stored": (
        lambda: disguised(virtual("fts5"), "UPDATE sqlite_master SET rootpage = 2 WHERE name = 'notes'"),
        SPOILT,
    ),
    "a view that says it is a table": (
        lambda: disguised(
            endless_view("notes"), "UPDATE sqlite_master SET type = 'table', rootpage = 2 WHERE name = 'notes'"
        ),
        SPOILT,
    ),
    "fields of 900 MB that are computed": (lambda: generated("flds", 450_000_000), SPOILT),
    "a GUID of 200 MB that is computed": (lambda: generated("guid", 100_000_000), SPOILT),
    "a collection of 300 MB of zeros": (lambda: zipped({"collection.anki2": bytes(300_000_000)}), TOO_LARGE),
    "a collection of 199 MB of zeros": (lambda: zipped({"collection.anki2": bytes(199_000_000)}), SPOILT),
    "a size that is a lie": (lambda: lying_size(300_000_000), DAMAGED),
    "300 MB of zeros in the new format": (lambda: zstd(bytes(300_000_000)), TOO_LARGE),
    "a window of 128 MB in the new format": (lambda: zstd(bytes(180_000_000), window=27), SPOILT),
    "a million frames in the new format": (lambda: zstd(b"", frames=1_000_000), SPOILT),
    "a million members": (lambda: many_members(1_000_000), DAMAGED),
    "as many members as there may be": (lambda: many_members(85_000), "it is a zip file without an Anki collection"),
    "300,000 notes": (lambda: many("notes n, 'g' || n, 1, 1, '', ''", 300_000), TOO_LARGE),
    "300,000 notes of one GUID": (lambda: many("notes n, 'g', 1, 1, '', ''", 300_000), TOO_LARGE),
    "400,000 cards": (lambda: many("cards n, 1, 1", 400_000), TOO_LARGE),
    "400,000 cards of one note": (lambda: many("cards 1, 1, n", 400_000), SPOILT),
    "500,000 decks": (lambda: many("decks n, 'd' || n", 500_000, new=True), TOO_LARGE),
    "500,000 fields": (lambda: many("fields 1, n, 'd' || n", 500_000, new=True), TOO_LARGE),
    "a note of a million fields": (
        lambda: many("notes n, 'g', 1, 1, '', replace(hex(zeroblob(1000000)), '00', 'ab' || char(31))", 1),
        TOO_LARGE,
    ),
    "a note of a million tags": (
        lambda: many("notes n, 'g', 1, 1, replace(hex(zeroblob(1000000)), '00', 'ab '), ''", 1),
        TOO_LARGE,
    ),
    "a note of 5 MB": (lambda: many("notes n, 'g', 1, 1, '', hex(zeroblob(2500000))", 1), TOO_LARGE),
    "200 MB in text that takes four times as much": (
        lambda: many("notes n, 'g' || n, 1, 1, '', hex(zeroblob(900000)) || '\U0001f600'", 100),
        TOO_LARGE,
    ),
    "defaults of 2 GB": (lambda: with_default(1_000_000, 2_000), TOO_LARGE),
    "defaults of 300 MB": (lambda: with_default(1_500, 200_000), TOO_LARGE),
    "1,500 views": (lambda: wide_schema(1_500, 400, "numbers"), SPOILT),
    "views of 100,000 numbers": (lambda: wide_schema(10, 200_000, "numbers"), TOO_LARGE),
    "views of 490 selects": (lambda: wide_schema(100, 9_000, "unions"), TOO_LARGE),
    "note types of a million lists": (lambda: wide_json("[]", 1_300_000), TOO_LARGE),
    "note types of half a million objects": (lambda: wide_json('{"":{}}', 490_000), TOO_LARGE),
    "note types of three million lists": (lambda: wide_json("[]", 3_000_000), TOO_LARGE),
    "pages that lead to one page": (endless_tree, TOO_LARGE),
}
"""What takes time or memory without end, or would: a name, how to make it, and what is said of it."""

WRONG: dict[str, tuple[Callable[[], bytes], str]] = {
    "a directory elsewhere": (lambda: with_directory(struct.pack("<L", 2**31), 16), DAMAGED),
    "more disks than one": (lambda: with_disks(2), DAMAGED),
    "half a package": (lambda: package()[:1000], DAMAGED),
    "a method that Anki has not": (lambda: zipped({"collection.anki2": b"x" * 999}, zipfile.ZIP_BZIP2), DAMAGED),
    "a time without end": (lambda: replaced("notes", "UPDATE notes SET mod = 9e999"), SPOILT),
    "a time of text": (lambda: replaced("notes", "UPDATE notes SET mod = 'hier'"), SPOILT),
    "a place without end": (lambda: replaced("cards", "UPDATE cards SET ord = 9e999"), SPOILT),
    "a place of bytes": (lambda: replaced("cards", "UPDATE cards SET ord = x'30'"), SPOILT),
    "no note's card": (lambda: replaced("cards", "UPDATE cards SET nid = NULL"), SPOILT),
    "a deck of half a number": (lambda: replaced("cards", "UPDATE cards SET did = 1.5"), SPOILT),
    "a GUID of bytes": (lambda: replaced("notes", "UPDATE notes SET guid = x'00', flds = ''"), SPOILT),
    "no GUID": (lambda: replaced("notes", "UPDATE notes SET guid = NULL"), SPOILT),
    "no tags": (lambda: replaced("notes", "UPDATE notes SET tags = NULL"), SPOILT),
    "fields of bytes": (lambda: replaced("notes", "UPDATE notes SET flds = x'41'"), SPOILT),
    "a field of an endless number": (lambda: with_models('{"id": 1e999, "name": "Front"}'), SPOILT),
    "a field of a long number": (lambda: with_models('{"id": 99999999999999999999, "name": "Front"}'), SPOILT),
    "a field of 4,300 digits": (lambda: with_models(f'{{"id": {"9" * 4300}, "name": "Front"}}'), SPOILT),
    "a field of 5,000 digits": (lambda: with_models(f'{{"id": {"9" * 5000}, "name": "Front"}}'), SPOILT),
    "a field whose number is true": (lambda: with_models('{"id": true, "name": "Front"}'), SPOILT),
    "a field without a name": (lambda: with_models('{"id": 1, "name": null}'), SPOILT),
    "a field that is a number": (lambda: with_models("1"), SPOILT),
    **{f"a deck named {name}": (lambda name=name: with_decks(name), SPOILT) for name in NO_NAMES},
}
"""What is only not what it should be."""

LARGE: dict[str, Callable[[], bytes]] = {
    "a field of angles": lambda: many("notes n, 'g' || n, 1, 1, '', replace(hex(zeroblob(1900000)), '00', '<')", 1),
    "fields of angles": lambda: many("notes n, 'g' || n, 1, 1, '', replace(hex(zeroblob(1900000)), '00', '<a')", 20),
    "fields of elements": lambda: many("notes n, 'g' || n, 1, 1, '', replace(hex(zeroblob(1900000)), '00', '<>')", 20),
    "fields of gaps": lambda: many("notes n, 'g' || n, 1, 1, '', replace(hex(zeroblob(300000)), '00', '{{c1::x')", 40),
    "one gap of 3 MB": lambda: many("notes n, 'g' || n, 1, 1, '', '{{c1::' || hex(zeroblob(1500000))", 20),
    "a large cache": large_cache,
    "numbers that collide": colliding,
    "entities": lambda: many("notes n, 'g' || n, 1, 1, '', replace(hex(zeroblob(600000)), '00', '&#9999')", 20),
    "a number of 5,000 digits as an entity": lambda: many(
        "notes n, 'g' || n, 1, 1, '', '&#' || replace(hex(zeroblob(5000)), '00', '9') || ';'", 1
    ),
    "70,000 notes": lambda: many(
        "notes n, 'g' || n, 1, 1, 'a b c', 'Qui est-ce, ' || n || ' ?' || char(31) || 'x'", 70_000
    ),
}
"""Packages that are odd, and can be read."""
