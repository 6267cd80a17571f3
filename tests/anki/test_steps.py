"""Steps of a case in Anki: they come in their order, each with the story so far, and find each other by a tag."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rendering import import_package, rendered, squash, write_decks
from students import package

import mesoquiz

STORY = "Une femme de 54 ans souffre du talon droit."
LATER = "La douleur est maximale aux premiers pas."
LAST = "Vous proposez une mésothérapie."
CARDS: list[dict[str, Any]] = [
    {
        "id": "z-1",
        "case": "talon",
        "context": STORY,
        "question": "Quel diagnostic évoquer ?",
        "answer": "une aponévropathie",
        "distractors": ["une fracture", "une goutte"],
        "tags": ["pied"],
    },
    {"id": "m-2", "case": "talon", "more": LATER, "question": "Quel examen demander ?", "answer": "aucun"},
    {"id": "a-3", "case": "talon", "more": LAST, "cloze": "L'aiguille s'enfonce de {{4 mm}}."},
    {"id": "b", "question": "Où injecter ?", "answer": "dans le derme"},
]


def test_steps_come_in_their_order(collection: Any, tmp_path: Path) -> None:
    import_package(collection, package(mesoquiz.load(write_decks(tmp_path / "decks", CARDS))), tmp_path)
    (deck,) = [one.id for one in collection.decks.all_names_and_ids() if "::" not in one.name and one.id != 1]
    collection.decks.set_current(deck)
    queued = collection.sched.get_queued_cards(fetch_limit=10).cards
    assert [collection.get_card(one.card.id).note()["Id"] for one in queued] == ["z-1", "m-2", "a-3", "b"]


def test_no_step_shows_what_a_later_one_tells(collection: Any, tmp_path: Path) -> None:
    import_package(collection, package(mesoquiz.load(write_decks(tmp_path / "decks", CARDS))), tmp_path)
    sides = [(squash(one.front), squash(one.back)) for one in rendered(collection)]
    found = [[text for text in (STORY, LATER, LAST) if squash(text) in front] for front, _ in sides]
    assert sorted(found, key=len) == [[], [STORY], [STORY, LATER], [STORY, LATER, LAST]]
    for front, back in sides:
        assert [text for text in (LATER, LAST) if squash(text) in back] == [
            text for text in (LATER, LAST) if squash(text) in front
        ]


@pytest.mark.parametrize(("lang", "tag"), [("fr", "mesoquiz::cas::talon"), ("en", "mesoquiz::case::talon")])
def test_steps_find_each_other_by_a_tag(lang: str, tag: str, collection: Any, tmp_path: Path) -> None:
    folder = write_decks(tmp_path / "decks", CARDS, lang=lang)
    import_package(collection, package(mesoquiz.load(folder)), tmp_path)
    found = {collection.get_note(id)["Id"] for id in collection.find_notes(f"tag:{tag}")}
    assert found == {"z-1", "m-2", "a-3"}
