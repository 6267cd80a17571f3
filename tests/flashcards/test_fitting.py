"""What is said to fit fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from cut_cards import PNG, bank_of, measured
from rendering import Card

import mesoquiz
from mesoquiz.exporters import exporter
from mesoquiz.flashcards.widths import BOLD, CODE, width_of
from mesoquiz.notes.bank import Bank

SMALLEST = 7.0


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
    "fractions": lambda n: "\n\n".join(
        f"- \\(\\sqrt{{\\frac{{a^{k}+b_1}}{{\\vec{{c}}}}}}\\) ou \\(\\sum_{{i=1}}^n x_i\\)" for k in range(n)
    ),
    "integrals": lambda n: "\\(\\int_0^1 \\overline{x}(t)\\,dt = \\binom{n}{k}^{2^3}\\) ; " * n,
    "pictures": lambda n: "Voici ![peau](p.png) et voilà. " * n,
    "heights": lambda n: "H~2~O et 10^6^ `code` *italique* " * n,
    "characters": lambda n: "日本語 Ελλάδα Жизнь ½ ‰ → ﷺ ﬃ " * n,
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


FONTS = ("Liberation Sans", "DejaVu Sans")

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


@pytest.mark.parametrize("font", ["", *(pytest.param(font, marks=pytest.mark.thorough) for font in FONTS)])
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


@pytest.mark.thorough
def test_typst_finds_room_wherever_browsers_do(fitting: Bank) -> None:
    """Typst measures for itself: a card that it cannot set would be an error.

    Some have characters that no font has. They stand beside a few others: without them, all are set once more.
    """
    odd = [note for note in fitting.active if "日本語" in repr(note)]
    others = [note for note in fitting.active if note not in odd]
    for notes in (others, [*odd, *others[:8]]):
        told: list[str] = []
        bank = replace(fitting, decks=(replace(fitting.decks[0], notes=tuple(notes)),))
        *_, made = mesoquiz.export("flashcards", bank, pdf=True, tell=told.append)
        assert "card-too-long" not in "".join(told)
        unset = set(re.findall("which the card `(.+?)` has", "".join(told)))
        text = [page.text for page in measured(made.content)]
        missing = {note.id for note in notes if sum(page.count(note.id) > 0 for page in text) < 2}
        assert missing == unset
        assert unset == ({note.id for note in odd} if notes is not others else set())


CHARACTERS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,;:!?'\"()[]{}<>/\\|@#$%&*+-=_~^`"
    "ÀÂÄÆÇÈÉÊËÎÏÔŒÙÛÜŸàâäæçèéêëîïôœùûüÿ«»“”‘’–—…•°²³½¼¾±×÷·µ€£§©®™‰†‡→←≤≥≠≈∞√∑ΑΒΓΔΩαβγδλμπσωЖЩжщ№\u00a0\u202f"
)


@pytest.mark.parametrize("font", FONTS)
def test_no_sign_is_wider_than_is_reckoned(browser: Any, font: str) -> None:
    page = browser.new_page()
    script = """([characters, fonts]) => fonts.map(font => {
        const context = document.createElement("canvas").getContext("2d");
        context.font = font;
        return characters.map(character => context.measureText(character).width / 1000);
    })"""
    fonts = [f'1000px "{font}"', f'italic 1000px "{font}"', f'bold 1000px "{font}"', '1000px "DejaVu Sans Mono"']
    upright, italic, bold, code = page.evaluate(script, [list(CHARACTERS), fonts])
    page.close()
    for character, *widths, wide, fixed in zip(CHARACTERS, upright, italic, bold, code, strict=True):
        assert max(widths) <= width_of(character), character
        assert wide <= width_of(character) * BOLD, character
        assert fixed <= max(CODE, width_of(character)), character
