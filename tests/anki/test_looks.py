"""What students see of the cards: the HTML of the real Anki in Chromium, on a phone and a desktop, by day and night.

Anki's own style is played by the few rules that have got in the way of ours.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rendering import Card, import_package, rendered, write_decks

import mesoquiz
from mesoquiz.anki.package import style

ANKI = """
body { margin: 20px; overflow-wrap: break-word; } img { max-width: 100%; max-height: 95vh; }
body.nightMode { background-color: rgb(44, 44, 44); color: rgb(252, 252, 252); }
#typeans { width: 100%; box-sizing: border-box; line-height: 1.75; } code#typeans { white-space: pre-wrap; }
#image-occlusion-container { position: relative; margin: 0 auto; width: 300px; height: 200px; }
#image-occlusion-container img { position: absolute; top: 0; left: 0; width: 100%; height: 100%; max-width: unset; }
#image-occlusion-canvas { position: absolute; top: 0; left: 0; width: 100%; height: 100%; }
"""
DAY, NIGHT = "card isLin", "card isLin nightMode night_mode"
NIGHTS = {
    "desktop": ("", NIGHT),
    "AnkiDroid": ("night_mode", "card night_mode"),
    "AnkiMobile": ("", "card nightMode"),
    "outside": ("nightMode", "card"),
}
"""The classes of the page and of the body at night, by client."""
TYPED = "<code id=typeans><span>Pistol</span><br><span id=typearrow>↓</span><br><span>Pistor</span></code>"

Sides = dict[tuple[str, int], tuple[str, str]]


def png(width: int, height: int) -> bytes:
    """A grey picture of that size."""
    rows = (b"\x00" + b"\x80" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    body = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


class Reader:
    """A student with a screen: imports decks, looks at sides of cards and measures what is seen."""

    def __init__(self, browser: Any, collection: Any, folder: Path) -> None:
        self.page = browser.new_page(viewport={"width": 375, "height": 700})
        self.css = style()
        self.collection = collection
        self.folder = folder
        self.page.route("**/*", self._serve)

    def study(self, *cards: Card, **head: Any) -> Sides:
        """Front and back of the given cards, by id and ordinal, as the real Anki renders them."""
        folder = write_decks(
            self.folder / "decks", list(cards), **{"typography": "fr", "anki": {"choices": "shown"}} | head
        )
        (folder / "peau.png").write_bytes(png(600, 400))
        (folder / "petite.png").write_bytes(png(20, 20))
        bank = mesoquiz.load(folder)
        assert not bank.errors, mesoquiz.format_report(bank)
        (package,) = mesoquiz.export("apkg", bank)
        import_package(self.collection, package.content, self.folder)
        return {(side.id, side.ordinal): (side.front, side.back) for side in rendered(self.collection)}

    def _serve(self, route: Any) -> None:
        file = Path(self.collection.media.dir()) / route.request.url.rpartition("/")[2]
        route.fulfill(body=file.read_bytes() if file.is_file() else b"")

    def show(self, side: str, body: str = DAY, *, page: str = "", width: int = 375) -> Any:
        """The page with a side of a card on it."""
        self.page.set_viewport_size({"width": width, "height": 700})
        side = re.sub(r"\[\[type:.*?\]\]", TYPED if "mq-back" in side else "<input id=typeans>", side)
        self.page.goto("http://card.invalid/")
        self.page.set_content(
            f"<!DOCTYPE html><html class='{page}'><style>{ANKI}</style><body class='{body}'>"
            f"<base href='http://card.invalid/'><div id=qa><style>{self.css}</style>{side}</div>"
        )
        return self.page

    def style(self, selector: str, name: str, pseudo: str | None = None) -> str:
        """A computed property of the first element, or of a pseudo-element of it."""
        script = "(e, [name, pseudo]) => getComputedStyle(e, pseudo)[name]"
        return str(self.page.locator(selector).first.evaluate(script, [name, pseudo]))

    def box(self, selector: str) -> dict[str, float]:
        """The place and size of the first element."""
        return dict(self.page.locator(selector).first.bounding_box())

    def fits(self) -> bool:
        """Whether nothing is wider than the screen."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.fixture
def screen(browser: Any, collection: Any, tmp_path: Path) -> Iterator[Reader]:
    made = Reader(browser, collection, tmp_path)
    yield made
    made.page.close()


# Image occlusion.

