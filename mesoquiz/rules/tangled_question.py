"""A long sentence with one clause in another.

It has to be read three times before anything is known of what is asked, and those who read slowly, or another language
at home, lose their time there. Say first what is so, in short sentences, then ask. It counts from forty words with four
clauses, and from thirty with five.

Source: NBME item-writing guide 2020, “tricky or unnecessarily complicated stems”; Haladyna, Downing and Rodriguez
2002, rules 11 and 13.

Measured: no hit in 3,104 real questions, nor in 3,407 in English.

Bad (fr):
    question: >-
      Si l'on admet qu'un patient dont la kaliémie, que le laboratoire a contrôlée après que l'hypothèse d'une hémolyse
      a été écartée, reste à 7 mmol/l, a un électrocardiogramme qui s'élargit, quel est, parmi les produits dont on
      dispose, celui qu'il faudrait donner avant les autres ?
    answer: le gluconate de calcium
    distractors: [l'insuline, le salbutamol]
Better (fr):
    question: La kaliémie est à 7 mmol/l et le QRS s'élargit. Quel produit donner d'abord ?
    answer: le gluconate de calcium
    distractors: [l'insuline, le salbutamol]
Bad (en):
    question: >-
      If it is assumed that a patient whose potassium, which the laboratory has measured again after the sample that
      had been haemolysed was thrown away, is still 7 mmol/l has an electrocardiogram that widens, which of the drugs
      that are at hand is the one that should be given before all others?
    answer: calcium gluconate
    distractors: [insulin, salbutamol]
Better (en):
    question: The potassium is 7 mmol/l and the QRS widens. Which drug is given first?
    answer: calcium gluconate
    distractors: [insulin, salbutamol]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import fold, sentences, words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "D327", "this sentence has {number} words and {clauses} clauses in one another", "make several of it", Severity.INFO
)
DEFAULT = True
SIZES = ((40, 4), (30, 5))
"""Words and clauses of a sentence that are too many together."""
LEAST = 100
"""Characters of one that is looked at."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each question and each statement whose last sentence has many words and many clauses."""
    for card in cards:
        if not (card.options or card.answers or card.is_statement) or len(card.stem) < LEAST:
            continue
        last = fold(sentences(card.stem)[-1])
        told = words(last)
        clauses = sum(word in card.lexicon.sets["subordinating"] for word in told)
        if any(len(told) >= most and clauses >= many for most, many in SIZES):
            yield card.hit(card.raw, number=len(told), clauses=clauses)
