"""Values that were meant to be keys in braces: a picture, a citation, the place of a mask."""

from __future__ import annotations

from typing import Any

from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.mistakes.lists import as_list
from mesoquiz.reading.mistakes.rewrite import quote
from mesoquiz.reading.nodes import Mapping, Scalar, Sequence
from mesoquiz.reading.variants import key_hints

OF_MASKS = {
    "right": "write `width:`, which is the right edge minus `left`",
    "bottom": "write `height:`, which is the bottom edge minus `top`",
}
"""Keys that authors give to masks, folded -> what to write."""
_SHOWN = 60
"""Characters of a text that a hint shows."""


def as_citation(node: Mapping, hints: list[str]) -> str:
    """What to write in place of `{manuel: "ouvre l'œil"}`."""
    key, value = node.pairs[0]
    if hints != ["doc", "quote"] or len(node.pairs) > 1 or type(value) is not Scalar or not value.text:
        return ""
    return f"write `{{doc: {shorten(key.text)}, quote: {quote(shorten(value.text, _SHOWN))}}}`"


def in_braces(node: Sequence, kind: Any) -> str:
    """What to write in place of `[peau.png, Coupe]`, where a file and its description belong."""
    names = [name for name, (_, told) in key_hints(kind).items() if told.name]
    texts = [one.text for one in node.items if type(one) is Scalar]
    if names[:1] != ["file"] or not len(node.items) == len(texts) == len(names):
        return ""
    said = (as_list([shorten(text, _SHOWN)])[1:-1] for text in texts)
    return f"write `{{{', '.join(f'{name}: {text}' for name, text in zip(names, said, strict=True))}}}`"
