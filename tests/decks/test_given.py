"""Decks that lie in no file: text, mappings, and notes made in Python."""

from __future__ import annotations

import datetime
from collections import UserDict
from dataclasses import fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from pictures import png

import mesoquiz
from mesoquiz.diagnostics.diagnostic import NOWHERE
from mesoquiz.notes.bank import Bank, Collection, Deck
from mesoquiz.notes.interactions import Option
from mesoquiz.notes.note import Citation, Note, Picture
from mesoquiz.questions.qa import QuestionAnswer

CARD = {"id": "a", "question": "Où ?", "answer": "ici"}
YAML = "id: essai\ndeck: Essai\ncards:\n- {id: a, question: Où ?, answer: ici}\n- {id: b, question: Où ?, answer: là}\n"


def card(**values: Any) -> QuestionAnswer:
    return QuestionAnswer(**{"id": "a", "question": "Où ?", "answer": Option(text="ici"), **values})


def bank_of(*notes: Note, **values: Any) -> Bank:
    return Bank(collection=Collection(id="essai", title="Essai"), decks=(Deck(name="Peau", notes=notes),), **values)


def errors(bank: Bank) -> list[str]:
    return [one.code for one in bank.diagnostics if one.severity == "error"]


CARDS = """\
id: essai
deck: Essai
cards:
- {id: a, question: Où ?, answer: ici, distractors: [là]}
- {id: b, question: Quoi ?, answers: [ceci, cela]}
- {id: c, statement: La peau contient de l'eau., answer: true}
- {id: d, cloze: "La {{peau}} contient de l'eau."}
- {id: e, term: derme, definition: une couche de la peau}
- {id: f, question: Dans quel ordre ?, sequence: [un, deux]}
- {id: g, question: Quoi avec quoi ?, pairs: [[a, un], [b, deux]]}
"""


def made(text: str = CARDS) -> list[Note]:
    """The notes of a deck as a program makes them: they lie in no file."""
    return [replace(note, at=NOWHERE) for note in mesoquiz.load_text(text).notes]


# Notes


def test_a_note_that_is_added_to_a_deck_from_a_file_is_checked(tmp_path: Path) -> None:
    file = tmp_path / "essai.yaml"
    file.write_text(YAML, encoding="utf-8")
    for bank in (mesoquiz.load(file), mesoquiz.load_text(YAML)):
        (deck,) = bank.decks
        more = (card(id="é é", question=""), card(id="b"), card(id="c"))
        checked = mesoquiz.check(replace(bank, decks=(replace(deck, notes=(more[2], *deck.notes, *more[:2])),)))
        assert errors(checked) == ["malformed", "empty-value", "duplicate-id"]
        assert [note.id for note in checked.notes] == ["c", "a", "b", "b"], "a card with an error is left out"
        assert checked.decks[0].path == deck.path
        assert mesoquiz.check(checked).diagnostics == checked.diagnostics


def test_what_is_written_otherwise_is_read_as_it_would_be_in_a_file() -> None:
    bank = mesoquiz.check(bank_of(card(question=12, answer="ici", context=3, tags=["peau"], difficulty="2")))
    assert mesoquiz.format_report(bank) == ""
    (note,) = bank.notes
    assert isinstance(note, QuestionAnswer)
    assert (note.question, note.answer, note.context) == ("12", Option(text="ici"), "3")
    assert (note.tags, note.difficulty, note.type) == (("peau",), 2, "")
    (package,) = mesoquiz.export("apkg", bank)
    assert package.content.startswith(b"PK")


def test_a_sound_note_stays_as_it_is() -> None:
    note = card(why="Parce que.", source=(Citation(doc="un"),), tags=("peau",))
    (checked,) = mesoquiz.check(bank_of(note)).notes
    assert checked == note


VALUES = ["x", 12, 1.5, None, True, (), [], {}, {"a": 1}, object(), b"x", float("nan"), [[["x"]]], Option(text=[])]


@pytest.mark.parametrize("value", VALUES, ids=map(str, range(len(VALUES))))
def test_no_value_makes_check_raise(value: Any) -> None:
    """What is sound after it can be exported."""
    notes = made()
    sound: list[Note] = []
    for note in notes:
        for name in [item.name for item in fields(note) if item.name != "at"]:
            checked = mesoquiz.check(bank_of(replace(note, **{name: value})))
            assert mesoquiz.check(checked).diagnostics == checked.diagnostics
            sound += [] if checked.errors else checked.notes
    numbered = (replace(note, id=f"n{number}") for number, note in enumerate(sound))
    list(mesoquiz.export("apkg", bank_of(*numbered)))


