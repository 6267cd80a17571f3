"""The library's `check` tells what the command tells, once, and whatever notes are made of."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from commands import run

import mesoquiz
from mesoquiz.notes.bank import Bank

DECK = """\
deck: Essai
cards:
  - id: derme
    question: Lequel de ces tissus ne contient pas de vaisseaux ?
    answer: l'épiderme
    distractors: [le derme, l'hypoderme]
    source: {doc: un, quote: rien de plus}
"""
COLLECTION = "id: essai\ntitle: Essai\nsources: [{id: un, title: Un, file: un.txt}]\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a deck of which a rule has something to say, and the text of its source."""
    monkeypatch.chdir(tmp_path)
    for folder in ("decks", "texts"):
        Path(folder).mkdir()
    Path("decks/collection.yaml").write_text(COLLECTION, encoding="utf-8")
    Path("decks/essai.yaml").write_text(DECK, encoding="utf-8")
    Path("texts/un.txt").write_text("rien du tout\n", encoding="utf-8")
    return tmp_path


def codes(bank: Bank) -> list[str]:
    return [one.code for one in bank.diagnostics]


def test_check_and_the_command_tell_the_same(here: Path) -> None:
    """Of a deck whose quotes are missing no rule on content speaks: first things first."""
    for text, expected in (
        (DECK, ["quote-unlike"]),
        (DECK.replace("rien de plus", "rien du tout"), ["D301"]),
        (DECK.replace("answer:", "anwser:"), ["unknown-key"]),
    ):
        Path("decks/essai.yaml").write_text(text, encoding="utf-8")
        told = json.loads(run("check", "--format", "json", "--documents", "texts").stdout)
        assert [one["code"] for one in told] == codes(mesoquiz.check(mesoquiz.load("decks"), "texts"))
        assert {one["code"] for one in told} >= set(expected)
        assert ("D301" in {one["code"] for one in told}) == ("D301" in expected)


def test_what_is_checked_twice_is_told_once(here: Path) -> None:
    for text in (DECK, DECK.replace("rien de plus", "rien du tout")):
        Path("decks/essai.yaml").write_text(text, encoding="utf-8")
        for documents in (None, "texts"):
            once = mesoquiz.check(mesoquiz.load("decks"), documents)
            assert once.diagnostics
            twice = mesoquiz.check(once, documents)
            assert codes(twice) == codes(once)
            assert mesoquiz.format_report(twice) == mesoquiz.format_report(once)


def test_a_card_that_is_there_twice_is_told_however_it_came(here: Path) -> None:
    bank = mesoquiz.load("decks")
    (deck,) = bank.decks
    twice = replace(bank, decks=(replace(deck, notes=deck.notes * 2),))
    assert codes(mesoquiz.check(twice))[0] == "duplicate-id"
    assert codes(mesoquiz.check(bank)).count("duplicate-id") == 0


def test_export_refuses_two_cards_with_one_id(here: Path) -> None:
    """Anki would take them for one note."""
    bank = mesoquiz.load("decks")
    (deck,) = bank.decks
    twice = replace(bank, decks=(replace(deck, notes=deck.notes * 2),))
    assert twice.errors == 0
    for format, what in (("apkg", twice), ("html", mesoquiz.assemble(twice))):
        with pytest.raises(ValueError, match=r"^several cards have the id `derme`: `mesoquiz\.check` says where$"):
            mesoquiz.export(format, what)
