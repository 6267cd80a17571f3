"""The pages of a quiz, opened in Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browsing import NAMES, Opened, Pages

import mesoquiz
from mesoquiz.exams.quiz import Quiz
from mesoquiz.notes.bank import Bank


@pytest.fixture(scope="module")
def quiz(shipped: Bank) -> Quiz:
    return mesoquiz.assemble(shipped, count=40, forms=2)


@pytest.fixture(scope="module")
def folder(shipped: Bank, quiz: Quiz, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All files of a quiz of 40 questions in two forms, and in `all/` those of a quiz of all notes."""
    made = tmp_path_factory.mktemp("pages")
    (made / "all").mkdir()
    for place, exported in ((made, quiz), (made / "all", mesoquiz.assemble(shipped))):
        for artifact in mesoquiz.export("html", exported):
            (place / artifact.name).write_bytes(artifact.content)
    return made


@pytest.fixture(scope="module")
def opened(browser: Any, folder: Path) -> Pages:
    return Pages(browser, folder)


@pytest.fixture(params=NAMES)
def paper(request: pytest.FixtureRequest, opened: Pages) -> Opened:
    """One page after the other."""
    return opened[request.param]
