"""Cards that were laid out -> the sheets to print, as a page for browsers and as a PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup as Safe

from mesoquiz.artifact import Artifact, Unfit
from mesoquiz.flashcards.faces import Gapped, blank
from mesoquiz.flashcards.sheets import Page, Printing, sheets
from mesoquiz.flashcards.sheets import calibration as calibration_sheet
from mesoquiz.flashcards.stack import Stack, too_long
from mesoquiz.flashcards.typst_data import as_typst
from mesoquiz.markup.gaps import Gap
from mesoquiz.markup.renderer import Markup, filled
from mesoquiz.markup.templates import environment, page_of, template_text
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import name_of
from mesoquiz.paper.typesetting import Typesetter
from mesoquiz.version import __version__

Tell = Callable[[str], None]
"""Is told what is to be known of a PDF."""


def render(stack: Stack, printing: Printing, *, pdf: bool, tell: Tell | None = None) -> Iterator[Artifact]:
    """The sheets of cards that were laid out."""
    if stack.faults:
        raise Unfit(stack.faults)
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
    stack = Stack(bank, Markup(bank.collection.spacing, on_paper=True), (), (), 0)
    pages = list(calibration_sheet(printing.back_offset, labels))
    yield _page(stack, pages, labels.calibration, "calibration")
    if pdf:
        yield _pdf(stack, pages, labels.calibration, "calibration", None)


def _page(stack: Stack, pages: list[Page], title: str, name: str) -> Artifact:
    """A page for browsers, which holds all that it needs."""
    made = environment(stack.bank.collection.lang, stack.bank.collection.labels, stack.markup)
    made.filters["kind"] = name_of
    made.filters["gapped"] = lambda part: _fill(part, stack.markup)
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
            raise Unfit(tuple(too_long(stack.cards[one["card"]].card, one["back"]) for one in misfits))
        if typesetter.absent and tell:
            tell(f"no font has {' '.join(typesetter.absent)}: the PDF shows the code in its place")
    return Artifact(f"{name}.pdf", made)


def _fill(part: Gapped, markup: Markup) -> Safe:
    return Safe(markup.fill(part.fill.parts, filled if part.filled else _blank))


def _blank(gap: Gap, text: str, hint: str) -> str:
    shown = Safe("\u00a0({})").format(Safe(hint)) if hint else ""
    return str(Safe('<span class="gap">{}</span>{}').format(blank(gap), shown))
