"""The question asks what something “is associated with”, and not how.

A cause, a sign, a consequence and a chance companion are all associated with a disease, so more than one option may be
defended. Say which of them is meant: what causes it, what it leads to, by what it is known.

Source: NBME item-writing guide 2020, which advises against “is associated with” in lead-ins; Haladyna, Downing and
Rodriguez 2002, rule 14, state the question clearly.

Measured: 4 hits in 3,104 real questions, all true; 12 in 1,794 in English, 11 were true.

Bad (fr):
    question: "L'hypothyroïdie est associée à :"
    answer: une bradycardie
    distractors: [une exophtalmie, une diarrhée, un tremblement]
Better (fr):
    question: Quel signe du cœur l'hypothyroïdie entraîne-t-elle ?
    answer: une bradycardie
    distractors: [une arythmie complète, un souffle, un frottement]
Bad (en):
    question: Which of the following is associated with hypothyroidism?
    answer: bradycardia
    distractors: [exophthalmos, diarrhoea, tremor]
Better (en):
    question: Which sign does hypothyroidism cause in the heart?
    answer: bradycardia
    distractors: [atrial fibrillation, a murmur, a friction rub]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("D322", "`{phrase}` does not say how", "ask for a cause, a sign, a consequence, …", Severity.INFO)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice that asks for a mere association."""
    for card in cards:
        if card.options and not card.negative and (phrase := card.lexicon.find("vague_link", card.lead)):
            yield card.hit(card.raw, phrase=as_written(card.stem, phrase))
