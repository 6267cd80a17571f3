"""Which changes of cards a manifest notices, and which it must not take for one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pictures import png
from rendering import write_decks

import mesoquiz
from mesoquiz.exams.manifest import dump
from mesoquiz.exams.printed import fingerprint, record
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import Choose, Option

QUESTION = {"id": "a", "question": "Que faire ?", "answer": "rien", "distractors": ["tout"]}


def loaded(folder: Path, *cards: dict[str, Any], pictures: dict[str, int] | None = None) -> Bank:
    """The bank of these cards, beside pictures of these shades."""
    decks = write_decks(folder, list(cards))
    for name, shade in (pictures or {}).items():
        (decks / name).write_bytes(png(shade))
    bank = mesoquiz.load(decks)
    assert not bank.errors, mesoquiz.format_report(bank)
    return bank


def printed(bank: Bank) -> str:
    """What a manifest remembers of the card `a`."""
    cards: dict[str, str] = json.loads(dump(mesoquiz.assemble(bank)))["cards"]
    return cards["a"]


@pytest.mark.parametrize("key", ["context", "beyond"])
def test_one_of_both_alone_counts(key: str, tmp_path: Path) -> None:
    """A card with a context has no remark from outside the documents, as a rule, and the other way round."""
    prints = {
        printed(loaded(tmp_path / str(number), card))
        for number, card in enumerate((QUESTION, QUESTION | {key: "Un homme."}, QUESTION | {key: "Une femme."}))
    }
    assert len(prints) == 3


def test_the_picture_of_another_card_may_change(tmp_path: Path) -> None:
    cards = [
        QUESTION | {"image": {"file": "a.png", "alt": "Coupe"}},
        QUESTION | {"id": "b", "question": "Où ?", "image": {"file": "b.png", "alt": "Plan"}},
    ]
    first, other, own = (
        printed(loaded(tmp_path / str(number), *cards, pictures={"a.png": one, "b.png": two}))
        for number, (one, two) in enumerate(((10, 10), (10, 20), (20, 10)))
    )
    assert first == other
    assert first != own


def test_a_card_before_it_with_its_pictures_in_another_order_changes_nothing(tmp_path: Path) -> None:
    card = QUESTION | {"question": "Lequel ? ![un](a.png) ![deux](b.png)"}
    before = QUESTION | {"id": "b", "question": "Où ? ![deux](b.png)"}
    pictures = {"a.png": 10, "b.png": 20}
    alone, behind = (
        printed(loaded(tmp_path / str(number), *cards, pictures=pictures))
        for number, cards in enumerate(((card,), (before, card)))
    )
    assert alone == behind


def test_right_answers_are_the_same_in_whatever_order_they_were_told(tmp_path: Path) -> None:
    bank = loaded(tmp_path, QUESTION)
    options = tuple(Option(text=str(number)) for number in range(9))
    one, other = (Choose(prompt="?", options=options, keys=frozenset(keys), single=False) for keys in ([0, 8], [8, 0]))
    assert list(one.keys) != list(other.keys), "else nothing is tested"
    assert fingerprint(record(bank.notes[0], one, bank)) == fingerprint(record(bank.notes[0], other, bank))


def test_a_manifest_lists_its_cards_by_id(tmp_path: Path) -> None:
    """So that two of them can be compared line by line."""
    cards = [QUESTION | {"id": id, "question": f"Et {id} ?"} for id in ("c", "a", "d", "b", "e")]
    assert list(json.loads(dump(mesoquiz.assemble(loaded(tmp_path, *cards))))["cards"]) == ["a", "b", "c", "d", "e"]
