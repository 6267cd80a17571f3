"""A wrong option without a word on why it is wrong.

Whoever chose it believed something; the card can say what is mistaken there, in a line.

Source: Haladyna, Downing and Rodriguez 2002, rule 29, use typical errors of students.

Measured: not judged; off unless it is selected.

Bad (fr):
    question: Quelle cellule synthétise le collagène ?
    answer: le fibroblaste
    distractors: [le mélanocyte, le kératinocyte]
Better (fr):
    question: Quelle cellule synthétise le collagène ?
    answer: le fibroblaste
    distractors: [{text: le mélanocyte, why: il produit un pigment}]
Bad (en):
    question: Which cell makes collagen?
    answer: the fibroblast
    distractors: [the melanocyte, the keratinocyte]
Better (en):
    question: Which cell makes collagen?
    answer: the fibroblast
    distractors: [{text: the melanocyte, why: it makes a pigment}]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("S109", "{number} wrong options do not say why", "write `{{text: …, why: …}}`", Severity.INFO)
DEFAULT = False


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice with wrong options that explain nothing."""
    for card in cards:
        silent = [option for option in card.wrong if not option.why]
        if silent:
            yield card.hit(silent[0].raw, number=len(silent))
