"""The cells of the dermis: a fibroblast, well, in an inflammation, and falling to pieces."""

from __future__ import annotations

from canvas import Drawing

CELL, MEMBRANE, NUCLEUS = "#e9a7a0", "#8e4a45", "#7d4a8a"
SPINDLE = [
    (-70, 10),
    (-30, -4, -26, -26, 0, -26),
    (30, -26, 34, -6, 74, -12),
    (36, 6, 30, 24, 0, 24),
    (-26, 24, -34, 8, -70, 10),
]


def fibroblast(drawing: Drawing, x: float, y: float, scale: float) -> None:
    """A spindle-shaped cell with its nucleus."""
    places = [
        " ".join(f"{(y if number % 2 else x) + scale * value:.0f}" for number, value in enumerate(piece))
        for piece in SPINDLE
    ]
    drawing.line(f"M{'C'.join(places)}z", MEMBRANE, 2.4, CELL)
    size = {"rx": round(19 * scale, 1), "ry": round(12 * scale, 1)}
    drawing.add("ellipse", cx=x, cy=y - 1, **size, fill=NUCLEUS, stroke="#4d2b57", stroke_width=1.5)


def inflammation(drawing: Drawing, middle: tuple[float, float]) -> None:
    """Redness, and the cells that come with it."""
    x, y = middle
    drawing.add("ellipse", cx=x, cy=y, rx=86, ry=40, fill="#e5604f", opacity=0.45)
    for dx, dy in ((-62, -24), (-40, 30), (8, -36), (46, 32), (66, -20), (-8, 38)):
        drawing.add("circle", cx=x + dx, cy=y + dy, r=9, fill="#ffffff", stroke="#8a1c14", stroke_width=2)
        drawing.add("circle", cx=x + dx, cy=y + dy, r=4.5, fill="#5b2c83")


def apoptosis(drawing: Drawing, middle: tuple[float, float]) -> None:
    """What is left of a cell that dies in order: bodies with a piece of the nucleus in each."""
    x, y = middle
    for dx, dy, r in ((-34, -12, 13), (-8, 14, 17), (24, -10, 15), (50, 12, 9), (-56, 14, 8), (4, -30, 8)):
        drawing.add("circle", cx=x + dx, cy=y + dy, r=r, fill=CELL, stroke=MEMBRANE, stroke_width=2)
        drawing.add("circle", cx=x + dx + 2, cy=y + dy, r=round(r * 0.4, 1), fill="#4d2b57")
