"""What the tests share: the shipped decks, a browser, and the real Anki. CI must have both; elsewhere they may lack."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import mesoquiz
from mesoquiz.model import Bank

ROOT = Path(__file__).parent.parent
DECKS = ROOT / "decks"
IN_CI = bool(os.environ.get("CI"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the golden files (refused in CI)")


def pytest_configure(config: pytest.Config) -> None:
    if IN_CI and config.getoption("--update"):
        raise pytest.UsageError("golden files are reviewed, not made, in CI")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def shipped() -> Bank:
    """The shipped decks."""
    return mesoquiz.load(DECKS)


def missing(what: str) -> None:
    """Skip a test for want of a program; in CI, fail it."""
    if IN_CI:
        pytest.fail(f"CI must have {what}")
    pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing("Chromium (Debian package chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    """A fresh collection of the real Anki."""
    try:
        from anki.collection import Collection
    except ImportError:
        missing("the package anki")
    made = Collection(str(tmp_path / "collection.anki2"))
    yield made
    made.close()