SKIN: Card = {
    "id": "coupe",
    "image": {"file": "peau.png", "alt": "Coupe"},
    "masks": [
        {"left": 10, "top": top, "width": 30, "height": 12, "label": label}
        for top, label in ((5, "épiderme"), (40, "**derme** {{x}}"), (70, "a::b}"))
    ],
}


@pytest.mark.parametrize("width", [375, 1100])
def test_masks_lie_on_the_picture(screen: Reader, width: int) -> None:
    sides = screen.study(SKIN)
    for side in sides["coupe", 0]:
        screen.show(side, width=width)
        assert screen.box("#image-occlusion-container img") == screen.box("#image-occlusion-canvas")
        assert screen.style("#image-occlusion-container img", "borderRadius") == "0px"


def test_the_back_of_an_occlusion_says_this_label_and_no_other(screen: Reader, collection: Any) -> None:
    sides = screen.study(SKIN)
    for place, label in enumerate(("épiderme", "derme {{x}}", "a::b}")):
        front, back = sides["coupe", place]
        assert "derme" not in screen.show(front).inner_text("body")
        assert screen.show(back).inner_text(".mq-labels").strip() == label
    assert len(sides) == 3
    assert collection.get_empty_cards().report == ""
    assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)
    (id,) = collection.find_notes("Id:coupe")
    assert len(collection.get_image_occlusion_note(id).note.occlusions) == 3


# Choices.


@pytest.mark.parametrize("width", [320, 375, 1100])
def test_options_take_the_same_room_on_both_sides(screen: Reader, width: int) -> None:
    long = "une très longue option qui ne tient certainement pas sur une seule ligne de téléphone "
    wrong = [long + "même" * count for count in range(1, 12)]
    front, back = screen.study({"id": "a", "question": "Q ?", "answer": long * 3, "distractors": wrong})["a", 0]
    sizes = "all => all.map(e => [e.offsetWidth, e.offsetHeight, e.innerText])"
    found = [screen.show(side, width=width).locator(".mq-option").evaluate_all(sizes) for side in (front, back)]
    assert found[0] == found[1]


def test_the_box_of_a_picture_stands_beside_its_middle(screen: Reader) -> None:
    card = {"id": "a", "question": "Q ?", "answer": "![oui](peau.png)", "distractors": ["![non](petite.png)"]}
    for side in screen.study(card)["a", 0]:
        page = screen.show(side)
        for option in page.locator(".mq-choices label").all():
            box, picture = option.locator("input").bounding_box(), option.locator("img").bounding_box()
            # The line that a picture stands on has room for letters below.
            assert abs(box["y"] + box["height"] / 2 - picture["y"] - picture["height"] / 2) < 8


# Colours.


def test_the_ground_of_a_card_is_that_of_its_mode(screen: Reader) -> None:
    front, _ = screen.study({"id": "a", "question": "Q ?", "answer": "oui", "distractors": ["non"]})["a", 0]
    screen.show(front)
    assert (screen.style("body", "backgroundColor"), screen.style("body", "color")) == (
        "rgb(253, 253, 251)",
        "rgb(29, 39, 51)",
    )


@pytest.mark.parametrize(("page", "body"), NIGHTS.values(), ids=NIGHTS)
def test_at_night_ground_panels_and_boxes_are_dark(screen: Reader, page: str, body: str) -> None:
    front, _ = screen.study({"id": "a", "question": "Q ?", "answer": "oui", "distractors": ["non"]})["a", 0]
    screen.show(front, body, page=page).get_by_text("oui").click()
    assert screen.style("body", "backgroundColor") == "rgb(31, 36, 41)"
    assert screen.style("body", "color") == "rgb(230, 234, 238)"
    assert screen.style(".mq-choices input", "colorScheme") == "dark"
    ticked = "li:has(:checked)"
    assert contrast(screen.style(ticked, "backgroundColor"), screen.style("body", "backgroundColor")) > 1.15


PAIRS = [
    ("ink", "paper"),
    ("soft", "paper"),
    ("accent", "paper"),
    ("warn", "paper"),
    ("ink", "panel"),
    ("accent", "panel"),
    ("ink", "right-panel"),
    ("soft", "right-panel"),
    ("right", "right-panel"),
    ("warn", "right-panel"),
    ("ink", "warn-panel"),
    ("warn", "warn-panel"),
]


