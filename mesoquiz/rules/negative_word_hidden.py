"""A negative question whose negative word is not set off.

If a question must ask for the exception, the word that turns it round must be seen: write `**sauf**` or `SAUF`. Where
D301 speaks of the same question, its hint says so, too; this rule is for those who have switched that one off.

Source: Haladyna, Downing and Rodriguez 2002, rule 17; NBME item-writing guide 2020.

Measured: 482 hits in 3,104 real questions; 30 of 30 judged were true.

Bad (fr):
    question: Tous ces signes évoquent un érysipèle, sauf un. Lequel est sauf de ce tableau, sauf erreur ?
    answer: une lésion froide
    distractors: [une fièvre élevée, un placard rouge]
Better (fr):
    question: "Tous ces signes évoquent un érysipèle, **sauf** :"
    answer: une lésion froide
    distractors: [une fièvre élevée, un placard rouge]
Bad (en):
    question: Which of these drugs is not a beta blocker?
    answer: amlodipine
    distractors: [atenolol, bisoprolol]
Better (en):
    question: Which of these drugs is **not** a beta blocker?
    answer: amlodipine
    distractors: [atenolol, bisoprolol]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written, is_set_off
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "D302",
    "the word that turns the question round (`{word}`) is easily overlooked",
    "set it in bold: `**…**`",
    Severity.WARNING,
)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each negative question without bold or capitals in what makes it so."""
    for card in cards:
        word = card.negative if card.options else ""
        if word and not is_set_off(card.raw, word):
            yield card.hit(card.raw, word=as_written(card.stem, word))
