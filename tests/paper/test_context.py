"""The context of a question on paper: above it, in normal weight, and on the same page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from rendering import write_decks

import mesoquiz

CONTEXT = "Une femme de 34 ans, sous anticoagulant, consulte pour des douleurs lombaires."
CARD = {
    "id": "a",
    "context": CONTEXT,
    "question": "Que faire ?",
    "answers": ["s'abstenir"],
    "distractors": ["injecter"],
    "beyond": "La règle vaut pour toute injection.",
    "source": {"doc": "un"},
}
SOURCES = [{"id": "un", "title": "Titre", "url": "https://exemple.org/a?b&c"}]


def pages(folder: Path, format: str = "html") -> Mapping[str, bytes]:
    others = [{"id": f"b{number}", "question": f"Question {number} ?", "answer": "oui"} for number in range(40)]
    bank = mesoquiz.load(write_decks(folder, [CARD, *others], sources=SOURCES))
    assert not bank.errors, mesoquiz.format_report(bank)
    quiz = mesoquiz.assemble(bank, count=41)
    return {artifact.name: artifact.content for artifact in mesoquiz.export(format, quiz)}


def asked(made: dict[str, bytes]) -> list[dict[str, Any]]:
    """The questions of form A, in their order."""
    return [one for part in json.loads(made["manifest.json"])["forms"][0]["sections"] for one in part["items"]]


def test_the_context_is_printed_above_its_question(browser: Any, tmp_path: Path) -> None:
    made = pages(tmp_path)
    number = 1 + [entry["id"] for entry in asked(made)].index("a")
    page = browser.new_page()
    for name in ("quiz-A.html", "explained-A.html"):
        page.set_content(made[name].decode())
        question = page.locator(f"#q{number}")
        lines = question.inner_text()
        assert lines.index(CONTEXT) < lines.index("Que faire")
        weights = question.locator(".stem").evaluate_all("all => all.map(e => getComputedStyle(e).fontWeight)")
        assert weights == ["400", "600"]
        assert question.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
        assert question.locator(".context").evaluate("e => getComputedStyle(e).breakAfter") == "avoid"
    assert "Hors des documents" in lines
    assert page.locator(f"#q{number} cite a").get_attribute("href") == "https://exemple.org/a?b&c"
    assert CONTEXT not in made["key-A.html"].decode()
    page.close()


def test_in_a_pdf_context_and_question_share_a_page(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    made = pages(tmp_path, "pdf")
    (name,) = [name for name in made if name.startswith("quiz")]
    (tmp_path / name).write_bytes(made[name])
    texts = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(tmp_path / name).pages]
    (whole,) = [text for text in texts if "sous anticoagulant" in text]
    assert whole.index("sous anticoagulant") < whole.index("Que faire")


def test_a_flashcard_has_the_context_on_its_front(browser: Any, tmp_path: Path) -> None:
    bank = mesoquiz.load(write_decks(tmp_path / "decks", [CARD], sources=SOURCES))
    (sheet,) = [file.content for file in mesoquiz.export("flashcards", bank) if file.name.endswith(".html")]
    page = browser.new_page()
    page.set_content(sheet.decode())
    front = page.locator(".card.front[data-id=a]").inner_text()
    assert front.index(CONTEXT[:20]) < front.index("Que faire")
    assert "La règle vaut pour toute injection" in page.locator(".card.back[data-id=a]").inner_text()
    page.close()
