"""The question says how many answers there are, and the card has more.

Who knows them all doubts the question instead of answering it, and leaves out one that is right. Correct the number,
or leave it out. “Name three” of more is a fair question; “which are the three” is not.

Source: Haladyna, Downing and Rodriguez 2002, rules 8 and 14, the directions are clear, edit and proof items.

Measured: no hit in 3,104 real questions nor in 3,407 in English, so nothing is known of its precision there.

Bad (fr):
    question: Quels sont les trois signes de la tétrade de Fallot ?
    answers: [la sténose pulmonaire, la communication interventriculaire, l'aorte à cheval, l'hypertrophie droite]
Better (fr):
    question: Quels sont les quatre signes de la tétrade de Fallot ?
    answers: [la sténose pulmonaire, la communication interventriculaire, l'aorte à cheval, l'hypertrophie droite]
Bad (en):
    question: What are the two layers of the skin?
    answers: [epidermis, dermis, hypodermis]
Better (en):
    question: What are the three layers of the skin?
    answers: [epidermis, dermis, hypodermis]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written, words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "D329",
    "the question speaks of `{words}`, and the card has {number} answers",
    "correct the number, or leave it out",
    Severity.WARNING,
)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each list whose question tells a smaller number of answers; of a larger one, `fewer-answers` speaks."""
    for card in cards:
        number = len(card.right) or len(card.answers)
        if card.draw or number < 2:
            continue
        found = card.lexicon.find("tells_number", card.lead)
        if found and _size(card, words(found)[-1]) < number:
            yield card.hit(card.raw, words=as_written(card.stem, found), number=number)


def _size(card: Card, word: str) -> int:
    """The number that a word or a digit tells, from two."""
    return (
        int(word)
        if word.isdigit()
        else next(size for size in range(2, 9) if word in card.lexicon.sets[f"number_{size}"])
    )
