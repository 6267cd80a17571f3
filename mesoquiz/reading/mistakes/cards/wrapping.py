"""Cards below a key of their own: their ids, `card`, or any other word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.reading.mistakes.rewrite import Rewrite, indentation, shifted
from mesoquiz.reading.nodes import Mapping, Node, Scalar, Sequence

BY_ID = Rule("cards-by-id", "the cards are a list: each begins with `- id:`, not with its id", "write `- id: {id}`")

WRAPPED = Rule(
    "card-in-a-key",
    "the keys of a card stand beside its dash, not below `{id}:`",
    "leave `{id}:` out, and write `- ` before its first key",
)
NAMELESS = Rule(
    "card-without-id",
    "the keys of a card stand beside its dash, not below `{id}:`",
    "leave `{id}:` out, and write `- id: …` in its place",
)
INSIDE = Rule(
    "keys-in-a-key",
    "the keys of a card stand beside `id:`, not below `{key}:`",
    "leave `{key}:` out, and align what is below it with `id:`",
)


_ANY_CARD = re.compile(r"(?:card|carte|fiche|item|note|entry|question|qcm|qcu|qa|exercice)s?\b", re.IGNORECASE)
"""What authors call any card: no id."""
_OUTER = frozenset(("image", "source", "draw", "anki", "scoring"))
"""Keys whose value is made of keys."""
OUTDENTED = Rule("key-not-indented", "`{inner}:` belongs to `{key}:` above it", "indent it further")


def by_id(node: Mapping, work: list[str]) -> Iterator[Rewrite]:
    """Cards whose ids are keys, as a list."""
    cards = next((value for key, value in node.pairs if key.text == "cards" and type(value) is Mapping), None)
    if type(cards) is not Mapping or not cards.pairs or cards.start.line == cards.end.line:
        return
    ends = [*(key.start.line for key, _ in cards.pairs[1:]), cards.end.line + (1 if cards.end.column else 0)]
    texts: list[str] = []
    for (key, value), end in zip(cards.pairs, ends, strict=True):
        if (
            type(value) is not Mapping
            or any(inner.text == "id" for inner, _ in value.pairs)
            or not _is_alone(key, work)
        ):
            return
        column = key.start.column
        texts.append(f"{' ' * column}- id: {key.text}")
        texts += shifted(work[key.start.line + 1 : end], column + 2 - value.start.column)
    first, last = cards.pairs[0][0], ends[-1] - 1
    start = first.start.column
    yield Rewrite(
        first.start.line, "\n".join(texts), BY_ID, start, start + len(first.text), {"id": first.text}, last=last
    )


def wrapped(node: Sequence, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """`- a:` with the keys of a card below it, or `- card:`, as a card."""
    if not node.items:
        return
    ends = [*(item.start.line for item in node.items[1:]), node.end.line + (1 if node.end.column else 0)]
    cards = [(_unwrapped(card, end, work, words), card, end) for card, end in zip(node.items, ends, strict=True)]
    if cards and all(texts for texts, _, _ in cards):
        yield _as_cards([text for texts, _, _ in cards for text in texts], node.items[0], ends[-1])
        return
    for texts, card, end in cards:
        if texts:
            yield _as_cards(texts, card, end)


def _unwrapped(card: Node, end: int, work: list[str], words: frozenset[str]) -> list[str]:
    """The lines of a card whose keys are below another, up to the line `end`; none for any other card."""
    if type(card) is not Mapping or len(card.pairs) != 1 or card.start.line >= len(work):
        return []
    key, value = card.pairs[0]
    line = work[key.start.line]
    if type(value) is not Mapping or not key.plain or line.strip() != f"- {key.text}:":
        return []
    has_id = any(inner.text == "id" for inner, _ in value.pairs)
    if not value.pairs or value.pairs[0][0].text not in words or (key.text in words and not has_id):
        return []
    below = shifted(work[key.start.line + 1 : end], key.start.column - value.start.column)
    head = " " * indentation(line) + "- "
    return [head + below[0].lstrip(" "), *below[1:]] if has_id else [f"{head}id: {key.text}", *below]


def _as_cards(texts: list[str], card: Node, end: int) -> Rewrite:
    """The lines from the first of a card to `end` as `texts`."""
    key = card.pairs[0][0] if type(card) is Mapping else card
    first, number = card.start.line, end - card.start.line
    as_many = len(texts) == number
    stand_in = () if as_many else (*texts, *[""] * (number - len(texts)))
    name = key.text if type(key) is Scalar else ""
    rule, values = BY_ID if as_many else WRAPPED, {"id": name}
    if as_many and _ANY_CARD.match(name):
        rule, as_many = NAMELESS, False
    place = key.start.column, key.end.column
    # A word would be lost.
    return Rewrite(first, "\n".join(texts), rule, *place, values, last=end - 1, stand_in=stand_in, is_sure=as_many)


def inside(node: Mapping, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """`- id: a` with the other keys of the card below `qa:`, beside it."""
    if [key.text for key, _ in node.pairs[:1]] != ["id"]:
        return
    for key, value in node.pairs:
        is_card = type(value) is Mapping and all(inner.text in words for inner, _ in value.pairs)
        if type(value) is not Mapping or not is_card or key.text in words or not _is_alone(key, work):
            continue
        end, column = key.start.line + 1, key.start.column
        while end < len(work) and (indentation(work[end]) > column or not work[end].strip()):
            end += 1
        below = shifted(work[key.start.line + 1 : end], column - value.start.column)
        text, said = "\n".join(below), {"key": key.text}
        place = column, key.end.column
        # A word would be lost.
        yield Rewrite(key.start.line, text, INSIDE, *place, said, last=end - 1, stand_in=(*below, ""), is_sure=False)


def outdented_keys(node: Mapping, work: list[str]) -> Iterator[Rewrite]:
    """`source:` with its `doc:` and `quote:` below it, but no further indented."""
    for number, (key, value) in enumerate(node.pairs[:-1]):
        if key.text not in _OUTER or type(value) is not Scalar or value.text or not _is_alone(key, work):
            continue
        below = [other for other, _ in node.pairs[number + 1 :] if other.start.column == key.start.column]
        for last in range(len(below), 0, -1):
            end = below[last].start.line if last < len(below) else _end(below[-1], work)
            first = below[0].start.line
            text = "\n".join(shifted(work[first:end], 2))
            place, said = below[0].start.column, {"inner": below[0].text, "key": key.text}
            yield Rewrite(first, text, OUTDENTED, place, below[0].end.column, said, last=end - 1)


def _end(key: Scalar, work: list[str]) -> int:
    """The first line below what a key says."""
    end: int = key.start.line + 1
    while end < len(work) and work[end].strip() and indentation(work[end]) > key.start.column:
        end += 1
    return end


def _is_alone(key: Scalar, work: list[str]) -> bool:
    return key.plain and work[key.start.line].strip() == f"{key.text}:"
