"""The question tells how many of the options are right.

Students stop when they have ticked so many, and who can strike out the wrong ones has the rest for nothing. Ask for all
that apply. Where the number is told on purpose, as in questions of type QRP, state it with `expected:`: it is marked
accordingly.

Source: R2C, French national examinations, of which only questions of type QRP tell the number; Haladyna, Downing and
Rodriguez 2002, rule 28, avoid clues to the right answer.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there; 4 in the
decks of this project, all true.

Bad (fr):
    question: Quels sont les deux signes d'insuffisance cardiaque droite ?
    answers: [la turgescence jugulaire, l'hépatomégalie]
    distractors: [l'orthopnée, les râles crépitants, la toux nocturne]
Better (fr):
    question: Quels sont les signes d'insuffisance cardiaque droite ?
    answers: [la turgescence jugulaire, l'hépatomégalie]
    distractors: [l'orthopnée, les râles crépitants, la toux nocturne]
Bad (en):
    question: Which two of these are live vaccines?
    answers: [measles, yellow fever]
    distractors: [tetanus, hepatitis B, diphtheria]
Better (en):
    question: Which of these are live vaccines?
    answers: [measles, yellow fever]
    distractors: [tetanus, hepatitis B, diphtheria]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written
from mesoquiz.diagnostics.diagnostic import Rule, Severity
from mesoquiz.notes.interactions import Choose

RULE = Rule(
    "T216",
    "the question tells how many options are right (`{words}`)",
    "leave the number out, or state it with `expected:`",
    Severity.INFO,
)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice of several whose question has their number."""
    for card in cards:
        is_stated = any(isinstance(asked, Choose) and asked.expected for asked in card.asked)
        if (
            not card.single
            and not is_stated
            # Of a pool, the number is wrong: an error of its own.
            and not card.draw
            and card.wrong
            and (found := card.lexicon.find("number_of_answers", card.lead))
        ):
            yield card.hit(card.raw, words=as_written(card.stem, found))
