"""Cases on paper: steps in their order, each with what is new; locked ones each on a page of its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from printouts import compact, sheets
from rendering import write_decks

import mesoquiz
from mesoquiz.exams.blueprint import Blueprint, SectionPlan
from mesoquiz.exams.drawing.assembly import assemble_blueprint
from mesoquiz.exams.manifest import dump
from mesoquiz.exams.quiz import Quiz
from mesoquiz.exams.reprints import changes, restore

STORY = "Une femme de 54 ans souffre du talon droit."
LATER = "La douleur est maximale aux premiers pas du matin."
LAST = "Vous proposez une mésothérapie."
HEEL: list[dict[str, Any]] = [
    {
        "id": "talon-1",
        "case": "talon",
        "context": STORY,
        "question": "Quel diagnostic évoquer ?",
        "answer": "une aponévropathie",
        "distractors": ["une fracture", "une goutte"],
    },
    {"id": "talon-2", "case": "talon", "more": LATER, "question": "Quel examen demander ?", "answer": "aucun"},
    {"id": "talon-3", "case": "talon", "more": LAST, "cloze": "L'aiguille s'enfonce de {{4 mm}}."},
]
KNEE: list[dict[str, Any]] = [
    {
        "id": "genou-1",
        "case": "genou",
        "context": "Un homme souffre du genou.",
        "statement": "Il court.",
        "answer": False,
    },
    {"id": "genou-2", "case": "genou", "question": "Que lui dire ?", "answer": "de marcher"},
]
ALONE: dict[str, Any] = {"id": "seule", "question": "Où injecter ?", "answer": "dans le derme"}


def exam(folder: Path, *, locked: bool, lang: str = "fr", **options: Any) -> Quiz:
    bank = mesoquiz.load(write_decks(folder, [*HEEL, ALONE, *KNEE], lang=lang))
    assert not bank.errors, mesoquiz.format_report(bank)
    cases = SectionPlan(ask="case", count=2, each=6, locked=locked, order="fixed", title="Dossiers")
    sections = (SectionPlan(count=1), cases)
    return assemble_blueprint(bank, Blueprint(title="T", seed="1", sections=sections, **options))


def page_of(quiz: Quiz, role: str) -> str:
    return next(one.content.decode() for one in mesoquiz.export("html", quiz) if one.name == f"{role}-A.html")


@pytest.mark.parametrize("role", ["quiz", "explained"])
def test_a_step_tells_what_is_new(role: str, tmp_path: Path) -> None:
    html = page_of(exam(tmp_path, locked=False), role)
    for text in (STORY, LATER, LAST):
        assert html.count(text) == 1
    order = [html.index(text) for text in ("Cas clinique 1", STORY, "Quel diagnostic", LATER, "Quel examen", LAST)]
    assert order == sorted(order)
    assert html.index(LAST) < html.index("Cas clinique 2")
    assert "(suite)" not in html


def test_a_locked_step_has_a_page_with_all_that_was_told(browser: Any, tmp_path: Path) -> None:
    quiz = exam(tmp_path, locked=True)
    page = browser.new_page()
    page.set_content(page_of(quiz, "quiz"))
    printed = sheets(page.pdf(prefer_css_page_size=True))
    page.close()
    (pdf,) = mesoquiz.export("pdf", quiz, roles=("quiz",))
    for pages in (printed, sheets(pdf.content)):
        texts = [sheet.text for sheet in pages]
        asked = ["Où injecter", "Quel diagnostic", "Quel examen", "L’aiguille", "Il court", "Que lui dire"]
        assert [[text for text in asked if compact(text) in page] for page in texts] == [[text] for text in asked]
        told = [[text for text in (STORY, LATER, LAST) if compact(text) in page] for page in texts]
        assert told == [[], [STORY], [STORY, LATER], [STORY, LATER, LAST], [], []]
        assert [compact("Cas clinique 1 (suite)") in page for page in texts] == [False, False, True, True, False, False]


@pytest.mark.parametrize("options", [{"columns": 2}, {"print": "large"}, {"lang": "en"}], ids=str)
def test_a_locked_step_shares_its_page_with_no_other(options: dict[str, Any], browser: Any, tmp_path: Path) -> None:
    quiz = exam(tmp_path, locked=True, **options)
    page = browser.new_page()
    page.set_content(page_of(quiz, "quiz"))
    printed = sheets(page.pdf(prefer_css_page_size=True))
    page.close()
    (pdf,) = mesoquiz.export("pdf", quiz, roles=("quiz",))
    asked = ["Quel diagnostic", "Quel examen", "aiguille", "Il court", "Que lui dire"]
    for pages in (printed, sheets(pdf.content)):
        found = [[text for text in asked if compact(text) in sheet.text] for sheet in pages]
        assert [texts for texts in found if texts] == [[text] for text in asked]


def test_the_key_follows_the_steps_without_pages(tmp_path: Path) -> None:
    html = page_of(exam(tmp_path, locked=True), "explained")
    assert 'class="opening page"' not in html
    assert html.count(STORY) == 1
    assert "Cas clinique 1 (suite)" not in html


def test_an_english_case_has_english_headings(tmp_path: Path) -> None:
    html = page_of(exam(tmp_path, locked=True, lang="en"), "quiz")
    assert html.count("Case 1 (continued)") == 2
    assert "2 cases, 5 questions, 12 points" in html


@pytest.mark.parametrize("locked", [False, True])
def test_a_reprint_is_the_same_after_the_case_has_changed(locked: bool, tmp_path: Path) -> None:
    quiz = exam(tmp_path / "before", locked=locked)
    cards = [HEEL[0] | {"context": "Un enfant tousse."}, *HEEL[1:], ALONE, *KNEE]
    changed = mesoquiz.load(write_decks(tmp_path / "after", cards))
    assert changes(dump(quiz), changed) == {
        "talon-1": ("the context", "what the case tells before it"),
        "talon-2": ("what the case tells before it",),
        "talon-3": ("what the case tells before it",),
    }
    again = restore(dump(quiz), changed)
    for role in ("quiz", "explained", "key"):
        assert page_of(again, role) == page_of(quiz, role)
    assert dump(again) == dump(quiz)
    assert "Un enfant tousse." in page_of(restore(dump(quiz), changed, current=True), "quiz")


def test_a_step_on_a_flashcard_tells_the_story_so_far(browser: Any, tmp_path: Path) -> None:
    bank = mesoquiz.load(write_decks(tmp_path / "decks", HEEL))
    (sheet,) = [file.content for file in mesoquiz.export("flashcards", bank) if file.name.endswith(".html")]
    page = browser.new_page()
    page.set_content(sheet.decode())
    fronts = [" ".join(page.locator(f".card.front[data-id={card['id']}]").inner_text().split()) for card in HEEL]
    page.close()
    found = [[text for text in (STORY, LATER, LAST) if text in front] for front in fronts]
    assert found == [[STORY], [STORY, LATER], [STORY, LATER, LAST]]


def test_parts_with_and_without_a_title_make_a_pdf(tmp_path: Path) -> None:
    bank = mesoquiz.load(write_decks(tmp_path, [*HEEL, ALONE, *KNEE]))
    parts = (SectionPlan(count=1), SectionPlan(count=1, ask="case", title="Dossiers"), SectionPlan(count=1, ask="case"))
    quiz = assemble_blueprint(bank, Blueprint(title="T", seed="1", sections=parts))
    for pdf in mesoquiz.export("pdf", quiz, roles=("quiz", "explained")):
        assert compact("Cas clinique 2") in "".join(sheet.text for sheet in sheets(pdf.content))


def test_a_case_tells_what_each_question_brings(tmp_path: Path) -> None:
    bank = mesoquiz.load(write_decks(tmp_path, [*HEEL, *KNEE], lang="fr"))
    told = {}
    for each in (6, 10):
        parts = (SectionPlan(ask="case", count=1, each=each, require=("talon",), title="Dossier"),)
        html = page_of(assemble_blueprint(bank, Blueprint(title="T", seed="1", sections=parts)), "quiz")
        told[each] = re.findall(r'<p class="worth">(.*?)</p>', html)[0].replace("\u00a0", " ")
    assert told == {
        6: "1 cas clinique, 3 questions, 6 points, 2 points chacune",
        10: "1 cas clinique, 3 questions, 10 points",
    }
