"""Exams in every layout, as Chromium prints them and as other people's checkers see them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browsing import Opened, asked, open_page
from commands import PATIENCE
from printouts import compact
from programs import missing
from rendering import bare, right_texts, written

import mesoquiz
from mesoquiz.exams import loader
from mesoquiz.exams.blueprint import Blueprint, SectionPlan
from mesoquiz.exams.drawing.assembly import assemble_blueprint
from mesoquiz.exams.quiz import Quiz
from mesoquiz.exams.scoring import Scoring
from mesoquiz.notes.bank import Bank
from mesoquiz.paper.pages import index

ROOT = Path(__file__).parents[2]
DECKS = ROOT / "decks"
CARDS = {card["id"]: card for _, card in written(DECKS)}
LAYOUTS: dict[str, dict[str, Any]] = {
    "as planned": {},
    "two columns": {"forms": 1, "columns": 2},
    "large print": {"forms": 1, "print": "large"},
    "letter": {"forms": 1, "paper": "letter", "lang": "en", "scoring": Scoring(rule="negative")},
    "large, two columns": {"forms": 1, "print": "large", "columns": 2},
}
SIZES = {"A4": (595, 842), "letter": (612, 792)}
"""Points: 210 × 297 mm, and 8.5 × 11 inches."""

AWKWARD = """\
deck: Essai
id: essai
cards:
  - {id: page, question: "![Coupe](coupe.png) Que montre la coupe ?", answer: la peau}
  - id: masques
    image: {file: coupe.png, alt: Coupe de la peau}
    masks: [{left: 10, top: 10, width: 30, height: 20, label: derme}]
  - id: zones
    question: Où sont les couches ?
    image: {file: coupe.png, alt: Coupe de la peau}
    zones: [{left: 10, top: 10, width: 30, height: 20}, {left: 50, top: 50, width: 30, height: 20}]
  - id: tableau
    question: |
      Que dit ce tableau ?

      | Couche | Épaisseur |
      | --- | --- |
      | derme | 2 mm |

      - une liste
      - deux
    answers: ["`code` et **gras**", "\\\\(\\\\frac{1}{2}\\\\)"]
    distractors: ["H~2~O", "pH < 7", LONG]
  - {id: cochez, question: Lesquelles sont là ?, answers: [a, {text: b, must: true}], distractors: [c], expected: 2}
  - {id: panel, context: Un cas., hypothesis: ceci, information: cela, panel: [1, 2, 8, 1, 1]}
  - {id: cas-1, case: cas, context: Il tousse., question: Quoi encore ?, answer: rien}
  - {id: cas-2, case: cas, more: Il dort., question: Quoi enfin ?, answer: tout, accept: [tout, le tout], lines: 2}
  - {id: ordre, question: Dans quel ordre ?, sequence: [un, deux, trois]}
  - {id: paires, question: Associez., pairs: [[a, alpha], [b, bêta]]}
  - {id: trous, cloze: "{{Peu}}, {{rarement::quand}}, au bon endroit."}
  - {id: vrai, statement: Le derme est profond., answer: true}
  - {id: mot, term: mésolift, definition: injections du visage}
  - {id: beaucoup, question: Lesquelles ?, answers: [o0], distractors: [MANY]}
  - {id: arabe, question: "ما هو؟ e\\u0301", answer: "שלום 🦔"}
