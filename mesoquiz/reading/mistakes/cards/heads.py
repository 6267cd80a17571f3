"""Cards of which no key tells their kind: questions as keys, questions that hold gaps, steps below their case."""

from __future__ import annotations

import re

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.nodes import Mapping, Node, Scalar, Sequence

NESTED = Rule("cards-in-a-card", "a card holds no other cards, as `{key}:` has them", "{how}")

_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,99}")
_ASKED = frozenset(("id", "question", "statement", "answer", "answers"))
_SHOWN = 60
"""Characters of a text that a hint repeats."""


def nested_cards(node: Mapping) -> tuple[Scalar, str] | None:
    """The key of a card below which other cards are, and what to do about them."""
    for key, value in node.pairs:
        items = value.items if type(value) is Sequence else []
        if items and all(
            type(one) is Mapping and len(_ASKED & {name.text for name, _ in one.pairs}) > 1 for one in items
        ):
            case = next((said.text for name, said in node.pairs if name.text == "case" and type(said) is Scalar), "")
            named = f"`case: {shorten(case)}`" if _ID.fullmatch(case) else "`case: …`, the same name,"
            return key, f"write each below the dashes of `cards:`, with {named} in it; `context:` goes into the first"
    return None


_MEANT = (
    (re.compile(r"question$"), re.compile(r"definition$"), "answer:"),
    (re.compile(r"term$"), re.compile(r"answers?$"), "definition:"),
)
"""What is asked, the key of another kind of card that authors write for its answer, and the right one."""


def swapped(node: Mapping) -> tuple[Node, str] | None:
    """The key of another kind that holds the answer of a card, and what to write in its place."""
    keys = [key for key, _ in node.pairs]
    asked = [(odd, meant) for ask, odd, meant in _MEANT if any(ask.match(key.text) for key in keys)]
    for odd, meant in asked if len(asked) == 1 else ():
        if other := next((key for key in keys if odd.match(key.text)), None):
            return other, f"write `{meant}` in place of `{other.text}:`"
    return None


def _as_term(key: Scalar, value: Node) -> tuple[Node, str] | None:
    """What to write in place of `- fémur: os de la cuisse`."""
    said = value.text.strip() if type(value) is Scalar else ""
    if key.text in _ASKED or not said or key.text.rstrip().endswith("?") or said.endswith("?") or key.text.isdigit():
        return None
    term, definition = shorten(key.text, _SHOWN), shorten(said, _SHOWN)
    return key, f"write `- term: {term}`, and below it `definition: {definition}`"


def otherwise(node: Mapping, *, signed: bool) -> tuple[Node, str] | None:
    """The place and the remedy of a card that has a question in an odd place; `signed` if a key tells of a kind."""
    if len(node.pairs) == 1 and not signed and (told := _as_term(*node.pairs[0])):
        return told
    for key, value in node.pairs:
        said = value.text.strip() if type(value) is Scalar else ""
        if key.text == "question" and "{{" in said and "}}" in said and signed:
            return key, "write `cloze:` in place of `question:`"
        if key.text.rstrip().endswith("?") and said:
            asked = shorten(key.text.strip(), _SHOWN)
            return key, f"write `- id: …`, and below it `question: {asked}` and `answer: {shorten(said, _SHOWN)}`"
        if key.text.isdigit() and said.endswith("?"):
            return key, f"write `- id: …`, and below it `question: {shorten(said, _SHOWN)}`"
    return None
