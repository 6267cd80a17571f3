"""Pairs that were written as keys and values, as texts with a mark between their parts, or as one list."""

from __future__ import annotations

import re
from itertools import pairwise

from mesoquiz.diagnostics.wording import fold, shorten
from mesoquiz.reading.mistakes.cards.astext import MAX_SHOWN
from mesoquiz.reading.mistakes.lists import as_list
from mesoquiz.reading.nodes import Invalid, Mapping, Node, Scalar, Sequence
from mesoquiz.reading.scalars import is_null

_SIDES = (
    ["left", "right"],
    ["gauche", "droite"],
    ["a", "b"],
    ["question", "answer"],
    ["question", "reponse"],
    ["terme", "definition"],
    ["front", "back"],
    ["recto", "verso"],
    *(["key", "value"], ["item", "match"]),
)
"""Names that authors give to the sides of a pair."""
MAX_PARTS = 4
"""Entries that a hint shows."""
_ROUND = re.compile(r"\([^()]*\)")
_BETWEEN = re.compile(r"(?<!\s)\s*(?:=>|->|→|↔|\t|=|\||;|:|,|\s[-–—]\s)\s*")
"""What authors write between two things that belong together."""


def are_pairs(node: Sequence) -> bool:
    """Whether all entries of a list are lists of two texts."""
    return len(node.items) > 1 and all(type(one) is Sequence and len(one.items) == 2 for one in node.items)


def first_no_list(node: Node) -> Node | None:
    """The first value that is no list where a list of lists belongs; what was refused already is passed over."""
    if type(node) is not Sequence:
        return node if type(node) is not Invalid else None
    return next((one for one in node.items if type(one) in (Scalar, Mapping) and not is_null(one)), None)


def written_as_parts(node: Node, lines: list[str]) -> str:
    """Lists of two in place of what was written: keys and values, or texts with a mark between the parts.

    `lines` are those of the file: a text without quotes has lost its own.
    """
    items = node.items if type(node) is Sequence else [node]
    for before, one in pairwise(items):
        if type(before) is Sequence and len(before.items) == 1 and type(one) is Scalar:
            return f"write two spaces before `- {shorten(one.text)}`: it is the second part of the pair above"
    if type(node) is Scalar and node.plain and node.end.line > node.start.line and lines:
        said = [line.strip() for line in lines[node.start.line : node.end.line + 1]]
        items = [Scalar(text, True, node.start, node.end) for text in said if text and ": " not in text]
    elif type(node) is Scalar and not node.plain and "|" in node.text:
        rows = [row.strip(" |") for row in node.text.splitlines()]
        # Above a line of dashes, a table has its heads.
        rows = rows[2:] if len(rows) > 1 and not rows[1].strip(" -:|") else rows
        items = [Scalar(row, True, node.start, node.end) for row in rows if row]
    parts = [part for one in items[:MAX_PARTS] for part in _parts(one)]
    texts = [one.text.strip("() ") for one in items if type(one) is Scalar]
    if not parts and len(texts) == len(items) > MAX_PARTS - 1 and len(texts) % 2 == 0:
        parts = [[left, right] for left, right in zip(texts[::2], texts[1::2], strict=True)][:MAX_PARTS]
    shown = "".join(f"\n- {as_list(part)}" for part in parts)
    return f"write each as a list in brackets:{shown}" if parts else "write each as `- [left, right]`"


def _sides(node: Node) -> list[list[str]]:
    """The pairs of `left: [a, b]` and `right: [c, d]`."""
    lists = [value for _, value in node.pairs if type(value) is Sequence] if type(node) is Mapping else []
    if type(node) is not Mapping or len(lists) != 2 or len(node.pairs) != 2:
        return []
    left, right = ([one.text for one in side.items if type(one) is Scalar] for side in lists)
    return [list(pair) for pair in zip(left, right, strict=True)] if len(left) == len(right) else []


def _parts(node: Node) -> list[list[str]]:
    if sides := _sides(node):
        return sides[:MAX_PARTS]
    if type(node) is Mapping:
        if [fold(key.text) for key, _ in node.pairs] in _SIDES:
            return [[value.text.strip() for _, value in node.pairs if type(value) is Scalar]]
        pairs = [(key.text, value.text) for key, value in node.pairs[:MAX_PARTS] if type(value) is Scalar]
        return [[left.strip(), right.strip()] for left, right in pairs]
    if type(node) is Sequence:
        return [[one.text for one in node.items if type(one) is Scalar]]
    # A tab may be what divides the parts; in GIFT, `=` begins a pair.
    said = node.text[:MAX_SHOWN].replace("\n", " ").lstrip(" =~") if type(node) is Scalar else ""
    said = said.strip()[1:-1] if _ROUND.fullmatch(said.strip()) else said
    texts = re.split(r"(?<!\s)\s*[,;]\s+", said) if said else []
    split = [_BETWEEN.split(text, maxsplit=1) for text in texts]
    if len(texts) > 1 and all(text.count("-") == 1 for text in texts):
        split = [text.split("-") for text in texts]
    if not all(len(parts) == 2 for parts in split):
        split = [_BETWEEN.split(", ".join(texts), maxsplit=1)]
    return [[part.strip() for part in parts] for parts in split if len(parts) == 2]
