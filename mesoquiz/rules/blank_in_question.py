"""A blank to fill in the middle of a question with options.

The student has to hold the sentence in mind and try each option in it. Ask a question; where a text with gaps is meant,
write a `cloze:`.

Source: NBME item-writing guide 2020; Haladyna, Downing and Rodriguez 2002, rule 14.

Measured: no hit in 3,104 real questions; 49 hits in 999 in English, 14 of 14 judged were true.

Bad (fr):
    question: Le ____ est la couche de la peau qui contient les vaisseaux.
    answer: derme
    distractors: [périoste, fascia]
Better (fr):
    question: Quelle couche de la peau contient les vaisseaux ?
    answer: le derme
    distractors: [le périoste, le fascia]
Bad (en):
    question: The ____ nerve supplies the deltoid muscle.
    answer: axillary
    distractors: [radial, ulnar]
Better (en):
    question: Which nerve supplies the deltoid muscle?
    answer: the axillary nerve
    distractors: [the radial nerve, the ulnar nerve]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("D317", "there is a blank in this question", "ask a question, or write a `cloze:`", Severity.INFO)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice whose question has a blank before its end."""
    for card in cards:
        stem = card.stem.rstrip(" .:?")
        if card.options and card.lexicon.find("blank", stem.rstrip("_…. ")):
            yield card.hit(card.raw)
