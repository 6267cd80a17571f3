"""How much room a formula takes at most, told by its tree. Browsers set formulas with a font that is not known here."""

from __future__ import annotations

import re

from mesoquiz.flashcards.widths import width_of
from mesoquiz.markup.adjusting import Node

WIDER = 1.2
"""Letters of formulas are slanted, and their fonts wide."""
AROUND = 0.6
"""Space round a sign such as `=`, in em."""
ROW, CELL = 1.2, 1.3
"""Height of letters, and of the line that they have in a table."""
LINE, PAD = 0.5, 0.5
"""What the line of a fraction or the sign of a root adds to the height; the space round cells and under roots."""
SCRIPT = 0.75
"""How large the letters of a script or an inline fraction are in relation to those around: MathML Core says 0.71."""
TINY = SCRIPT**2
"""Letters of scripts to scripts are no smaller, as TeX and Typst have it."""

_OVER = ("munder", "mover", "munderover")
_SCRIPTS = ("msub", "msup", "msubsup")
_EM = re.compile(r"(\d{0,4}(?:\.\d{1,4})?)em")


def extent(node: Node, *, display: bool = False, scale: float = 1.0) -> tuple[float, float]:
    """Width and height of a formula in em, at most, as it is on a line of its own (`display`) or in one with others.

    `scale` is the size of its letters.
    """
    smaller = max(TINY, scale * SCRIPT)
    sizes = [scale] * len(node["parts"])
    if node["tag"] == "mfrac" and not display:
        sizes = [smaller] * len(sizes)
    elif node["tag"] in (*_OVER, *_SCRIPTS, "mroot"):
        sizes[1:] = [smaller] * len(sizes[1:])
    is_row = node["tag"] not in ("mfrac", "mtr", "mtd", *_OVER, *_SCRIPTS)
    parts = [
        extent(part, display=display and is_row, scale=size) for part, size in zip(node["parts"], sizes, strict=True)
    ]
    return _extent(node, [width for width, _ in parts], [height for _, height in parts], scale)


def _extent(node: Node, widths: list[float], heights: list[float], scale: float) -> tuple[float, float]:
    """The extent of a formula whose parts have these."""
    match node["tag"]:
        case "mtr":
            # A column is as wide as its widest cell: no wider than a row has cells of that width.
            return len(widths) * (max(widths, default=0.0) + 2 * PAD * scale), max([CELL * scale, *heights])
        case "mtable":
            columns = max((len(row["parts"]) for row in node["parts"]), default=0)
            widest = max(
                (width / max(1, len(row["parts"])) for width, row in zip(widths, node["parts"], strict=True)),
                default=0.0,
            )
            return columns * widest, sum(heights) + PAD * scale * len(heights)
        case "mover" if len(node["parts"][1]["text"]) == 1:
            # An accent.
            return max(widths) + PAD * scale, heights[0] + LINE * scale
        case tag if tag in ("mfrac", *_OVER):
            return max(widths) + PAD * scale, sum(heights) + LINE * scale
        case tag if tag in _SCRIPTS:
            return sum(widths), heights[0] + 0.6 * sum(heights[1:])
        case "msqrt" | "mroot" | "menclose":
            return sum(widths) + 2 * PAD * scale, max(heights, default=ROW) + LINE * scale
        case "mspace":
            given = _EM.fullmatch(node["attributes"].get("width", ""))
            return (float(given[1]) if given and given[1] else 2.0) * scale, 0.0
        case _:
            around = AROUND * scale if node["tag"] == "mo" else 0.0
            return _letters(node) * scale + around + sum(widths), max([ROW * scale, *heights])


def _letters(node: Node) -> float:
    return WIDER * sum(map(width_of, node["text"]))
