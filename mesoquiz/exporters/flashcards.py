"""Flashcards: sheets of A4 with cards of 90 × 60 mm to cut out, fronts and backs, as a page to print and as a PDF.

`flashcards.html` needs no other program than a browser. `flashcards.pdf` has the same cards at the same places, set by
Typst. A card that does not fit in the smallest letters is a fault of its text: nothing is made then.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from mesoquiz.artifact import Artifact
from mesoquiz.flashcards.pages import Tell, calibrate, render
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
    tell: Tell | None = None,
) -> Iterator[Artifact]:
    """Yield `flashcards.html` and, with `pdf`, `flashcards.pdf`; with `calibration`, the sheet for that instead.

    `tell` is told of characters that no font of a PDF has. Raises Unfit, a ValueError, for cards that do not fit,
    ValueError for a bank without cards to ask, ImportError without the extra `pdf`.
    """
    printing = Printing(layout, flip, back_offset)
    if calibration:
        return calibrate(bank, printing, pdf=pdf)
    return render(lay_out(bank), printing, pdf=pdf, tell=tell)
