"""So many words are hidden that what remains tells nothing.

“The … pumps … to the … and the … through the …” fits a heart, a well and a shop. Hide one or two words of a sentence,
or write a card for each fact. It counts from three gaps on, when they have more than seven tenths of the words that
carry meaning.

Source: Gronlund and Waugh 2009, on completion items: do not leave out too many words; Wozniak, rule 5.

Measured: the corpora have no texts with gaps; no hit in the 25 of this project's decks.

Bad (fr):
    cloze: Le {{cœur}} pompe le {{sang}} vers les {{poumons}} et les {{organes}} par les {{artères}}.
Better (fr):
    cloze: Le cœur pompe le sang vers les organes par {{les artères}}.
Bad (en):
    cloze: The {{heart}} pumps {{blood}} to the {{lungs}} and the {{organs}} through the {{arteries}}.
Better (en):
    cloze: The heart pumps blood to the organs through {{the arteries}}.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.gaps import hidden
from mesoquiz.advice.text import words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "C509",
    "{number} gaps leave {rest} of {all} words that carry meaning",
    "hide fewer, or make several cards of it",
    Severity.WARNING,
)
DEFAULT = True
LEAST, SHARE = 3, 0.7
MANY, HALF = 6, 0.5
"""Gaps that are many, and the share of the words that they may hide."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each text that is hidden nearly as a whole."""
    for card in cards:
        gaps = list(hidden(card))
        stop = card.lexicon.sets["stop"]
        taken = sum(word not in stop for gap in gaps for word in words(gap.folded))
        all = sum(word not in stop for word in words(card.stem))
        if (len(gaps) >= LEAST and taken > SHARE * all) or (len(gaps) >= MANY and taken > HALF * all):
            yield card.hit(card.raw, number=len(gaps), rest=all - taken, all=all)
