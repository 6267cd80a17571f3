"""The first page of a paper, as Chromium prints it: the heading instead of a running head, and the first question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browsing import Opened, open_page
from printouts import compact

import mesoquiz
from mesoquiz.exams import loader
from mesoquiz.exams.drawing.assembly import assemble_blueprint
from mesoquiz.exams.manifest import exam_id
from mesoquiz.exams.quiz import Layout, Quiz
from mesoquiz.notes.bank import Bank

DECKS = Path(__file__).parents[3] / "decks"
LAYOUTS = [Layout(), Layout(columns=2), Layout(print="large"), Layout(paper="letter")]


@pytest.fixture(scope="module")
def quiz(shipped: Bank) -> Quiz:
    """The exam of a shipped blueprint, with sections, instructions and a scale."""
    blueprint = loader.load(DECKS / "blueprints" / "controle.yaml", "mesotherapie").blueprint
    assert blueprint
    return assemble_blueprint(shipped, replace(blueprint, forms=1))


def opened(browser: Any, quiz: Quiz, folder: Path, name: str) -> Opened:
    for artifact in mesoquiz.export("html", quiz):
        (folder / artifact.name).write_bytes(artifact.content)
    return open_page(browser, folder / f"{name}.html", name)


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
@pytest.mark.parametrize("name", ["quiz-A", "explained-A"])
def test_each_page_has_the_title_once_and_the_number_of_the_exam(
    browser: Any, quiz: Quiz, tmp_path: Path, layout: Layout, name: str
) -> None:
    """In the head and in the foot: browsers other than Chromium print no foot."""
    quiz = replace(quiz, layout=layout)
    pages = opened(browser, quiz, tmp_path, name).pages
    assert len(pages) > 1
    assert [page.count(compact(quiz.title)) for page in pages] == [1] * len(pages)
    assert [page.count(exam_id(quiz)) for page in pages] == [2] * len(pages)


@pytest.mark.parametrize("print", ["normal", "large"])
def test_the_first_question_begins_on_the_first_page(browser: Any, quiz: Quiz, tmp_path: Path, print: str) -> None:
    # Of one section: all that is said of the marks of several fills a page in large print.
    (form,) = quiz.forms
    quiz = replace(quiz, forms=(replace(form, sections=form.sections[:1]),), layout=Layout(print=print))  # type: ignore[arg-type]
    paper = opened(browser, quiz, tmp_path, "quiz-A")
    assert paper.places["1"] == [1, 1]


def test_a_screen_shows_the_title_once(browser: Any, quiz: Quiz, tmp_path: Path) -> None:
    opened(browser, quiz, tmp_path, "quiz-A")
    page = browser.new_page()
    page.goto((tmp_path / "quiz-A.html").as_uri())
    text = compact(page.inner_text("body"))
    page.close()
    assert text.count(compact(quiz.title)) == 1
    assert text.count(exam_id(quiz)) == 1
