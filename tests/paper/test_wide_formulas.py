"""Formulas wider than a line stay within it: they break at their signs, or get smaller."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from printouts import compact, sheets
from rendering import write_decks

import mesoquiz

SUM = "C = " + " + ".join(f"a_{{{number}}}" for number in range(40))
WIDE = r"\frac{" + " + ".join(f"a_{{{number}}}" for number in range(13)) + "}{V}"
SHORTER = (
    " + ".join(f"a_{number}" for number in range(1, 10)) + " = -" + " - ".join(f"b_{number}" for number in range(1, 9))
)
RAW = r"\left(" + "+".join(f"a_{number}" for number in range(30)) + r"\right)^2"
TEXT = f"En ligne \\({SUM}\\), seule \\[{SUM}\\] et large \\({WIDE}\\), enfin \\(\\cancel{{x}}\\)."


@pytest.mark.parametrize(
    ("plan", "right"), [("columns: 1", 547), ("columns: 2", 286), ("print: large", 547), ("paper: letter", 564)]
)
def test_no_formula_leaves_its_column(plan: str, right: float, tmp_path: Path, browser: Any) -> None:
    """The right edge of the first column, in points from the left of the paper."""
    bank = mesoquiz.load(write_decks(tmp_path, [{"id": "a", "question": TEXT, "answer": "x"}]))
    (tmp_path / "plan.yaml").write_text(f"title: Essai\nseed: x\n{plan}\nsections: [{{count: 1}}]\n", encoding="utf-8")
    quiz = mesoquiz.assemble(bank, blueprint=tmp_path / "plan.yaml")
    (pdf,) = mesoquiz.export("pdf", quiz, roles=("quiz",))
    page = browser.new_page(viewport={"width": 794, "height": 1123})
    page.emulate_media(media="print")
    page.set_content(next(mesoquiz.export("html", quiz)).content.decode())
    edges = page.evaluate("""() => [...document.querySelectorAll(".stem math, .stem .formula")].map(formula => {
        const room = formula.closest(".stem").getBoundingClientRect();
        return formula.getBoundingClientRect().right - room.right;
    })""")
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(edges) > 80
    assert max(edges) < 1
    for content in (pdf.content, printed):
        (sheet,) = sheets(content)
        # Letters of formulas are mathematical ones: `𝑎`.
        body = [run for run in sheet.runs if set(run.text) & set("𝑎𝐶+=")]
        assert body
        assert max(run.at.x for run in body) < right
        assert "\\" not in sheet.text


def test_a_formula_that_is_shown_as_written_stays_in_its_column(tmp_path: Path) -> None:
    text = f"En ligne \\({RAW}\\) ?"
    bank = mesoquiz.load(write_decks(tmp_path, [{"id": "a", "question": text, "answer": "x"}]))
    (tmp_path / "plan.yaml").write_text("title: E\nseed: x\ncolumns: 2\nsections: [{count: 1}]\n", encoding="utf-8")
    quiz = mesoquiz.assemble(bank, blueprint=tmp_path / "plan.yaml")
    (pdf,) = mesoquiz.export("pdf", quiz, roles=("quiz",))
    (sheet,) = sheets(pdf.content)
    assert compact(RAW) in sheet.text
    assert max(run.at.x + len(run.text) * 3 for run in sheet.runs if "a_" in run.text) < 286


def test_fractions_in_cells_do_not_touch(tmp_path: Path) -> None:
    """The denominator of a row is above the numerator of the next, with the line between them."""
    row = r"| a | \(\frac{p}{q}\) |"
    table = f"Voici :\n\n| x | y |\n| --- | --- |\n{row}\n{row}"
    bank = mesoquiz.load(write_decks(tmp_path, [{"id": "a", "question": table, "answer": "x"}]))
    (pdf,) = mesoquiz.export("pdf", mesoquiz.assemble(bank, count=1, seed="x"), roles=("quiz",))
    (sheet,) = sheets(pdf.content)
    under, over = ([run.at.y for run in sheet.runs if run.text == letter] for letter in "𝑞𝑝")
    assert len(under) == len(over) == 2
    assert under[0] - over[1] > 9


def test_flashcards_break_long_formulas(tmp_path: Path) -> None:
    text = f"En ligne \\({SHORTER}\\), seule \\[{SHORTER}\\]"
    bank = mesoquiz.load(write_decks(tmp_path, [{"id": "a", "question": text, "answer": "x"}]))
    html, pdf = mesoquiz.export("flashcards", bank, pdf=True)
    assert html.content.count(b'class="formula') == 2
    front, _ = sheets(pdf.content)
    assert "\\" not in front.text
