"""Each command as a user runs it: what it prints, what it writes where, and the exit code it ends with."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_decks import DECK, written


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in a fresh folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A sound deck of three cards, `essai.yaml`, in the folder where commands run."""
    return written(tmp_path / "essai.yaml", DECK)


@pytest.fixture
def many(tmp_path: Path) -> str:
    """A deck of 30 choices."""
    cards = [f"  - {{id: c{number}, question: q, answer: a, distractors: [b, c, d]}}\n" for number in range(30)]
    return written(tmp_path / "many.yaml", "deck: Essai\nid: essai\ncards:\n" + "".join(cards)).name
