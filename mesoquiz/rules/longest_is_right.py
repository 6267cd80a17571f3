"""The right answer is clearly the longest.

Authors word with care what must be true, and students who know nothing tick the longest option. Cut it, or word the
wrong ones as carefully. It counts when it has two fifths and ten characters more than the next,
and two words more than each of them, or twenty characters: of names, one is always the longest.

Source: NBME item-writing guide 2020, “long correct answer”; Haladyna, Downing and Rodriguez 2002, rule 24.

Measured: 38 hits in 3,104 real questions, 38 were true; 88 in 1,794 in English, 20 of 20 judged were true.

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

from mesoquiz.advice.cards import Card, Hit, Proposal
from mesoquiz.advice.text import words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "T203",
    "the right answer is clearly the longest: {length} characters, the next has {next}",
    "shorten it, or word the others as fully",
    Severity.WARNING,
)
DEFAULT = True
TIMES, MORE = 1.4, 10
WORDS, MUCH = 2, 20
"""Words more, or characters, that are seen at a glance."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice of one whose right option is conspicuous by its length."""
    for card in cards:
        if not (card.single and card.wrong):
            continue
        (right,) = card.right
        length, next = len(right.text), max(len(option.text) for option in card.wrong)
        if length >= TIMES * next and length - next >= MORE and _is_seen(right, card.wrong):
            yield card.hit(right.raw, length=length, next=next)


def _is_seen(right: Proposal, wrong: Sequence[Proposal]) -> bool:
    """Whether an option is conspicuous beside others: by its words, or by more characters than one long word has."""
    if len(right.text) - max(len(option.text) for option in wrong) >= MUCH:
        return True
    return len(words(right.text)) - max(len(words(option.text)) for option in wrong) >= WORDS
