"""The number of options tells how many are right.

If every list of four options has two right ones, the student ticks two and needs to know one. Vary how many are
right. It counts where eight or more choices of several have one number of options, and nine of ten have one number of
right ones. Of pools, from which `draw:` shows some options, the number of right ones changes by itself.

Source: this project's own decks; R2C, the number of right options is not announced.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there.

Bad (fr): 8 x
    question: "Quels sont les signes de la maladie {n} ?"
    answers: [rougeur, chaleur]
    distractors: [pâleur, froid]
Better (fr):
    question: Quels sont les signes de l'inflammation ?
    answers: [rougeur, chaleur, douleur]
    distractors: [pâleur]
Bad (en): 8 x
    question: "What are the signs of disease {n}?"
    answers: [redness, heat]
    distractors: [pallor, cold]
Better (en):
    question: What are the signs of inflammation?
    answers: [redness, heat, pain]
    distractors: [pallor]
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "B807",
    "of {number} choices with {options} options, {most} have {right} right ones",
    "vary how many are right",
    Severity.WARNING,
)
DEFAULT = True
LEAST, SHARE = 8, 0.9


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield the first card of each number of options that tells its number of right ones."""
    groups: dict[int, list[Card]] = defaultdict(list)
    for card in cards:
        if card.options and not card.single and not card.draw:
            groups[len(card.options)].append(card)
    for options, group in sorted(groups.items()):
        right, most = Counter(len(card.right) for card in group).most_common(1)[0]
        if len(group) >= LEAST and most >= SHARE * len(group):
            first = next(card for card in group if len(card.right) == right)
            yield first.hit(first.raw, number=len(group), options=options, most=most, right=right)
