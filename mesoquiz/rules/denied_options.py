"""Several options say what is not so: “does not …”, “no …”, “without …”.

Each has to be turned round before it can be judged, and who reads fast turns one the wrong way. Say what is so; where a
finding is absent, ask for it. It counts from two such options on, where others affirm something.

Source: Haladyna, Downing and Rodriguez 2002, rule 27, word options positively; NBME item-writing guide 2020.

Measured: 3 hits in 3,104 real questions, all true; 6 in 1,794 in English, 5 were true.

Bad (fr):
    question: Qu'est-ce qui caractérise la migraine avec aura ?
    answer: des signes neurologiques transitoires la précèdent
    distractors: [elle ne touche pas les femmes, elle n'est pas douloureuse, elle ne dure pas]
Better (fr):
    question: Qu'est-ce qui précède une migraine avec aura ?
    answer: des signes neurologiques transitoires
    distractors: [une fièvre élevée, une raideur de la nuque, une perte de connaissance]
Bad (en):
    question: What should a patient do after an injection?
    answer: keep the skin dry
    distractors: [not drink any water, not eat, not sleep]
Better (en):
    question: What should a patient do after an injection?
    answer: keep the skin dry
    distractors: [drink two litres of water, eat something sweet, lie down for an hour]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("D323", "{number} of {all} options deny something (`{word}`)", "say what is so", Severity.INFO)
DEFAULT = True
LEAST = 2


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice of one with two options or more that deny, not all; of a negative question, D303 speaks."""
    for card in cards:
        if not card.single or card.negative:
            continue
        found = [(option, word) for option in card.options if (word := card.lexicon.find("denies", option.folded))]
        if LEAST <= len(found) < len(card.options):
            option, word = found[0]
            yield card.hit(option.raw, number=len(found), all=len(card.options), word=as_written(option.text, word))