"""
AWKWARD = AWKWARD.replace("MANY", ", ".join(f"o{n}" for n in range(1, 30)))
AWKWARD = AWKWARD.replace("LONG", '"' + "un texte bien plus long qu'une ligne de la page, " * 3 + '"')


@pytest.fixture(scope="module")
def plans() -> dict[str, Blueprint]:
    found = {}
    for path in sorted((DECKS / "blueprints").glob("*.yaml")):
        blueprint = loader.load(path, "mesotherapie").blueprint
        assert blueprint
        found[path.stem] = blueprint
    return found


def save(quiz: Quiz, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for artifact in (index(quiz, [("exam.pdf", "Sujets")], singles=True), *mesoquiz.export("html", quiz)):
        (folder / artifact.name).write_bytes(artifact.content)
    return folder


OTHERS = [("controle", name) for name in ("two columns", "large print", "letter")] + [("qru-qrm", "as planned")]
"""Beside an exam as it is planned, and one of which all is large and in columns."""


@pytest.fixture(
    scope="module",
    params=[
        ("controle", "as planned"),
        ("controle", "large, two columns"),
        *(pytest.param(other, marks=pytest.mark.thorough) for other in OTHERS),
    ],
    ids=" ".join,
)
def printed(
    request: pytest.FixtureRequest,
    browser: Any,
    shipped: Bank,
    plans: dict[str, Blueprint],
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Quiz, Path, dict[str, Opened]]:
    """An exam in a layout, and its papers and explained keys as Chromium prints them."""
    plan, layout = request.param
    quiz = assemble_blueprint(shipped, replace(plans[plan], **LAYOUTS[layout]))
    folder = save(quiz, tmp_path_factory.mktemp("papers"))
    names = [f"{role}-{form.name}" for form in quiz.forms for role in ("quiz", "explained", "key", "sheet")]
    return quiz, folder, {name: open_page(browser, folder / f"{name}.html", name) for name in names}


def test_each_item_is_printed_once_whole_and_in_the_order_of_the_manifest(
    printed: tuple[Quiz, Path, dict[str, Opened]],
) -> None:
    quiz, folder, pages = printed
    for form in json.loads((folder / "manifest.json").read_text("utf-8"))["forms"]:
        items = [item for section in form["sections"] for item in section["items"]]
        for role in ("quiz", "explained"):
            page = pages[f"{role}-{form['form']}"]
            assert [(question["id"], question["number"]) for question in page.questions] == [
                (item["id"], str(item["number"])) for item in items
            ]
            starts = []
            # A question may be a part of another one.
            texts = [asked(question) for question in page.questions]
            assert len({*texts}) == len(texts)
            for question in page.questions:
                first, last = page.places[question["number"]]
                # An explanation in large print may be taller than a page, and begin amid one.
                most = 2 if role == "explained" and quiz.layout.print == "large" else 0
                assert last - first <= most, question["id"]
                starts.append(first)
                assert "".join(page.pages).count(asked(question)) == sum(text.count(asked(question)) for text in texts)
            assert starts == sorted(starts)


def test_the_letters_of_the_key_are_those_of_the_right_answers_on_the_paper(
    printed: tuple[Quiz, Path, dict[str, Opened]],
) -> None:
    """Worked out from the page and the YAML of the cards, without what the program says of them."""
    _, folder, pages = printed
    for form in json.loads((folder / "manifest.json").read_text("utf-8"))["forms"]:
        items = [item for section in form["sections"] for item in section["items"]]
        paper, key, sheet = (pages[f"{role}-{form['form']}"] for role in ("quiz", "key", "sheet"))
        chosen = 0
        for item, question, letters, ticks in zip(items, paper.questions, key.letters, sheet.ticks, strict=True):
            assert ticks["letters"] == question["letters"]
            if not question["options"]:
                assert letters == f"{item['number']} –"
                continue
            chosen += 1
            right = [bare(text) for text in right_texts(CARDS[item["id"]])]
            shown = zip(question["letters"], question["options"], strict=True)
            expected = "".join(letter for letter, text in shown if bare(text) in right or is_truth(item["id"], text))
            assert expected
            assert item["key"] == expected
            assert letters == f"{item['number']} {expected}"
        assert chosen


def is_truth(id: str, text: str) -> bool:
    """Whether a text is the word for the truth of a statement."""
    said = {True: ("Vrai", "True"), False: ("Faux", "False")}
    return "statement" in CARDS[id] and text in said[CARDS[id]["answer"] == "true"]


def test_each_page_says_which_exam_and_form_it_is(printed: tuple[Quiz, Path, dict[str, Opened]]) -> None:
    quiz, folder, pages = printed
    for name, page in pages.items():
        assert page.requests == [(folder / f"{name}.html").as_uri()]
        assert (page.messages, page.intruders, page.width) == ([], [], 360)
        for number, text in enumerate(page.pages, 1):
            assert compact(quiz.title) in text
            assert compact(f"{number} / {len(page.pages)}") in text
            assert page.name[-1] in text


def test_no_heading_of_a_section_stands_alone_at_the_foot_of_a_page(
    printed: tuple[Quiz, Path, dict[str, Opened]],
) -> None:
    quiz, _, pages = printed
    for form in quiz.forms:
        page = pages[f"quiz-{form.name}"]
        number = 1
        for section, sheet in zip(form.sections, page.headings, strict=True):
            assert compact(section.title) in page.pages[sheet - 1]
            assert page.places[str(number)][0] == sheet, section.title
            number += len(section.items)


def test_the_paper_has_the_size_that_was_asked_for(printed: tuple[Quiz, Path, dict[str, Opened]]) -> None:
    quiz, _, pages = printed
    for page in pages.values():
        for sheet in page.sheets:
            assert sheet.size == pytest.approx(SIZES[quiz.layout.paper], abs=1)


def test_large_print_is_large(browser: Any, shipped: Bank, plans: dict[str, Blueprint], tmp_path: Path) -> None:
    """18 points for all that is to be read, but for the running head; nothing slanted, options under each other."""
    folder = save(assemble_blueprint(shipped, replace(plans["controle"], print="large", forms=1)), tmp_path)
    page = browser.new_page()
    page.goto((folder / "quiz-A.html").as_uri())
    small = page.evaluate("""() => [...document.querySelectorAll("main tbody *")]
        .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
        .filter(element => parseFloat(getComputedStyle(element).fontSize) < 18 / 72 * 96 - .1)
        .filter(element => !element.closest(".box, .line, sub, sup"))
        .map(element => element.className + " " + element.innerText)""")
    lefts = page.evaluate("""() => [...document.querySelectorAll(".options")].map(
        list => new Set([...list.children].map(option => option.getBoundingClientRect().left)).size)""")
    page.close()
    assert small == []
    assert set(lefts) == {1}


# Checkers of other people.


@pytest.fixture(scope="module")
def checked(shipped: Bank, plans: dict[str, Blueprint], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of all roles: of an exam, and in all layouts of a deck with everything that a page can hold."""
    folder = tmp_path_factory.mktemp("checked")
    save(assemble_blueprint(shipped, replace(plans["controle"], forms=1)), folder / "exam")
    decks = tmp_path_factory.mktemp("decks")
    (decks / "a.yaml").write_text(AWKWARD, encoding="utf-8")
    picture = next((ROOT / "tests" / "cases").rglob("*.png"))
    shutil.copy(picture, decks / "coupe.png")
    bank = mesoquiz.load(decks)
    assert bank.errors == 0, mesoquiz.format_report(bank)
    single = sum(not note.case for note in bank.active)
    sections = (SectionPlan(count=single), SectionPlan(ask="case", count=1))
    plan = Blueprint(title="Essai", sections=sections)
    for name, layout in LAYOUTS.items():
        save(assemble_blueprint(bank, replace(plan, **{"forms": 1, **layout})), folder / name)
    return folder


