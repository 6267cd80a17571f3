"""A patient is described in words that demean: lazy, stupid, “like so many of his countrymen”.

The answer does not need it, those who are meant are hurt, and students learn to think of patients in this way. Say what
matters for the answer, such as how much someone drinks.

Source: NBME item-writing guide 2020, which asks for patients without stereotypes; Haladyna and Rodriguez 2013, on
fairness.

Measured: no hit in 3,104 real questions nor in 3,407 in English, so nothing is known of its precision there.

Bad (fr):
    question: Un ivrogne a mal au ventre et au dos. Quel est le diagnostic ?
    answer: une pancréatite
    distractors: [une cholécystite, une appendicite]
Better (fr):
    question: Un homme qui boit un litre de vin par jour a mal au ventre et au dos. Quel est le diagnostic ?
    answer: une pancréatite
    distractors: [une cholécystite, une appendicite]
Bad (en):
    question: A lazy fat woman has had pain in the right flank after meals for a week. What is the diagnosis?
    answer: biliary colic
    distractors: [appendicitis, renal colic]
Better (en):
    question: A woman with a BMI of 36 has had pain in the right flank after meals for a week. What is the diagnosis?
    answer: biliary colic
    distractors: [appendicitis, renal colic]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit, plain
from mesoquiz.advice.text import as_written, fold
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("D328", "`{words}` demeans who is described", "say only what matters for the answer", Severity.WARNING)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each question, or story before it, that speaks of somebody with contempt."""
    for card in cards:
        for raw in (card.note.context, card.raw):
            text = plain(raw)
            if found := card.lexicon.find("derogatory", fold(text)):
                yield card.hit(raw, words=as_written(text, found))
                break
