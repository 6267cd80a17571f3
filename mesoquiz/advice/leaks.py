"""Which question gives away the answer of another: for the rule on it, and for the candidate who looks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, plain
from mesoquiz.advice.text import words
from mesoquiz.notes.interactions import Fill

SHARED = 0.5
"""How much of the asking question the telling one must repeat: the same name in another context tells nothing."""
LONGEST = 8
"""Words of an answer that is looked for."""


def told_by(card: Card) -> str:
    """What a question says: not what its gaps hide."""
    first = card.asked[0]
    if not isinstance(first, Fill):
        return card.stem
    return plain(" … ".join(part for part in first.parts if isinstance(part, str)))


class Stems:
    """The questions of cards by their words: a text is looked for only in those that have its rarest word."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self.index: dict[tuple[str, str], list[tuple[Card, str]]] = defaultdict(list)
        for card in cards:
            told = words(told_by(card))
            text = f" {' '.join(told)} "
            for word in set(told):
                self.index[card.deck.name, word].append((card, text))

    def telling(self, asked: Card, answer: str) -> Iterator[Card]:
        """The cards of the same deck whose question is about the same, and has `answer` in it, word by word."""
        needle = asked.lexicon.without_article(answer)
        if not 0 < len(needle) <= LONGEST or not asked.roots_of(answer):
            return
        having = [self.index.get((asked.deck.name, word), []) for word in needle]
        phrase = f" {' '.join(needle)} "
        for card, text in min(having, key=len):
            shares = len(asked.roots & card.roots) >= SHARED * len(asked.roots) > 0 if phrase in text else False
            if shares and card is not asked:
                yield card