def test_the_nu_html_checker_finds_nothing(checked: Path) -> None:
    jar = Path(os.environ.get("VNU_JAR", ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"))
    if not jar.is_file():
        missing("the Nu HTML checker")
    if not shutil.which("java"):
        missing("Java")
    done = subprocess.run(
        ["java", "-jar", str(jar), "--format", "json", *map(str, checked.rglob("*.html"))],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )
    messages = json.loads(done.stderr)["messages"]
    # It does not know that `img-src data:` allows the pictures in a page.
    told = [one for one in messages if "Content Security Policy" not in one["message"]]
    assert [(Path(one["url"]).name, one["message"]) for one in told] == []


@pytest.fixture(scope="module")
def axe() -> Any:
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        missing("axe")
    return Axe()


OTHER_LAYOUTS = [pytest.param(name, marks=pytest.mark.thorough) for name in LAYOUTS if name != "as planned"]


@pytest.mark.parametrize("name", ["exam", "as planned", *OTHER_LAYOUTS])
def test_axe_finds_no_violation(name: str, checked: Path, axe: Any, browser: Any) -> None:
    page = browser.new_page()
    found = {}
    files = sorted((checked / name).glob("*.html"))
    assert len(files) > 4
    for file in files:
        page.goto(file.as_uri())
        violations = axe.run(page).response["violations"]
        if violations:
            found[file.name] = [(one["id"], one["nodes"][0]["html"]) for one in violations]
    page.close()
    assert found == {}
