"""The right option is the longest in nearly all choices of a deck, if only by a little.

Of one card, nobody sees it; of five, everybody does, and chance does so in one deck of some hundreds. Make a wrong
option the longest here and there. It counts from five choices of three options or more, and nine of ten of them; of
each whose right option is clearly the longest, T203 speaks, too.

Source: NBME item-writing guide 2020, “long correct answer”; Haladyna, Downing and Rodriguez 2002, rule 24.

Measured: no hit in 224 decks of five real questions with one right answer, nor in 681 in English.

Bad (fr): 5 x
    question: "Où injecte-t-on le produit {n} ?"
    answer: dans la couche profonde
    distractors: [dans le muscle, dans la graisse]
Better (fr): 5 x
    question: "Où injecte-t-on le produit {n} ?"
    answer: dans le derme
    distractors: [dans le muscle, dans la graisse]
Bad (en): 5 x
    question: "Where is product {n} injected?"
    answer: into the deep layer
    distractors: [into a muscle, into the fat]
Better (en): 5 x
    question: "Where is product {n} injected?"
    answer: into the dermis
    distractors: [into the muscle, into the fat]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "B810",
    "of {number} choices in this deck, {most} have the longest option as the right one",
    "make a wrong one the longest here and there",
    Severity.WARNING,
)
DEFAULT = True
LEAST, SHARE = 5, 0.9
OPTIONS = 3


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield the first choice of each deck whose right options are the longest."""
    decks: dict[str, list[tuple[bool, Card]]] = defaultdict(list)
    for card in cards:
        if card.single and card.right and len(card.options) >= OPTIONS:
            decks[card.deck.name].append((_is_longest(card), card))
    for found in decks.values():
        longest = [card for is_longest, card in found if is_longest]
        if len(found) >= LEAST and len(longest) >= SHARE * len(found):
            yield longest[0].hit(longest[0].right[0].raw, number=len(found), most=len(longest))


def _is_longest(card: Card) -> bool:
    return len(card.right[0].text) > max(len(option.text) for option in card.wrong)
