"""Which question gives away the answer of another: for the rule on it, and for the candidate who looks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card
from mesoquiz.advice.text import words

SHARED = 0.5
"""How much of the asking question the telling one must repeat: the same name in another context tells nothing."""
LONGEST = 8
"""Words of an answer that is looked for."""


def leaks(cards: Sequence[Card]) -> Iterator[tuple[Card, Card]]:
    """Pairs (asked, telling) of one deck: the question of `telling` has the answer of `asked` in it, word by word.

    An answer is looked for only in questions that have its longest word, so the time grows with what is shared.
    """
    index: dict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in cards:
        for word in set(words(card.stem)):
            index[card.deck.name, word].append(card)
    for asked in cards:
        if asked.listed or len(asked.answers) != 1 or not asked.roots_of(asked.answers[0].text):
            continue
        needle = words(asked.answers[0].text)
        if len(needle) > LONGEST:
            continue
        for telling in index[asked.deck.name, max(needle, key=len)]:
            if telling is not asked and _tells(telling, asked, needle):
                yield asked, telling


def _tells(telling: Card, asked: Card, needle: list[str]) -> bool:
    text = f" {' '.join(words(telling.stem))} "
    if f" {' '.join(needle)} " not in text:
        return False
    return bool(asked.roots) and len(asked.roots & telling.roots) >= SHARED * len(asked.roots)
