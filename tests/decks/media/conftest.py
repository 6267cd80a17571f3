"""The folder of an author with pictures and sounds."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an author, who works beside it."""
    folder = tmp_path / "author" / "decks"
    folder.mkdir(parents=True)
    (folder / "collection.yaml").write_text("id: media\ntitle: Médias\n", encoding="utf-8")
    monkeypatch.chdir(folder.parent)
    return folder
