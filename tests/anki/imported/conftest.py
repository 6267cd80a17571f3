"""The proof: the real Anki imports the package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rendering import import_package
from students import package

from mesoquiz.notes.bank import Bank


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    made = browser.new_page()
    yield made
    made.close()


@pytest.fixture(scope="module")
def asked(shipped: Bank) -> Bank:
    """The shipped decks without the cards that are no longer asked."""
    return shipped.only(lambda note: not note.retired)


@pytest.fixture
def studied(collection: Any, asked: Bank, tmp_path: Path) -> Any:
    """A student's collection with the shipped decks."""
    import_package(collection, package(asked), tmp_path)
    return collection
