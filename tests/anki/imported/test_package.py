"""The package itself: sound, always the same bytes, with frozen note types."""

from __future__ import annotations

import io
import json
import os
import runpy
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from rendering import import_package, write_decks
from students import DECKS, WRITTEN, cards_by_note, contents, entries, package, tables

import mesoquiz
from mesoquiz.notes.bank import Bank

GOLDEN = Path(__file__).parents[2] / "golden" / "notetypes.json"


def test_anki_finds_nothing_to_repair(studied: Any) -> None:
    before = contents(studied)
    assert studied.fix_integrity() == ("Database rebuilt and optimized.", True)
    assert contents(studied) == before
    assert studied.get_empty_cards().report == ""


# The package as a file.


def test_export_leaves_no_temporary_file(shipped: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    assert tempfile.gettempdir() == str(tmp_path)
    package(shipped)
    assert list(tmp_path.iterdir()) == []


def test_two_processes_build_the_same_bytes() -> None:
    script = (
        "import mesoquiz, sys; made = mesoquiz.export('apkg', mesoquiz.load(sys.argv[1])); "
        "sys.stdout.buffer.write(b''.join(one.content for one in made))"
    )
    command = [sys.executable, "-c", script, str(DECKS)]
    environments = [os.environ | {"PYTHONHASHSEED": seed} for seed in ("1", "2")]
    first, second = (subprocess.run(command, env=each, capture_output=True, check=True) for each in environments)
    assert len(first.stdout) > 10_000
    assert first.stdout == second.stdout


def test_zip_entries_are_deflated_and_have_one_fixed_date(shipped: Bank) -> None:
    content = package(shipped)
    entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    media = json.loads(zipfile.ZipFile(io.BytesIO(content)).read("media"))
    assert len(media) == len(shipped.media)
    assert {entry.filename for entry in entries} == {"collection.anki2", "media", *media}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_DEFLATED}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def frozen(note_types: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What must never change in note types, as Anki's JSON has it."""
    return [
        {
            "id": int(kind["id"]),
            **{key: kind[key] for key in ("originalId", "name", "type", "sortf")},
            "flds": [{key: field[key] for key in ("id", "ord", "name")} for field in kind["flds"]],
            "tmpls": [{key: template[key] for key in ("id", "ord", "name")} for template in kind["tmpls"]],
        }
        for kind in note_types
    ]


def test_note_types_are_frozen(shipped: Bank, update: bool) -> None:
    """Students' collections hold these numbers: whoever changes the golden file ends every student's updates."""
    database = tables(package(shipped))
    stored = json.loads(database.execute("SELECT models FROM col").fetchone()[0])
    database.close()
    found = frozen(stored.values())
    if update:
        GOLDEN.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8", newline="\n")
    assert found == json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert list(stored) == [str(kind["id"]) for kind in found]


def test_anki_keeps_the_numbers_of_the_note_types(studied: Any) -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    # Anki imports only the note types that have notes.
    found = [kind for kind in golden if studied.models.by_name(kind["name"])]
    assert len(found) == len({("masks" in card, "cloze" in card) for _, card in WRITTEN})
    assert frozen(studied.models.by_name(kind["name"]) for kind in found) == found


@pytest.mark.parametrize(
    "ids", [("n511713", "n580367"), ("n195867", "n658126")], ids=["two notes", "the cards of two notes"]
)
def test_numbers_that_fall_together_part_again(ids: tuple[str, str], collection: Any, tmp_path: Path) -> None:
    """Found by trying: in a collection `essai`, the hashes of these two end in one number."""
    bank = mesoquiz.load(write_decks(tmp_path / "decks", [{"id": id, "question": id, "answer": "1"} for id in ids]))
    assert entries(import_package(collection, package(bank), tmp_path)) == {"new": 2}
    assert {id: len(cards) for id, cards in cards_by_note(collection).items()} == dict.fromkeys(ids, 1)


@pytest.mark.thorough
def test_ten_thousand_notes_are_a_small_package_that_anki_finds_sound(collection: Any, tmp_path: Path) -> None:
    benchmark = runpy.run_path(str(DECKS.parent / "benchmarks" / "generate.py"))
    benchmark["write_decks"](tmp_path / "decks", 10_000, 20)
    content = package(mesoquiz.load(tmp_path / "decks"))
    assert len(content) < 1_000_000
    import_package(collection, content, tmp_path)
    assert collection.note_count() == 10_000
    problems, is_sound = collection.fix_integrity()
    assert (problems, is_sound) == ("Database rebuilt and optimized.", True)
