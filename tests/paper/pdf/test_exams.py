"""Exams in each layout, and `quiz --pdf`."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from commands import run
from typeset import FORMS, HEADINGS, ROOT, Paper, in_words, papers, parts

import mesoquiz
from mesoquiz.exams.manifest import exam_id
from mesoquiz.exams.quiz import Layout, Quiz, Section
from mesoquiz.notes.interactions import Arrange, Pair

ROLES = list(HEADINGS)
POINTS = 72 / 25.4


# Layouts.


@cache
def exam() -> Quiz:
    """Two sections with titles, and all that a quiz can have."""
    quiz = mesoquiz.assemble(in_words(mesoquiz.load(ROOT / "decks")), count=12)
    (form,) = quiz.forms
    items = [replace(item, points=(1, 2, 0.5)[place % 3]) for place, item in enumerate(form.items)]
    first = Section(items=tuple(items[:5]), title="Première *partie*", instructions="Sans **documents**.")
    second = Section(items=tuple(items[5:]), title="Seconde partie")
    return replace(
        quiz,
        forms=(replace(form, sections=(first, second)),),
        course="UE 3 : médecine",
        date="2027-05-12",
        duration=90,
        instructions="Écrivez lisiblement.\n\n- au stylo noir",
        fields=("Nom", "Groupe ?"),
    )


def test_an_exam_shows_all_that_its_author_says() -> None:
    quiz = exam()
    text = "".join(papers(quiz)["quiz-A"].bodies(quiz.title))
    assert text.startswith(
        f"MésothérapieUE3:médecine·12mai2027SujetAn°{exam_id(quiz)}"
        "Nom:Groupe?:"
        "12questions,14points,1h30.uneseuleréponseuneouplusieursréponses"
        "Écrivezlisiblement.austylonoir"
        "Barème:Uneseuleréponse:touslespointssielleestjuste,aucunsinon."
    )
    assert "Premièrepartie5questions,6,5pointsSansdocuments.1" in text
    assert text.index("Secondepartie7questions,7,5points") > text.index("Premièrepartie")
    for number, item in enumerate(quiz.forms[0].items, 1):
        points = {1: "1point", 2: "2points", 0.5: "0,5point"}[item.points]
        # Steps and pairs stand between a question and its points.
        end = "" if isinstance(item.interaction, (Arrange, Pair)) else points
        assert f"{number}{''.join(parts(item))}{end}" in text


def test_points_are_silent_where_all_questions_have_one(quiz: Quiz, made: dict[str, Paper]) -> None:
    text = "".join(made["quiz-A"].raw)
    assert "40questions.uneseuleréponse" in text
    assert not re.search(r"\dpoint", text)


LAYOUTS = [
    Layout(),
    Layout(columns=2),
    Layout(paper="letter"),
    Layout(print="large"),
    Layout(paper="letter", columns=2),
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_each_layout_has_every_question_whole_and_in_order(layout: Layout) -> None:
    quiz = replace(exam(), layout=layout)
    for role in ("quiz", "explained"):
        paper = papers(quiz, roles=(role,))[f"{role}-A"]
        size = {"A4": (210, 297), "letter": (215.9, 279.4)}[layout.paper]
        assert {(round(x / POINTS, 1), round(y / POINTS, 1)) for x, y in (sheet.size for sheet in paper.sheets)} == {
            size
        }
        pages = paper.bodies(quiz.title)
        text = "".join(pages)
        places = (
            [text.index(f"{n}{parts(item)[0]}") for n, item in enumerate(quiz.forms[0].items, 1)]
            if role == "quiz"
            else [0]
        )
        assert places == sorted(places)
        for title, first in (("Premièrepartie", 1), ("Secondepartie", 6)):
            (page,) = [page for page in pages if title in page]
            begun = parts(quiz.forms[0].items[first - 1])[0][:12]
            assert f"{first}{begun}" in page, "a heading stays with its first question"


def test_large_print_is_large_and_without_serifs() -> None:
    paper = papers(replace(exam(), layout=Layout(print="large")), roles=("quiz",))["quiz-A"]
    runs = [run for sheet in paper.sheets for run in sheet.runs if run.text.strip()]
    assert [run for run in runs if "Atkinson" not in run.font] == []
    sizes = Counter(round(run.size) for run in runs for _ in run.text)
    assert max(sizes, key=lambda size: sizes[size]) == 18
    assert min(sizes) >= 11


def test_pages_count_from_the_front_also_when_no_question_has_room_below_it(tmp_path: Path) -> None:
    why = "Une phrase qui se répète. " * 74
    card = f"{{id: a, question: Quoi ?, answer: rien, why: '{why}'}}"
    (tmp_path / "a.yaml").write_text(f"id: essai\ndeck: Essai\ncards: [{card}]\n", encoding="utf-8")
    made = mesoquiz.assemble(mesoquiz.load(tmp_path))
    (form,) = made.forms
    section = Section(items=form.items, title="Partie", instructions="Sans documents.")
    quiz = replace(made, forms=(replace(form, sections=(section,)),), layout=Layout(columns=2))
    front, question = papers(quiz, roles=("explained",))["explained-A"].bodies(quiz.title)
    assert front.startswith("EssaiRéponsesexpliquéesA")
    assert question.startswith("PartieSansdocuments.1Quoi?rienExplication:Unephrase")


# The command.


def test_quiz_writes_pdf_beside_html_and_removes_what_is_stale(tmp_path: Path) -> None:
    output = tmp_path / "exam"
    result = run("quiz", str(ROOT / "decks"), "-n", "3", "--forms", "2", "--pdf", "-o", str(output))
    assert result.exit_code == 0, result.output
    wanted = {f"{role}-{form}.pdf" for role in ROLES for form in FORMS}
    assert {file.name for file in output.glob("*.pdf")} == {*wanted, "exam.pdf", "keys.pdf"}
    assert f"{output / 'sheet-B.pdf'}" in result.output
    assert "form B: the answer sheet" in result.output
    assert run("quiz", str(ROOT / "decks"), "-n", "3", "-o", str(output)).exit_code == 0
    assert {file.name for file in output.glob("*.pdf")} == {"exam.pdf", "keys.pdf"}, "the others were of another quiz"


@pytest.mark.in_process("it is installed, and only hidden")
@pytest.mark.parametrize("package", ["typst", "fontpkg_atkinson_hyperlegible"])
def test_without_typst_one_line_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    result = run("quiz", str(ROOT / "decks"), "-n", "3", "--pdf", "-o", str(tmp_path / "exam"))
    assert result.exit_code == 2
    assert result.output == "Error: PDF needs what is missing here: pip install typst fontpkg-atkinson-hyperlegible\n"
    assert not (tmp_path / "exam").exists()
