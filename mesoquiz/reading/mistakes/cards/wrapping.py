"""Cards below a key of their own: their ids, `card`, or any other word."""

from __future__ import annotations

from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.reading.mistakes.rewrite import Rewrite, indentation, shifted
from mesoquiz.reading.nodes import Mapping, Scalar, Sequence

BY_ID = Rule("cards-by-id", "the cards are a list: each begins with `- id:`, not with its id", "write `- id: {id}`")

WRAPPED = Rule(
    "card-in-a-key",
    "the keys of a card stand beside its dash, not below `{id}:`",
    "leave `{id}:` out, and write `- ` before its first key",
)


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
    cards = [item for item in node.items if type(item) is Mapping and len(item.pairs) == 1]
    if len(cards) < len(node.items) or not cards or cards[0].start.line == cards[0].end.line:
        return
    ends = [*(card.start.line for card in cards[1:]), node.end.line + (1 if node.end.column else 0)]
    texts: list[str] = []
    for card, end in zip(cards, ends, strict=True):
        key, value = card.pairs[0]
        line = work[key.start.line]
        is_key_alone = line.strip() == f"- {key.text}:" and key.plain
        if type(value) is not Mapping or not is_key_alone or value.pairs[0][0].text not in words:
            return
        has_id = any(inner.text == "id" for inner, _ in value.pairs)
        below = shifted(work[key.start.line + 1 : end], key.start.column - value.start.column)
        head = " " * indentation(line) + "- "
        texts += [head + below[0].lstrip(" "), *below[1:]] if has_id else [f"{head}id: {key.text}", *below]
    first, last = cards[0].pairs[0][0], ends[-1] - 1
    as_many = len(texts) == last + 1 - first.start.line
    stand_in = () if as_many else (*texts, *[""] * (last + 1 - first.start.line - len(texts)))
    rule = BY_ID if as_many else WRAPPED
    text, values = "\n".join(texts), {"id": first.text}
    place = first.start.column, first.end.column
    # A word would be lost.
    yield Rewrite(first.start.line, text, rule, *place, values, last=last, stand_in=stand_in, is_sure=as_many)


def _is_alone(key: Scalar, work: list[str]) -> bool:
    return key.plain and work[key.start.line].strip() == f"{key.text}:"
