"""What the next release finds in the collection of a student."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rendering import Card, import_package, read_aloud, rendered, write_decks
from students import FIRST, WRITTEN, contents, entries, package, tables

import mesoquiz
from mesoquiz.notes.bank import Bank


def guids(folder: Path) -> list[str]:
    database = tables(package(mesoquiz.load(folder)))
    try:
        return [guid for (guid,) in database.execute("SELECT guid FROM notes")]
    finally:
        database.close()


@pytest.mark.parametrize(
    ("cards", "head"),
    [
        pytest.param([FIRST | {"question": "Deux ?", "answer": "2"}], {}, id="text"),
        pytest.param([FIRST | {"distractors": ["3"], "tags": ["t"], "why": "x"}], {}, id="distractors-tags-why"),
        pytest.param([{"id": "a", "statement": "Un.", "answer": "true"}], {}, id="kind"),
        pytest.param([FIRST], {"title": "Autre", "lang": "en", "version": "2"}, id="title-language-version"),
    ],
)
def test_guid_outlives_what_is_not_an_id(tmp_path: Path, cards: list[Card], head: dict[str, str]) -> None:
    before = guids(write_decks(tmp_path / "before", [FIRST]))
    assert guids(write_decks(tmp_path / "after", cards, **head)) == before


def test_guid_outlives_deck_and_file(tmp_path: Path) -> None:
    before = guids(write_decks(tmp_path / "before", [FIRST]))
    after = write_decks(tmp_path / "after", [FIRST])
    (after / "below").mkdir()
    moved = (after / "deck.yaml").rename(after / "below" / "autre.yaml")
    moved.write_text(
        json.dumps({"deck": "Ailleurs::Autre", "cards": [{"id": "z", "term": "t", "definition": "d"}, FIRST]})
    )
    assert before[0] in guids(after)
    assert len(guids(after)) == 2


def test_guid_is_another_for_another_id_or_collection(tmp_path: Path) -> None:
    folders = [
        write_decks(tmp_path / "1", [FIRST]),
        write_decks(tmp_path / "2", [FIRST | {"id": "b"}]),
        write_decks(tmp_path / "3", [FIRST], id="autre"),
    ]
    assert len({guid for folder in folders for guid in guids(folder)}) == 3


def test_the_same_package_again_changes_nothing(studied: Any, asked: Bank, tmp_path: Path) -> None:
    before = contents(studied)
    log = import_package(studied, package(asked), tmp_path)
    assert entries(log) == {"duplicate": len(WRITTEN)}
    assert contents(studied) == before


def test_a_corrected_card_keeps_what_the_student_has_learnt(collection: Any, tmp_path: Path) -> None:
    first = mesoquiz.load(write_decks(tmp_path / "first", [FIRST]))
    second = mesoquiz.load(write_decks(tmp_path / "second", [FIRST | {"answer": "2"}]))
    import_package(collection, package(first, modified=1_700_000_000), tmp_path)
    collection.decks.set_current(collection.decks.id_for_name("Essai"))
    card = collection.sched.getCard()
    collection.sched.answerCard(card, 4)
    learnt = collection.db.all("SELECT id, type, queue, due, ivl, factor, reps, lapses FROM cards")
    log = import_package(collection, package(second, modified=1_700_000_001), tmp_path)
    assert entries(log) == {"updated": 1}
    assert collection.get_note(card.nid)["Answer"] == "2"
    assert collection.db.all("SELECT id, type, queue, due, ivl, factor, reps, lapses FROM cards") == learnt
    assert learnt[0][6] == 1


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_withdrawn_card_is_to_be_suspended_as_a_deleted_one_comes_back(
    collection: Any, page: Any, tmp_path: Path, lang: str
) -> None:
    content = package(mesoquiz.load(write_decks(tmp_path / "decks", [FIRST | {"retired": True}], lang=lang)))
    import_package(collection, content, tmp_path)
    (card,) = collection.find_cards("")
    shown = read_aloud(
        page,
        "",
        [
            rendered(collection)[0].front,
            collection.decks.by_name("Essai")["desc"].replace("<details>", "<details open>"),
        ],
    )
    notice, description = shown[0][0], " ".join(shown[1])
    verb, lost = ("suspen", "vos étiquettes sont remplacées") if lang == "fr" else ("suspend", "tags are replaced")
    assert verb in notice
    assert verb in description
    assert lost in description
    assert not [word for word in ("supprimer", "supprimez", "delete it", "or delete") if word in notice + description]
    collection.sched.suspend_cards([card])
    import_package(collection, content, tmp_path)
    assert collection.get_card(card).queue == -1
    collection.remove_notes(collection.find_notes(""))
    assert entries(import_package(collection, content, tmp_path)) == {"new": 1}
    assert collection.get_card(card).queue == 0
