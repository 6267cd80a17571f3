"""A negative question with a negative option.

“Which is not …: it does not …” takes more logic than medicine. Ask for what is so, or word the option without a
negation.

Source: Haladyna, Downing and Rodriguez 2002, rules 17 and 27.

Measured: 44 hits in 3,104 real questions; 28 of 30 judged were true.

Bad (fr):
    question: Laquelle de ces situations n'est pas une contre-indication ?
    answer: un patient qui n'a pas de fièvre
    distractors: [une infection de la zone, une grossesse]
Better (fr):
    question: Laquelle de ces situations est une contre-indication ?
    answer: une infection de la zone
    distractors: [une température de 37 °C, un âge de quarante ans]
Bad (en):
    question: Which of these is not a reason to postpone an injection?
    answer: the patient does not have a fever
    distractors: [the skin is infected, the platelets are very low]
Better (en):
    question: Which of these is a reason to postpone an injection?
    answer: the skin is infected
    distractors: [the temperature is normal, the platelets are normal]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.stems import negative_word
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "D303",
    "this option denies something, and the question does so, too",
    "word one of them positively",
    Severity.WARNING,
)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each option with a negation in a negative question."""
    for card in cards:
        if card.options and negative_word(card):
            for option in card.options:
                if card.lexicon.find("negation", option.folded):
                    yield card.hit(option.raw)
