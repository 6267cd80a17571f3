"""The right option stands in one place in nearly all choices whose order their author keeps.

Whoever notices ticks the third without reading. Authors hide the right option in the middle; leave `shuffle: false`
out, or change its place. It counts from five such choices on, and nine of ten of them.

Source: Haladyna, Downing and Rodriguez 2002, rule 20, vary the location of the right answer; Attali and Bar-Hillel 2003
on where authors hide it.

Measured: the corpora do not keep an order of their authors.

Bad (fr): 5 x
    question: "Quel nerf commande le muscle {n} ?"
    answer: le nerf radial
    distractors: [le nerf ulnaire, le nerf médian, le nerf radial]
    shuffle: false
Better (fr): 5 x
    question: "Quel nerf commande le muscle {n} ?"
    answer: le nerf radial
    distractors: [le nerf ulnaire, le nerf médian]
Bad (en): 5 x
    question: "Which nerve supplies muscle {n}?"
    answer: the radial nerve
    distractors: [the ulnar nerve, the median nerve, the radial nerve]
    shuffle: false
Better (en): 5 x
    question: "Which nerve supplies muscle {n}?"
    answer: the radial nerve
    distractors: [the ulnar nerve, the median nerve]
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity
from mesoquiz.notes.interactions import Choose

RULE = Rule(
    "B809",
    "of {number} choices in an order of their own, {most} have the right option at place {place}",
    "leave out `shuffle: false`, or change its place",
    Severity.WARNING,
)
DEFAULT = True
LEAST, SHARE = 5, 0.9


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield the first choice of each deck whose right options are in one place."""
    decks: dict[str, list[tuple[int, Card]]] = defaultdict(list)
    for card in cards:
        first = card.asked[0]
        if isinstance(first, Choose) and first.in_order and not first.panel and card.single and len(card.options) > 1:
            decks[card.deck.name].append((min(first.keys), card))
    for found in decks.values():
        place, most = Counter(key for key, _ in found).most_common(1)[0]
        if len(found) >= LEAST and most >= SHARE * len(found):
            card = next(card for key, card in found if key == place)
            yield card.hit(card.raw, number=len(found), most=most, place=place + 1)
