"""What is asked about a picture -> the data that a typesetter's template makes a question of."""

from __future__ import annotations

from mesoquiz.languages.labels import Labels
from mesoquiz.notes import pointing
from mesoquiz.notes.interactions import Label, OnPicture, Rectangle
from mesoquiz.paper import elements
from mesoquiz.paper.typst_texts import Data, Texts


def asked_of(asked: OnPicture, texts: Texts, labels: Labels) -> Data:
    """A picture with parts to name or to point at: `masks` hide them, `zones` are for keys alone."""
    common: Data = {
        "stem": texts.blocks(elements.stem(asked, labels)),
        "picture": texts.shown(asked.image, asked.alt),
    }
    if isinstance(asked, Label):
        answers = [mask.label for mask in asked.masks]
        return common | {
            "kind": "label",
            "masks": [*map(_edges, asked.masks)],
            "answers": [*map(texts.blocks, answers)],
        }
    return common | {
        "kind": "point",
        "zones": [*map(_edges, asked.zones)],
        "answers": [*map(texts.blocks, pointing.answers(asked, labels))],
    }


def _edges(part: Rectangle) -> Data:
    return {"left": part.left, "top": part.top, "width": part.width, "height": part.height}
