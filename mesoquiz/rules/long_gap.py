"""A gap hides half a sentence, which may go on in many ways.

What the author has in mind is not to be told from what is as true: the card trains its wording by heart. Hide the word
or the name that carries the fact. A gap of six words or more counts that is at least half of its text.

Source: Wozniak, rules 4 and 5, minimum information and cloze deletion; Gronlund and Waugh 2009, on completion items:
a blank has one short answer.

Measured: the corpora have no texts with gaps; no hit in the 25 of this project's decks.

Bad (fr):
    cloze: Le derme est {{une couche de la peau qui contient des vaisseaux}}.
Better (fr):
    cloze: La couche de la peau qui contient des vaisseaux est {{le derme}}.
Bad (en):
    cloze: Insulin is {{a hormone that lowers the glucose of the blood}}.
Better (en):
    cloze: The hormone that lowers the glucose of the blood is {{insulin}}.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.gaps import hidden
from mesoquiz.advice.text import words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("C512", "the gap `{what}` hides {number} words", "hide the one that carries the fact", Severity.WARNING)
DEFAULT = True
LEAST, SHARE = 6, 0.5


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each gap that is a clause, and no less than what is left of the text."""
    for card in cards:
        for gap in hidden(card):
            number = len(words(gap.folded))
            if number >= LEAST and number >= SHARE * len(words(card.stem)):
                yield card.hit(gap.raw, what=gap.raw, number=number)
