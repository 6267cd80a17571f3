"""The number of options tells how many are right.

If every list of four options has two right ones, the student ticks two and needs to know one. Vary how many are
right. It counts where five or more choices of several have one number of options and of right ones, or nine of ten of
eight and more, and where five or more, of three numbers of options or of two that come twice and more, all have one
number of wrong ones. Of pools, from
which `draw:` shows some options, the number of right ones changes by itself.

Source: this project's own decks; R2C, the number of right options is not announced.

Measured: no hit in 3,104 real questions, which all have five options.

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
    "{what}",
    "vary how many are right",
    Severity.WARNING,
)
DEFAULT = True
LEAST, SHARE = 8, 0.9
FEW, SIZES = 5, 3
"""Choices that are enough where all are alike, and numbers of options where all have the same number of wrong ones."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield the first card of each number of options that tells its number of right ones."""
    groups: dict[int, list[Card]] = defaultdict(list)
    for card in cards:
        if card.options and not card.single and not card.draw:
            groups[len(card.options)].append(card)
    for options, group in sorted(groups.items()):
        right, most = Counter(len(card.right) for card in group).most_common(1)[0]
        if (len(group) >= LEAST and most >= SHARE * len(group)) or FEW <= len(group) == most:
            first = next(card for card in group if len(card.right) == right)
            said = f"of {len(group)} choices with {options} options, {most} have {right} right ones"
            yield first.hit(first.raw, what=said)
    wrong = {len(card.wrong) for group in groups.values() for card in group}
    number = sum(map(len, groups.values()))
    several = len(groups) >= SIZES or (len(groups) > 1 and all(len(group) > 1 for group in groups.values()))
    if number >= FEW and several and len(wrong) == 1:
        first = next(iter(groups.values()))[0]
        yield first.hit(first.raw, what=f"all {number} choices of several have {wrong.pop()} wrong options")
