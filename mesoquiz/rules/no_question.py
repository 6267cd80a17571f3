"""What stands above the options asks nothing.

A sentence that ends with a full stop leaves the student to guess what the options are for. Ask, or end with the
beginning of a sentence that the options complete.

Source: Haladyna, Downing and Rodriguez 2002, rules 9 and 14; NBME item-writing guide 2020.

Measured: 1 hit in 3,104 real questions, which was true; 18 in 3,407 in English, 17 were true.

Bad (fr):
    question: La mésothérapie a été décrite en 1952 par Michel Pistor.
    answer: un médecin français
    distractors: [un pharmacien belge, un dentiste italien]
Better (fr):
    question: Qui était Michel Pistor, qui a décrit la mésothérapie en 1952 ?
    answer: un médecin français
    distractors: [un pharmacien belge, un dentiste italien]
Bad (en):
    question: Mesotherapy was described in 1952 by Michel Pistor.
    answer: a French physician
    distractors: [a Belgian pharmacist, an Italian dentist]
Better (en):
    question: Who was Michel Pistor, who described mesotherapy in 1952?
    answer: a French physician
    distractors: [a Belgian pharmacist, an Italian dentist]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import sentences, words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("D307", "this asks nothing", "ask a question that can be answered without the options", Severity.INFO)
DEFAULT = True
LEAST = 4
"""Words of a sentence; what has fewer is told by D306."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice whose question is a sentence that is complete and asks nothing, or a mere story."""
    for card in cards:
        if not card.options or card.note.image or not re.search(r"[^.]\.\s*$", card.stem):
            continue
        if len(words(card.stem)) >= LEAST and not _asks(card) and not card.lexicon.find("blank", card.stem):
            yield card.hit(card.raw)


def _asks(card: Card) -> bool:
    """Whether anything is asked: of a story, which may have any words, by a word that asks in its last sentence."""
    is_story = "?" not in card.stem and len(sentences(card.stem)) > 1 and card.lexicon.find("patient", card.folded)
    if is_story:
        return bool(card.lexicon.find("imperative", card.folded) or card.lexicon.find("question_word", card.lead))
    return bool(card.lexicon.find("imperative", card.folded) or card.lexicon.find("asks_something", card.folded))
