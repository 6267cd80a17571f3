"""Steps begin with words that tell their place: “first”, “then”, “finally”, or a number.

They are sorted by these words, and nothing need be known. Begin each step with what is done or what happens.

Source: Haladyna, Downing and Rodriguez 2002, rule 28, avoid clues to the right answer.

Measured: the corpora have no questions of that kind; no hit in those of this project's decks.

Bad (fr):
    question: Dans quel ordre pose-t-on une voie veineuse ?
    sequence: ["D'abord, poser le garrot", Puis désinfecter la peau, Enfin piquer la veine]
Better (fr):
    question: Dans quel ordre pose-t-on une voie veineuse ?
    sequence: [Poser le garrot, Désinfecter la peau, Piquer la veine]
Bad (en):
    question: In which order is a venous line placed?
    sequence: ["First, place the tourniquet", Then clean the skin, Finally puncture the vein]
Better (en):
    question: In which order is a venous line placed?
    sequence: [Place the tourniquet, Clean the skin, Puncture the vein]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit, plain
from mesoquiz.advice.text import as_written, fold
from mesoquiz.diagnostics.diagnostic import Rule, Severity
from mesoquiz.notes.interactions import Arrange

RULE = Rule("T218", "`{word}` tells the place of this step", "leave the word out", Severity.WARNING)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield the first step of each order that says its place."""
    for card in cards:
        steps = [step for asked in card.asked if isinstance(asked, Arrange) for step in asked.steps]
        for step in steps:
            if word := card.lexicon.find("step_cue", fold(plain(step))):
                yield card.hit(step, word=as_written(plain(step), word))
                break
