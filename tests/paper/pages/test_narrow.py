"""Pages on a phone, and in large print: gaps with what touches them, pictures with masks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pictures import blank_png
from rendering import Card, write_decks

import mesoquiz
from mesoquiz.exams.blueprint import Blueprint, SectionPlan
from mesoquiz.exams.drawing.assembly import assemble_blueprint

MASKS = [{"left": 10, "top": 40 * n, "width": 5, "height": 4, "label": f"couche {n}"} for n in range(3)]
PICTURE = {"file": "peau.png", "alt": "Coupe"}
CARDS: list[Card] = [
    {"id": "couches", "image": PICTURE, "masks": MASKS},
    {"id": "zones", "question": "Où ?", "image": PICTURE, "zones": MASKS},
    {"id": "trous", "cloze": "Les risques : le germe ({{1::le staphylocoque doré}}), qu'{{2::une allergie révèle}} …"},
    {
        "id": "indices",
        "cloze": "Elle est {{1::rouge et gonflée::sa couleur, comme on la voit dans les premiers jours}}, puis (non).",
    },
]
NUMBERS = """() => [...document.querySelectorAll(".canvas text.edge")].map(text => getComputedStyle(text).fontSize)"""


@pytest.mark.parametrize("print", ["normal", "large"])
def test_no_page_is_wider_than_a_phone(browser: Any, tmp_path: Path, print: str) -> None:
    folder = write_decks(tmp_path, CARDS)
    (folder / "peau.png").write_bytes(blank_png(800, 560))
    bank = mesoquiz.load(folder)
    assert not bank.errors, mesoquiz.format_report(bank)
    sections = (SectionPlan(count=4),)
    quiz = assemble_blueprint(bank, Blueprint(title="Essai", sections=sections, seed="1", print=print))
    page = browser.new_page(viewport={"width": 360, "height": 740})
    numbers = []
    try:
        for artifact in mesoquiz.export("html", quiz):
            if artifact.name.endswith(".html"):
                (tmp_path / artifact.name).write_bytes(artifact.content)
                page.goto((tmp_path / artifact.name).as_uri())
                assert page.evaluate("document.documentElement.scrollWidth") == 360, artifact.name
                numbers += page.evaluate(NUMBERS)
    finally:
        page.close()
    # Of both pictures on the explained key, of the first on the paper, of the second on the short key.
    assert set(numbers) == {"12px" if print == "normal" else "24px"}
    assert len(numbers) >= 3 * len(MASKS)
