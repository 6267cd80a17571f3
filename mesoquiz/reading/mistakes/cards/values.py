"""What an unknown key was meant to be, told by its value or by the lack of one."""

from __future__ import annotations

import re
from typing import Any, get_args

from mesoquiz.diagnostics.wording import enumerate_words, shorten
from mesoquiz.reading.mistakes.rewrite import quote
from mesoquiz.reading.nodes import Mapping, Scalar
from mesoquiz.reading.variants import key_hints

_LIST = re.compile(r"[ ]*- ")
_SHOWN = 60
"""Characters of a text that a hint shows."""


_OF_CARDS = frozenset(
    (
        "source",
        "tags",
        "difficulty",
        "case",
        "context",
        "more",
        "image",
        "sound",
        "caution",
        "retired",
        "notice",
        "ignore",
    )
)
"""Keys of a card that none of its options has."""


def of_value(key: Scalar, node: Mapping, kind: Any, hints: list[str]) -> tuple[str, str] | None:
    """The key that was meant, if any, and what to do; nothing where the value tells nothing."""
    if chosen := _as_choice(key, node, kind):
        return chosen
    if cited := _as_citation(node, hints):
        return "doc", cited
    if key.text in _OF_CARDS and "pin" in hints:
        return "", f"write `{key.text}:` beside the other keys of the card: an option has none"
    is_empty = any(other is key and type(value) is Scalar and not value.text for other, value in node.pairs)
    if not is_empty or len(node.pairs) < 2:
        return None
    if kind.shorthand and all(other.text != kind.shorthand for other, _ in node.pairs):
        return kind.shorthand, f"write `{kind.shorthand}: {shorten(key.text)}`"
    return ("", f"remove `{shorten(key.text)}:`, which holds nothing") if "id" in hints and "why" in hints else None


def of_each(key: Scalar, node: Mapping, meant: str) -> str:
    """What to do about `terms:` with a definition for each of them."""
    value = next((value for other, value in node.pairs if other is key), None)
    if type(value) is not Mapping or key.text != f"{meant}s" or len(value.pairs) < 2:
        return ""
    first, said = value.pairs[0]
    definition = f" and `definition: {shorten(said.text)}`" if type(said) is Scalar and said.text else ""
    return f"make a card of each, with `{meant}: {shorten(first.text)}`{definition}"


def _as_choice(key: Scalar, node: Mapping, kind: Any) -> tuple[str, str] | None:
    """The key that takes the word `key`, and what to write in place of `{negative: 0.25}`."""
    value = next((value for other, value in node.pairs if other is key), None)
    for name, (hint, _) in key_hints(kind).items():
        if key.text in map(str, get_args(_bare(hint))) and name in (kind.handle, kind.shorthand):
            said = value.text.strip() if type(value) is Scalar else ""
            number = f", penalty: {said}" if "penalty" in key_hints(kind) and re.fullmatch(r"[\d.]{1,6}", said) else ""
            return name, f"write `{{{name}: {key.text}{number}}}`"
    return None


def _bare(hint: Any) -> Any:
    """A type hint without its notes."""
    return get_args(hint)[0] if hasattr(hint, "__metadata__") else hint


def _as_citation(node: Mapping, hints: list[str]) -> str:
    """What to write in place of `{manuel: "ouvre l'œil"}`."""
    key, value = node.pairs[0]
    if hints != ["doc", "quote"] or len(node.pairs) > 1 or type(value) is not Scalar:
        return ""
    if not value.text:
        return f"write `{{doc: {shorten(key.text)}}}`"
    return f"write `{{doc: {shorten(key.text)}, quote: {quote(shorten(value.text, _SHOWN))}}}`"


def how_unknown(key: Scalar, hints: list[str], lines: list[str]) -> str:
    """What to do about a key that is like no other: below a block, it may be a line of the text."""
    if " " in key.text.strip() and key.start.column == 0 and "cards" in hints:
        return "delete this line, or begin it with `#` as a comment"
    above = [line for line in lines[max(0, key.start.line - 20) : key.start.line] if line.strip()]
    if above and len(above[-1]) - len(above[-1].lstrip(" ")) > key.start.column and not _LIST.match(above[-1]):
        return "indent it like the text above if it belongs there; if not, a card has no such key"
    return f"it takes {enumerate_words(hints, 'and')}"
