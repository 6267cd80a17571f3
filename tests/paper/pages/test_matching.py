"""Lists to match, as Chromium shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rendering import write_decks

import mesoquiz

FIRST_LINES = """() => [...document.querySelectorAll(".matching .right li")].map(item => {
    const [letter, text] = [".letter", ".text"].map(part => {
        const range = document.createRange();
        range.selectNodeContents(item.querySelector(part));
        return [...range.getClientRects()].map(line => line.top);
    });
    return {lines: new Set(text).size, away: Math.abs(letter[0] - text[0])};
})"""


@pytest.mark.parametrize("width", [360, 794])
def test_a_letter_is_beside_the_first_line_of_its_text(browser: Any, tmp_path: Path, width: int) -> None:
    pairs = [["un", "une réponse courte"], ["deux", "une réponse bien plus longue que sa colonne " * 3]]
    bank = mesoquiz.load(write_decks(tmp_path, [{"id": "a", "question": "Associez.", "pairs": pairs}]))
    for artifact in mesoquiz.export("html", mesoquiz.assemble(bank)):
        (tmp_path / artifact.name).write_bytes(artifact.content)
    page = browser.new_page(viewport={"width": width, "height": 740})
    page.goto((tmp_path / "quiz-A.html").as_uri())
    found = page.evaluate(FIRST_LINES)
    page.close()
    assert max(one["lines"] for one in found) > 2
    assert max(one["away"] for one in found) < 3
