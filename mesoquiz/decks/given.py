"""Decks that lie in no file: given as text, as mappings, or as notes that were made in Python."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass, replace
from datetime import date
from itertools import accumulate
from pathlib import Path, PurePath
from typing import Any

from mesoquiz.decks.cases import check_cases
from mesoquiz.decks.files import COLLECTION_FILE
from mesoquiz.decks.ids import SAME_QUESTION, UNNAMED
from mesoquiz.decks.loader import NO_ID, Loader
from mesoquiz.diagnostics.diagnostic import NOWHERE, Diagnostic, Rule, Span
from mesoquiz.garbage import paused_collector
from mesoquiz.notes.bank import Bank, Deck
from mesoquiz.notes.cases import telling
from mesoquiz.notes.note import Note
from mesoquiz.reading.encoding import ENCODING
from mesoquiz.reading.keys import as_mapping
from mesoquiz.reading.mistakes.lines.escapes import BACKSLASH

Given = str | Mapping[str, Any]
"""What a file would hold: YAML, or the value of it."""

NOT_WRITTEN = Rule(
    "not-written",
    "the card `{id}` cannot be written down: {why}",
    "write texts, numbers, true or false, lists and mappings",
)
FIRST_CARD = 4
"""The line of the first card in what is written of a deck: above it are `{`, the name of the deck, and `"cards"`."""

_OF_TEXT = {
    NO_ID.code: ("this deck belongs to no collection", "give it an `id`, or a `collection`"),
    UNNAMED.code: ("", "give it an `id`: else another wording of its question makes it a new card"),
    SAME_QUESTION.code: ("", "ask something else, or give it an `id` of its own"),
    ENCODING.code: (
        "a text has half of a character, which no program shows",
        "read it anew: it was cut, or decoded with the wrong encoding",
    ),
}
_OF_VALUES = _OF_TEXT | {
    BACKSLASH.code: (
        "this text has a character that nobody sees, as `\\t` makes one",
        'write a space; if a backslash was meant, put an r before the text: r"…"',
    )
}
"""Message and hint of what has another remedy where no file is read; empty for one that stays as it is."""


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
    bank = loader.bank(folder, whole=False)
    words = _OF_TEXT if isinstance(deck, str) else _OF_VALUES
    return replace(bank, diagnostics=tuple(_said(one, words) for one in bank.diagnostics))


def decoded(bank: Bank) -> Bank:
    """The bank with the notes that were made in Python as they would be in a file, and with what is wrong with them.

    A value knows nothing of limits and patterns, so its notes are written down and read again. Notes with an error are
    left out, as those of a file are. Raises OSError for a picture that cannot be read, TypeError and ValueError for a
    collection, or the name of a deck, that no file can hold.
    """
    if not any(map(_is_made, bank.decks)):
        return bank
    loader = Loader()
    if bank.collection.at == NOWHERE and not bank.errors:
        loader.take_collection(_bytes(as_mapping(bank.collection)), COLLECTION_FILE)
    else:
        loader.collection, loader.is_given = bank.collection, True
    loader.is_partial = True
    loader.ids.known = {note.id: note.at for note in bank.notes if note.at != NOWHERE}
    decks = [_decoded(deck, loader, bank) if _is_made(deck) else deck for deck in bank.decks]
    read = loader.bank(Path(bank.folder), whole=False, known=bank.media)
    cases: dict[str, Span] = {}
    apart = [one for deck in decks for one in check_cases(deck.notes, [], cases)]
    found = [_said(one, _OF_VALUES) for one in (*read.diagnostics, *apart)]
    return replace(
        bank,
        collection=bank.collection if loader.is_faulty else read.collection,
        decks=tuple(deck for deck in decks if deck.notes or deck.path),
        diagnostics=(*bank.diagnostics, *found),
        texts={**bank.texts, **read.texts},
        media=read.media,
    )


def _is_made(deck: Deck) -> bool:
    """Whether something of a deck was not read from a file."""
    return any(note.at == NOWHERE for note in deck.notes) or not (deck.notes or deck.path)


def _decoded(deck: Deck, loader: Loader, bank: Bank) -> Deck:
    """A deck whose notes from Python were read by `loader`, in a file that is called as the deck is."""
    taken = {*loader.texts, *bank.texts, *(other.path for other in bank.decks)}
    path = str(deck.name) if str(deck.name) not in taken else f"{deck.name} ({len(taken)})"
    notes = {place: note for place, note in enumerate(deck.notes) if note.at != NOWHERE}
    cards: dict[int, str] = {}
    for place, note in enumerate(deck.notes):
        if place not in notes:
            try:
                cards[place] = _json({"type": note.kind, **as_mapping(note)})
            except (TypeError, ValueError) as error:
                why = str(error).partition(": ")[0]
                loader.found.append(NOT_WRITTEN.at(Span(path, 1, 1, 1, 1), id=note.id, why=why))
    name = deck.name
    if cards or not deck.notes:
        before = len(loader.decks)
        loader.take_deck(_deck(deck.name, cards.values()), path)
        # A deck whose name is refused is not among them.
        for read in loader.decks[before:]:
            notes |= dict(_placed(read.notes, cards, deck.notes))
            name = deck.name if deck.path else read.name
    return replace(deck, name=name, notes=telling([notes[place] for place in sorted(notes)]))


def _deck(name: object, cards: Iterable[str]) -> bytes:
    """A deck as its file would be, of cards that are written already."""
    inner = ",\n".join(cards).replace("\n", "\n  ")
    return f'{{\n "deck": {_json(name)},\n "cards": [\n  {inner}\n ]\n}}'.encode("utf-8", "surrogatepass")


def _placed(read: Iterable[Note], cards: Mapping[int, str], made: Sequence[Note]) -> Iterator[tuple[int, Note]]:
    """The notes that were read, each with the place in its deck of the one that it was: its line tells."""
    first_lines = [*accumulate((card.count("\n") + 1 for card in cards.values()), initial=FIRST_CARD)]
    places = [*cards]
    for note in read:
        place = places[bisect_right(first_lines, note.at.line) - 1]
        # The kind is written for all, so that no other is told by the keys.
        yield place, replace(note, type=note.type if made[place].type else "")


def _said(found: Diagnostic, words: Mapping[str, tuple[str, str]]) -> Diagnostic:
    message, hint = words.get(found.code, (found.message, found.hint))
    return replace(found, message=message or found.message, hint=hint)


def _bytes(given: Given) -> bytes:
    # JSON is YAML, and leaves no doubt about quotes.
    return (given if isinstance(given, str) else _json(given)).encode("utf-8", "surrogatepass")


def _json(value: object) -> str:
    """A value as JSON. Raises TypeError and ValueError for what no deck can hold."""
    try:
        return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False, default=_plain)
    except RecursionError as error:
        raise ValueError("the values are nested too deeply") from error
    except ValueError as error:
        raise ValueError("a deck holds no `nan`, no infinite number, and no list that is in itself") from error


def _plain(value: Any) -> object:
    """What JSON has no word for, as something for which it has one."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PurePath):
        return value.as_posix()
    if is_dataclass(value) and not isinstance(value, type):
        return as_mapping(value)
    raise TypeError(
        f"a deck holds no `{type(value).__name__}`: write texts, numbers, true or false, lists and mappings"
    )
