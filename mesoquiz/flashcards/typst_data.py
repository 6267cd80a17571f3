"""Cards and pages -> plain data for the Typst template: no markup, formulas as trees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mesoquiz.flashcards.fitting import LEAST_PICTURE, SIZES, SMALL, SMALLEST
from mesoquiz.flashcards.runs import as_data
from mesoquiz.flashcards.sheets import Page
from mesoquiz.flashcards.stack import FittedFace, Stack
from mesoquiz.markup.maths import as_tree
from mesoquiz.markup.renderer import Markup


def as_typst(stack: Stack, pages: list[Page], title: str, file_of: Callable[[str], str]) -> dict[str, Any]:
    """The same cards and pages as plain data. `file_of` finds the file of a picture for the template."""
    return {
        "title": title,
        "lang": stack.bank.collection.lang,
        "sizes": SIZES,
        "smallest": SMALLEST,
        "small": SMALL,
        "picture": LEAST_PICTURE,
        "pictures": {path: file_of(path) for path, one in stack.bank.media.items() if one.type.startswith("image/")},
        "pages": [
            {name: [one._asdict() for one in getattr(page, name)] for name in ("lines", "words", "faces")}
            for page in pages
        ],
        "cards": [
            {
                "id": one.card.id,
                "deck": one.deck,
                "stacked": one.stacked,
                **{side: _side(getattr(one, side), stack) for side in ("front", "back")},
            }
            for one in stack.cards
        ],
    }


def _side(setting: FittedFace, stack: Stack) -> dict[str, Any]:
    parts = _ready([as_data(part, stack.markup) for part in setting.face], stack.markup)
    return {"face": parts, "height": setting.height, "widest": setting.fit.widest}


def _ready(value: Any, markup: Markup) -> Any:
    """Blocks whose formulas are trees, or texts where they are not understood, and with marks where no line breaks."""
    if isinstance(value, list):
        return [_ready(one, markup) for one in value]
    if not isinstance(value, dict):
        return value
    match value.get("kind"):
        case "math":
            return value | as_tree(value["text"], value["display"])
        case "text" if "text" in value:
            return value | {"text": markup.marked(value["text"])}
        case _:
            return {key: _ready(inner, markup) for key, inner in value.items()}