@pytest.mark.parametrize("body", [DAY, NIGHT], ids=["day", "night"])
def test_texts_stand_out_from_their_ground(screen: Reader, body: str) -> None:
    page = screen.show("", body)
    script = """(e, names) => names.map(name => {
        e.style.color = `var(--mq-${name})`;
        return getComputedStyle(e).color;
    })"""
    for pair in PAIRS:
        # Sufficient for texts of any size: WCAG 2, level AA.
        assert contrast(*page.locator("body").evaluate(script, pair)) >= 4.5, pair


def contrast(one: str, other: str) -> float:
    """The ratio of two colours that WCAG 2 defines."""

    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


# What is wide, on a narrow screen.

WORDS = ["anticonstitutionnellement" * 2, "dermohypodermite" * 4]
TABLE = "Quoi ?\n\n| Produit | Dose |\n|---|---|\n" + f"| {WORDS[0]} | `{WORDS[1]}` |\n"


@pytest.mark.parametrize("width", [320, 375, 1100])
def test_pairs_stay_on_the_screen(screen: Reader, width: int) -> None:
    pairs = [WORDS, ["pH", "l'acidité d'une solution, qui va de zéro à quatorze et se mesure de bien des façons"]]
    front, back = screen.study({"id": "a", "question": "Q ?", "pairs": pairs})["a", 0]
    for side, parts in ((front, ".mq-pairs li"), (back, ".mq-answer th, .mq-answer td")):
        page = screen.show(side, width=width)
        assert screen.fits()
        for part in page.locator(parts).all():
            box = part.bounding_box()
            assert 0 <= box["x"] <= box["x"] + box["width"] <= width
            assert part.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    heights = [screen.box(f".mq-answer tr:last-child {cell}")["height"] for cell in ("th", "td")]
    # On a narrow screen one lies above the other.
    assert width < 640 or heights[0] >= heights[1]
    assert screen.page.locator(".mq-answer tr:last-child th").evaluate("e => e.clientWidth") > 80


def test_wide_tables_code_and_maths_scroll_under_a_shadow(screen: Reader) -> None:
    code = "```\n" + "masse_corporelle * " * 9 + "\n```"
    front, back = screen.study({"id": "a", "question": TABLE, "answer": f"Voici :\n\n{code}"})["a", 0]
    # MathJax makes such an element of a long formula.
    maths = f'<mjx-container display="true" style="display: block; white-space: nowrap">{WORDS[0] * 3}</mjx-container>'
    for side, wide in ((front, "table"), (back, "pre"), (f'<div class="mq">{maths}</div>', "mjx-container")):
        page = screen.show(side)
        assert screen.fits()
        assert page.locator(wide).evaluate("e => e.scrollWidth > e.clientWidth")
        assert screen.style(wide, "backgroundAttachment") == "local, local, scroll, scroll, scroll"
        assert screen.box(wide)["width"] <= 375


def test_a_long_formula_in_a_sentence_leaves_the_page_where_it_is(screen: Reader) -> None:
    formula = f'<mjx-container style="white-space: nowrap">{WORDS[0] * 3}</mjx-container>'
    page = screen.show(f'<div class="mq"><div class="mq-question">Que vaut {formula} ?</div></div>')
    assert screen.fits()
    assert page.locator(".mq-question").evaluate("e => e.scrollWidth > e.clientWidth")
    assert screen.style(".mq-question", "overflowX") == "auto"


def test_in_a_question_tables_and_code_are_not_bold(screen: Reader) -> None:
    screen.show(screen.study({"id": "a", "question": f"{TABLE}\n```\ncode\n```", "answer": "oui"})["a", 0][0])
    assert {screen.style(name, "fontWeight") for name in ("td", "td code", "pre", "pre code")} == {"400"}
    assert {screen.style(name, "fontWeight") for name in (".mq-question p", "th")} == {"600", "700"}


# Below the answer.


@pytest.mark.parametrize(
    ("answer", "accept", "shown"),
    [
        ("Michel Pistor", ["Michel Pistor", "Pistor", "Dr Pistor", "Pistor"], ["Pistor", "Dr Pistor"]),
        ("**Michel Pistor**", ["Michel Pistor"], []),
        ("Vraiment ?", ["Vraiment ?"], []),
        ("en 1952", ["1952"], ["1952"]),
    ],
)
def test_only_other_wordings_are_listed_as_accepted(
    screen: Reader, answer: str, accept: list[str], shown: list[str]
) -> None:
    page = screen.show(screen.study({"id": "a", "question": "Qui ?", "answer": answer, "accept": accept})["a", 0][1])
    assert page.locator(".mq-accepted span").all_inner_texts() == shown
    assert page.locator(".mq-accepted").count() == bool(shown)


