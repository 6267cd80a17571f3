"""What to write in place of keys or a list where a text belongs."""

from __future__ import annotations

import re

from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.findings import Problems
from mesoquiz.reading.keys import Key
from mesoquiz.reading.mistakes.cards.braces import as_plain
from mesoquiz.reading.nodes import Mapping, Node, Scalar, Sequence

MAX_SHOWN = 90
"""Characters of a text that a hint repeats."""
_IN_ORDER = re.compile(r"\b(?:ordre|order|étapes|steps)\b", re.IGNORECASE)
_OF_CARDS = frozenset(
    ("accept", "answers", "difficulty", "distractors", "ignore", "masks", "retired", "reverse", "tags")
)
"""Keys of cards with which no sentence begins."""


def by_lines(node: Node, key: Key, problems: Problems) -> str:
    """What to write in place of a list, as the lines around it tell, or nothing."""
    above = problems.lines[node.start.line - 1] if 0 < node.start.line <= len(problems.lines) else ""
    if type(node) is Sequence and key.several and _IN_ORDER.search(above):
        return f"write `sequence:` if they are steps in order, or `{key.several}:`"
    return one_dash(node, problems)


def one_dash(node: Node, problems: Problems) -> str:
    """What to write in place of `- - un`, or nothing."""
    only = node.items[0] if type(node) is Sequence and len(node.items) == 1 else None
    line = problems.lines[node.start.line] if node.start.line < len(problems.lines) else ""
    if type(only) is not Scalar or not line.startswith("- ", node.start.column):
        return ""
    return f"write `- {shorten(only.text)}`, with one dash"


def _as_one_text(node: Sequence, key: Key, *, is_entry: bool) -> str:
    """What to do about a list where a text belongs."""
    only = node.items[0] if len(node.items) == 1 else None
    if type(only) is Scalar and not key.several:
        return f"write `{shorten(only.text.removeprefix('sound:'))}`, without brackets"
    if type(only) is Scalar:
        return f"write `{shorten(only.text)}` alone, or `{key.several}:` if there are several"
    if "::" in key.doc and not is_entry and all(type(one) is Scalar for one in node.items):
        return f"write `{shorten('::'.join(one.text for one in node.items if type(one) is Scalar))}`"
    if is_entry and type(only) is Sequence:
        return "leave out the inner brackets"
    if is_entry:
        return "leave out the brackets around it: its entries are then those of the list"
    return f"write `{key.several}:` if there are several" if key.several else "write one text"


def as_text(node: Node, key: Key, *, is_entry: bool = False, name: str = "") -> str:
    """What to do about keys or a list where a text belongs; mostly a colon that was meant as punctuation.

    `name` is the key of the text, if it has one of its own.
    """
    if type(node) is Sequence:
        return _as_one_text(node, key, is_entry=is_entry)
    if name and type(node) is Mapping and node.pairs and (how := as_plain(name, node, single=key.single)):
        return how
    return _of_colon(node, key, is_entry=is_entry)


def _of_colon(node: Node, key: Key, *, is_entry: bool) -> str:
    """What to do about a text whose colon made it a key."""
    if type(node) is Mapping and len(node.pairs) == 1:
        name, value = node.pairs[0]
        if is_entry and name.text in _OF_CARDS and name.plain:
            return f"write `{name.text}:` beside the other keys of the card; if it is an entry, put it in quotes"
        if type(value) is Scalar and "::" in key.doc and not key.also:
            return f"write `{name.text}::{value.text}`"
        if type(value) is Scalar:
            # Three columns from word to word: the author wrote a space before the colon, as French does.
            colon = " : " if value.start.column - name.end.column > 2 else ": "
            text = f"{name.text}{colon}{value.text}"
            # A text that was cut would be pasted as it is.
            return f'put it in quotes: "{text}"' if shorten(text, MAX_SHOWN) == text else "put it in quotes"
    return "put it in quotes"
