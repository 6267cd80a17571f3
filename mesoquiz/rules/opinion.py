"""The question asks for an opinion.

Whoever answers is right, and no key can say otherwise. Ask what a source says, or what was measured.

Source: Haladyna, Downing and Rodriguez 2002, rule 6, avoid opinion-based items.

Measured: no hit in 3,104 real questions, nor on 4,840 statements that are options of them.

Bad (fr):
    question: À votre avis, quelle est la meilleure technique contre les rides ?
    answer: la mésothérapie
    distractors: [le laser, le peeling]
Better (fr):
    question: Quelle technique contre les rides dépose le produit dans le derme ?
    answer: la mésothérapie
    distractors: [le laser, le peeling]
Bad (en):
    question: What do you think is the best technique against wrinkles?
    answer: mesotherapy
    distractors: [laser, peeling]
Better (en):
    question: Which technique against wrinkles places a product in the dermis?
    answer: mesotherapy
    distractors: [laser, peeling]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("D318", "this asks for an opinion (`{phrase}`)", "ask what is known", Severity.WARNING)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each question and each statement that everybody may judge differently."""
    for card in cards:
        asked = card.options or card.answers or card.is_statement
        if asked and (phrase := card.lexicon.find("opinion", card.folded)):
            yield card.hit(card.raw, phrase=as_written(card.stem, phrase))
