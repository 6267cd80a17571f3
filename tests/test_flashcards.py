"""Flashcards as they leave a printer: measured in the PDFs of both engines, Chromium's and Typst's."""

from __future__ import annotations

import importlib.util
import io
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import printouts
import pypdf
import pytest
from commands import PATIENCE, Done, run
from printouts import Point
from rendering import Card, hostile_cards, hostile_sources, intruders, squash, write_decks

import mesoquiz
from mesoquiz.exporters import exporter
from mesoquiz.flashcards import stack
from mesoquiz.flashcards.widths import BOLD, CODE, width_of
from mesoquiz.notes.bank import Bank

PAPER = (210.0, 297.0)
CARD = (90.0, 60.0)
TOLERANCE = 0.5
"""Millimetres: what nobody sees on a card that was cut by hand."""
SMALLEST = 7.0
ENGINES = ("chromium", "typst")


@dataclass(frozen=True)
class Sheet:
    """One printed side, measured in millimetres from the top left corner of the paper."""

    size: Point
    texts: list[tuple[str, Point]]
    lines: list[tuple[Point, Point]]

    @property
    def text(self) -> str:
        return compact("".join(text for text, _ in self.texts))

    @property
    def marks(self) -> list[tuple[Point, Point]]:
        """The lines of 6 mm: bars beside a text, rulers and the dashes of a fold have other lengths."""
        return [(a, b) for a, b in self.lines if abs(max(abs(a.x - b.x), abs(a.y - b.y)) - 6) < 0.05]

    @property
    def fold(self) -> float:
        """Where an upright line, dashed or not, runs through the middle of the paper."""
        (found,) = {round(a.x, 1) for a, b in self.lines if abs(a.x - b.x) < 0.01 and 100 < (a.y + b.y) / 2 < 200}
        return found

    @property
    def cuts(self) -> tuple[list[float], list[float]]:
        """Where the marks say to cut: the upright lines from left to right, the level ones from top to bottom."""
        upright = {round(a.x, 1) for a, b in self.marks if abs(a.x - b.x) < 0.01}
        level = {round(a.y, 1) for a, b in self.marks if abs(a.y - b.y) < 0.01}
        return sorted(upright), sorted(level)

    def place(self, text: str) -> Point:
        """Where the only piece of text that is this one begins."""
        (found,) = [at for shown, at in self.texts if whole(shown) == text]
        return found

    def ids(self, known: set[str]) -> list[str]:
        """The ids of the cards on it, row by row."""
        found = [(round(at.y), at.x, whole(shown)) for shown, at in self.texts if whole(shown) in known]
        return [id for _, _, id in sorted(found)]


def whole(text: str) -> str:
    """A piece of text without the ligatures that some fonts set, `ﬁ` for `fi`."""
    return unicodedata.normalize("NFKC", text).strip()


def compact(text: str) -> str:
    """A text without white space, and without the places where a long word may be broken."""
    return printouts.compact(text.replace("\u200b", ""))


def measured(content: bytes) -> list[Sheet]:
    """The pages of a PDF."""
    return [in_millimetres(sheet) for sheet in printouts.sheets(content)]


def in_millimetres(sheet: printouts.Sheet) -> Sheet:
    def at(place: Point) -> Point:
        return Point(place.x * 25.4 / 72, (sheet.size.y - place.y) * 25.4 / 72)

    texts = [(run.text, at(run.at)) for run in sheet.runs if run.text.strip()]
    return Sheet(at(Point(sheet.size.x, 0)), texts, [(at(start), at(end)) for start, end in sheet.lines])


Print = Callable[..., list[Sheet]]


@pytest.fixture(params=ENGINES)
def printed(request: pytest.FixtureRequest, browser: Any) -> Print:
    """Print the flashcards of a bank by one engine after the other."""

    def run(bank: Bank, **options: Any) -> list[Sheet]:
        if request.param == "typst":
            *_, made = mesoquiz.export("flashcards", bank, pdf=True, **options)
            return measured(made.content)
        (made,) = mesoquiz.export("flashcards", bank, **options)
        page = browser.new_page()
        page.set_content(made.content.decode())
        content = page.pdf(prefer_css_page_size=True)
        page.close()
        return measured(content)

    return run


def bank_of(folder: Path, *cards: Card, **collection: Any) -> Bank:
    bank = mesoquiz.load(write_decks(folder, list(cards), **collection))
    assert not bank.errors, mesoquiz.format_report(bank)
    return bank


