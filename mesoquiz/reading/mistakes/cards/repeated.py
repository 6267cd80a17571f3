"""Keys that come again in one card or deck -> what their author meant: another card, a list, one text."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, get_args, get_origin

from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.keys import Key
from mesoquiz.reading.mistakes.lists import as_list
from mesoquiz.reading.mistakes.rewrite import quote
from mesoquiz.reading.nodes import Mapping, Node, Scalar, Sequence

KEEP = "keep one of the two"
NEW_CARD = "if a new card begins here, write `- id: …` above it"
_LISTS = frozenset(("cards", "sections", "sources"))
"""Keys of files that hold all of their entries."""
_NUMBER = re.compile(r"[ _-]?\d{1,2}$")
_ODD = re.compile(r": | #|:$|^\W")
_SHOWN = 90
"""Characters of a line to write that are shown."""

Hints = dict[str, tuple[Any, Key]]
"""The keys that a mapping may have: name -> (type hint, its `Key`)."""


def how_to_keep(key: Scalar, node: Mapping, hints: Hints) -> str:
    """What to do about a key that comes again; nothing where that is told with one above it."""
    again = _again(node)
    deck = next((one for one in again if one.text == "deck"), None)
    if deck is not None and "cards" in hints:
        return "a file is one deck: if another begins here, write it into a file of its own" if key is deck else ""
    if key.text in _LISTS and key.text in hints:
        return "delete this line: what is below it is then a part of the list above"
    if _is_new_card(again, node):
        return f"{NEW_CARD}; if not, {KEEP}" if key is again[0] else ""
    if key is not next(one for one in again if one.text == key.text):
        return ""
    values = [value for other, value in node.pairs if other.text == key.text]
    if hints[key.text][1].single and all(type(value) is Mapping for value in values):
        return f"write `{key.text}: [{{…}}, {{…}}]`, with both in brackets"
    return _joined(key.text, values, *hints[key.text])


def _again(node: Mapping) -> list[Scalar]:
    """The keys that were used before."""
    counts: Counter[str] = Counter()
    again = []
    for key, _ in node.pairs:
        if counts[key.text]:
            again.append(key)
        counts[key.text] += 1
    return again


def _is_new_card(again: list[Scalar], node: Mapping) -> bool:
    """Whether all that comes again is the beginning of a second card, which has no dash."""
    keys = [key for key, _ in node.pairs]
    before = {key.text for key in keys[: keys.index(again[0])]}
    names = {key.text for key in again}
    first = next((key.text for key in keys if key.text != "id"), "")
    return "id" in before and len(names) > 1 and again[0].text == first and names <= before


def _joined(name: str, values: list[Node], hint: Any, told: Key) -> str:
    entries = [text for value in values for text in _texts(value)]
    if len(set(entries)) < 2:
        return KEEP
    is_list = get_origin(_bare(hint)) is tuple
    if told.several or is_list:
        return f"write `{told.several or name}: {shorten(as_list(entries), _SHOWN)}`, or {KEEP}"
    text = " ".join(entries)
    if _bare(hint) is not str or told.pattern or told.name or len(text) > _SHOWN or "\n" in text:
        return KEEP
    said = quote(text) if _ODD.search(text) else text
    return f"join them, `{name}: {said}`, or {KEEP}"


def _texts(value: Node) -> list[str]:
    if type(value) is Scalar:
        return [value.text] if value.text else []
    return [one.text for one in value.items if type(one) is Scalar] if type(value) is Sequence else []


def _bare(hint: Any) -> Any:
    """A type hint without its notes."""
    while get_origin(hint) not in (None, tuple) and get_args(hint):
        hint = get_args(hint)[0]
    return hint


def as_one_list(key: Scalar, meant: str, node: Mapping, hints: Hints, how: str) -> tuple[Scalar, str]:
    """The list to write in place of `distractor1: un` and `distractor2: deux`, or of `distractor:` twice.

    `meant` is the key that such a word stands for. Returns the first of these keys and the remedy; elsewhere `key` and
    `how`.
    """
    hint, told = hints.get(meant, ("", Key("")))
    base = _NUMBER.sub("", key.text)
    found = [(other, value) for other, value in node.pairs if _NUMBER.sub("", other.text) == base]
    entries = [value.text for _, value in found if type(value) is Scalar and value.text]
    name = told.several or (meant if get_origin(_bare(hint)) is tuple else "")
    if not name or len(entries) < 2 or len(entries) < len(found):
        return key, how
    # A key that there is, as `answer:` beside `answer2:`, is not told of.
    first = next((other for other, _ in found if other.text not in hints), key)
    return first, f"write `{name}: {shorten(as_list(entries), _SHOWN)}`"
