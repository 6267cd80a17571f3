"""What a marker finds on a key, in HTML and as PDF: letters, marks, other wordings, and what costs a question."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from printouts import compact
from rendering import Card, write_decks
from typeset import papers

import mesoquiz
from mesoquiz.exams.quiz import Layout, Quiz
from mesoquiz.exams.scoring import Scoring

CARDS: list[Card] = [
    {
        "id": "ferme",
        "question": "Lesquelles ?",
        "answers": [{"text": "oui", "must": True}, "si"],
        "distractors": ["non"],
    },
    {
        "id": "jamais",
        "question": "Que faire ?",
        "answer": "attendre",
        "distractors": [{"text": "pousser", "never": True}],
    },
    {"id": "mot", "question": "Quelle couche ?", "answer": "épiderme", "accept": ["épiderme", "épidermique"]},
    {"id": "ordre", "question": "Dans quel ordre ?", "sequence": ["un", "deux", "trois"]},
    {"id": "paires", "question": "Associez.", "pairs": [["a", "alpha"], ["b", "bêta"]]},
    {"id": "trous", "cloze": "Le {{derme}} et l’{{hypoderme}}."},
]


@pytest.fixture
def quiz(tmp_path: Path) -> Quiz:
    bank = mesoquiz.load(write_decks(tmp_path, CARDS))
    assert not bank.errors, mesoquiz.format_report(bank)
    return mesoquiz.assemble(bank)


def pages(quiz: Quiz) -> dict[str, str]:
    """The pages of form A as texts without white space: HTML, and what Typst made."""
    found = {}
    for page in mesoquiz.export("html", quiz):
        body = page.content.decode().partition("<body>")[2]
        found[page.name] = compact(unescape(re.sub(r"<[^>]*>", "", body)))
    made = papers(quiz)
    return found | {f"{name}.pdf": "".join(paper.bodies(quiz.title)) for name, paper in made.items()}


BOTH = pytest.mark.parametrize("kind", ["html", "pdf"])


@BOTH
def test_a_key_has_a_place_for_each_mark_and_for_all(quiz: Quiz, kind: str) -> None:
    form = quiz.forms[0]
    items = tuple(replace(item, points=2 if item.key else 1 / 3) for item in form.items)
    section = replace(form.sections[0], items=items)
    key = pages(replace(quiz, forms=(replace(form, sections=(section,)),)))[f"key-A.{kind}"]
    assert "Total:/5,33" in key
    for number, item in enumerate(items, 1):
        if item.key:
            assert f"{number}{item.key}/2" in key
    assert key.count("/0,33") == 4


@BOTH
def test_a_key_names_the_letters_that_cost_a_question_where_the_rule_does(quiz: Quiz, kind: str) -> None:
    numbers = {item.note.id: number for number, item in enumerate(quiz.forms[0].items, 1)}
    places = {item.note.id: item.order for item in quiz.forms[0].items}
    must, never = ("ABC"[places["ferme"].index(0)], "AB"[places["jamais"].index(1)])
    found = pages(quiz)
    rows = {numbers["ferme"]: f"{numbers['ferme']}{must}–", numbers["jamais"]: f"{numbers['jamais']}–{never}"}
    told = "".join(row for _, row in sorted(rows.items()))
    assert f"ramenerlaquestionàzéroQuestionIndispensableInacceptable{told}" in found[f"key-A.{kind}"]
    assert "oui(indispensable)" in found[f"explained-A.{kind}"]
    other = pages(replace(quiz, scoring=Scoring(rule="negative")))
    for role in ("quiz", "key", "explained"):
        assert "ndispensable" not in other[f"{role}-A.{kind}"], role


@BOTH
def test_a_key_has_the_other_wordings_of_an_answer(quiz: Quiz, kind: str) -> None:
    found = pages(quiz)
    assert "épidermeAussiaccepté:épidermique" in found[f"key-A.{kind}"]
    assert "épidermeAussiaccepté:épidermique" in found[f"explained-A.{kind}"]
    assert "épidermique" not in found[f"quiz-A.{kind}"]


@BOTH
def test_a_paper_says_what_to_do_and_how_parts_are_marked(quiz: Quiz, kind: str) -> None:
    paper = pages(quiz)[f"quiz-A.{kind}"]
    for said in (
        "Complétezletexte.",
        "Numérotezlescasesdanslebonordre,àpartirde1.",
        "Écrivezdanschaquecaselalettrequiconvient.",
        "Textesàtrous,remisesenordre(chaqueélémentàsonrang),associations:chaqueélémentjusterapporteunepartégale",
    ):
        assert paper.count(said) == 1, said
    assert "1.a2.b" in paper, "the key speaks of these numbers"


def test_a_part_that_is_right_brings_its_share() -> None:
    assert [Scoring().share(right, 4) for right in (0, 1, 4)] == [0, 0.25, 1]
    with pytest.raises(ValueError, match="5 of 4 parts cannot be right"):
        Scoring().share(5, 4)


@pytest.mark.parametrize("layout", [Layout(), Layout(columns=2), Layout(print="large")], ids=str)
def test_all_gaps_of_an_exam_have_one_width(tmp_path: Path, layout: Layout) -> None:
    cards = [
        {"id": "a", "cloze": "Le {{pH}} et {{la couche superficielle de la peau::où}}."},
        {"id": "b", "cloze": "Voici {{le derme}}."},
    ]
    quiz = replace(mesoquiz.assemble(mesoquiz.load(write_decks(tmp_path, cards))), layout=layout)
    page = next(page for page in mesoquiz.export("html", quiz) if page.name == "quiz-A.html").content.decode()
    assert page.count('<span class="gap">\N{NO-BREAK SPACE}</span>') + page.count('class="gap">&nbsp;') == 3
    (width,) = re.findall(r"\.gap \{ width: (\d+)mm; \}", page)
    assert int(width) >= (60 if layout.print == "large" else 40)


def test_masks_are_asked_as_many(tmp_path: Path) -> None:
    from mesoquiz.languages.french import LABELS
    from mesoquiz.notes.interactions import Label, Mask
    from mesoquiz.paper.elements import stem

    mask = Mask(left=1, top=1, width=5, height=5, label="x")
    asked: dict[str, Any] = {"prompt": LABELS.what_is_hidden, "image": "p.png", "alt": ""}
    assert stem(Label(**asked, masks=(mask,)), LABELS) == "Que cache ce masque\u202f?"
    assert stem(Label(**asked, masks=(mask, mask)), LABELS) == "Que cachent ces masques\u202f?"
    assert stem(Label(**asked | {"prompt": "Nommez."}, masks=(mask, mask)), LABELS) == "Nommez."


def test_the_title_of_an_exam_has_no_colons_of_a_deck(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "deck: Essai::Divers\nid: essai\ncards: [{id: a, question: Q, answer: A}]\n", encoding="utf-8"
    )
    assert mesoquiz.assemble(mesoquiz.load(tmp_path)).title == "Essai – Divers"


def test_a_gap_stays_with_its_article_and_its_comma(tmp_path: Path) -> None:
    cards: list[Card] = [{"id": "a", "cloze": "Voici l’{{os::dur}}, puis {{2::deux}}. Mais encore {{3::trois}} fois."}]
    quiz = mesoquiz.assemble(mesoquiz.load(write_decks(tmp_path, cards)))
    page = next(page for page in mesoquiz.export("html", quiz) if page.name == "quiz-A.html")
    text = page.content.decode()
    assert re.search(r'<span class="together">l’<span class="hinted">.*?</span></span>,</span>', text)
    assert re.search(r'<span class="together"><span class="gap">&nbsp;</span>\.</span>', text)
    assert 'encore <span class="gap">&nbsp;</span> fois' in text
