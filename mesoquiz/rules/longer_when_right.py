"""In a list, the right answers are much longer than the wrong ones.

What the student is to recognise is worded fully, and what fills up is one word: whoever ticks the long ones is right.
Word the wrong ones as fully. It counts when the median of their lengths is three quarters and fifteen characters
more: one long one is no cue.

Source: Haladyna, Downing and Rodriguez 2002, rule 24, carried over to choices of several.

Measured: 87 hits in 3,104 real questions; 13 of 14 judged by a second reader were true.

Bad (fr):
    question: Quelles précautions précèdent une séance ?
    answers: [désinfecter soigneusement la peau, rechercher un traitement anticoagulant]
    distractors: [jeûner, courir]
Better (fr):
    question: Quelles précautions précèdent une séance ?
    answers: [désinfecter la peau, rechercher un anticoagulant]
    distractors: [jeûner depuis la veille, éviter de boire de l'eau]
Bad (en):
    question: Which precautions come before a session?
    answers: [disinfecting the skin thoroughly, asking about anticoagulant treatment]
    distractors: [fasting, running]
Better (en):
    question: Which precautions come before a session?
    answers: [disinfecting the skin, asking about anticoagulants]
    distractors: [fasting since midnight, drinking no water]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "T210",
    "the right answers are much longer than the wrong ones: typically {right} characters against {wrong}",
    "word the wrong ones as fully",
    Severity.WARNING,
)
DEFAULT = True
TIMES, MORE = 1.75, 15


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice of several whose right options are conspicuous by their length."""
    for card in cards:
        if card.single or len(card.wrong) < 2:
            continue
        right = median(len(option.text) for option in card.right)
        wrong = median(len(option.text) for option in card.wrong)
        if right >= TIMES * wrong and right - wrong >= MORE:
            yield card.hit(card.right[0].raw, right=round(right), wrong=round(wrong))