def test_a_value_for_which_a_deck_has_no_word_is_an_error_of_its_card() -> None:
    bank = mesoquiz.check(bank_of(card(question=object()), card(id="b", why=float("nan")), card(id="c")))
    assert [one.message for one in bank.diagnostics if one.severity == "error"] == [
        "the card `a` cannot be written down: a deck holds no `object`",
        "the card `b` cannot be written down: a deck holds no `nan`, no infinite number, and no list that is in itself",
    ]
    assert "error[not-written]" in mesoquiz.format_report(bank)
    assert [note.id for note in bank.notes] == ["c"]


def test_pictures_of_notes_made_in_python_are_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    note = card(image=Picture(file="x.png", alt="une peau"))
    assert errors(mesoquiz.check(bank_of(note))) == ["media-missing"]
    Path("inner").mkdir()
    Path("inner/x.png").write_bytes(png())
    assert errors(mesoquiz.check(bank_of(note))) == ["media-missing"]
    found = mesoquiz.check(bank_of(note, folder="inner"))
    assert errors(found) == []
    assert list(found.media) == ["x.png"]
    assert len(list(mesoquiz.export("apkg", found))) == 1
    Path("inner/x.png").unlink()
    assert errors(mesoquiz.check(bank_of(note, media=found.media))) == [], "a picture that the bank has is not sought"
    assert mesoquiz.load_text(YAML, folder="inner").folder == "inner"


# Text and mappings


def test_every_mapping_will_do() -> None:
    for mapping in (MappingProxyType, UserDict):
        bank = mesoquiz.load_text(mapping({"deck": "Essai", "id": "essai", "cards": (mapping(CARD),)}))
        assert [note.id for note in bank.notes] == ["a"]


def test_values_of_python_are_taken_for_what_they_say() -> None:
    cards = [{**CARD, "answer": Option(text="ici", why="oui"), "tags": {"b", "a"}, "why": datetime.date(1952, 3, 1)}]
    bank = mesoquiz.load_text({"deck": "Essai", "id": "essai", "cards": [*cards, replace(card(), id="b")]})
    assert mesoquiz.format_report(bank) == ""
    first = bank.notes[0]
    assert isinstance(first, QuestionAnswer)
    assert (first.answer.why, first.tags, first.why) == ("oui", ("a", "b"), "1952-03-01")


def nested(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = [value]
    return value


def test_what_is_nested_too_deeply_is_told() -> None:
    bank = mesoquiz.load_text({"deck": "Essai", "id": "essai", "cards": [{**CARD, "why": nested(30)}]})
    assert errors(bank) == ["too-deep"]
    with pytest.raises(ValueError, match=r"^the values are nested too deeply$"):
        mesoquiz.load_text({"deck": "Essai", "id": "essai", "cards": [{**CARD, "why": nested(100_000)}]})


@pytest.mark.parametrize(("value", "said"), [(object(), "`object`"), (b"x", "`bytes`"), (1 + 2j, "`complex`")])
def test_what_no_deck_can_hold_is_named(value: object, said: str) -> None:
    with pytest.raises(TypeError, match=f"^a deck holds no {said}: write texts, numbers, true or false, lists"):
        mesoquiz.load_text({"deck": value})


@pytest.mark.parametrize(
    ("deck", "said", "how"),
    [
        (
            {"deck": "Essai", "cards": [CARD]},
            "this deck belongs to no collection",
            "give it an `id`, or a `collection`",
        ),
        (
            {"deck": "Essai", "id": "essai", "cards": [{**CARD, "why": "\theta"}]},
            "this text has a character that nobody sees, as `\\t` makes one",
            'write a space; if a backslash was meant, put an r before the text: r"…"',
        ),
        (
            {"deck": "Essai", "id": "essai", "cards": [{**CARD, "why": "\ud83d"}]},
            "a text has half of a character, which no program shows",
            "read it anew: it was cut, or decoded with the wrong encoding",
        ),
    ],
)
def test_messages_are_about_values_and_not_about_files(deck: Any, said: str, how: str) -> None:
    (found,) = mesoquiz.load_text(deck).diagnostics
    assert (found.message, found.hint) == (said, how)
