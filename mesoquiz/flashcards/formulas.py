"""How much room a formula takes at most, told by its tree. Browsers set formulas with a font that is not known here."""

from __future__ import annotations

from mesoquiz.flashcards.widths import width_of
from mesoquiz.markup.maths import Node

WIDER = 1.2
"""Letters of formulas are slanted, and their fonts wide."""
AROUND = 0.6
"""Space round a sign such as `=`, in em."""
ROW = 1.3
LINE, PAD = 0.5, 0.5
"""What the line of a fraction or the sign of a root adds to the height; the space round cells and under roots."""

_OVER = ("mfrac", "munder", "mover", "munderover")
_SCRIPTS = ("msub", "msup", "msubsup")


def extent(node: Node) -> tuple[float, float]:
    """Width and height of a formula in em, at most."""
    parts = [extent(part) for part in node["parts"]]
    widths, heights = [width for width, _ in parts], [height for _, height in parts]
    match node["tag"]:
        case "mtable":
            # A column is as wide as its widest cell: no wider than the widest row has cells of that width.
            columns = max((len(row["parts"]) for row in node["parts"]), default=0)
            widest = max((extent(cell)[0] for row in node["parts"] for cell in row["parts"]), default=0.0)
            return columns * (widest + 2 * PAD), sum(heights) + PAD * len(heights)
        case tag if tag in _OVER:
            return max(widths) + PAD, sum(heights) + LINE
        case tag if tag in _SCRIPTS:
            return sum(widths), heights[0] + 0.6 * sum(heights[1:])
        case "msqrt" | "mroot" | "menclose":
            return sum(widths) + 2 * PAD, max(heights, default=ROW) + LINE
        case "mspace":
            return 2.0, 0.0
        case "mo":
            return _letters(node) + AROUND, ROW
        case _:
            return _letters(node) + sum(widths), max([ROW, *heights])


def _letters(node: Node) -> float:
    return WIDER * sum(map(width_of, node["text"]))
