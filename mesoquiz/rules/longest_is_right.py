"""The right answer is clearly the longest.

Authors word with care what must be true, and students who know nothing tick the longest option. Cut it, or word the
wrong ones as carefully. It counts when it has two fifths and ten characters more than the next.

Source: NBME item-writing guide 2020, “long correct answer”; Haladyna, Downing and Rodriguez 2002, rule 24.

Measured: 45 hits in 3,104 real questions; 11 of 12 judged by a second reader were true.

Bad (fr):
    question: Pourquoi désinfecte-t-on la peau avant une injection ?
    answer: pour réduire le nombre de bactéries au point de piqûre et le risque d'infection
    distractors: [pour calmer la douleur, pour resserrer les pores]
Better (fr):
    question: Pourquoi désinfecte-t-on la peau avant une injection ?
    answer: pour réduire le risque d'infection
    distractors: [pour calmer la douleur de la piqûre, pour resserrer les pores]
Bad (en):
    question: Why is a tourniquet released within two hours?
    answer: because muscle dies and potassium floods the circulation when flow returns
    distractors: [because it hurts, because it slips]
Better (en):
    question: Why is a tourniquet released within two hours?
    answer: because muscle dies
    distractors: [because skin burns, because veins tear]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "T203",
    "the right answer is clearly the longest: {length} characters, the next has {next}",
    "shorten it, or word the others as fully",
    Severity.WARNING,
)
DEFAULT = True
TIMES, MORE = 1.4, 10


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice of one whose right option is conspicuous by its length."""
    for card in cards:
        if not (card.single and card.wrong):
            continue
        (right,) = card.right
        length, next = len(right.text), max(len(option.text) for option in card.wrong)
        if length >= TIMES * next and length - next >= MORE:
            yield card.hit(right.raw, length=length, next=next)
