"""The release lock as an author meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from locks import CARDS, COLLECTION
from releases import NOW, PNG, THEN


@pytest.fixture(autouse=True)
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of an author with decks, at the time of the first build."""
    folder = tmp_path / "author" / "decks"
    folder.mkdir(parents=True)
    (folder / "collection.yaml").write_text(COLLECTION, encoding="utf-8")
    (folder / "a.yaml").write_text(CARDS, encoding="utf-8")
    (folder / "coupe.png").write_bytes(PNG)
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(THEN))
    return folder


@pytest.fixture
def released(decks: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The decks once they have been published; from here on it is later."""
    assert run("build").exit_code == 0
    assert run("release").exit_code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW))
    return decks
