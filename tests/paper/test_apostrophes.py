"""Apostrophes on paper are typographic where the typography is French; the author's files keep theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from rendering import write_decks

import mesoquiz
from mesoquiz.markup.renderer import Markup

ON_PAPER = Markup("fr", on_paper=True)
CURLED = {
    "l'hypoderme": "l’hypoderme",
    "Qu'est l'« eau »": "Qu’est l’«\u00a0eau\u00a0»",
    "aujourd'hui, d'1 mm": "aujourd’hui, d’1\u00a0mm",
    "**qu'** elle et l'*eau*": "<strong>qu’</strong> elle et l’<em>eau</em>",
    "L'": "L’",
    "'simple'": "'simple'",
    "le mot 'peau' et 5' 3''": "le mot 'peau' et 5' 3''",
    "`l'ab` et l'eau": "<code>l'ab</code> et l’eau",
    r"\(f'a\) de l'eau": r"\(f'a\) de l’eau",
    "https://exemple.org/l'eau de l'étang": "https://exemple.org/l'eau de l’étang",
}


@pytest.mark.parametrize(("text", "shown"), CURLED.items())
def test_an_apostrophe_is_curved_and_a_quote_is_not(text: str, shown: str) -> None:
    assert ON_PAPER.html(text) == shown


@pytest.mark.parametrize("text", CURLED)
def test_anki_and_other_typographies_keep_what_was_written(text: str) -> None:
    assert "’" not in Markup("fr").html(text)
    assert "’" not in Markup("off", on_paper=True).html(text)


CARDS = [
    {"id": "a", "question": "Qu'est-ce que l'eau ?", "answer": "de l'eau", "distractors": ["d'autres", "l'air"]},
    {"id": "b", "cloze": "C'est l'{{1::eau d'ici::aujourd'hui}}."},
    {"id": "c", "question": "Où ?", "answer": "L'un", "why": "Parce qu'il", "source": {"doc": "s", "quote": "l'or"}},
]
SOURCES = [{"id": "s", "title": "L'article d'avant"}]


@pytest.mark.parametrize(("typography", "straight"), [("fr", False), ("fr-nbsp", False), ("off", True)])
def test_all_that_is_printed_has_the_same_apostrophes(tmp_path: Path, typography: str, straight: bool) -> None:
    bank = mesoquiz.load(write_decks(tmp_path / "decks", CARDS, typography=typography, title="L'eau", sources=SOURCES))
    assert not bank.errors, mesoquiz.format_report(bank)
    quiz = mesoquiz.assemble(bank, count=3, seed="x", forms=1)
    pages = [*mesoquiz.export("html", quiz), *mesoquiz.export("flashcards", bank)]
    texts = {page.name: page.content.decode().partition("<body")[2] for page in pages if page.name.endswith("html")}
    assert len(texts) == 5
    for name, text in texts.items():
        written = text.count("&#39;") + text.count("'")
        assert (written > 0) == straight, name


def test_the_shipped_exam_has_no_straight_apostrophe(shipped: mesoquiz.Bank) -> None:
    quiz = mesoquiz.assemble(shipped, count=60, seed="x", forms=1)
    for page in mesoquiz.export("html", quiz):
        if page.name.endswith(".html"):
            body = page.content.decode().partition("<body")[2]
            assert "’" in body
            assert "&#39;" not in body, page.name