def test_the_lines_of_a_comparison_begin_together(screen: Reader) -> None:
    page = screen.show(screen.study({"id": "a", "question": "Q ?", "answer": "oui", "accept": ["oui"]})["a", 0][1])
    lefts = page.locator("#typeans span:not([id])").evaluate_all("all => all.map(e => e.getBoundingClientRect().left)")
    assert len(lefts) == 2
    assert lefts[0] == lefts[1]


SOURCES = [{"id": "un", "title": "Titre", "author": "Auteur", "site": "Site"}, {"id": "deux", "title": "Autre"}]


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("fr", ["Titre, Auteur, Site — «\u00a0a\u00a0», «\u00a0b\u00a0»", "Autre — «\u00a0c\u00a0»"]),
        ("en", ["Titre, Auteur, Site — “a”, “b”", "Autre — “c”"]),
    ],
)
def test_a_source_is_named_once_with_all_its_quotes(screen: Reader, lang: str, lines: list[str]) -> None:
    quotes = [("un", "a"), ("deux", "c"), ("un", "b")]
    card = {"id": "a", "question": "Q ?", "answer": "oui", "why": "Oui."}
    cited = card | {"source": [{"doc": doc, "quote": quote} for doc, quote in quotes]}
    page = screen.show(screen.study(cited, sources=SOURCES, lang=lang)["a", 0][1])
    # Text with what the style adds.
    script = """all => all.map(line => [...line.childNodes].map(node => {
        const around = ["::before", "::after"].map(part => node.matches && getComputedStyle(node, part).content);
        return node.nodeName === "Q" ? eval(around[0]) + node.textContent + eval(around[1]) : node.textContent;
    }).join(""))"""
    assert page.locator(".mq-cited").evaluate_all(script) == lines
    assert screen.style(".mq-source", "content", "::before") == '"Sources"'
    assert screen.style(".mq-source", "fontSize", "::before") == screen.style(".mq-why", "fontSize", "::before")


def test_one_source_has_no_plural(screen: Reader) -> None:
    card = {"id": "a", "question": "Q ?", "answer": "oui", "source": [{"doc": "un"}, {"doc": "un", "quote": "a"}]}
    screen.show(screen.study(card, sources=SOURCES)["a", 0][1])
    assert screen.style(".mq-source", "content", "::before") == '"Source"'


# Lines.


def test_a_picture_in_a_sentence_stays_in_its_line(screen: Reader) -> None:
    image = {"file": "petite.png", "alt": "x"}
    card = {
        "id": "a",
        "question": "une ![x](petite.png) image",
        "answer": "![x](petite.png)",
        "why": "Voici :\n\n![x](petite.png)",
        "image": image,
    }
    sides = screen.study(card, {"id": "b", "cloze": "une {{![x](petite.png)}} image"})
    screen.show(sides["a", 0][1])
    shown = {where: screen.style(f"{where} img", "display") for where in (".mq-question", ".mq-answer", ".mq-why")}
    assert shown == {".mq-question": "inline", ".mq-answer": "block", ".mq-why": "block"}
    assert screen.style(".mq > img", "display") == "block"
    assert screen.box(".mq-question")["height"] < 40
    screen.show(sides["b", 0][1])
    assert screen.style(".cloze img", "display") == "inline"


def test_no_line_breaks_between_a_verb_and_its_subject(screen: Reader) -> None:
    asked = "Que soigne-t-elle, et qu'énumère-t-il ?"
    card = {"id": "a", "question": asked, "answer": "oui", "source": {"doc": "un"}}
    (_, back) = screen.study(card, sources=[{"id": "un", "title": asked}])["a", 0]
    for width in range(200, 420, 7):
        page = screen.show(back, width=width)
        lines = page.locator(".together").evaluate_all("all => all.map(e => e.getClientRects().length)")
        assert lines == [1] * 4
        assert screen.fits()


def test_ankis_search_finds_what_is_kept_together(screen: Reader) -> None:
    screen.study({"id": "a", "question": "Qu'énumère-t-il ?", "answer": "oui"})
    assert len(screen.collection.find_notes("qu'énumère-t-il")) == 1
