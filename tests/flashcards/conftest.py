"""Flashcards printed by Chromium and by Typst."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from commands import Done, run
from cut_cards import ENGINES, Command, Print, Sheet, measured
from rendering import Card, write_decks

import mesoquiz
from mesoquiz.notes.bank import Bank


@pytest.fixture(params=ENGINES)
def printed(request: pytest.FixtureRequest, browser: Any) -> Print:
    """Print the flashcards of a bank by one engine after the other."""

    def run(bank: Bank, **options: Any) -> list[Sheet]:
        if request.param == "typst":
            *_, made = mesoquiz.export("flashcards", bank, pdf=True, **options)
            return measured(made.content)
        (made,) = mesoquiz.export("flashcards", bank, **options)
        page = browser.new_page()
        page.set_content(made.content.decode())
        content = page.pdf(prefer_css_page_size=True)
        page.close()
        return measured(content)

    return run


@pytest.fixture
def flashcards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run the command on these cards, in a folder of their own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def command(*args: str, cards: list[Card] | None = None) -> Done:
        write_decks(Path("decks"), cards or [{"id": "derme", "question": "Où ?", "answer": "dans le derme"}])
        return run("flashcards", *args)

    return command