@pytest.fixture
def eleven(tmp_path: Path) -> Bank:
    """A sheet and three cards."""
    cards = [{"id": f"carte-{n:02}", "question": f"Question {n}", "answer": f"Réponse {n}"} for n in range(1, 12)]
    return bank_of(tmp_path / "decks", *cards)


# The paper


@pytest.mark.parametrize("offset", [(0.0, 0.0), (1.5, -0.5), (-10.0, 10.0)])
@pytest.mark.parametrize("flip", ["long", "short"])
def test_backs_lie_behind_their_fronts(printed: Print, eleven: Bank, flip: str, offset: tuple[float, float]) -> None:
    """On every sheet, part-filled too: turned over on its edge, each cut and each card meets the other side's."""
    pages = printed(eleven, flip=flip, back_offset=offset)
    assert len(pages) == 4
    found = []
    for front, back in zip(pages[::2], pages[1::2], strict=True):
        for mine, behind in zip(front.cuts, turned(back.cuts, flip, offset), strict=True):
            assert len(mine) == len(behind) >= 3
            assert max(abs(one - other) for one, other in zip(mine, behind, strict=True)) <= TOLERANCE
        for id in front.ids({note.id for note in eleven.notes}):
            cell, inside = card_around(front, front.place(id))
            behind_cell, behind_inside = card_around(back, back.place(id))
            (left, right), (top, bottom) = turned((behind_cell[:2], behind_cell[2:]), flip, offset)
            assert cell == pytest.approx((left, right, top, bottom), abs=TOLERANCE), id
            assert inside == pytest.approx(behind_inside, abs=TOLERANCE), id
            found.append(id)
    assert found == [note.id for note in eleven.notes]


def turned(cuts: Any, flip: str, offset: tuple[float, float]) -> tuple[list[float], list[float]]:
    """Places on a back as they are seen through from the front, when what its offset mends is taken away."""
    xs, ys = ([one - moved for one in axis] for axis, moved in zip(cuts, offset, strict=True))
    if flip == "long":
        return sorted(PAPER[0] - x for x in xs), ys
    return xs, sorted(PAPER[1] - y for y in ys)


def card_around(sheet: Sheet, at: Point) -> tuple[tuple[float, ...], Point]:
    """The cuts left and right, above and below of a place, and how far inside the card the place is."""
    bounds: list[float] = []
    for axis, value in zip(sheet.cuts, at, strict=True):
        bounds += [max(one for one in axis if one < value), min(one for one in axis if one > value)]
    return tuple(bounds), Point(at.x - bounds[0], at.y - bounds[2])


def test_cards_have_their_size(printed: Print, eleven: Bank) -> None:
    for page in printed(eleven):
        # Chromium rounds to whole pixels of a screen.
        assert page.size == pytest.approx(PAPER, abs=0.2)
        for axis, size in zip(page.cuts, CARD, strict=True):
            assert [b - a for a, b in pairwise(axis)] == pytest.approx([size] * (len(axis) - 1), abs=0.1)


@pytest.mark.parametrize("layout", ["duplex", "fold"])
def test_cut_marks_stand_in_the_margin_alone(printed: Print, eleven: Bank, layout: str) -> None:
    for page in printed(eleven, layout=layout):
        (left, *_, right), (top, *_, bottom) = page.cuts
        assert len(page.marks) >= 14
        for a, b in page.marks:
            assert any(
                max(values) < low or min(values) > high
                for values, low, high in (((a.x, b.x), left, right), ((a.y, b.y), top, bottom))
            )


def test_a_fold_has_front_and_back_side_by_side(printed: Print, eleven: Bank) -> None:
    pages = printed(eleven, layout="fold")
    assert len(pages) == 3
    found = []
    for page in pages:
        fold = page.fold
        assert "pliezici" in page.text
        for id in sorted({shown.strip() for shown, _ in page.texts if shown.strip().startswith("carte-")}):
            front, back = sorted(at for shown, at in page.texts if shown.strip() == id)
            assert back.x - front.x == pytest.approx(CARD[0], abs=TOLERANCE)
            assert back.y == pytest.approx(front.y, abs=TOLERANCE)
            assert front.x < fold < back.x
            number = str(int(id[-2:]))
            assert page.place(f"Question {number}").x < fold < page.place(f"Réponse {number}").x
            found.append(id)
        # The fold is an edge of the card.
        assert fold - page.cuts[0][0] == pytest.approx(CARD[0], abs=TOLERANCE)
    assert found == [note.id for note in eleven.notes]


