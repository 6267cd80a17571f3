"""What a drawing is made of: shapes, words, leaders, curves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar
from xml.etree import ElementTree

GROUND, INK, WIDTH = "#fdfbf5", "#222222", 800
"""How wide a drawing is; in units of the drawing, one pixel at full size."""


class Drawing:
    """An SVG picture that is added to shape by shape."""

    words: ClassVar[Mapping[str, str]] = {}
    """French words -> those of the language to draw in; empty for French."""

    def __init__(self, title: str, height: int) -> None:
        """Begin with the ground; `title` is what a screen reader says."""
        box = {"width": str(WIDTH), "height": str(height), "viewBox": f"0 0 {WIDTH} {height}"}
        self.root = ElementTree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **box})
        ElementTree.SubElement(self.root, "title").text = self.words.get(title, title)
        self.add("rect", width=WIDTH, height=height, rx=14, fill=GROUND)
        self.height, self.down, self.masks = height, 0, list[str]()

    def add(self, shape: str, **attributes: object) -> ElementTree.Element:
        """A shape with its attributes; `_` in their names stands for `-`."""
        named = {name.rstrip("_").replace("_", "-"): f"{value}" for name, value in attributes.items()}
        return ElementTree.SubElement(self.root, shape, named)

    @contextmanager
    def moved(self, down: int) -> Iterator[None]:
        """What is drawn meanwhile lies so much lower."""
        whole, self.down = self.root, down
        self.root = ElementTree.SubElement(whole, "g", {"transform": f"translate(0 {down})"})
        yield
        self.root, self.down = whole, 0

    def line(self, path: str, colour: str = INK, width: float = 2, fill: str = "none") -> None:
        """A path with round ends."""
        self.add(
            "path",
            d=path,
            fill=fill,
            stroke=colour,
            stroke_width=width,
            stroke_linecap="round",
            stroke_linejoin="round",
        )

    def label(self, x: float, y: float, text: str, anchor: str = "start", size: int = 28) -> None:
        """Words whose middle line is at `y`; each line of `text` is a line of its own."""
        lines = [self.words.get(line, line) for line in text.split("\n")]
        self.masks.append(self.mask((x, y), lines, anchor, size))
        for number, line in enumerate(lines):
            middle = y + (number - (len(lines) - 1) / 2) * size * 1.12
            shape = self.add(
                "text", x=x, y=round(middle + size * 0.35, 1), fill=INK, font_size=size, text_anchor=anchor
            )
            shape.set("font-family", "DejaVu Sans, Verdana, Arial, sans-serif")
            shape.text = line

    def mask(self, place: tuple[float, float], lines: list[str], anchor: str, size: int) -> str:
        """The rectangle of a label in percent of the drawing, wide enough for broader fonts, as YAML."""
        (x, y), wide, high = place, max(map(len, lines)) * size * 0.64 + 8, len(lines) * size * 1.12 + 8
        left = max(0.0, x - {"start": 4, "middle": wide / 2, "end": wide - 4}[anchor])
        wide = min(wide, WIDTH - left)
        box = {
            "left": left / WIDTH,
            "top": (y + self.down - high / 2) / self.height,
            "width": wide / WIDTH,
            "height": high / self.height,
        }
        places = ", ".join(f"{name}: {100 * share:.1f}" for name, share in box.items())
        return f"  - {{{places}, label: {' '.join(lines)}}}"

    def letter(self, x: float, y: float, text: str) -> None:
        """A letter in a disc, which a question can name."""
        self.add("circle", cx=x, cy=y, r=21, fill="#ffffff", stroke=INK, stroke_width=2.5)
        self.label(x, y, text, "middle", 26)

    def leader(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """From a label to what it names, with a dot at its end."""
        self.line(f"M{x} {y}L{to_x} {to_y}", INK, 2)
        self.add("circle", cx=to_x, cy=to_y, r=4.5, fill=INK)

    def write(self, file: Path) -> None:
        """Write it as a file that ends with a line."""
        ElementTree.indent(self.root, "")
        file.write_text(ElementTree.tostring(self.root, encoding="unicode") + "\n", encoding="utf-8")


def smooth(points: list[tuple[float, float]]) -> str:
    """A closed curve through the points: Catmull and Rom's spline, as cubic Bézier pieces."""
    path, count = f"M{points[0][0]} {points[0][1]}", len(points)
    for number in range(count):
        before, here, there, after = (points[(number + step) % count] for step in (-1, 0, 1, 2))
        first = [here[axis] + (there[axis] - before[axis]) / 6 for axis in (0, 1)]
        second = [there[axis] - (after[axis] - here[axis]) / 6 for axis in (0, 1)]
        path += "C" + " ".join(f"{value:.1f}" for value in (*first, *second, *there))
    return path + "z"


def mirrored(half: list[tuple[float, float]], axis: float, top: float) -> list[tuple[float, float]]:
    """A shape from its right half, whose points begin at the top of the axis and end at its foot."""
    right = [(axis + x, top + y) for x, y in half]
    left = [(axis - x, top + y) for x, y in reversed(half) if x]
    return right + left
