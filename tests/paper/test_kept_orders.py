"""Options that keep their order (`shuffle: false`) and lines to write on (`lines`): on paper, cards and in reprints."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from commands import run
from hypothesis import given, settings
from hypothesis import strategies as st
from printouts import sheets
from rendering import import_package, rendered, write_decks

import mesoquiz
from mesoquiz.exams.quiz import Layout, Quiz
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import Choose, Recall

STEPS = ["jamais", "parfois", "souvent", "toujours"]
ONE: dict[str, Any] = {
    "id": "frequence",
    "question": "À quelle fréquence ?",
    "answer": {"text": "souvent", "why": "c'est la règle"},
    "distractors": STEPS,
    "shuffle": False,
    "anki": {"choices": "shown"},
}
SEVERAL: dict[str, Any] = {
    "id": "stades",
    "question": "Quels stades ?",
    "answers": ["parfois", "toujours"],
    "distractors": [*STEPS[:3], {"text": "toujours", "must": True}],
    "shuffle": False,
}


def loaded(folder: Path, *cards: dict[str, Any]) -> Bank:
    bank = mesoquiz.load(write_decks(folder, list(cards), lang="fr"))
    assert not bank.diagnostics, mesoquiz.format_report(bank)
    return bank


def orders(quiz: Quiz) -> set[tuple[str, ...]]:
    return {
        tuple(item.interaction.options[index].text for index in item.order)
        for form in quiz.forms
        for item in form.items
        if isinstance(item.interaction, Choose)
    }


@pytest.mark.parametrize(("card", "key"), [(ONE, "C"), (SEVERAL, "BD")])
def test_all_forms_show_the_order_that_is_written(card: dict[str, Any], key: str, tmp_path: Path) -> None:
    """Also where the letters of many right answers are balanced."""
    cards = [card | {"id": f"c{number}", "question": f"Question {number} ?"} for number in range(12)]
    quiz = mesoquiz.assemble(loaded(tmp_path, *cards), forms=3, seed="1")
    assert orders(quiz) == {tuple(STEPS)}
    assert {item.key for form in quiz.forms for item in form.items} == {key}


def test_what_is_said_of_an_answer_in_either_place_is_said(tmp_path: Path) -> None:
    bank = loaded(tmp_path, ONE, SEVERAL)
    one, several = (note.asks(bank.collection.labels)[0] for note in bank.notes)
    assert isinstance(one, Choose)
    assert isinstance(several, Choose)
    assert one.options[2].why == "c'est la règle"
    assert several.options[3].must


@given(st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=8, unique=True), st.data())
@settings(max_examples=50)
def test_right_is_what_is_an_answer_wherever_it_is(texts: list[str], data: st.DataObject) -> None:
    answers = data.draw(st.lists(st.sampled_from(texts), min_size=1, max_size=len(texts) - 1, unique=True))
    card = {"id": "q", "question": "Quoi ?", "answers": answers, "distractors": texts, "shuffle": False}
    bank = mesoquiz.load_text({"deck": "Essai", "id": "essai", "cards": [card]})
    assert not bank.errors, mesoquiz.format_report(bank)
    [item] = mesoquiz.assemble(bank).forms[0].items
    assert isinstance(item.interaction, Choose)
    assert [item.interaction.options[index].text for index in item.order] == texts
    right = {item.interaction.options[place].text for place in item.interaction.keys}
    assert right == {*answers}
    assert item.key == "".join("ABCDEFGH"[texts.index(text)] for text in sorted(answers, key=texts.index))


def test_a_card_shuffles_nothing(tmp_path: Path, collection: Any) -> None:
    (package,) = mesoquiz.export("apkg", loaded(tmp_path, ONE))
    import_package(collection, package.content, tmp_path)
    [sides] = rendered(collection)
    assert 'class="mq-choices mq-single"' in sides.front
    assert re.findall(r'<span class="mq-option">(\w+)</span>', sides.front) == STEPS


def test_an_exam_is_printed_again_in_the_order_that_it_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    loaded(tmp_path / "decks", ONE)
    assert run("quiz", "decks", "-o", "exam", "--title", "Essai").exit_code == 0
    before = Path("exam/quiz-A.html").read_bytes()
    shutil.copy("exam/manifest.json", "old.json")
    options = json.loads(Path("old.json").read_text("utf-8"))["forms"][0]["sections"][0]["items"][0]["options"]
    assert options == {"A": "distractor-1", "B": "distractor-2", "C": "key-1", "D": "distractor-3"}
    loaded(tmp_path / "decks", ONE | {"distractors": STEPS[::-1]})
    done = run("quiz", "decks", "--from", "old.json", "-o", "again")
    assert done.exit_code == 0, done.output
    assert Path("again/quiz-A.html").read_bytes() == before


# Lines to write on.


@pytest.mark.parametrize(("print", "pages"), [("normal", 3), ("large", 4)])
def test_a_question_has_the_lines_that_its_author_wants(print: Any, pages: int, tmp_path: Path) -> None:
    """Lines are 8.5 mm apart, in large print 13 mm, and a page has 253 mm."""
    for lines, expected in ((1, 1), (60, pages)):
        card = {"id": "q", "question": "Décrivez une séance (5 lignes).", "answer": "Longue.", "lines": lines}
        quiz = replace(mesoquiz.assemble(loaded(tmp_path, card), seed="1"), layout=Layout(print=print))
        html = next(mesoquiz.export("html", quiz)).content.decode()
        assert html.count('<p class="line">') == lines
        (pdf,) = mesoquiz.export("pdf", quiz, roles=("quiz",))
        assert len(sheets(pdf.content)) == expected


def test_a_list_may_have_more_lines_than_answers_and_tell_no_number(tmp_path: Path) -> None:
    card = {"id": "q", "question": "Citez des stades.", "answers": ["un", "deux"], "lines": 4}
    bank = loaded(tmp_path, card)
    [recall] = bank.notes[0].asks(bank.collection.labels)
    assert isinstance(recall, Recall)
    html = {page.name: page.content.decode() for page in mesoquiz.export("html", mesoquiz.assemble(bank))}
    assert re.findall(r'<p class="line">([^<]*)</p>', html["quiz-A.html"]) == ["1.", "2.", "3.", "4."]
