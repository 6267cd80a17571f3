"""An answer to recall of more than 25 words, 160 characters, or two sentences.

Nobody recalls it word for word, so nobody can tell whether it was right. One card asks one thing.

Source: Wozniak, rule 4, minimum information principle; Matuschak 2020, focused and precise.

Measured: 1 hit in 3,104 real questions, most of which are choices.

Bad (fr):
    question: Que fait le fibroblaste ?
    answer: >-
      Il synthétise le collagène et l'élastine, répond aux blessures en se déplaçant vers elles, se transforme
      parfois en myofibroblaste, et maintient ainsi la matrice dont dépend la résistance de toute la peau.
Better (fr):
    question: Quelles fibres le fibroblaste synthétise-t-il ?
    answer: le collagène et l'élastine
Bad (en):
    question: What does a fibroblast do?
    answer: >-
      It makes collagen and elastin, moves towards wounds, turns into a myofibroblast at times, and in this way
      keeps up the matrix on which the strength of the whole skin depends.
Better (en):
    question: Which fibres does a fibroblast make?
    answer: collagen and elastin
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import sentences
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "C501",
    "this answer is too long to recall: {words} words, {characters} characters",
    "make several cards of it",
    Severity.WARNING,
)
DEFAULT = True
WORDS, CHARACTERS, SENTENCES = 25, 160, 2


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each answer that is too long."""
    for card in cards:
        # The options of a choice of several are shown, so they are recognised.
        if (card.options and not card.single) or card.lexicon.find("tells_length", card.folded):
            continue
        for answer in card.answers:
            number = len(answer.text.split())
            if number > WORDS or len(answer.text) > CHARACTERS or len(sentences(answer.text)) > SENTENCES:
                yield card.hit(answer.raw, words=number, characters=len(answer.text))
