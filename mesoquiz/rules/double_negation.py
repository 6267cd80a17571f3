"""A double negation: a negative question with a negative option, or “not uncommon”.

“Which is not …: it does not …” takes more logic than medicine, and so does “it is not uncommon”. Ask for what is so, or
word the option without a negation.

Source: Haladyna, Downing and Rodriguez 2002, rules 17 and 27.

Measured: 70 hits in 3,104 real questions; 28 of 30 judged were true, and so were the 9 and 17 of later widenings.

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
from mesoquiz.advice.text import as_written
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("D303", "{what}", "word it positively", Severity.WARNING)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each option with a negation in a negative question, and each text with two negations."""
    for card in cards:
        asked = card.folded if card.is_statement else card.lead
        if card.is_statement and (phrase := card.lexicon.find("denied_twice", asked)):
            yield card.hit(card.raw, what=f"`{as_written(card.stem, phrase)}` denies twice")
            continue
        if phrase := card.lexicon.find("double_negation", asked):
            yield card.hit(card.raw, what=f"`{as_written(card.stem, phrase)}` denies twice")
        yield from _options(card)


def _options(card: Card) -> Iterator[Hit]:
    """The options that deny what the question asks, or that deny twice by themselves."""
    for option in card.options:
        if card.negative and card.lexicon.find("negation", option.folded):
            yield card.hit(option.raw, what="this option denies something, and so does the question")
        elif phrase := card.lexicon.find("double_negation", option.folded):
            yield card.hit(option.raw, what=f"`{as_written(option.text, phrase)}` denies twice")
