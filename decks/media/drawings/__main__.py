"""The drawings of the shipped cards: `python decks/media/drawings` writes each as SVG beside this folder.

They stand on a light ground of their own, so that Anki's dark mode does not swallow them. Layers differ in lightness as
well as in colour, for grey printers. Proportions are those of a scheme, not of nature. What they show beside the
documents of the collection (papillae, lobules, fascia, joint) is general anatomy; the cards say so.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from canvas import Drawing
from english import WORDS
from scenes import back, cellulite, contents, front, planes, scars, section, stretch_mark

DRAWINGS: dict[str, Callable[[], Drawing]] = {
    "peau": partial(section, named=True),
    "peau-muette": partial(section, named=False),
    "derme": contents,
    "plans": planes,
    "cellulite": cellulite,
    "cicatrices": partial(scars, named=True),
    "cicatrices-lettres": partial(scars, named=False),
    "regions-esthetiques": front,
    "regions-douloureuses": back,
    "vergeture": stretch_mark,
}


ENGLISH: dict[str, Callable[[], Drawing]] = {"skin": partial(section, named=True), "planes": planes}


def write(folder: Path, drawings: dict[str, Callable[[], Drawing]]) -> None:
    """Write drawings into a folder, and say where their labels lie, for the `masks:` of cards."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in drawings.items():
        drawing = draw()
        drawing.write(folder / f"{name}.svg")
        sys.stdout.write("\n".join([f"{name}:", *drawing.masks]) + "\n")


def main(decks: Path) -> None:
    """Write all drawings into the media of the French decks, and those in English into the media of theirs."""
    write(decks / "media", DRAWINGS)
    Drawing.words = WORDS
    write(decks / "en" / "media", ENGLISH)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent.parent)
