"""The cards as a phone and a desktop show them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rendering import import_package, rendered, style

import mesoquiz
from mesoquiz.notes.bank import Bank

DARK = "card nightMode night_mode"
PARTS = ("question", "answer", "choices", "why", "caution", "source")

CONTRASTS = """([sides, parts]) => {
    const channels = colour => colour.match(/[\\d.]+/g).map(Number);
    const over = (front, back) => {
        const alpha = front[3] ?? 1;
        return [0, 1, 2].map(place => front[place] * alpha + back[place] * (1 - alpha));
    };
    const ground = element => {
        const behind = element.parentElement ? ground(element.parentElement) : [255, 255, 255];
        return over(channels(getComputedStyle(element).backgroundColor), behind);
    };
    const light = colour => [0.2126, 0.7152, 0.0722].reduce((sum, weight, place) => {
        const part = colour[place] / 255;
        return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    }, 0);
    const contrast = (element, pseudo) => {
        const behind = ground(element);
        const [low, high] = [
            light(behind), light(over(channels(getComputedStyle(element, pseudo).color), behind))
        ].sort((one, other) => one - other);
        return (high + 0.05) / (low + 0.05);
    };
    const written = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    const labelled = element => !["none", "normal", '""'].includes(getComputedStyle(element, "::before").content);
    return sides.map(html => {
        document.body.innerHTML = html;
        const found = {};
        for (const part of parts) {
            const all = [...document.querySelectorAll(`.mq-${part}, .mq-${part} *`)].filter(
                element => element.checkVisibility()
            );
            found[part] = [
                ...all.filter(written).map(element => contrast(element, null)),
                ...all.filter(labelled).map(element => contrast(element, "::before")),
            ];
        }
        return {found, dark: light(ground(document.body)) < 0.2};
    });
}"""

WIDTHS = """sides => sides.map(html => {
    document.body.innerHTML = html;
    return document.documentElement.scrollWidth;
})"""

HINTS = """fronts => fronts.map(html => {
    document.body.innerHTML = html;
    const looks = [...document.querySelectorAll(".mq-choices li")].map(option => {
        const [style, mark] = [null, "::before"].map(pseudo => getComputedStyle(option, pseudo));
        const names = ["color", "backgroundColor", "borderColor", "fontWeight", "content"];
        return JSON.stringify([style, mark].map(one => names.map(name => one[name])));
    });
    const whys = [...document.querySelectorAll(".mq-option-why")].filter(why => why.checkVisibility());
    return [new Set(looks).size, whys.length];
})"""


@pytest.fixture
def sides(collection: Any, shipped: Bank, tmp_path: Path) -> tuple[str, list[str], list[str]]:
    """The style, all fronts and all backs of the shipped decks in the real Anki."""
    artifact = next(mesoquiz.export("apkg", shipped))
    import_package(collection, artifact.content, tmp_path)
    cards = rendered(collection)
    return style(collection), [card.front for card in cards], [card.back for card in cards]


@pytest.fixture
def screen(browser: Any, sides: tuple[str, list[str], list[str]]) -> Iterator[Any]:
    """A page with the style of the cards."""
    made = browser.new_page()
    made.set_content(f"<!DOCTYPE html><style>{sides[0]}</style><body class=card></body>")
    yield made
    made.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_no_card_is_wider_than_the_screen(screen: Any, sides: tuple[str, list[str], list[str]], width: int) -> None:
    screen.set_viewport_size({"width": width, "height": 740})
    found = screen.evaluate(WIDTHS, [*sides[1], *sides[2]])
    assert set(found) == {width}


@pytest.mark.parametrize("classes", ["card", DARK], ids=["light", "dark"])
def test_all_text_of_the_cards_stands_out(screen: Any, sides: tuple[str, list[str], list[str]], classes: str) -> None:
    """WCAG 2.2, 1.4.3: a contrast of at least 4.5 to 1."""
    screen.evaluate("classes => document.body.className = classes", classes)
    found = screen.evaluate(CONTRASTS, [[*sides[1], *sides[2]], PARTS])
    assert {side["dark"] for side in found} == {classes == DARK}
    for part in PARTS:
        contrasts = [contrast for side in found for contrast in side["found"][part]]
        assert min(contrasts) >= 4.5, part


def test_no_front_gives_the_answer_away(screen: Any, sides: tuple[str, list[str], list[str]]) -> None:
    found = screen.evaluate(HINTS, sides[1])
    assert {looks for looks, _ in found} == {0, 1}, "all options of a choice look the same"
    assert {whys for _, whys in found} == {0}
