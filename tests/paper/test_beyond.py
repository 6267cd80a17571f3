"""What no document says of an option has a label of its own, on paper and in Anki."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rendering import import_package, rendered, style, write_decks

import mesoquiz
from mesoquiz.notes.bank import Bank

CARD = {
    "id": "a",
    "question": "Qui ?",
    "answer": {"text": "Pistor", "why": "L'article le dit."},
    "distractors": [{"text": "Hahnemann", "beyond": "il a fondé l'homéopathie"}, "Ravily"],
}


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    made = mesoquiz.load(write_decks(tmp_path / "decks", [CARD], typography="fr"))
    assert not made.errors, mesoquiz.format_report(made)
    return made


def test_paper_says_so_in_the_explained_answers_alone(bank: Bank, browser: Any) -> None:
    quiz = mesoquiz.assemble(bank, count=1, seed="x", forms=1)
    pages = {page.name: page.content.decode() for page in mesoquiz.export("html", quiz) if page.name.endswith("html")}
    assert [name for name, text in pages.items() if "homéopathie" in text] == ["explained-A.html"]
    page = browser.new_page()
    page.set_content(pages["explained-A.html"])
    said = page.locator(".option-why").all_inner_texts()
    assert sorted(said) == ["Hors des documents\u00a0: il a fondé l’homéopathie", "L’article le dit."]
    page.close()


def test_the_pdf_says_it_too(bank: Bank) -> None:
    pytest.importorskip("typst")
    import pypdfium2

    quiz = mesoquiz.assemble(bank, count=1, seed="x", forms=1)
    (explained,) = [page for page in mesoquiz.export("pdf", quiz) if page.name == "explained-A.pdf"]
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(explained.content))
    assert "Hors des documents : il a fondé l’homéopathie" in " ".join(text.split())


def test_the_back_of_a_card_says_it(bank: Bank, collection: Any, browser: Any, tmp_path: Path) -> None:
    (package,) = mesoquiz.export("apkg", bank)
    import_package(collection, package.content, tmp_path)
    (side,) = rendered(collection)
    page = browser.new_page()
    for html, count in ((side.front.replace("<details", "<details open"), 0), (side.back, 1)):
        page.set_content(f"<!DOCTYPE html><style>{style(collection)}</style><body class=card>{html}</body>")
        assert page.locator(".mq-option-beyond:visible").count() == count
    assert page.locator(".mq-option-beyond").inner_text() == "il a fondé l’homéopathie"
    label = page.locator(".mq-option-beyond").evaluate("e => getComputedStyle(e, '::before').content")
    assert label == '"Hors des documents\u00a0: "'
    page.close()


def test_no_shipped_text_says_it_in_brackets(shipped: Bank) -> None:
    assert not [note.id for note in shipped.notes if "(hors documents)" in repr(note)]
