"""Options that are so long that comparing them is the task.

Four options of three lines are read several times, and what differs is hard to see. Put what they share into the
question.

Source: NBME item-writing guide 2020, long and complicated options; Haladyna, Downing and Rodriguez 2002, rule 13.

Measured: 52 hits in 3,104 real questions; 30 of 30 judged were true.

Bad (fr):
    question: Que dit-on au patient avant la séance ?
    answer: que l'aiguille est courte, que la piqûre est superficielle et qu'il peut demander une pause à tout moment
    distractors:
      - que l'aiguille est longue, que la piqûre est profonde et qu'il ne doit pas bouger avant que tout soit fini
      - que le produit est secret, que la piqûre est invisible et qu'il ne doit rien raconter à son médecin traitant
Better (fr):
    question: Que dit-on de la piqûre au patient avant la séance ?
    answer: qu'elle est superficielle
    distractors: [qu'elle est profonde, qu'elle est invisible]
Bad (en):
    question: What is the patient told before the session?
    answer: that the needle is short, that the injection is superficial and that a pause can be asked for at any moment
    distractors:
      - that the needle is long, that the injection is deep and that nobody may move until the session is at its end
      - that the product is secret, that the injection is invisible and that nothing is to be told to the doctor
Better (en):
    question: What is the patient told of the injection before the session?
    answer: that it is superficial
    distractors: [that it is deep, that it is invisible]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "D319",
    "these options are long: typically {number} characters",
    "put what they share into the question",
    Severity.INFO,
)
DEFAULT = True
MOST = 100
"""Characters of an option, a line and a half on paper."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice whose typical option is long."""
    for card in cards:
        if len(card.options) > 2 and (number := median(len(option.text) for option in card.options)) > MOST:
            yield card.hit(card.raw, number=round(number))
