"""Every note arrives: its cards, deck, tags, fields and place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rendering import bare, import_package, prompt, read_aloud, wrong_texts
from students import WRITTEN, answers_of, cards_by_note, entries, number_of_cards, package

from mesoquiz.notes.bank import Bank


def test_every_note_arrives_as_new(collection: Any, shipped: Bank, tmp_path: Path) -> None:
    log = import_package(collection, package(shipped), tmp_path)
    assert entries(log) == {"new": len(WRITTEN)}


def test_a_note_has_the_cards_of_its_kind(studied: Any) -> None:
    found = {id: len(cards) for id, cards in cards_by_note(studied).items()}
    assert found == {card["id"]: number_of_cards(card) for _, card in WRITTEN}
    assert studied.card_count() == sum(found.values())


def test_notes_lie_in_their_deck_with_their_tags(studied: Any) -> None:
    found = {
        id: (
            studied.decks.name(card.did),
            [tag for tag in sorted(card.note().tags) if not tag.startswith("mesoquiz::")],
        )
        for id, cards in cards_by_note(studied).items()
        for card in cards
    }
    assert found == {
        card["id"]: (deck, sorted(f"mésothérapie::{tag}" for tag in card.get("tags", []))) for deck, card in WRITTEN
    }


def test_each_note_fills_the_fields_of_its_kind(studied: Any) -> None:
    notes = {id: cards[0].note() for id, cards in cards_by_note(studied).items()}
    for _, card in WRITTEN:
        note = notes[card["id"]]
        kind = ["Text"] if "cloze" in card else ["Question", "Answer"]
        has_choices = wrong_texts(card) or "sequence" in card or "pairs" in card
        kind += ["Choices"] if has_choices else ["Reverse", "Reverse answer"] if "term" in card else []
        common = [key.capitalize() for key in ("caution", "source") if key in card]
        common += ["Why"] if "why" in card or "beyond" in card else []
        assert [name for name, value in sorted(note.items()) if value] == sorted(["Id", "Language", *kind, *common])
        assert (note["Id"], note["Language"]) == (card["id"], "fr")


def test_fields_hold_what_was_written(studied: Any, page: Any) -> None:
    notes = {id: cards[0].note() for id, cards in cards_by_note(studied).items()}
    wanted = {}
    for _, card in WRITTEN:
        fields = {"Why": [card.get("why", ""), card.get("beyond", "")], "Caution": [card.get("caution", "")]}
        if "cloze" not in card:
            fields |= {"Question": [prompt(card)], "Answer": answers_of(card)}
        wanted |= {(card["id"], name): sorted(bare(text) for text in texts if text) for name, texts in fields.items()}
    shown = read_aloud(page, "", [notes[id][name] for id, name in wanted])
    assert {place: sorted(map(bare, found)) for place, found in zip(wanted, shown, strict=True)} == wanted


def test_new_cards_are_due_in_the_order_of_the_files(studied: Any) -> None:
    found = cards_by_note(studied)
    dues = [{studied_card.due for studied_card in found[card["id"]]} for _, card in WRITTEN]
    assert all(len(due) == 1 for due in dues), "the cards of a note are due together"
    order = [min(due) for due in dues]
    assert order == sorted(set(order))


def test_anki_shows_each_deck_in_the_order_of_its_file(studied: Any) -> None:
    for deck in {deck for deck, _ in WRITTEN}:
        studied.decks.set_current(studied.decks.id_for_name(deck))
        queued = studied.sched.get_queued_cards(fetch_limit=100).cards
        shown = list(dict.fromkeys(studied.get_card(entry.card.id).note()["Id"] for entry in queued))
        asked = [card["id"] for name, card in WRITTEN if name == deck]
        assert shown
        assert shown == asked[: len(shown)]
