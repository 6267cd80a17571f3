"""Exams as an instructor makes them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from exam_plans import ROOT, SMALL

import mesoquiz
from mesoquiz.notes.bank import Bank


@pytest.fixture
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped decks, in `decks/` of the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    shutil.copytree(ROOT / "decks", "decks")
    return Path("decks")


@pytest.fixture(scope="module")
def small() -> Bank:
    return mesoquiz.load(SMALL)
