"""The gaps of a text, each with what stands before it: what the student reads when it is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mesoquiz.advice.cards import Card, plain
from mesoquiz.advice.text import fold
from mesoquiz.markup.gaps import Gap
from mesoquiz.notes.interactions import Fill


class Hidden(NamedTuple):
    """A gap: `raw` is what the author wrote in it, `folded` the same for comparison, `before` what precedes, folded."""

    raw: str
    folded: str
    before: str


def hidden(card: Card) -> Iterator[Hidden]:
    """Yield the gaps of a card in reading order, none for one that is no text with gaps."""
    first = card.asked[0]
    before = ""
    for part in first.parts if isinstance(first, Fill) else ():
        if isinstance(part, Gap):
            yield Hidden(part.text, fold(plain(part.text)), fold(plain(before)))
        before += part.text if isinstance(part, Gap) else part
