"""Every note arrives: its cards, deck, tags, fields and place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rendering import Card, as_read, bare, import_package, lines, prompt, read_aloud, wrong_texts
from students import WRITTEN, answers_of, cards_by_note, entries, left_over, number_of_cards, package, told

from mesoquiz.notes.bank import Bank


def test_every_note_arrives_as_new(collection: Any, asked: Bank, tmp_path: Path) -> None:
    log = import_package(collection, package(asked), tmp_path)
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
    before = told(WRITTEN)
    for _, card in WRITTEN:
        note = notes[card["id"]]
        common = [key.capitalize() for key in ("caution", "source") if key in card]
        common += ["Why"] if "why" in card or "beyond" in card else []
        # The pictures of some kinds lie in a field of their own.
        common += ["Media"] if "image" in card and not {"masks", "zones"} & card.keys() else []
        common += ["Spare 1"] if before[card["id"]] else []
        names = sorted(["Id", "Language", *fields_of(card), *common])
        assert [name for name, value in sorted(note.items()) if value] == names, card["id"]
        assert (note["Id"], note["Language"]) == (card["id"], "fr")


def fields_of(card: Card) -> list[str]:
    """The fields of a kind of card alone."""
    if "cloze" in card:
        return ["Text"]
    if "masks" in card:
        return ["Occlusion", "Image", "Header", "Labels"]
    has_choices = wrong_texts(card) or {"sequence", "pairs", "zones"} & card.keys()
    return [
        *("Question", "Answer"),
        *(["Choices"] if has_choices else ["Reverse", "Reverse answer"] if "term" in card else []),
    ]


def test_fields_hold_what_was_written(studied: Any, page: Any) -> None:
    notes = {id: cards[0].note() for id, cards in cards_by_note(studied).items()}
    wanted: dict[tuple[str, str], list[str]] = {}
    before = told(WRITTEN)
    for _, card in WRITTEN:
        fields = {"Why": [card.get("why", ""), card.get("beyond", "")], "Caution": [card.get("caution", "")]}
        fields |= {"Spare 1": [before[card["id"]]]}
        if "masks" in card:
            labels = [mask["label"] for mask in card["masks"]]
            fields |= {"Header": [prompt(card)], "Labels": [f"{{{{c{n}::{one}}}}}" for n, one in enumerate(labels, 1)]}
        elif "cloze" not in card:
            fields |= {"Question": [prompt(card)], "Answer": [*answers_of(card), *left_over(card)]}
        shown = {name: [line for text in texts for line in lines(as_read(text))] for name, texts in fields.items()}
        wanted |= {(card["id"], name): sorted(map(bare, texts)) for name, texts in shown.items()}
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
