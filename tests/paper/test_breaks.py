"""Where lines end on paper: never inside `peut-elle`, a number or a unit, whoever sets them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from printouts import compact
from rendering import write_decks

import mesoquiz

KEPT = ("peut-elle", "a-t-il", "utilisent-ils", "10 000 UI", "120/70 mmHg", "37,5 °C", "L. 1142-1", "n° 5", "5 mg/kg/j")
KEPT += ("1 250 mg/kg/j", "37,25 mg/m²", "–20 °C", "dis-moi-le", "celui-ci", "est-ce-que", "M. Dupont", "art. L. 12")
TIMES = 3 * len(KEPT)
"""Enough of them for each to come to the end of a line."""


def text(times: int) -> str:
    places = ((place % len(KEPT), " et" * (place % 17)) for place in range(times))
    return " ".join(" ".join(KEPT[place:] + KEPT[:place]) + filling for place, filling in places)


def lines(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        # PDFium ends a line at a hyphen with this character.
        read = [page.get_textpage().get_text_range().replace("\ufffe", "-") for page in document]
    finally:
        document.close()
    return [line for page in read for line in page.splitlines()]


def judge(content: bytes, times: int) -> None:
    found = lines(content)
    assert len([line for line in found if set(line.split()) & {"peut-elle", "mmHg"}]) > 3, "the text takes many lines"
    for kept in KEPT:
        # A space that another font has is none in the text.
        assert sum(compact(line).count(compact(kept)) for line in found) == times, kept


@pytest.mark.parametrize("layout", [(1, "normal"), (2, "normal"), (1, "large")])
def test_a_paper_keeps_together_what_belongs_together(layout: tuple[int, str], tmp_path: Path, browser: Any) -> None:
    bank = mesoquiz.load(write_decks(tmp_path, [{"id": "a", "question": text(TIMES), "answer": "x"}], typography="fr"))
    columns, size = layout
    (tmp_path / "plan.yaml").write_text(
        f"title: Essai\nseed: x\ncolumns: {columns}\nprint: {size}\nsections: [{{count: 1}}]\n", encoding="utf-8"
    )
    quiz = mesoquiz.assemble(bank, blueprint=tmp_path / "plan.yaml")
    (pdf,) = mesoquiz.export("pdf", quiz, roles=("quiz",))
    judge(pdf.content, TIMES)
    page = browser.new_page()
    page.set_content(next(mesoquiz.export("html", quiz)).content.decode())
    judge(page.pdf(prefer_css_page_size=True), TIMES)
    page.close()


def test_flashcards_keep_together_what_belongs_together(tmp_path: Path, browser: Any) -> None:
    bank = mesoquiz.load(write_decks(tmp_path, [{"id": "a", "question": text(5), "answer": "x"}], typography="fr"))
    html, pdf = mesoquiz.export("flashcards", bank, pdf=True)
    judge(pdf.content, 5)
    page = browser.new_page()
    page.set_content(html.content.decode())
    judge(page.pdf(prefer_css_page_size=True), 5)
    page.close()


@pytest.mark.parametrize("size", ["normal", "large"])
def test_letters_after_z_are_whole_on_an_answer_sheet(size: str, tmp_path: Path, browser: Any) -> None:
    options = [f"option {number}" for number in range(30)]
    card = {"id": "a", "question": "Lesquelles ?", "answers": options[:3], "distractors": options[3:]}
    bank = mesoquiz.load(write_decks(tmp_path, [card]))
    (tmp_path / "plan.yaml").write_text(f"title: E\nseed: x\nprint: {size}\nsections: [{{count: 1}}]\n", "utf-8")
    quiz = mesoquiz.assemble(bank, blueprint=tmp_path / "plan.yaml")
    (pdf,) = mesoquiz.export("pdf", quiz, roles=("sheet",))
    html = next(made for made in mesoquiz.export("html", quiz) if made.name == "sheet-A.html")
    page = browser.new_page()
    page.set_content(html.content.decode())
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    for content in (pdf.content, printed):
        found = " ".join(lines(content)).split()
        assert {"AA", "AB", "AC", "AD"} <= set(found)
