"""The formats of medical examinations on a phone: the deck in `tests/formats`, as the real Anki renders it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rendering import Sides, import_package, rendered, write_decks

import mesoquiz
from mesoquiz.anki.package import style

FORMATS = Path(__file__).parents[1] / "formats"


class Phone:
    """A screen of 375 points, or of another width."""

    def __init__(self, browser: Any, collection: Any, folder: Path) -> None:
        self.page = browser.new_page(viewport={"width": 375, "height": 700})
        self.page.route("**/*", self._serve)
        self.collection, self.folder = collection, folder

    def study(self, decks: Path) -> dict[str, Sides]:
        (package,) = mesoquiz.export("apkg", mesoquiz.load(decks))
        import_package(self.collection, package.content, self.folder)
        return {side.id: side for side in rendered(self.collection)}

    def _serve(self, route: Any) -> None:
        file = Path(self.collection.media.dir()) / route.request.url.rpartition("/")[2]
        kind = "image/svg+xml" if file.suffix == ".svg" else "text/html"
        route.fulfill(body=file.read_bytes() if file.is_file() else b"", content_type=kind)

    def show(self, side: str, width: int = 375, body: str = "card") -> Any:
        side = re.sub(r"\[\[type:.*?\]\]", "", side)
        self.page.set_viewport_size({"width": width, "height": 700})
        self.page.goto("http://card.invalid/")
        self.page.set_content(
            "<!DOCTYPE html><style>body { margin: 20px }</style>"
            f"<body class='{body}'><div id=qa><style>{style()}</style>{side}</div>"
        )
        return self.page


@pytest.fixture
def phone(browser: Any, collection: Any, tmp_path: Path) -> Iterator[Phone]:
    made = Phone(browser, collection, tmp_path)
    yield made
    made.page.close()


def test_no_card_is_wider_than_a_phone(phone: Phone) -> None:
    """Masks of pictures aside, which Anki itself lays out."""
    cards = phone.study(FORMATS)
    assert len(cards) == 26
    wide = []
    for width, body in ((375, "card"), (320, "card nightMode")):
        for id, sides in cards.items():
            for side in (sides.front, sides.back):
                page = phone.show(side, width, body)
                if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
                    wide.append((id, width))
    assert wide == []


@pytest.mark.parametrize("width", [375, 320])
def test_what_a_panel_said_is_beside_its_bar(phone: Phone, width: int) -> None:
    page = phone.show(phone.study(FORMATS)["tcs-infection"].back, width)
    places = page.evaluate("""() => [...document.querySelectorAll(".mq-panel")].map(row => {
        const words = document.createRange();
        words.selectNodeContents(row.lastChild);
        const bar = row.querySelector(".mq-votes").getBoundingClientRect();
        const boxes = [...words.getClientRects()].filter(box => box.width > 4);
        return {bar: bar.right, width: bar.width, words: Math.min(...boxes.map(box => box.left)), lines: boxes.length};
    })""")
    assert len(places) == 5
    assert len({round(place["width"]) for place in places}) == 1, "bars can be compared"
    for place in places:
        assert place["words"] > place["bar"], "no word is below its bar"
        assert place["lines"] == 1 or width == 320


def test_a_table_stands_apart_from_what_follows(phone: Phone) -> None:
    page = phone.show(phone.study(FORMATS)["lombaire-4"].front)
    table, after = (page.locator(f".mq-context {selector}").first.bounding_box() for selector in ("table", "table + *"))
    assert after["y"] - table["y"] - table["height"] > 8


NUMBERS = ("4 mm", "10 000 UI", "5 mg/kg", "37 °C")


@pytest.mark.parametrize("width", range(300, 420, 24))
def test_no_line_ends_inside_a_quantity(phone: Phone, tmp_path: Path, width: int) -> None:
    """Neither in a gap nor in a text; what Anki's search looks through has the spaces that students type."""
    text = " et ".join(["encore " * number + "{{" + one + "}}" for number, one in enumerate(NUMBERS * 2)])
    plain = " et ".join(["encore " * number + one for number, one in enumerate(NUMBERS * 2)])
    cards = phone.study(
        write_decks(
            tmp_path / "decks",
            [{"id": "gaps", "cloze": text}, {"id": "text", "question": plain, "answer": "oui"}],
            lang="fr",
            typography="fr",
        )
    )
    for id in ("gaps", "text"):
        page = phone.show(cards[id].back, width)
        torn = page.evaluate("""() => {
            const walker = document.createTreeWalker(document.querySelector(".mq-question"), NodeFilter.SHOW_TEXT);
            const torn = [];
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                for (const found of node.data.matchAll(/4.mm|10.000.UI|5.mg.kg|37.°C/g)) {
                    const range = document.createRange();
                    range.setStart(node, found.index);
                    range.setEnd(node, found.index + found[0].length);
                    const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
                    torn.push([found[0], lines.size]);
                }
            }
            return torn;
        }""")
        assert len(torn) == 8
        assert {lines for _, lines in torn} == {1}, torn
    assert phone.collection.find_notes('"4 mm"')
