"""Lines to write on: as many as the question asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from printouts import sheets
from rendering import write_decks

import mesoquiz
from mesoquiz.languages import LANGUAGES
from mesoquiz.notes.interactions import Option, Recall
from mesoquiz.paper.elements import line_numbers

ASKED = {
    "fr": {
        "Expliquez en dix lignes.": 10,
        "Décrivez la technique (5 lignes).": 5,
        "Décrivez en 5 à 8 lignes au plus": 8,
        "En\u00a0une\u202fdizaine de lignes": 10,
        "Rédigez une réponse de 20 lignes maximum": 20,
        "Expliquez (en une ligne)": 1,
        "Quelles sont les trois lignes de Blaschko ?": 2,
        "Expliquez en quelques lignes.": 2,
        "Explain in ten lines.": 2,
    },
    "en": {
        "Explain in ten lines.": 10,
        "Explain (5 lines at most).": 5,
        "Explain in at most 6 lines": 6,
        "Name the two lines of Blaschko.": 2,
        "Explain in a few lines.": 2,
    },
}


@pytest.mark.parametrize(
    ("lang", "prompt", "lines"), [(lang, *case) for lang, all in ASKED.items() for case in all.items()]
)
def test_the_question_says_how_many(lang: str, prompt: str, lines: int) -> None:
    recall = Recall(prompt=prompt, answers=(Option(text="x" * 60),))
    assert line_numbers(recall, LANGUAGES[lang]) == [""] * lines


def test_parts_of_a_list_have_a_line_each() -> None:
    recall = Recall(prompt="Citez en dix lignes", answers=(Option(text="a"), Option(text="b")), listed=True)
    assert line_numbers(recall, LANGUAGES["fr"]) == ["1.", "2."]


@pytest.mark.parametrize(("asked", "pages"), [("en dix lignes", 1), ("en 60 lignes", 3)])
def test_the_lines_are_all_on_paper(asked: str, pages: int, tmp_path: Path, browser: Any) -> None:
    bank = mesoquiz.load(write_decks(tmp_path, [{"id": "a", "question": f"Expliquez {asked}.", "answer": "x"}]))
    quiz = mesoquiz.assemble(bank, seed="x")
    (pdf,) = mesoquiz.export("pdf", quiz, roles=("quiz",))
    page = browser.new_page()
    page.set_content(next(mesoquiz.export("html", quiz)).content.decode())
    assert page.locator("p.line").count() == (10 if pages == 1 else 60)
    page.close()
    # Lines are 8.5 mm apart, and a page has 253 mm.
    assert len(sheets(pdf.content)) == pages
