"""The preview shows what Anki shows: compared with the real one, card by card."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from commands import run
from rendering import import_package, rendered

import mesoquiz
from mesoquiz.notes.bank import Bank
from mesoquiz.preview.views import Views
from mesoquiz.resources import folder


def packaged(bank: Bank) -> bytes:
    package = next(mesoquiz.export("apkg", bank))
    return package.content


def body(page: str) -> str:
    return re.sub(r"\s+", " ", page.partition("<body")[2].partition(">")[2]).strip()


def plain(side: str) -> str:
    """What the real Anki fills in, without what its own scripts change afterwards."""
    side = re.sub(r' data-(?:cloze|ordinal)="[^"]*"', "", side)
    side = re.sub(r'<div class="(cloze(?:-\w+)?)" data-shape.*?></div>', r"<\1>", side)
    side = re.sub(
        r'\[\[type:nc:Typed\]\]|<input type="text" id="typeans">|<code id="typeans">.*?</code>', "TYPED", side
    )
    side = re.sub(r'<span class="mq-tags" hidden>.*?</span>', "", side)
    return re.sub(r"\s+", " ", side.replace("<br>", "").replace("<br />", "")).strip()


@pytest.mark.parametrize("decks", ["shipped", "fr", "en"])
def test_each_side_of_each_card_is_that_of_anki(decks: str, tmp_path: Path, collection: Any) -> None:
    if decks != "shipped":
        run("new", tmp_path, "--lang", decks)
    bank = mesoquiz.load(folder("decks") if decks == "shipped" else tmp_path / "decks")
    views = Views(bank)
    import_package(collection, packaged(bank), tmp_path)
    compared = 0
    for sides in rendered(collection):
        assert sides.ordinal in views.cards(sides.id)
        for side, real in (("front", sides.front), ("back", sides.back)):
            shown = body(views.anki(sides.id, sides.ordinal, side, night=False))
            if "\\(" not in real:
                assert plain(shown) == plain(real)
                compared += 1
    assert compared >= 2 * sum(not note.retired for note in bank.notes)


def test_night_is_a_class_and_formulas_are_set(tmp_path: Path) -> None:
    deck = 'deck: D\nid: d\ncards:\n  - {id: a, question: "Que vaut \\\\(\\\\frac{1}{2} < x\\\\) ?", answer: oui}\n'
    views = Views(mesoquiz.load_text(deck))
    assert "nightMode" in views.anki("a", 0, "front", night=True)
    assert "nightMode'" not in views.anki("a", 0, "front", night=False)
    assert "<mfrac>" in views.anki("a", 0, "front", night=False)
    with pytest.raises(KeyError):
        views.anki("a", 1, "front", night=False)
