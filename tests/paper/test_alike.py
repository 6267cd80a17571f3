"""A paper is the same in HTML and as PDF: the head of its first page, its parts, and the boxes of its sheet."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from printouts import Sheet, compact, sheets
from rendering import Card, write_decks

import mesoquiz

MANY: list[Card] = [
    {"id": f"c{number}", "question": f"Question {number} ?", "answers": ["A1", "B2"], "distractors": list("cdefgiw")}
    for number in range(9)
]
PLAN = "title: Essai\nseed: x\n{}\nsections: [{{title: Choix, count: 4}}, {{title: Reste, count: 5, each: 2}}]\n"
PITCH = {"": 10.2, "print: large": 18.5}
MM = 72 / 25.4


def made(folder: Path, plan: str, role: str) -> tuple[list[Sheet], str]:
    """The pages of a paper as PDF, and the paper as HTML."""
    bank = mesoquiz.load(write_decks(folder, MANY))
    (folder / "plan.yaml").write_text(PLAN.format(plan), encoding="utf-8")
    quiz = mesoquiz.assemble(bank, blueprint=folder / "plan.yaml")
    (pdf,) = mesoquiz.export("pdf", quiz, roles=(role,))
    html = next(one for one in mesoquiz.export("html", quiz) if one.name == f"{role}-A.html")
    return sheets(pdf.content), html.content.decode()


@pytest.mark.parametrize("plan", PITCH)
def test_boxes_of_a_sheet_have_one_distance(plan: str, tmp_path: Path, browser: Any) -> None:
    pages, html = made(tmp_path, plan, "sheet")
    page = browser.new_page(viewport={"width": 665, "height": 1123})
    page.emulate_media(media="print")
    page.set_content(html)
    boxes = page.evaluate("""() => [...document.querySelector(".ticks li").querySelectorAll(".box")].map(box => {
        const {left, top} = box.getBoundingClientRect();
        return [left, top];
    })""")
    page.close()
    line = [left for left, top in boxes if top == boxes[0][1]]
    assert [round((b - a) * 25.4 / 96, 1) for a, b in pairwise(line)] == [PITCH[plan]] * (len(line) - 1)
    letters = [run.at for run in pages[0].runs if run.text in tuple("ABCDEFGHI") and "Bold" not in run.font][:9]
    first = [at.x for at in letters if abs(at.y - letters[0].y) < 1]
    assert len(first) == len(line) > 3
    assert [round((b - a) / MM, 1) for a, b in pairwise(first)] == [PITCH[plan]] * (len(first) - 1)


def test_a_sheet_is_halved_by_number(tmp_path: Path, browser: Any) -> None:
    pages, html = made(tmp_path, "", "sheet")
    page = browser.new_page(viewport={"width": 665, "height": 1123})
    page.emulate_media(media="print")
    page.set_content(html)
    lefts = page.evaluate("""() => [...document.querySelectorAll(".ticks .number")].map(
        number => number.getBoundingClientRect().left)""")
    page.close()
    assert [left > lefts[0] for left in lefts] == [False] * 5 + [True] * 4
    numbers = [run.at.x for run in pages[0].runs if run.text in tuple("123456789") and "Bold" in run.font]
    assert [x > 300 for x in numbers[-9:]] == [False] * 5 + [True] * 4


@pytest.mark.parametrize("role", ["quiz", "key", "explained", "sheet"])
def test_the_first_page_says_which_exam_it_is_in_its_head(role: str, tmp_path: Path) -> None:
    (first, *_), html = made(tmp_path, "", role)
    exam = html.split('<span class="label exam">', 1)[1].split("<", 1)[0]
    head = "".join(run.text for run in first.runs if run.at.y > 700)
    assert compact(exam) in compact(head)


def test_the_worth_of_a_part_is_beside_its_title(tmp_path: Path) -> None:
    (first, *_), _ = made(tmp_path, "scoring: discordance", "quiz")
    places = {compact(run.text): run.at for run in first.runs}
    title, worth = places["Choix"], places["4questions,1pointchacune"]
    assert abs(title.y - worth.y) < 3
    assert worth.x > title.x + 200


def test_a_formula_in_a_gap_is_underlined_on_its_key(tmp_path: Path, browser: Any) -> None:
    bank = mesoquiz.load(write_decks(tmp_path, [{"id": "a", "cloze": r"Ainsi {{\(V\)}} et {{le volume}}."}]))
    quiz = mesoquiz.assemble(bank, count=1, seed="x")
    (pdf,) = mesoquiz.export("pdf", quiz, roles=("explained",))
    html = next(one for one in mesoquiz.export("html", quiz) if one.name == "explained-A.html")
    page = browser.new_page()
    page.set_content(html.content.decode())
    width = page.evaluate("""() => getComputedStyle(document.querySelector("ins.filled math")).borderBottomWidth""")
    page.close()
    assert float(width.removesuffix("px")) > 0
    (sheet,) = sheets(pdf.content)
    (letter,) = [run.at for run in sheet.runs if run.text == "𝑉"]
    # The line is a narrow rectangle, of which one edge is told: that at its right end.
    assert any(0 < letter.y - a.y < 8 and letter.x < a.x < letter.x + 15 for a, _ in sheet.lines)