def test_no_card_of_the_shipped_decks_is_lost(printed: Print, shipped: Bank) -> None:
    known = {note.id for note in shipped.notes}
    pages = printed(shipped)
    fronts, backs = ([page.ids(known) for page in pages[side::2]] for side in (0, 1))
    assert [id for page in fronts for id in page] == [note.id for note in shipped.active]
    assert [sorted(page) for page in fronts] == [sorted(page) for page in backs]


def test_each_side_says_deck_and_sheet(printed: Print, eleven: Bank) -> None:
    names = ["feuille 1 sur 2 – recto", "feuille 1 sur 2 – verso", "feuille 2 sur 2 – recto", "feuille 2 sur 2 – verso"]
    for page, name in zip(printed(eleven), names, strict=True):
        number = len(page.ids({note.id for note in eleven.notes}))
        assert [shown.strip() for shown, _ in page.texts].count("Essai") == number
        assert compact(f"Essai – {name}") in page.text


@pytest.mark.parametrize("length", [20, 60, 100])
def test_a_long_id_is_whole_and_leaves_room_for_the_deck(printed: Print, tmp_path: Path, length: int) -> None:
    id = ("carte-" * 20)[: length - 1] + "W"
    for page in printed(bank_of(tmp_path, {"id": id, "question": "Q", "answer": "R"}, title="Titre")):
        assert id in page.text
        assert [shown.strip() for shown, _ in page.texts].count("Essai") == 1


