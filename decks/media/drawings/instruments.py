"""A syringe with its needle, and a joint that one can reach."""

from __future__ import annotations

from xml.etree import ElementTree

from canvas import INK, Drawing
from tissue import EPIDERMIS, FAT, TOP

STEEL = "#5b6770"


def needle(drawing: Drawing, tip: tuple[float, float], hub: tuple[float, float], drop: float) -> None:
    """A syringe whose needle ends at `tip`, in a drop of what it leaves there."""
    (x, y), (hx, hy) = tip, hub
    drawing.add(
        "ellipse", cx=x, cy=y, rx=drop, ry=round(drop * 0.62, 1), fill="#7fb6d9", stroke="#2f6f97", stroke_width=2
    )
    length = ((hx - x) ** 2 + (hy - y) ** 2) ** 0.5
    ux, uy = (hx - x) / length, (hy - y) / length
    drawing.line(f"M{x} {y}L{hx} {hy}", "#2b333a", 3.4)
    parts = [(0, 12, 9, STEEL), (12, 78, 20, "#e4ecf1"), (78, 84, 34, STEEL)]
    for start, end, wide, colour in parts:
        across = f"{hx + ux * start:.1f} {hy + uy * start:.1f}L{hx + ux * end:.1f} {hy + uy * end:.1f}"
        drawing.add("path", d=f"M{across}", stroke=INK, stroke_width=wide + 4, fill="none")
        drawing.add("path", d=f"M{across}", stroke=colour, stroke_width=wide, fill="none")


def joint(drawing: Drawing, sides: tuple[float, float]) -> None:
    """A knee in section, without its patella: two bones, their cartilage, the cavity between them in its capsule."""
    left, right = sides
    middle = (left + right) / 2
    drawing.add("rect", x=left, y=TOP, width=right - left, height=470, fill="#f0d9c8")
    for x, wide, colour in ((left, 26, FAT), (right - 26, 26, FAT), (left, 9, EPIDERMIS), (right - 9, 9, EPIDERMIS)):
        drawing.add("rect", x=x, y=TOP, width=wide, height=470, fill=colour)
    bone, rim, cartilage = "#f7f1de", "#a59a78", "#7f98a8"
    pieces = {
        "upper": "M-44 60C-44 160 -84 176 -84 226C-82 284 -14 284 0 260C14 284 82 284 84 226C84 176 44 160 44 60z",
        "lower": "M-42 530C-42 440 -84 400 -84 332C-56 310 56 310 84 332C84 400 42 440 42 530z",
    }
    group = ElementTree.SubElement(drawing.root, "g", {"transform": f"translate({middle} 0)"})
    whole, drawing.root = drawing.root, group
    drawing.line("M-86 212C-106 250 -106 312 -86 346H86C106 312 106 250 86 212z", "none", 0, "#bcd9e8")
    for piece in pieces.values():
        drawing.line(piece, rim, 2.5, bone)
    drawing.line("M-84 226C-82 284 -14 284 0 260C14 284 82 284 84 226", cartilage, 8)
    drawing.line("M-84 332C-56 310 56 310 84 332", cartilage, 8)
    for side in (-1, 1):
        drawing.line(f"M{side * 86} 212C{side * 106} 250 {side * 106} 312 {side * 86} 346", "#8d5a41", 5)
    drawing.root = whole
