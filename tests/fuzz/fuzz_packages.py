"""Anki packages with something wrong in them, made at random from good ones, and what `diff` does with each."""

from __future__ import annotations

import contextlib
import json
import random
import sqlite3
import zipfile
from collections.abc import Iterator
from functools import cache
from typing import Any

from hostile import GUIDS, package, unzipped, zipped
from trials import Harm, Trial, shown

# Good packages


@cache
def older() -> dict[str, bytes]:
    """What an older package holds."""
    return unzipped(package())


@cache
def newer() -> dict[str, bytes]:
    """What a package in Anki's new format holds, as far as it is read, before it is compressed."""
    made = sqlite3.connect(":memory:")
    made.create_collation("unicase", lambda a, b: (a > b) - (a < b))
    for statement in (
        "CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,"
        " usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL)",
        "CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL)",
        "CREATE TABLE notetypes (id integer NOT NULL PRIMARY KEY, name text NOT NULL COLLATE unicase)",
        "CREATE TABLE fields (ntid integer NOT NULL, ord integer NOT NULL, name text NOT NULL COLLATE unicase,"
        " PRIMARY KEY (ntid, ord)) without rowid",
        "CREATE TABLE templates (ntid integer NOT NULL, ord integer NOT NULL, name text NOT NULL COLLATE unicase,"
        " PRIMARY KEY (ntid, ord)) without rowid",
        "CREATE TABLE decks (id integer PRIMARY KEY NOT NULL, name text NOT NULL COLLATE unicase)",
        "CREATE UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid)",
        "CREATE INDEX ix_cards_nid ON cards (nid)",
        "INSERT INTO notetypes VALUES (7, 'Simple')",
        "INSERT INTO fields VALUES (7, 0, 'Front'), (7, 1, 'Back')",
        "INSERT INTO templates VALUES (7, 0, 'Card 1')",
        "INSERT INTO decks VALUES (1, 'Cours' || char(31) || 'Peau')",
        "ANALYZE",
    ):
        made.execute(statement)
    for number, guid in enumerate(GUIDS):
        made.execute("INSERT INTO notes VALUES (?, ?, 7, 1790000000, -1, ' a b ', ?)", (number, guid, f"{guid} ?\x1fx"))
        made.execute("INSERT INTO cards VALUES (?, ?, 1, 0)", (number, number))
    made.commit()
    content = bytes(made.serialize())
    made.close()
    return {"meta": b"\x08\x03", "collection.anki21b": content, "media": b"{}"}


# What is done to them

VALUES: tuple[object, ...] = (
    *(None, "", "x", "\x1f", "\ud7ff", "9" * 30, b"", b"\xff\xfe", b"7", 0, -1, 2**63 - 1, -(2**63), 1.5, -0.0),
    *(float("inf"), 1e308, "{{c1::" * 50, "<" * 50, "&#" + "9" * 50, "a " * 2000, "\x1f" * 2000, "é\U0001f600" * 20),
)
JSONS = (
    "null",
    "true",
    "[]",
    "{}",
    '""',
    "1e999",
    "-1e999",
    "NaN",
    "9" * 400,
    "9" * 5000,
    '"\\ud800"',
    "0.5",
    "[[]]",
    "-7",
)
TABLES = ("col", "notes", "cards", "notetypes", "fields", "templates", "decks")
READ = frozenset(("id", "guid", "mid", "mod", "tags", "flds", "nid", "did", "ord", "ntid", "name", "models", "decks"))
NAMES = ("x", "NOTES_", '"a b"', "notetypes")
FORMS = (
    "CREATE VIEW {table} AS SELECT * FROM old",
    "CREATE VIEW {table} AS WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t",
    "CREATE VIRTUAL TABLE {table} USING fts5({columns})",
    "CREATE VIRTUAL TABLE {table} USING fts4({columns})",
    "CREATE VIRTUAL TABLE {table} USING rtree(id, x, y)",
    "CREATE TABLE {table} ({columns}, extra AS (hex(zeroblob(400000000))))",
    "CREATE TABLE {table} ({columns})",
    "CREATE TABLE {table} (x)",
    "CREATE TABLE {table} ({columns}) STRICT",
    "CREATE INDEX {table} ON old (1)",
)


