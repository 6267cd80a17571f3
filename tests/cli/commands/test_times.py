"""The time that notes carry."""

from __future__ import annotations

import sqlite3
import time
import zipfile
from pathlib import Path

import pytest
from commands import run
from small_decks import files_in, written


def modified(package: Path) -> set[int]:
    """The modification times of the notes in a package."""
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(zipfile.ZipFile(package).read("collection.anki2"))
        return {time for (time,) in database.execute("SELECT mod FROM notes")}
    finally:
        database.close()


@pytest.mark.parametrize("given", [0, 1, 1_700_000_000])
def test_notes_carry_the_time_that_is_given(given: int, deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(given))
    assert run("anki", deck.name).exit_code == 0
    assert modified(Path("essai.apkg")) == {given}


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_time_or_an_empty_one_notes_carry_that_of_the_build(
    value: str | None, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if value is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    before = int(time.time())
    assert run("anki", deck.name).exit_code == 0
    (built,) = modified(Path("essai.apkg"))
    assert before <= built <= time.time()


@pytest.mark.parametrize("time", ["-1", "1e9", "yesterday", "²", "99999999999999999999", "9" * 5000])
def test_a_time_that_is_none(time: str, deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", time)
    done = run("build", deck.name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error: SOURCE_DATE_EPOCH is a number of seconds since 1970, not `" in done.stderr
    assert files_in(tmp_path) == {"essai.yaml"}


@pytest.mark.in_process("the clock is set")
@pytest.mark.parametrize("now", [-1.0, 1e15])
def test_a_clock_that_is_wrong_stamps_nothing(now: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "decks").mkdir()
    written(tmp_path / "decks" / "collection.yaml", "id: essai\ntitle: Essai\n")
    written(tmp_path / "decks" / "a.yaml", "deck: Essai\ncards:\n  - {id: a, question: Q, answer: R}\n")
    monkeypatch.setattr("time.time", lambda: now)
    done = run("anki")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "Error: the clock of this computer is wrong: set it, or set SOURCE_DATE_EPOCH\n"
    assert not (tmp_path / "decks" / "collection.lock").exists()
