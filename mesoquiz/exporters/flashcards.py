"""Flashcards: sheets of A4 with cards of 90 × 60 mm to cut out, fronts and backs, as a page to print and as a PDF.

`flashcards.html` needs no other program than a browser. `flashcards.pdf` has the same cards at the same places, set by
Typst. A card that does not fit in the smallest letters is left out, which is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from mesoquiz.artifact import Artifact, Unfit
from mesoquiz.diagnostics.report import full
from mesoquiz.flashcards.pages import calibrate, render
from mesoquiz.flashcards.sheets import Flip, Offset, Printing
from mesoquiz.flashcards.stack import lay_out
from mesoquiz.notes.bank import Bank

TAKES = "bank"


def export(  # noqa: PLR0913 (the options of the command)
    bank: Bank,
    *,
    layout: Literal["duplex", "fold"] = "duplex",
    flip: Flip = "long",
    back_offset: Offset = (0.0, 0.0),
    pdf: bool = False,
    calibration: bool = False,
    tell: Callable[[str], None] | None = None,
) -> Iterator[Artifact]:
    """Yield `flashcards.html` and, with `pdf`, `flashcards.pdf`; with `calibration`, the sheet for that instead.

    `tell` is told of cards that do not fit, or have characters that no font of a PDF has; all sheets leave them out.
    Without it, and where no card is left, they raise Unfit, a ValueError. Raises ValueError for a bank without cards to
    ask, ImportError where Typst is missing.
    """
    printing = Printing(layout, flip, back_offset)
    if calibration:
        return calibrate(bank, printing, pdf=pdf)
    made = render(lay_out(bank), printing, pdf=pdf)
    if made.stack.faults:
        if tell is None:
            raise Unfit(made.stack.faults)
        tell(full(made.stack.faults, {}, lambda text, _: text))
    return iter(made.artifacts)
