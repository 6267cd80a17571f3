"""The faces of a card -> the size of letters in which they fit it. No font is at hand here, so widths are at most so.

Lines are broken as browsers do, but only at spaces and with the widest letters, so what fits here fits on paper. The
figures for leading, gaps and indents are those of `templates/html/flashcards.css`; a test compares both in Chromium.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Any

from mesoquiz.flashcards.faces import Face
from mesoquiz.flashcards.formulas import extent
from mesoquiz.flashcards.linebreaks import LEADING, Lines
from mesoquiz.flashcards.runs import as_data
from mesoquiz.flashcards.widths import BOLD, CODE
from mesoquiz.markup.maths import parse, pieces, written
from mesoquiz.markup.renderer import Markup

LARGEST, SMALLEST = 12.0, 7.0
"""Points: the usual size of letters, and the smallest that is read without trouble."""
SIZES = tuple(half / 2 for half in range(int(2 * LARGEST), int(2 * SMALLEST) - 1, -1))
WITH_WHY = 9.0
"""Points: an explanation may make the answer so small and no smaller, else it is left out."""
SMALL = 0.85
"""Explanations and words of caution, in relation to the rest."""
LEAST_PICTURE = 22.0
"""Millimetres of height that a picture needs."""

MM = 25.4 / 72
"""Millimetres of a point."""
FACE_WIDTH = 82.0
BETWEEN_PARTS, BETWEEN_BLOCKS, BETWEEN_ENTRIES = 0.6, 0.35, 0.25
INDENT, MARK, GUTTER = 1.6, 1.9, 1.0
CELL_WIDTH, CELL_HEIGHT, RULE = 0.8, 0.3, 0.4
"""What a cell of a table takes beside its text, and the thickness of a line in millimetres."""
BAR = 3.5
"""Millimetres that the bar beside a word of caution takes."""
INLINE_PICTURE = 5.0
"""Height of a picture within a text, in em."""
HOPELESS = 3
"""The height of a text shrinks by about the square of the letters' size: one that would take three times the room in
the smallest letters is not tried in all sizes, since it may have thousands of lines."""
NARROWEST = 2.0
"""No column of a table is narrower, in em."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a face fits: the size of its letters in points, and the height of its picture in millimetres.

    In letters of more points than `widest`, a word or a formula could be wider than its line.
    """

    size: float
    widest: float
    picture: float = 0.0

    @property
    def small(self) -> float:
        """The size of what is set smaller than the rest, in points."""
        return small(self.size)


def small(size: float) -> float:
    """The size of explanations where the rest has `size` points."""
    return max(SMALLEST, round(size * SMALL, 2))


def fit(face: Face, markup: Markup, height: float, smallest: float = SMALLEST) -> Fit | None:
    """The largest size in which a face fits into `height` millimetres, or None.

    A somewhat smaller size is taken where it keeps a word in one piece, as in a narrow column.
    """
    parts = [as_data(part, markup) for part in face]
    has_picture = any(part["kind"] == "picture" for part in parts)
    found: Fit | None = None
    widest = 0.0
    for size in SIZES:
        if size < smallest or (found and size < WITH_WHY):
            break
        ruler = _Ruler(size, markup)
        taken = ruler.height(parts)
        if HOPELESS * height < taken * (SMALLEST / size) ** 2 < inf:
            return None
        rest = height - taken
        if not ruler.splits and rest > -inf:
            widest = widest or size
        if rest >= (LEAST_PICTURE if has_picture else 0):
            made = Fit(size, widest or size, rest - 1 if has_picture else 0.0)
            if not ruler.splits:
                return made
            found = found or made
    return found


class _Ruler:
    """Measures parts in one size of letters; all results are millimetres, at most."""

    def __init__(self, size: float, markup: Markup) -> None:
        self.em, self.small, self.images = size * MM, small(size) * MM, markup.images
        self.splits = False
        """Whether a word that is none of the very long ones was broken."""

    def height(self, parts: list[dict[str, Any]]) -> float:
        """The height of a face without its picture."""
        return sum(map(self._part, parts)) + BETWEEN_PARTS * self.em * (len(parts) - 1)

    def _part(self, part: dict[str, Any]) -> float:
        match part["kind"]:
            case "text":
                return self._text(part)
            case "entries":
                gaps = BETWEEN_ENTRIES * self.em * (len(part["entries"]) - 1)
                return sum(self._entry(entry, FACE_WIDTH) for entry in part["entries"]) + gaps
            case "rows":
                width = (FACE_WIDTH - GUTTER * self.em) / 2
                rows = [max(self._entry(entry, width) for entry in row) for row in part["rows"]]
                return sum(rows) + BETWEEN_ENTRIES * self.em * (len(rows) - 1)
            case _:
                return 0.0

    def _text(self, part: dict[str, Any]) -> float:
        """A text; its label precedes it, or has a line of its own above blocks."""
        em = self.small if part["role"] in ("why", "caution") else self.em
        width = FACE_WIDTH - (BAR if part["role"] == "caution" else 0)
        blocks = part["blocks"]
        label = {"kind": "text", "text": part["label"] + " ", "marks": ["strong"]}
        if not part["label"]:
            return self._blocks(blocks, width, em)
        if [block["kind"] for block in blocks] == ["paragraph"]:
            return self._blocks([blocks[0] | {"runs": [label, *blocks[0]["runs"]]}], width, em)
        return self._blocks([{"kind": "paragraph", "runs": [label]}, *blocks], width, em)

    def _entry(self, entry: dict[str, Any], width: float) -> float:
        return self._blocks(entry["blocks"], width - MARK * self.em, self.em)

    def _blocks(self, blocks: list[dict[str, Any]], width: float, em: float) -> float:
        return sum(self._block(block, width, em) for block in blocks) + BETWEEN_BLOCKS * em * (len(blocks) - 1)

    def _block(self, block: dict[str, Any], width: float, em: float) -> float:
        match block["kind"]:
            case "items":
                items = [self._blocks(item, width - INDENT * em, em) for item in block["items"]]
                return sum(items) + BETWEEN_BLOCKS * em * (len(items) - 1)
            case "table":
                columns = len(block["align"])
                cell = width / columns - CELL_WIDTH * em - RULE
                if cell < NARROWEST * em:
                    return inf
                heights = [max(self._lines(runs, cell, em, BOLD) for runs in row) for row in block["rows"]]
                return sum(heights) + (CELL_HEIGHT * em + RULE) * len(heights) + RULE
            case "code":
                runs = [run | {"kind": "code"} if run["kind"] == "text" else run for run in block["runs"]]
                return self._lines(runs, width, em)
            case _:
                return self._lines(block["runs"], width, em)

    def _lines(self, runs: list[dict[str, Any]], width: float, em: float, scale: float = 1.0) -> float:
        """The height of runs as lines of `width`, with characters that are `scale` times as wide as usual."""
        if width < NARROWEST * em:
            return inf
        lines = Lines(width / em)
        for run in runs:
            bold = BOLD if {"strong", "filled"} & {*run["marks"]} else scale
            match run["kind"]:
                case "break":
                    lines.end()
                case "image" if run["path"] in self.images:
                    lines.block(lines.width, INLINE_PICTURE + LEADING, alone=True)
                case "image":
                    lines.write(run["alt"], bold)
                case "math":
                    _formula(lines, run, bold)
                case "code":
                    lines.write(run["text"].removesuffix("\n"), bold, CODE)
                case _:
                    lines.write(run["text"], bold)
        height = lines.height() * em
        self.splits |= lines.splits
        return height


def _formula(lines: Lines, run: dict[str, Any], bold: float) -> None:
    """A formula as it is set, or as it is written where it is not understood."""
    tree = parse(run["text"], run["display"])
    if tree is None:
        lines.write(written(run["text"], run["display"]), bold)
    else:
        rows = pieces(tree)
        is_broken = run["display"] and len(rows) > 1
        if is_broken:
            lines.end()
        for row in rows:
            width, height = extent(row, display=run["display"])
            lines.block(width * bold, height, alone=run["display"] and not is_broken)
        if is_broken:
            lines.end()
