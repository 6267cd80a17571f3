"""The floor: what no Python program that goes through libyaml, sqlite and deflate can do without.

Events are read and thrown away; as many notes and cards of the same size are inserted bare, in the order of their ids;
the database is deflated once. No fault is looked for, nothing is rendered, and Anki could not use the result.
Called with the folder of decks and the package to write.
"""

from __future__ import annotations

import gc
import importlib.util
import runpy
import sqlite3
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import yaml


def main(folder: Path, target: Path) -> None:
    """Read the events, insert the rows, deflate the file."""
    gc.disable()
    database = sqlite3.connect(":memory:")
    database.executescript(_schema())
    start = 1
    for path in sorted(folder.glob("[0-9]*.yaml")):
        text = path.read_text(encoding="utf-8")
        _read_events(text)
        # The YAML of a note represents its fields: they have the same size and need no work.
        start = _insert(database, text.split("\n  - id: ")[1:], start)
    database.commit()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("collection.anki2", database.serialize())
        archive.writestr("media", b"{}")


def _schema() -> str:
    """Anki's schema from genanki's file, without importing genanki, which takes longer than small decks do."""
    package = importlib.util.find_spec("genanki")
    schema: str = runpy.run_path(str(Path(package.origin).with_name("apkg_schema.py")))["APKG_SCHEMA"]
    return schema


def _read_events(text: str) -> None:
    next_event = yaml.CSafeLoader(text).get_event
    while type(next_event()) is not yaml.StreamEndEvent:
        pass


def _insert(database: sqlite3.Connection, texts: list[str], start: int) -> int:
    """Insert a note and a card for each text, numbered from `start`; returns the next free number."""

    def notes() -> Iterator[tuple[object, ...]]:
        for id, text in enumerate(texts, start):
            yield id, str(id), 1, 0, -1, "", text, "", 0, 0, ""

    def cards() -> Iterator[tuple[object, ...]]:
        for id in range(start, start + len(texts)):
            yield id, id, 1, 0, 0, -1, 0, 0, id, 0, 0, 0, 0, 0, 0, 0, 0, ""

    database.executemany(f"INSERT INTO notes VALUES ({','.join('?' * 11)})", notes())
    database.executemany(f"INSERT INTO cards VALUES ({','.join('?' * 18)})", cards())
    return start + len(texts)


main(Path(sys.argv[1]), Path(sys.argv[2]))
