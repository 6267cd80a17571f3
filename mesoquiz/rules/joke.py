"""An option that nobody takes seriously: a joke, a smiley, a prayer, “nobody knows”.

It makes one option less to choose from, for everybody. Write what a student who does not know might believe.

Source: Haladyna, Downing and Rodriguez 2002, rules 29 to 31, plausible distractors, avoid humour.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there.

Bad (fr):
    question: Qui pratique les injections ?
    answer: le médecin
    distractors: [le patient, le Père Noël]
Better (fr):
    question: Qui pratique les injections ?
    answer: le médecin
    distractors: [le patient, le pharmacien]
Bad (en):
    question: Who gives the injections?
    answer: the physician
    distractors: [the patient, Father Christmas]
Better (en):
    question: Who gives the injections?
    answer: the physician
    distractors: [the patient, the pharmacist]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("S113", "nobody takes `{what}` seriously", "write what might be believed", Severity.WARNING)
DEFAULT = True
_SMILEY = re.compile(r"[:;]-?[)(DP](?!\w)|[\U0001f600-\U0001f64f\U0001f910-\U0001f92f\U0001f970-\U0001f97a]")


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each option that is a joke, unless the question itself speaks of such things, and each smiley."""
    for card in cards:
        if _smiles(card.stem):
            yield card.hit(card.raw, what=card.stem)
        for option in card.options:
            word = card.lexicon.find("joke", option.folded)
            if _smiles(option.text) or (word and word not in card.folded):
                yield card.hit(option.raw, what=option.text)


def _smiles(text: str) -> bool:
    """Whether a text has a smiley that is no end of a formula or of brackets: `(B):(C)`."""
    found = _SMILEY.search(text)
    before = text[: found.start()][-1:] if found else ""
    return found is not None and not before.isalnum() and before != ")"
