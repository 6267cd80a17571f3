"""Broken and hostile input: a clear message, the right exit code, and nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from surroundings import DECK, WRITING, snapshot, written


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fresh folder in which commands run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def made() -> dict[str, bytes | str]:
    """A deck and the output of an earlier run, in which another answer was right."""
    written("essai.yaml", DECK.replace("dans le derme", "dans la graisse"))
    for command in WRITING:
        assert run(command, "essai.yaml").exit_code == 0
    written("essai.yaml")
    return snapshot()
