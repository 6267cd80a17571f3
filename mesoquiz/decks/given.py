"""Decks that lie in no file: given as text, as mappings, or as notes that were made in Python."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mesoquiz.decks.files import COLLECTION_FILE
from mesoquiz.decks.loader import Loader
from mesoquiz.diagnostics.diagnostic import Diagnostic
from mesoquiz.garbage import paused_collector
from mesoquiz.notes.bank import Bank
from mesoquiz.reading.keys import as_mapping

Given = str | Mapping[str, Any]
"""What a file would hold: YAML, or the value of it."""


def load_text(deck: Given, collection: Given = "", folder: Path = Path()) -> Bank:
    """Load one deck that is given as text or as a mapping; its media lie in `folder`.

    Messages call it `deck`, and what its collection is `collection.yaml`. Raises TypeError and ValueError for a mapping
    that holds what YAML has no word for.
    """
    loader = Loader()
    with paused_collector():
        if collection:
            loader.take_collection(_bytes(collection), COLLECTION_FILE)
        loader.take_deck(_bytes(deck), "deck")
    return loader.bank(folder, whole=False)


def judged(bank: Bank) -> tuple[list[Diagnostic], Mapping[str, list[str]]]:
    """What is wrong with the decks of a bank that were made in Python, and their lines as they would be written.

    Their notes are held against the same rules as others, by writing them down: a value knows nothing of limits and
    patterns.
    """
    loader = Loader()
    loader.take_collection(_bytes(as_mapping(bank.collection)), COLLECTION_FILE)
    for deck in bank.decks:
        if deck.path:
            loader.ids |= {note.id: note.at for note in deck.notes}
        else:
            cards = [{"type": note.kind, **as_mapping(note)} for note in deck.notes]
            path = deck.name if deck.name not in loader.texts else f"{deck.name} ({len(loader.texts)})"
            loader.take_deck(_bytes({"deck": deck.name, "cards": cards}), path)
    return loader.found, loader.texts


def _bytes(given: Given) -> bytes:
    # JSON is YAML, and leaves no doubt about quotes.
    text = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False, indent=1, allow_nan=False)
    return text.encode("utf-8", "surrogatepass")
