"""The question refers to another one.

Cards come in any order and in any company: on the phone, in another exam, after a shuffle. And who erred once errs
twice. Say again what is needed.

Source: Haladyna, Downing and Rodriguez 2002, rule 4; NBME item-writing guide 2020.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there.

Bad (fr):
    question: Quel traitement convient à l'infection de la question précédente ?
    answer: un antibiotique
Better (fr):
    question: Quel traitement convient à un érysipèle ?
    answer: un antibiotique
Bad (en):
    question: Which test confirms the diagnosis made in question 4?
    answer: a biopsy
Better (en):
    question: Which test confirms a basal cell carcinoma?
    answer: a biopsy
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("D314", "the question refers to another one (`{phrase}`)", "say again what is needed", Severity.WARNING)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each question that points outside itself."""
    for card in cards:
        if (card.options or card.answers) and (phrase := card.lexicon.find("linked", card.folded)):
            yield card.hit(card.raw, phrase=as_written(card.stem, phrase))
