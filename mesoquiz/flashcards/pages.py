"""Cards that were laid out -> the sheets to print, as a page for browsers and as a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup as Safe

from mesoquiz.artifact import Artifact, Unfit
from mesoquiz.diagnostics.diagnostic import NOWHERE, Diagnostic
from mesoquiz.flashcards.faces import BLANK, Gapped
from mesoquiz.flashcards.sheets import Page, Printing, sheets
from mesoquiz.flashcards.sheets import calibration as calibration_sheet
from mesoquiz.flashcards.stack import Stack, too_long
from mesoquiz.flashcards.typst_data import as_typst
from mesoquiz.markup.gaps import Gap
from mesoquiz.markup.renderer import Markup, filled
from mesoquiz.markup.templates import environment, page_of, template_text
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import name_of
from mesoquiz.paper import characters
from mesoquiz.paper.typesetting import NoFont, Typesetter
from mesoquiz.reading.file import lines_in
from mesoquiz.version import __version__


@dataclass(frozen=True, slots=True)
class Made:
    """The sheets of the cards that can be printed, and what is wrong with the others."""

    artifacts: tuple[Artifact, ...]
    stack: Stack


def render(stack: Stack, printing: Printing, *, pdf: bool) -> Made:
    """The sheets of cards that were laid out; the same cards in HTML and PDF, without those that one cannot hold.

    Raises Unfit, a ValueError, where none can be printed.
    """
    labels, title = stack.bank.collection.labels, stack.markup.plain(stack.bank.collection.title)
    head = f"{title} – {labels.flashcards}"
    content, pages = b"", list[Page]()
    while stack.cards:
        pages = list(sheets(len(stack.cards), printing, title, labels))
        if not pdf:
            break
        content, faults = _pdf(stack, pages, head)
        if not faults:
            break
        stack = stack.without(faults)
    if not stack.cards:
        if stack.faults:
            raise Unfit(stack.faults)
        raise ValueError("there is no card to ask")
    made = [_page(stack, pages, head, "flashcards"), *([Artifact("flashcards.pdf", content)] if pdf else [])]
    return Made(tuple(made), stack)


def calibrate(bank: Bank, printing: Printing, *, pdf: bool) -> Iterator[Artifact]:
    """The sheet that tells how far a printer's backs are off."""
    labels = bank.collection.labels
    stack = Stack(bank, Markup(bank.collection.spacing, on_paper=True), (), ())
    pages = list(calibration_sheet(printing.back_offset, labels))
    yield _page(stack, pages, labels.calibration, "calibration")
    if pdf:
        yield Artifact("calibration.pdf", _pdf(stack, pages, labels.calibration)[0])


def _page(stack: Stack, pages: list[Page], title: str, name: str) -> Artifact:
    """A page for browsers, which holds all that it needs."""
    made = environment(stack.bank.collection.lang, stack.bank.collection.labels, stack.markup)
    made.filters["kind"] = name_of
    made.filters["gapped"] = lambda part: _fill(part, stack.markup)
    made.globals |= {"mm": lambda value: f"{value:.2f}".rstrip("0").rstrip(".")}
    context = {"stack": stack, "pages": pages, "title": title, "labels": stack.bank.collection.labels}
    context |= {"css": Safe(template_text("html/flashcards.css")), "version": __version__}
    return Artifact(f"{name}.html", page_of(made.get_template("html/flashcards.html.j2"), context))


def _pdf(stack: Stack, pages: list[Page], title: str) -> tuple[bytes, dict[int, list[Diagnostic]]]:
    """The same by Typst, which measures for itself what fits; or what is wrong with cards, by their places.

    Raises Unfit for what is wrong with the title, which all cards have.
    """
    with Typesetter("flashcards.typ", stack.bank.media) as typesetter:
        data = as_typst(stack, pages, title, typesetter.picture)
        made, absent = b"", frozenset[str]()
        try:
            made = typesetter.pdf(data)
        except NoFont as error:
            absent = error.characters
        misfits = {one["card"]: one["back"] for one in typesetter.told("misfit")}
    if found := _faults(stack, data, absent):
        return b"", found
    return made, {place: [too_long(stack.cards[place].card, is_back)] for place, is_back in misfits.items()}


def _faults(stack: Stack, data: Mapping[str, Any], absent: frozenset[str]) -> dict[int, list[Diagnostic]]:
    """The characters that a PDF cannot set, by the places of the cards that have them."""
    lines = cache(lines_in)
    own = tuple(characters.faults(data["title"], "the title of the collection", NOWHERE, absent, lines))
    if own:
        raise Unfit(own)
    made = ((place, one, stack.cards[place].card) for place, one in enumerate(data["cards"]))
    found = {
        place: list(characters.faults(one, f"the card `{card.id}`", card.at, absent, lines))
        for place, one, card in made
    }
    return {place: one for place, one in found.items() if one}


def _fill(part: Gapped, markup: Markup) -> Safe:
    return Safe(markup.fill(part.fill.parts, filled if part.filled else _blank))


def _blank(gap: Gap, text: str, hint: str) -> str:
    shown = Safe("\u00a0({})").format(Safe(hint)) if hint else ""
    return str(Safe('<span class="gap">{}</span>{}').format(BLANK, shown))