def changed_bytes(data: bytes, chance: random.Random, start: int = 0) -> bytes:
    """Bytes flipped, overwritten, cut out, doubled or put elsewhere, from `start` on."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        if len(made) <= start:
            break
        at = chance.randrange(start, len(made))
        size = chance.choice((1, 1, 2, 4, 30, 500))
        match chance.randrange(6):
            case 0:
                made[at] ^= 1 << chance.randrange(8)
            case 1:
                made[at : at + size] = chance.randbytes(len(made[at : at + size]))
            case 2:
                made[at : at + size] = bytes([chance.choice((0, 1, 0x7F, 0x80, 0xFF))]) * len(made[at : at + size])
            case 3:
                del made[at : at + size]
            case 4:
                made[at:at] = made[at : at + size]
            case _:
                other = chance.randrange(start, len(made))
                made[at : at + size] = made[other : other + size]
    return bytes(made[: chance.randrange(len(made) + 1)] if chance.random() < 0.1 else made)


def changed_json(text: str, chance: random.Random) -> str:
    """JSON in which a value or a key is another."""
    if chance.random() < 0.2:
        return changed_bytes(text.encode(), chance).decode("utf-8", "replace")
    made = json.loads(text)
    spots = list(_spots(made))
    holder, key = chance.choice(spots)
    if isinstance(holder, dict) and chance.random() < 0.3:
        value = holder.pop(key)
        if chance.random() < 0.5:
            holder[chance.choice(("", "x", "1e9", "-1", "9" * 30, "٣"))] = value
        return json.dumps(made)
    holder[key] = "CHANGED"
    return json.dumps(made).replace('"CHANGED"', chance.choice(JSONS))


def _spots(value: Any) -> Iterator[tuple[Any, Any]]:
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    for key in keys:
        yield value, key
        yield from _spots(value[key])


def changed_rows(database: sqlite3.Connection, chance: random.Random) -> None:
    """A value of a wrong type or of an odd size, rows too many or too few, or other JSON."""
    table, columns = _table(database, chance)
    if table == "col" and chance.random() < 0.8:
        column = chance.choice(("models", "decks"))
        text = database.execute(f"SELECT {column} FROM col").fetchone()[0]
        database.execute(f"UPDATE col SET {column} = ?", (changed_json(text, chance),))
        return
    # A copy has neither types nor conditions.
    database.execute("DROP TABLE IF EXISTS copied")
    database.execute(f"CREATE TABLE copied AS SELECT * FROM {table}")
    database.execute(f"DROP TABLE {table}")
    database.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
    database.execute(f"INSERT INTO {table} SELECT * FROM copied")
    match chance.randrange(4):
        case 0:
            database.execute(f"DELETE FROM {table}")
        case 1:
            database.execute(f"INSERT INTO {table} SELECT * FROM copied")
        case _:
            # Mostly those that are read.
            column = chance.choice([name for name in columns if name in READ] if chance.random() < 0.9 else columns)
            few = chance.choice(("", " WHERE rowid = 1"))
            database.execute(f"UPDATE {table} SET {column} = ?{few}", (chance.choice(VALUES),))


def changed_schema(database: sqlite3.Connection, chance: random.Random) -> None:
    """A table that is gone, has another name or fewer columns, or is of another kind."""
    table, columns = _table(database, chance)
    match chance.randrange(4):
        case 0:
            database.execute(f"DROP TABLE {table}")
        case 1:
            database.execute(f"ALTER TABLE {table} RENAME TO {chance.choice(NAMES)}")
        case 2:
            database.execute(f"ALTER TABLE {table} RENAME COLUMN {chance.choice(columns)} TO other")
        case _:
            database.execute(f"ALTER TABLE {table} RENAME TO old")
            database.execute(chance.choice(FORMS).format(table=table, columns=", ".join(columns)))


def changed_master(database: sqlite3.Connection, chance: random.Random) -> None:
    """A schema that says of a table what is not so."""
    database.execute("PRAGMA writable_schema = ON")
    table, _ = _table(database, chance)
    column, value = chance.choice(
        (
            ("type", chance.choice(("view", "index", "trigger", "", None))),
            ("rootpage", chance.choice((0, 1, 2, 3, 4, 99, -1, 2**31, 2**40))),
            (
                "sql",
                chance.choice((None, "", "CREATE TABLE x(y)", "CREATE VIEW notes AS SELECT 1", "DROP TABLE notes")),
            ),
            ("name", chance.choice(("x", None, "notes", "cards", "col"))),
            ("tbl_name", chance.choice(("x", None, "notes"))),
        )
    )
    database.execute(f"UPDATE sqlite_master SET {column} = ? WHERE name = ?", (value, table))


def _table(database: sqlite3.Connection, chance: random.Random) -> tuple[str, list[str]]:
    there = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    table = chance.choice(sorted(there & set(TABLES)))
    return table, [row[1] for row in database.execute(f"PRAGMA table_info({table})")]


def changed_collection(content: bytes, chance: random.Random) -> bytes:
    """A collection with other rows, another schema, or other bytes."""
    if chance.random() < 0.4:
        return _changed_pages(content, chance)
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    database.create_collation("unicase", lambda a, b: (a > b) - (a < b))
    change = chance.choice((changed_rows, changed_rows, changed_rows, changed_schema, changed_schema, changed_master))
    # Some changes are not to be had for some tables, or after others.
    with contextlib.suppress(sqlite3.Error, TypeError, ValueError, IndexError):
        for _ in range(chance.choice((1, 1, 2, 3))):
            change(database, chance)
    database.commit()
    made = bytes(database.serialize())
    database.close()
    return changed_bytes(made, chance) if chance.random() < 0.1 else made


def _changed_pages(content: bytes, chance: random.Random) -> bytes:
    """Other bytes in the head, at the beginning of a page, or anywhere; or pages that have changed places."""
    size = 4096
    match chance.randrange(4):
        case 0:
            return changed_bytes(content[:100], chance).ljust(100, b"\0")[:100] + content[100:]
        case 1:
            page = chance.randrange(len(content) // size) * size
            start = page + (100 if page == 0 else 0)
            head = changed_bytes(content[start : start + 40], chance).ljust(40, b"\0")[:40]
            return content[:start] + head + content[start + 40 :]
        case 2:
            pages = [content[at : at + size] for at in range(0, len(content), size)]
            one, other = chance.randrange(len(pages)), chance.randrange(len(pages))
            pages[one] = pages[other]
            return b"".join(pages)
        case _:
            return changed_bytes(content, chance)


def changed_members(files: dict[str, bytes], chance: random.Random) -> dict[str, bytes]:
    """Members that are gone, have changed places, or other bytes."""
    made = dict(files)
    one, other = chance.choice(list(made)), chance.choice(list(made))
    match chance.randrange(4):
        case 0:
            made[one], made[other] = made[other], made[one]
        case 1:
            del made[one]
        case 2:
            made[one] = changed_bytes(made[one], chance)
        case _:
            name = chance.choice(("collection.anki2", "collection.anki21", "collection.anki21b", "../collection.anki2"))
            made[name] = made.pop(one)
    return made


def fuzzed(seed: int, number: int) -> bytes:
    """The package of this number: old or new, with one thing wrong in it or two."""
    from backports import zstd

    chance = random.Random(f"{seed}/{number}")
    files = dict(chance.choice((older, older, newer))())
    kinds: list[str] = chance.choices(
        ("collection", "members", "zip", "directory"), (6, 1, 2, 2), k=chance.choice((1, 1, 2))
    )
    name = next(name for name in files if name.startswith("collection"))
    if "collection" in kinds:
        files[name] = changed_collection(files[name], chance)
    if name.endswith("b"):
        files[name] = zstd.compress(files[name])
    if "members" in kinds:
        files = changed_members(files, chance)
    data = zipped(files, chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))
    if "zip" in kinds:
        data = changed_bytes(data, chance)
    if "directory" in kinds:
        data = changed_bytes(data, chance, max(0, data.find(b"PK\x01\x02")))
    return data


# What is said of them


def made(seed: int, number: int) -> dict[str, bytes]:
    """A good package, and one with something wrong in it."""
    return {"good.apkg": zipped(older()), "fuzzed.apkg": fuzzed(seed, number)}


def tried(trial: Trial) -> str:
    """Compare the package with the good one, both ways: each gives an answer, or a refusal that names the file."""
    said = ""
    for sides in (("good.apkg", "fuzzed.apkg"), ("fuzzed.apkg", "good.apkg")):
        done = trial.run("diff", *sides)
        said = done.stderr.strip() if done.exit_code == 2 else "compared"
        if done.exit_code == 2 and not done.stderr.startswith("Error: fuzzed.apkg: "):
            raise Harm(f"diff: a refusal that does not name the file\n{shown(done)}")
    return said
