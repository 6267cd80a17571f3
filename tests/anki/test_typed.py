"""Answers to type: each wording that a card shows as right is right, whatever Anki compares it with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rendering import import_package, rendered, style, write_decks

import mesoquiz

SHOW = """html => {
    document.body.innerHTML = html;
    for (const old of document.querySelectorAll("script")) {
        const fresh = document.createElement("script");
        fresh.textContent = old.textContent;
        old.replaceWith(fresh);
    }
    const spans = [...document.querySelectorAll("#typeans > *")];
    return spans.map(e => e.tagName === "SPAN" ? `${e.className || e.id}:${e.textContent}` : e.tagName);
}"""
CARD = {
    "id": "a",
    "question": "Où ?",
    "answer": "la **peau** de l'été",
    "accept": ["peau", "le tégument", "cutis", "<b>derme</b>"],
}
RIGHT = {
    "la peau de l'été": "la peau de l'été",
    "La peau de l’été": "la peau de l'été",
    "la  peau de l'ete ": "la peau de l'été",
    "peau": "peau",
    "Peau": "peau",
    "le tegument": "le tégument",
    "Cutis": "cutis",
    "<b>derme</b>": "<b>derme</b>",
}
"""What is typed -> how it is written."""
WRONG = ["le foie", "pe", "peau le tégument cutis", "la peau de l'étépeau", "<b>peau</b>", "cutis,"]


@pytest.fixture
def back(collection: Any, tmp_path: Path) -> str:
    bank = mesoquiz.load(write_decks(tmp_path / "decks", [CARD], typography="fr"))
    assert not bank.errors, mesoquiz.format_report(bank)
    (package,) = mesoquiz.export("apkg", bank)
    import_package(collection, package.content, tmp_path)
    (side,) = rendered(collection)
    assert "[[type:nc:Typed]]" in side.front
    return side.back


def compared(collection: Any, browser: Any, back: str, typed: str) -> list[str]:
    """The comparison that a student sees, made by Anki of what they typed."""
    expected = collection.get_note(collection.find_notes("")[0])["Typed"]
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body="<!DOCTYPE html><body class=card>", content_type="text/html"))
    page.goto("http://card.invalid/")
    page.add_style_tag(content=style(collection))
    made = back.replace("[[type:nc:Typed]]", collection.compare_answer(expected, typed, False))
    found = page.evaluate(SHOW, made)
    page.close()
    return list(found)


@pytest.mark.parametrize(("typed", "written"), RIGHT.items())
def test_what_a_card_shows_as_right_is_right(
    collection: Any, browser: Any, back: str, typed: str, written: str
) -> None:
    assert compared(collection, browser, back, typed) == [f"typeGood:{written}"]


@pytest.mark.parametrize("typed", WRONG)
def test_anything_else_stays_as_anki_compares_it(collection: Any, browser: Any, back: str, typed: str) -> None:
    parts = compared(collection, browser, back, typed)
    assert "typearrow:↓" in parts
    assert any(part.startswith(("typeBad", "typeMissed")) for part in parts)


def test_what_is_not_typed_is_not_judged(collection: Any, browser: Any, back: str) -> None:
    assert compared(collection, browser, back, "") == []