def test_a_deck_may_have_a_name_of_thousands_of_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cutting it a letter at a time, and measuring what is left each time, took minutes."""
    looks = 0

    def counted(char: str) -> float:
        nonlocal looks
        looks += 1
        return width_of(char)

    monkeypatch.setattr(stack, "width_of", counted)
    (tmp_path / "a.yaml").write_text(
        f"id: a\ndeck: {'Peau ' * 5_000}\ncards: [{{id: a, question: Où ?, answer: ici}}]\n", encoding="utf-8"
    )
    (made,) = mesoquiz.export("flashcards", mesoquiz.load(tmp_path))
    assert re.search(r"Peau[^<]* Peau…<", made.content.decode())
    assert looks < 4 * 25_000


def test_where_there_is_little_room_the_deck_keeps_its_own_name(browser: Any, shipped: Bank) -> None:
    (made,) = mesoquiz.export("flashcards", shipped)
    page = browser.new_page()
    page.set_content(made.content.decode())
    feet = page.locator(".foot").all_inner_texts()
    page.close()
    names = [deck.name.split("::") for deck in shipped.decks for note in deck.notes for _ in ("front", "back")]
    shown = {squash(foot) for foot in feet}
    assert len(feet) == len(names)
    assert {" › ".join(name) for name in names} & {foot.rpartition(" ")[0] for foot in shown}
    # A long id leaves less than the name of the deck, which then ends with an ellipsis.
    begun = {foot.rpartition(" ")[0].removesuffix("…").strip() for foot in shown}
    assert not [
        foot for foot in begun if not any(name[-1].startswith(foot) or foot == " › ".join(name) for name in names)
    ]


# Calibration


@pytest.mark.parametrize("flip", ["long", "short"])
def test_crosses_lie_upon_each_other(printed: Print, eleven: Bank, flip: str) -> None:
    """Whichever edge the printer turns on, so that the sheet needs no option; an offset moves the back alone."""
    offset = (1.5, -0.5)
    front, back = (crosses(page) for page in printed(eleven, calibration=True, back_offset=offset))
    xs, ys = turned(([at.x for at in back], [at.y for at in back]), flip, offset)
    assert len(front) == len(back) == 5
    assert sorted({round(at.x) for at in front}) == sorted({round(x) for x in xs})
    assert sorted({round(at.y) for at in front}) == sorted({round(y) for y in ys})


def crosses(page: Sheet) -> list[Point]:
    """Where a level and an upright line of 2 cm cross in their middles."""
    rulers = [(a, b) for a, b in page.lines if abs(max(abs(a.x - b.x), abs(a.y - b.y)) - 20) < 0.1]
    middles = [Point(round((a.x + b.x) / 2, 1), round((a.y + b.y) / 2, 1)) for a, b in rulers]
    return sorted({one for one in middles if middles.count(one) == 2})


def test_the_calibration_sheet_explains_itself(printed: Print, eleven: Bank) -> None:
    front, back = printed(eleven, calibration=True)
    assert compact("Imprimez cette feuille recto verso, à 100 %") in front.text
    assert compact("mesoquiz flashcards --back-offset 1.5,-0.5") in back.text
    for page in (front, back):
        assert any(abs(abs(a.x - b.x) - 100) < 0.1 for a, b in page.lines), "a bar of 100 mm"
        assert compact("Cette barre a 100 mm.") in page.text
        assert "carte-01" not in page.text


# What is on a card

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cch\0\0\0\x82\0\x81w\xcdr\xb6"
    b"\0\0\0\0IEND\xaeB`\x82"
)
MASKS = [{"left": 10, "top": 10 + 40 * n, "width": 50, "height": 20, "label": text} for n, text in enumerate("UV")]
KINDS: dict[str, tuple[Card, list[str], list[str]]] = {
    "open": ({"question": "Qui ?", "answer": "Pistor"}, ["Qui ?"], ["Pistor"]),
    "list": ({"question": "Lesquels ?", "answers": ["un", "deux"]}, ["Lesquels ?"], ["• un", "• deux"]),
    "true": ({"statement": "L'eau bout.", "answer": "true"}, ["L'eau bout.", "Vrai / Faux"], ["Vrai"]),
    "gaps": (
        {"cloze": "Avant {{un::chiffre}} puis {{deux}}."},
        ["Avant (chiffre) puis ."],
        ["Avant un puis deux."],
    ),
    "term": ({"term": "derme", "definition": "une couche"}, ["Que désigne « derme » ?"], ["une couche"]),
    "caution": (
        {"question": "Quoi ?", "answer": "Ceci", "caution": "non prouvé", "why": "parce que"},
        ["Quoi ?"],
        ["Ceci", "Prudence : non prouvé", "parce que"],
    ),
    "formula": (
        {"question": "Combien ?\n\n\\[E = mc^2\\]", "answer": "\\(\\frac{a}{b}\\)"},
        ["Combien ?", "E=mc2"],
        ["ab"],
    ),
    "masks": (
        {"image": {"file": "p.png", "alt": "Peau"}, "masks": MASKS},
        ["Que cache ce masque ?", "1", "2"],
        ["1. U", "2. V"],
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_front_asks_and_back_answers(printed: Print, tmp_path: Path, kind: str) -> None:
    card, asked, answered = KINDS[kind]
    front, back = one_card(printed, tmp_path, card)
    assert front == compact("".join(asked))
    assert back == compact("".join(answered))


def one_card(printed: Print, folder: Path, card: Card) -> list[str]:
    """What stands on both sides of a card, beside its id, deck and margin."""
    write_decks(folder, [])
    (folder / "p.png").write_bytes(PNG)
    bank = bank_of(folder, {"id": "la-carte", **card}, title="Titre", typography="fr")
    found = []
    for page in printed(bank):
        shown = [text for text, _ in page.texts if not text.startswith("Titre – feuille")]
        found.append(compact("".join(shown)).replace("la-carte", "").replace("Essai", "", 1))
    return found


def test_a_choice_has_letters_and_its_back_those_that_are_right(printed: Print, tmp_path: Path) -> None:
    card = {"question": "Lesquels ?", "answers": ["bon 1", "bon 2"], "distractors": ["faux 1", "faux 2", "faux 3"]}
    front, back = one_card(printed, tmp_path, card)
    assert front.startswith("Lesquels?")
    options = dict(re.findall(r"([A-E])\.((?:bon|faux)\d)", front))
    assert list(options) == list("ABCDE")
    assert sorted(options.values()) == ["bon1", "bon2", "faux1", "faux2", "faux3"]
    assert back == "".join(f"{letter}.{text}" for letter, text in options.items() if text.startswith("bon"))


def test_steps_are_asked_in_disorder_and_answered_in_order(printed: Print, tmp_path: Path) -> None:
    steps = ["entretien", "dosage", "injection", "repos"]
    front, back = one_card(printed, tmp_path, {"question": "Ordre ?", "sequence": steps})
    asked = front.removeprefix("Ordre?•").split("•")
    assert sorted(asked) == sorted(steps)
    assert asked != steps
    assert back == "1.entretien2.dosage3.injection4.repos"


def test_pairs_are_asked_in_two_columns_and_matched_on_the_back(printed: Print, tmp_path: Path) -> None:
    pairs = {"un": "one", "deux": "two", "trois": "three"}
    front, back = one_card(printed, tmp_path, {"question": "Quoi ?", "pairs": [list(pair) for pair in pairs.items()]})
    asked, matched = (
        (dict(re.findall(r"([1-3])\.([a-z]+)", side)), dict(re.findall(r"([A-C])\.([a-z]+)", side)))
        for side in (front, back)
    )
    assert asked == matched, "numbers and letters mean the same on both sides"
    assert list(asked[0].values()) == list(pairs)
    assert re.findall(r"[A-C]", front) == ["A", "B", "C"]
    answer = [asked[1][letter] for letter in re.findall(r"[A-C]", back)]
    assert answer == list(pairs.values())
    assert [asked[1][letter] for letter in "ABC"] != list(pairs.values())


def test_a_withdrawn_card_is_not_printed(printed: Print, tmp_path: Path) -> None:
    bank = bank_of(
        tmp_path,
        {"id": "vieille", "question": "Q", "answer": "R", "retired": True},
        {"id": "bonne", "question": "Q", "answer": "R"},
    )
    pages = printed(bank)
    assert [page.ids({"vieille", "bonne"}) for page in pages] == [["bonne"], ["bonne"]]


# What does not fit

FILLERS: dict[str, Callable[[int], str]] = {
    "words": lambda n: "La mésothérapie est une méthode ; elle injecte de petites doses. " * n,
    "wide": lambda n: "WWWWWW MMMM @@@@ " * n,
    "bold": lambda n: "**Wagner, gras et très large** " * n,
    "long word": lambda n: "https://exemple.org/" + "x" * 40 * n,
    "list": lambda n: "Avant :\n\n" + "\n".join(f"- point {k} de la liste" for k in range(n)) + "\n\nAprès.",
    "nested": lambda n: "\n".join(f"{k + 1}. point\n   - dessous, et encore dessous" for k in range(n)),
    "table": lambda n: (
        "| zone | aiguille | angle |\n|---|---|---|\n" + "| visage et cou | 4 mm de longueur | 45° |\n" * n
    ),
    "columns": lambda n: "|" + " a |" * n + "\n|" + "---|" * n + "\n|" + " électrostimulation |" * n,
    "code": lambda n: "```\n" + "def dose(poids):    return poids * 0.001 * facteur_de_correction\n" * n + "```",
    "formula": lambda n: "Soit \\(\\frac{a_1+b}{c^2}\\) et \\(\\sqrt{x}\\). " * n,
    "display": lambda n: "Soit \\[\\frac{a_1+b}{c^2} = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}\\] enfin. " * n,
    "pictures": lambda n: "Voici ![peau](p.png) et voilà. " * n,
    "heights": lambda n: "H~2~O et 10^6^ `code` *italique* " * n,
    "signs": lambda n: "日本語 Ελλάδα Жизнь ½ ‰ → ﷺ ﬃ " * n,
}
"""Texts that grow with `n`, each of a kind that could be measured wrongly."""


def crammed(kind: str, n: int) -> Iterator[Card]:
    """Cards of all kinds with such a text."""
    text = FILLERS[kind](n).strip()
    yield {"question": text, "answer": text, "image": {"file": "p.png", "alt": "Peau"}}
    yield {"question": text, "answer": "oui", "why": text}
    yield {"question": "Quoi ?", "answer": text, "caution": text}
    yield {"question": "Lesquels ?", "answers": [text, "un"], "distractors": ["deux", "trois"]}
    yield {"question": "Associez.", "pairs": [["un", text], [text, "deux"]]}
    if "\n" not in text and "\\" not in text and "p.png" not in text:
        yield {"cloze": f"{text} {{{{{text}}}}} fin"}


@pytest.fixture(scope="module")
def fitting(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    """Cards with ever longer texts, as far as they are said to fit."""
    folder = tmp_path_factory.mktemp("crammed")
    (folder / "p.png").write_bytes(PNG)
    cards: list[Card] = []
    for kind in FILLERS:
        for n in (1, 2, 4, 7, 11, 16):
            cards += [{"id": f"c{len(cards) + k}", **card} for k, card in enumerate(crammed(kind, n))]
    full = exporter("flashcards").lay_out(bank_of(folder, *cards)).faults
    refused = {re.search("`(.+?)`", fault.message)[1] for fault in full}  # type: ignore[index]
    assert len(cards) / 5 < len(refused) < len(cards) * 4 / 5, "some fit and some do not"
    return bank_of(folder, *[card for card in cards if card["id"] not in refused])


OVERFLOWS = """() => [...document.querySelectorAll(".card")].map(card => {
    const face = card.querySelector(".face"), room = face.getBoundingClientRect();
    const foot = card.querySelector(".foot").getBoundingClientRect(), around = card.getBoundingClientRect();
    // Letters reach out of their lines a little, which is what leading is for.
    const inline = "sub, sup, code, ins, em, strong, a, b, .gap, svg *, math *";
    const boxes = [...face.querySelectorAll("*")].filter(one => !one.matches(inline)).map(
        one => one.getBoundingClientRect()
    ).filter(box => box.width && box.height);
    const reach = Math.max(...boxes.map(box => Math.max(
        room.top - box.top, box.bottom - room.bottom, room.left - box.left, box.right - room.right
    )));
    const sizes = [...face.querySelectorAll(".part")].map(part => parseFloat(getComputedStyle(part).fontSize) * 0.75);
    return {
        id: card.dataset.id,
        reach: reach * 25.4 / 96,
        foot: (foot.top - room.bottom) * 25.4 / 96,
        edge: (around.bottom - foot.bottom) * 25.4 / 96,
        smallest: Math.min(...sizes),
        hidden: [...face.querySelectorAll("*")].filter(one => !one.checkVisibility()).length,
    };
})"""


@pytest.mark.parametrize("font", ["", "Liberation Sans", "DejaVu Sans"])
def test_what_is_said_to_fit_fits_in_any_font(browser: Any, fitting: Bank, shipped: Bank, font: str) -> None:
    for bank in (shipped, fitting):
        (made,) = mesoquiz.export("flashcards", bank)
        page = browser.new_page()
        page.emulate_media(media="print")
        page.set_content(made.content.decode())
        if font:
            page.add_style_tag(content=f'body {{ font-family: "{font}" }}')
        found = page.evaluate(OVERFLOWS)
        page.close()
        assert len(found) == 2 * len(bank.active)
        for card in found:
            assert card["reach"] < 0.05, card
            assert card["foot"] > 1, card
            assert card["edge"] > 3, card
            assert card["smallest"] >= SMALLEST - 0.01, card
            assert not card["hidden"], card


def test_typst_finds_room_wherever_browsers_do(fitting: Bank) -> None:
    """Typst measures for itself: a card that it cannot set would be an error."""
    *_, made = mesoquiz.export("flashcards", fitting, pdf=True)
    text = [page.text for page in measured(made.content)]
    assert [note.id for note in fitting.active if sum(page.count(note.id) > 0 for page in text) < 2] == []


SIGNS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,;:!?'\"()[]{}<>/\\|@#$%&*+-=_~^`"
    "ÀÂÄÆÇÈÉÊËÎÏÔŒÙÛÜŸàâäæçèéêëîïôœùûüÿ«»“”‘’–—…•°²³½¼¾±×÷·µ€£§©®™‰†‡→←≤≥≠≈∞√∑ΑΒΓΔΩαβγδλμπσωЖЩжщ№\u00a0\u202f"
)
FONTS = ("Liberation Sans", "DejaVu Sans")


@pytest.mark.parametrize("font", FONTS)
def test_no_sign_is_wider_than_is_reckoned(browser: Any, font: str) -> None:
    page = browser.new_page()
    script = """([signs, fonts]) => fonts.map(font => {
        const context = document.createElement("canvas").getContext("2d");
        context.font = font;
        return signs.map(sign => context.measureText(sign).width / 1000);
    })"""
    fonts = [f'1000px "{font}"', f'italic 1000px "{font}"', f'bold 1000px "{font}"', '1000px "DejaVu Sans Mono"']
    upright, italic, bold, code = page.evaluate(script, [list(SIGNS), fonts])
    page.close()
    for sign, *widths, wide, fixed in zip(SIGNS, upright, italic, bold, code, strict=True):
        assert max(widths) <= width_of(sign), sign
        assert wide <= width_of(sign) * BOLD, sign
        assert fixed <= max(CODE, width_of(sign)), sign


# The command

Command = Callable[..., Done]


@pytest.fixture
def flashcards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run the command on these cards, in a folder of their own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def command(*args: str, cards: list[Card] | None = None) -> Done:
        write_decks(Path("decks"), cards or [{"id": "derme", "question": "Où ?", "answer": "dans le derme"}])
        return run("flashcards", *args)

    return command


def test_the_command_says_what_to_print_and_how(flashcards: Command) -> None:
    cards = [{"id": f"c{n}", "question": "Où ?", "answer": "là"} for n in range(9)]
    done = flashcards(cards=cards)
    assert (done.exit_code, done.stderr) == (0, "")
    assert without_size(done.stdout) == [
        "flashcards/flashcards.html # 9 cards on 2 sheets: print on both sides, flip on the long edge, at 100 %"
    ]
    done = flashcards("--flip", "short", "--pdf", "-o", "out", cards=cards)
    assert without_size(done.stdout) == [
        "out/flashcards.html # 9 cards on 2 sheets: print on both sides, flip on the short edge, at 100 %",
        "out/flashcards.pdf # 9 cards on 2 sheets: print on both sides, flip on the short edge, at 100 %",
    ]
    done = flashcards("--layout", "fold", cards=cards[:1])
    assert without_size(done.stdout) == ["flashcards/flashcards.html # 1 card on 1 sheet: print on one side, at 100 %"]
    done = flashcards("--calibration", "--back-offset", "-1,0.5", "--pdf")
    assert without_size(done.stdout) == [
        "flashcards/calibration.html # calibration sheet: print on both sides, at 100 %",
        "flashcards/calibration.pdf # calibration sheet: print on both sides, at 100 %",
    ]


def without_size(text: str) -> list[str]:
    return [re.sub(r" +[\d,]+ kB  ", " # ", re.sub(" {2,}", "  ", line)) for line in text.splitlines()]


def test_only_cards_with_a_tag(flashcards: Command) -> None:
    cards = [{"id": f"c{n}", "question": "Où ?", "answer": "là"} | ({"tags": ["geste"]} if n else {}) for n in range(3)]
    assert flashcards("--tag", "geste", cards=cards).stdout.endswith(
        "2 cards on 1 sheet: print on both sides, flip on the long edge, at 100 %\n"
    )
    assert set(re.findall('data-id="(.+?)"', Path("flashcards/flashcards.html").read_text(encoding="utf-8"))) == {
        "c1",
        "c2",
    }


@pytest.mark.parametrize("side", ["front", "back"])
def test_a_card_that_does_not_fit_is_named_with_its_place(flashcards: Command, side: str) -> None:
    long = " ".join(f"mot{n}" for n in range(400))
    question, answer = (long, "oui") if side == "front" else ("Quoi ?", long)
    done = flashcards("--pdf", cards=[{"id": "sain", "question": "Où ?", "answer": "là"}])
    before = {path: path.read_bytes() for path in Path("flashcards").iterdir()}
    Path("decks/deck.yaml").write_text(
        f"deck: Essai\ncards:\n  - id: trop-long\n    question: {question}\n    answer: {answer}\n",
        encoding="utf-8",
    )
    done = run("flashcards", "--pdf")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        f"decks/deck.yaml:3:9: error[card-too-long] the {side} of the card `trop-long` does not fit on 90 × 60 mm, "
        "even in letters of 7 pt\n"
        "  |\n"
        "3 |   - id: trop-long\n"
        "  |         ^^^^^^^^^\n"
        "  = help: shorten it, or make two cards of it\n"
        "\n"
        "1 error in 1 file: nothing was written.\n"
    )
    assert {path: path.read_bytes() for path in Path("flashcards").iterdir()} == before


def test_an_explanation_without_room_is_left_out_and_said(flashcards: Command) -> None:
    cards = [
        {"id": "courte", "question": "Où ?", "answer": "là", "why": "parce que c'est ainsi"},
        {"id": "longue", "question": "Où ?", "answer": "ici", "why": "et encore une raison " * 80},
    ]
    done = flashcards(cards=cards)
    assert (done.exit_code, done.stderr) == (0, "1 explanation found no room and is left out.\n")
    made = Path("flashcards/flashcards.html").read_text(encoding="utf-8")
    assert "parce que c'est ainsi" in made
    assert "encore une raison" not in made
    assert 'class="part answer">ici<' in made


BAD = {
    ("--back-offset", "2"): "`2` is not two numbers of millimetres, such as 1.5,-0.5",
    ("--back-offset", "a,b"): "`a,b` is not two numbers of millimetres, such as 1.5,-0.5",
    ("--back-offset", "nan,1"): "`nan,1` is not two numbers of millimetres, such as 1.5,-0.5",
    ("--back-offset", "1,2,3"): "`1,2,3` is not two numbers of millimetres, such as 1.5,-0.5",
    ("--back-offset", "0,-10.5"): "`0,-10.5` moves the backs too far: at most 10 mm each way",
    ("--layout", "fold", "--flip", "short"): (
        "--layout fold prints on one side: it takes no --flip, --back-offset or --calibration"
    ),
    ("--layout", "fold", "--calibration"): (
        "--layout fold prints on one side: it takes no --flip, --back-offset or --calibration"
    ),
    ("--tag", "geste"): "no card has the tag `geste`",
}


@pytest.mark.parametrize("args", BAD, ids=" ".join)
def test_wrong_usage_is_one_line(flashcards: Command, args: tuple[str, ...]) -> None:
    done = flashcards(*args)
    assert (done.exit_code, done.stdout) == (2, "")
    said = done.stderr.splitlines()[-1]
    assert said.endswith(BAD[args])
    # Where the value of an option is wrong, click names the option, in words of its own.
    before = said.removesuffix(BAD[args])
    assert before == "Error: " or (before.startswith("Error: ") and "--back-offset" in before)
    assert not Path("flashcards").exists()


def test_cards_that_are_all_withdrawn(flashcards: Command) -> None:
    done = flashcards(cards=[{"id": "vieille", "question": "Où ?", "answer": "là", "retired": True}])
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        2,
        "Error: all these cards are retired: there is none to print",
    )


@pytest.mark.in_process("the extra is installed, and only hidden")
def test_without_the_extra_one_line_says_how_to_install_it(
    flashcards: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        "mesoquiz.paper.typesetting.find_spec", lambda name: None if name == "typst" else find_spec(name)
    )
    done = flashcards("--pdf")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == 'Error: PDF needs an extra: pip install "mesoquiz[pdf]"\n'
    assert not Path("flashcards").exists()
    assert flashcards().exit_code == 0


def test_a_sign_that_no_font_has_is_said(flashcards: Command) -> None:
    done = flashcards("--pdf", cards=[{"id": "a", "question": "日 ?", "answer": "soleil"}])
    assert (done.exit_code, done.stderr) == (0, "no font has 日: the PDF shows the code in its place\n")
    front, _ = measured(Path("flashcards/flashcards.pdf").read_bytes())
    assert "[U+65E5]?" in front.text


# The files


def test_two_runs_give_the_same_bytes(flashcards: Command) -> None:
    made = []
    for folder in ("one", "two"):
        environment = os.environ | {
            "PYTHONHASHSEED": str(len(folder) + len(made)),
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        flashcards()
        args = [sys.executable, "-m", "mesoquiz", "flashcards", "--pdf", "-o", folder]
        subprocess.run(args, check=True, capture_output=True, env=environment, timeout=PATIENCE)
        made.append({path.name: path.read_bytes() for path in Path(folder).iterdir()})
    assert made[0].keys() == {"flashcards.html", "flashcards.pdf"}
    assert made[0] == made[1]


def test_the_page_needs_nothing_but_itself_and_runs_nothing(browser: Any, tmp_path: Path) -> None:
    cards = [card for card in hostile_cards() if not card["id"].startswith("open")]
    bank = mesoquiz.load(
        write_decks(tmp_path, cards, sources=hostile_sources(), title="</style><script>alert(1)</script>")
    )
    (made,) = mesoquiz.export("flashcards", bank)
    (tmp_path / "page.html").write_bytes(made.content)
    page = browser.new_page()
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url))
    page.on("console", lambda message: heard.append(message.text))
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    page.goto((tmp_path / "page.html").as_uri())
    assert heard == [(tmp_path / "page.html").as_uri()]
    assert [found for found in intruders(page) if not found.startswith('<svg class="ground"')] == []
    assert page.title() == "</style><script>alert(1)</script> – Cartes à découper"
    assert page.locator(".card").count() == 2 * len(cards)
    page.close()


def test_the_pdf_can_be_read_aloud(shipped: Bank) -> None:
    """PDF/UA-1: tagged, with a title and a language."""
    *_, made = mesoquiz.export("flashcards", shipped.tagged(("securite",)), pdf=True)
    reader = pypdf.PdfReader(io.BytesIO(made.content))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"
    assert reader.metadata is not None
    assert reader.metadata.title == "Mésothérapie – Cartes à découper"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_a_library_is_told_what_does_not_fit(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, {"id": "trop", "question": "mot " * 999, "answer": "oui"})
    with pytest.raises(ValueError, match="the front of the card `trop` does not fit on 90 × 60 mm"):
        list(mesoquiz.export("flashcards", bank))
    with pytest.raises(ValueError, match="an offset has at most 10 mm each way"):
        list(mesoquiz.export("flashcards", bank, back_offset=(0, 11)))
    retired = bank_of(tmp_path, {"id": "a", "question": "Q", "answer": "R", "retired": True})
    with pytest.raises(ValueError, match="there is no card to ask"):
        list(mesoquiz.export("flashcards", retired))
