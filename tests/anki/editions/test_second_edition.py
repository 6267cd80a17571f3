"""A student has studied the first edition of the shipped decks, and imports what the decks are today."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from rendering import import_package

import mesoquiz
from mesoquiz.anki import lockfile
from mesoquiz.anki.lock import check, settle
from mesoquiz.anki.package import render
from mesoquiz.diagnostics.diagnostic import Severity
from mesoquiz.notes.bank import Bank

FIRST = Path(__file__).parent / "first"
"""The decks of 0.1, as they were published, with their lock."""
LATER = 1_790_000_000
ASKED = ("question", "term", "statement", "cloze")


@pytest.fixture(scope="module")
def first() -> Bank:
    bank = mesoquiz.load(FIRST)
    assert not bank.diagnostics, mesoquiz.format_report(bank)
    return bank


def settled(bank: Bank, before: str) -> Any:
    old, found = lockfile.parse(before, "collection.lock")
    assert not found
    lost = [one for one in check(old, render(bank).lock()) if one.severity is Severity.ERROR]
    assert not lost, [one.message for one in lost]
    return settle(old, render(bank).lock(), LATER)[0]


def words(text: str) -> str:
    """A text without marks, and without what its gaps hide."""
    return re.sub(r"\W+", " ", re.sub(r"\{\{.*?\}\}", " ", text)).strip()


def learnt(collection: Any) -> dict[str, Any]:
    rows = collection.db.all(
        "select n.guid, c.ord, c.type, c.queue, c.due, c.ivl, c.reps, c.did "
        "from cards c join notes n on c.nid = n.id where c.reps > 0"
    )
    return {
        "cards": sorted(map(tuple, rows)),
        "log": collection.db.all("select cid, ease, ivl from revlog order by id"),
    }


def answer_all(collection: Any) -> None:
    for card_id in collection.find_cards(""):
        card = collection.get_card(card_id)
        card.start_timer()
        states = collection._backend.get_scheduling_states(card_id)
        collection.sched.answer_card(collection.sched.build_answer(card=card, states=states, rating=3))


def test_who_studied_the_first_edition_loses_nothing(
    first: Bank, shipped: Bank, collection: Any, tmp_path: Path
) -> None:
    published = (FIRST / "collection.lock").read_text(encoding="utf-8")
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    import_package(collection, render(first).package(settled(first, published)).content, tmp_path / "one")
    answer_all(collection)
    before, schema = learnt(collection), collection.db.scalar("select scm from col")

    log = import_package(collection, render(shipped).package(settled(shipped, published)).content, tmp_path / "two")

    assert not log.conflicting
    assert learnt(collection) == before
    assert collection.db.scalar("select scm from col") == schema, "a one-way sync would be forced"
    assert not collection._backend.get_empty_cards().notes
    old, new = ({note.id: note for note in bank.notes} for bank in (first, shipped))
    assert old.keys() <= new.keys()
    assert len(log.new) == len(new.keys() - old.keys())
    assert {collection.get_note(id)["Id"] for id in collection.find_notes("")} == new.keys()


def test_a_card_that_goes_says_which_one_asks_it_now(first: Bank, shipped: Bank) -> None:
    gone = [note for note in shipped.notes if note.retired]
    assert {note.id for note in gone} <= {note.id for note in first.notes}
    asked = {words(text) for note in shipped.active for key in ASKED if (text := getattr(note, key, ""))}
    for note in gone:
        # The question of a patient comes after the beginning of the story.
        told = words(note.notice.removeprefix("Remplacée par : "))
        assert any(told.endswith(one) for one in asked), note.id
