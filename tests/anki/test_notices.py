"""What became of a card is told above its question: why it was withdrawn, and which one replaces it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rendering import import_package, lines, rendered, style, write_decks

import mesoquiz

WITHDRAWN = "Cette carte est retirée du paquet : vous pouvez la suspendre."
NOTICES = {
    "withdrawn": ({"retired": True}, [WITHDRAWN]),
    "withdrawn, and why": (
        {"retired": True, "notice": "Le document a changé ; voyez **derme-2**."},
        [WITHDRAWN, "Le document a changé ; voyez derme-2."],
    ),
    "of a card that stays": ({"notice": "Corrigée en 0.2."}, ["Corrigée en 0.2."]),
    "a list": ({"notice": "Voyez :\n\n- a\n- b"}, ["Voyez :", "a", "b"]),
    "none": ({}, []),
}


@pytest.mark.parametrize(("keys", "told"), NOTICES.values(), ids=list(NOTICES))
def test_what_became_of_a_card_is_told_on_both_sides(
    keys: dict[str, Any], told: list[str], collection: Any, browser: Any, tmp_path: Path
) -> None:
    cards = [
        {"id": "q", "question": "Où ?", "answer": "derme", **keys},
        {"id": "c", "cloze": "Dans le {{derme}}.", **keys},
        {"id": "t", "term": "papule", "definition": "petite bosse", **keys},
    ]
    folder = write_decks(tmp_path / "decks", cards, typography="fr")
    bank = mesoquiz.load(folder)
    assert not bank.errors, mesoquiz.format_report(bank)
    (package,) = mesoquiz.export("apkg", bank)
    import_package(collection, package.content, tmp_path)
    page = browser.new_page()
    for side in rendered(collection):
        for html in (side.front, side.back):
            page.set_content(f"<!DOCTYPE html><style>{style(collection)}</style><body class=card>{html}</body>")
            texts = page.locator(".mq-notice").all_inner_texts()
            assert [line for text in texts for line in lines(text)] == told, side.id
    page.close()
