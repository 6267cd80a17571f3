"""What grows with the text, what tells things apart, and what leaves room for Anki's own buttons."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rendering import import_package, rendered, style, write_decks

import mesoquiz
from mesoquiz.notes.bank import Bank

CARDS = [
    {"id": "a", "question": "Q ?", "answers": [{"text": "un", "why": "Oui."}, "deux"], "distractors": ["trois"]},
    {"id": "b", "question": "Q ?", "pairs": [["un", "deux"], ["trois", "quatre"]]},
]


@pytest.fixture
def sides(collection: Any, tmp_path: Path) -> dict[str, tuple[str, str]]:
    (package,) = mesoquiz.export("apkg", mesoquiz.load(write_decks(tmp_path / "decks", CARDS)))
    import_package(collection, package.content, tmp_path)
    return {side.id: (side.front, side.back) for side in rendered(collection)}


def shown(browser: Any, collection: Any, html: str, size: int = 16, width: int = 375) -> Any:
    page = browser.new_page(viewport={"width": width, "height": 700})
    css = f"{style(collection)} html {{ font-size: {size}px; }}"
    page.set_content(f"<!DOCTYPE html><meta charset=utf-8><style>{css}</style><body class=card>{html}</body>")
    return page


@pytest.mark.parametrize("size", [12, 16, 32])
def test_boxes_are_as_high_as_the_text_and_explanations_begin_below_it(
    sides: dict[str, tuple[str, str]], collection: Any, browser: Any, size: int
) -> None:
    page = shown(browser, collection, sides["a"][1], size)
    box = page.locator(".mq-choices input").first.bounding_box()
    text = page.locator(".mq-option").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert abs(box["height"] - text) < 1
    option = page.locator("li:has(.mq-option-why) .mq-option").bounding_box()
    assert abs(page.locator(".mq-option-why").bounding_box()["x"] - option["x"]) < 1
    page.close()


def test_what_is_given_is_told_from_what_is_asked(
    sides: dict[str, tuple[str, str]], collection: Any, browser: Any
) -> None:
    colours = "all => [...new Set(all.map(e => getComputedStyle(e).color))]"
    page = shown(browser, collection, sides["b"][1])
    given, asked = (page.locator(f".mq-matched {cell}").evaluate_all(colours) for cell in ("th", "td"))
    assert (len(given), len(asked)) == (1, 1)
    assert given != asked
    page.close()


@pytest.mark.parametrize("width", [668, 1100])
def test_the_longest_words_of_medicine_are_not_cut_in_pairs(
    width: int, collection: Any, browser: Any, tmp_path: Path
) -> None:
    words = ("électroencéphalographique", "sternocléidomastoïdienne", "hyperparathyroïdie", "œsogastroduodénoscopie")
    pairs = {"a": [words[:2], words[2:]], "b": [["x" * 200, "y" * 200], ["u", "v"]]}
    cards = [{"id": name, "question": "Q ?", "pairs": matched} for name, matched in pairs.items()]
    (package,) = mesoquiz.export("apkg", mesoquiz.load(write_decks(tmp_path / "decks", cards)))
    import_package(collection, package.content, tmp_path)
    lines = "all => all.map(e => { const r = new Range(); r.selectNodeContents(e); return r.getClientRects().length; })"
    for side in rendered(collection):
        page = shown(browser, collection, side.back, width=width)
        if side.id == "a":
            assert page.locator(".mq-matched th, .mq-matched td").evaluate_all(lines) == [1, 1, 1, 1]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


def test_a_tap_leaves_no_flash(sides: dict[str, tuple[str, str]], collection: Any, browser: Any) -> None:
    page = shown(browser, collection, sides["a"][0])
    flash = page.locator(".mq-choices label").first.evaluate("e => getComputedStyle(e).webkitTapHighlightColor")
    assert flash == "rgba(0, 0, 0, 0)"
    page.close()


def test_the_description_leaves_study_now_on_the_screen(
    shipped: Bank, collection: Any, browser: Any, tmp_path: Path
) -> None:
    """Of Anki's default window, the text below the deck's name may take a third."""
    package = next(mesoquiz.export("apkg", shipped))
    import_package(collection, package.content, tmp_path)
    page = browser.new_page(viewport={"width": 668, "height": 440})
    text = collection.decks.by_name("Mésothérapie")["desc"]
    page.set_content(f"<!DOCTYPE html><meta charset=utf-8><div id=text>{text}</div>")
    assert page.locator("#text").bounding_box()["height"] < 440 / 3
    assert page.locator("li:visible").count() == 0
    page.locator("summary").click()
    assert page.locator("li:visible").count() == len(shipped.collection.sources)
    page.close()
