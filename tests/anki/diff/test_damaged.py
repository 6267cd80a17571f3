"""What `diff` says of what is no sound package."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from comparisons import NOTES, by_genanki, diff


def zipped(method: int = zipfile.ZIP_DEFLATED, **files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return buffer.getvalue()


def spoilt(statement: str, *values: object) -> bytes:
    """A package whose database was tampered with."""
    content = zipfile.ZipFile(by_genanki(Path("old.apkg"), NOTES)).read("collection.anki2")
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    for part in statement.split(";"):
        database.execute(part, values if "?" in part else ())
    database.commit()
    content = database.serialize()
    database.close()
    return zipped(collection_anki2=content)


def package_bytes() -> bytes:
    return by_genanki(Path("old.apkg"), NOTES).read_bytes()


def with_flipped_bytes() -> bytes:
    """The first member's content is wrong, which its checksum tells."""
    data = bytearray(package_bytes())
    data[60:90] = bytes(30)
    return bytes(data)


def in_lzma() -> bytes:
    data = bytearray(zipped(zipfile.ZIP_LZMA, collection_anki2=bytes(range(256)) * 40))
    data[55:75] = b"\xff" * 20
    return bytes(data)


DAMAGED = "it is damaged, or no Anki package"
SPOILT = "its collection is damaged"

BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "an empty file": (lambda: b"", DAMAGED),
    "a text": (lambda: b"deck: A\ncards: []\n", DAMAGED),
    "half a package": (lambda: package_bytes()[:2000], DAMAGED),
    "flipped bytes": (with_flipped_bytes, DAMAGED),
    "a damaged member in lzma": (in_lzma, DAMAGED),
    "a zip without collection": (lambda: zipped(media=b"{}"), "it is a zip file without an Anki collection"),
    "a collection that is no database": (lambda: zipped(collection_anki2=b"SQLite format 4" * 100), SPOILT),
    "an empty collection": (lambda: zipped(collection_anki2=b""), SPOILT),
    "zstd that is none": (lambda: zipped(collection_anki21b=b"\x28\xb5\x2f\xfd nothing"), SPOILT),
    "an empty zstd": (lambda: zipped(collection_anki21b=b""), SPOILT),
    "no tables": (lambda: spoilt("DROP TABLE notes"), SPOILT),
    "no row": (lambda: spoilt("DELETE FROM col"), SPOILT),
    "note types that are no JSON": (lambda: spoilt("UPDATE col SET models = ?", "{"), SPOILT),
    "note types that are a list": (lambda: spoilt("UPDATE col SET models = ?", "[1]"), SPOILT),
    "note types nested without end": (lambda: spoilt("UPDATE col SET models = ?", "[" * 100_000), SPOILT),
    "decks without names": (lambda: spoilt("UPDATE col SET decks = ?", '{"1": {}}'), SPOILT),
    "a note without fields": (lambda: spoilt("UPDATE notes SET flds = ?", b"\x00\xff"), SPOILT),
    "a time that is a word": (lambda: spoilt("UPDATE notes SET mod = 'hier'"), SPOILT),
    "a card whose place is a word": (
        lambda: spoilt("INSERT INTO cards SELECT id + 1, nid, did, 'un', mod, 0,0,0,0,0,0,0,0,0,0,0,0,'' FROM cards"),
        SPOILT,
    ),
    "text that is not UTF-8": (lambda: spoilt("UPDATE notes SET flds = CAST(x'c328' AS TEXT)"), SPOILT),
}


@pytest.mark.parametrize(("make", "why"), BAD.values(), ids=list(BAD))
def test_what_is_no_package_is_said_in_one_line(make: Callable[[], bytes], why: str, here: Path) -> None:
    good = by_genanki(here / "good.apkg", [("g1", "Où ?", "ici"), ("g2", "Qui ?", "moi")])
    bad = here / "bad.apkg"
    bad.write_bytes(make())
    for sides in ((bad, good), (good, bad)):
        result = diff(*sides)
        assert (result.output, result.exit_code) == (f"Error: {bad}: {why}\n", 2), result.exception


@pytest.mark.parametrize("name", ["missing.apkg", "missing"])
def test_what_is_missing_is_said(name: str, here: Path) -> None:
    good = by_genanki(here / "good.apkg", NOTES)
    result = diff(name, good)
    assert (result.output, result.exit_code) == (f"Error: {name}: no such file or directory\n", 2)


@pytest.mark.in_process("the limit is lowered")
@pytest.mark.parametrize("new_format", [False, True])
def test_a_bomb_is_not_unpacked(new_format: bool, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from backports import zstd

    monkeypatch.setattr("mesoquiz.anki.reader.MAX_COLLECTION", 1_000_000)
    zeros = bytes(1_000_001)
    bomb = here / "bomb.apkg"
    bomb.write_bytes(zipped(collection_anki21b=zstd.compress(zeros)) if new_format else zipped(collection_anki2=zeros))
    assert bomb.stat().st_size < 10_000
    result = diff(bomb, bomb)
    assert (result.output, result.exit_code) == (f"Error: {bomb}: its collection is too large\n", 2)


ODD_NAMES = [
    "\x1b]0;titre\x07\x1b[31mrouge\x1b[0m",
    "deux\nlignes\r\n et \u2028 une \u202eautre",
    "&lt;b&gt; &amp; <img src=x onerror=alert(1)>",
    "'; DROP TABLE notes; --",
    "<b></b>",
    "\U0001f600" * 100,
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_stay_on_their_line_and_do_nothing_to_the_terminal(
    name: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    old = by_genanki(here / "old.apkg", NOTES)
    new = by_genanki(here / "new.apkg", [*NOTES, ("g9", name, "x")])
    result = diff(old, new)
    assert result.exit_code == 0
    shown = re.sub(r"\x1b\[[01]m", "", result.stdout)
    assert shown.startswith("1 new: new notes\n  ")
    lines = shown.partition("restamped")[0].splitlines()
    assert len(lines) == 3
    assert len(lines[1]) < 50
    assert not set("\x1b\x07\u202e") & set(shown)


def test_entities_in_names_are_read(here: Path) -> None:
    old = by_genanki(here / "old.apkg", NOTES)
    new = by_genanki(here / "new.apkg", [*NOTES, ("g9", "pH &lt; 7&nbsp;: <i>acide</i> &amp; fort ?", "x")])
    assert diff(old, new).stdout.startswith("1 new: new notes\n  pH < 7 : acide & fort ?\n")


def test_a_name_that_cannot_be_encoded_is_shown_somehow(here: Path) -> None:
    content = zipfile.ZipFile(by_genanki(here / "old.apkg", NOTES)).read("collection.anki2")
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    models = json.loads(database.execute("SELECT models FROM col").fetchone()[0])
    models["1607392319"]["name"] = "\ud800"
    models["1607392319"]["flds"].append({"name": "Extra"})
    database.execute("UPDATE col SET models = ?", (json.dumps(models),))
    database.commit()
    odd = here / "odd.apkg"
    odd.write_bytes(zipped(collection_anki2=database.serialize()))
    database.close()
    result = diff(odd, here / "old.apkg")
    assert result.exit_code == 1
    assert "1 note type forked" in result.stdout
