"""The question asks for what is not true: “which is not”, “all except”, “which is false”.

Students who know the subject overlook one word and are marked down; and who knows one wrong fact need not know a
right one. Ask for what is so.

Source: NBME item-writing guide 2020, “negative stem”; Haladyna, Downing and Rodriguez 2002, rule 17; Conseil
médical du Canada 2010.

“Which patient should not receive …?” asks for a contraindication, “which dose must not be exceeded?” for a limit and
“which hormone is lacking?” for a cause: they are no hits.

Measured: 482 hits in 3,104 real questions; 30 of 30 judged were true, and so were 30 of 30 of the 63 in which
the question is asked before what it is about, and 20 of 20 of the 47 such as “all but one. Which?”; 112 hits
in 1,794 in English, 29 of 30 judged were true.

Bad (fr):
    question: Lequel de ces médicaments n'est pas un anticoagulant ?
    answer: le paracétamol
    distractors: [la warfarine, l'apixaban, le dabigatran]
Better (fr):
    question: Lequel de ces médicaments est un anticoagulant ?
    answer: l'apixaban
    distractors: [le paracétamol, la cortisone, l'amoxicilline]
Bad (en):
    question: "All of these are signs of dehydration EXCEPT:"
    answer: a bounding pulse
    distractors: [dry mucous membranes, reduced skin turgor]
Better (en):
    question: Which of these is a sign of dehydration?
    answer: reduced skin turgor
    distractors: [a bounding pulse, jugular distension]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written, is_set_off
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "D301",
    "the question asks for what is not true (`{word}`)",
    "ask for what is true, or set the word in bold",
    Severity.WARNING,
)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice whose question asks for the exception, but for what must not be done, with the word set off."""
    for card in cards:
        word = card.negative if card.options else ""
        # “Which drug must **not** be given?” is what has to be known, and the word is seen.
        if word and not (card.lexicon.find("decides", card.lead) and is_set_off(card.raw, word)):
            yield card.hit(card.raw, word=as_written(card.stem, word))
