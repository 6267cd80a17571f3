"""Flashcards: sheets of A4 with cards of 90 × 60 mm to cut out, fronts and backs, as a page to print and as a PDF.

`flashcards.html` needs no other program than a browser. `flashcards.pdf` has the same cards at the same places, set by
Typst. A card that does not fit in the smallest letters is a fault of its text: nothing is made then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from markupsafe import Markup as Safe

from mesoquiz.artifact import Artifact
from mesoquiz.flashcards.faces import Gapped, blank
from mesoquiz.flashcards.sheets import Flip, Offset, Page, Printing, sheets
from mesoquiz.flashcards.sheets import calibration as calibration_sheet
from mesoquiz.flashcards.stack import Stack, TooLong, lay_out, too_long
from mesoquiz.flashcards.typst_data import as_typst
from mesoquiz.markup.gaps import Gap
from mesoquiz.markup.renderer import Markup
from mesoquiz.markup.templates import environment, page_of, template_text
from mesoquiz.notes.note import Bank
from mesoquiz.paper.typesetting import Typesetter
from mesoquiz.version import __version__

TAKES = "bank"
Tell = Callable[[str], None]
"""Is told what is to be known of a PDF."""


def export(  # noqa: PLR0913 (the options of the command)
    bank: Bank,
    *,
    layout: Literal["duplex", "fold"] = "duplex",
    flip: Flip = "long",
    back_offset: Offset = (0.0, 0.0),
    pdf: bool = False,
    calibration: bool = False,
    tell: Tell | None = None,
) -> Iterator[Artifact]:
    """Yield `flashcards.html` and, with `pdf`, `flashcards.pdf`; with `calibration`, the sheet for that instead.

    `tell` is told of signs that no font of a PDF has. Raises TooLong, a ValueError, for cards that do not fit,
    ValueError for a bank without cards to ask, ImportError without the extra `pdf`.
    """
    printing = Printing(layout, flip, back_offset)
    if calibration:
        return calibrate(bank, printing, pdf=pdf)
    return render(lay_out(bank), printing, pdf=pdf, tell=tell)


def render(stack: Stack, printing: Printing, *, pdf: bool, tell: Tell | None = None) -> Iterator[Artifact]:
    """The sheets of cards that were laid out."""
    if stack.faults:
        raise TooLong(stack.faults)
    if not stack.cards:
        raise ValueError("there is no card to ask")
    labels, title = stack.bank.collection.labels, stack.markup.plain(stack.bank.collection.title)
    pages = list(sheets(len(stack.cards), printing, title, labels))
    head = f"{title} – {labels.flashcards}"
    yield _page(stack, pages, head, "flashcards")
    if pdf:
        yield _pdf(stack, pages, head, "flashcards", tell)


def calibrate(bank: Bank, printing: Printing, *, pdf: bool) -> Iterator[Artifact]:
    """The sheet that tells how far a printer's backs are off."""
    labels = bank.collection.labels
    stack = Stack(bank, Markup(bank.collection.spacing), (), (), 0)
    pages = list(calibration_sheet(printing.back_offset, labels))
    yield _page(stack, pages, labels.calibration, "calibration")
    if pdf:
        yield _pdf(stack, pages, labels.calibration, "calibration", None)


def _page(stack: Stack, pages: list[Page], title: str, name: str) -> Artifact:
    """A page for browsers, which holds all that it needs."""
    made = environment(stack.bank.collection.lang, stack.bank.collection.labels, stack.markup)
    made.filters |= {"kind": lambda part: type(part).__name__.lower(), "gapped": lambda part: _fill(part, stack.markup)}
    made.globals |= {"mm": lambda value: f"{value:.2f}".rstrip("0").rstrip(".")}
    context = {"stack": stack, "pages": pages, "title": title, "labels": stack.bank.collection.labels}
    context |= {"css": Safe(template_text("html/flashcards.css")), "version": __version__}
    return Artifact(f"{name}.html", page_of(made.get_template("html/flashcards.html.j2"), context))


def _pdf(stack: Stack, pages: list[Page], title: str, name: str, tell: Tell | None) -> Artifact:
    """The same by Typst, which measures for itself what fits."""
    with Typesetter("flashcards.typ", stack.bank.media) as typesetter:
        made = typesetter.pdf(as_typst(stack, pages, title, typesetter.picture))
        misfits = typesetter.told("misfit")
        if misfits:
            raise TooLong(tuple(too_long(stack.cards[one["card"]].card, one["back"]) for one in misfits))
        if typesetter.absent and tell:
            tell(f"no font has {' '.join(typesetter.absent)}: the PDF shows the code in its place")
    return Artifact(f"{name}.pdf", made)


def _fill(part: Gapped, markup: Markup) -> Safe:
    return Safe(markup.fill(part.fill.parts, _filled if part.filled else _blank))


def _blank(gap: Gap, text: str, hint: str) -> str:
    shown = Safe("\u00a0({})").format(Safe(hint)) if hint else ""
    return str(Safe('<span class="gap">{}</span>{}').format(blank(gap), shown))


def _filled(gap: Gap, text: str, hint: str) -> str:
    return str(Safe('<ins class="filled">{}</ins>').format(Safe(text)))
