"""The text begins with a gap.

Who reads it does not know yet what is asked, gets to the end, and reads it again. Turn the sentence round, so that the
gap comes last.

Source: Gronlund and Waugh 2009, on completion items: place the blank near the end.

Measured: no hit in the 16 texts with gaps of this project, and the corpora have none; off unless it is selected.

Bad (fr):
    cloze: "{{L'épiderme}} est la couche superficielle de la peau."
Better (fr):
    cloze: La couche superficielle de la peau est {{l'épiderme}}.
Bad (en):
    cloze: "{{The epidermis}} is the outermost layer of the skin."
Better (en):
    cloze: The outermost layer of the skin is {{the epidermis}}.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.gaps import hidden
from mesoquiz.advice.text import words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("C510", "the text begins with the gap `{what}`", "turn it round, so that the gap comes last", Severity.INFO)
DEFAULT = False


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each text with a single gap, before which there is at most an article."""
    for card in cards:
        gaps = list(hidden(card))
        before = words(gaps[0].before) if gaps else ()
        if len(gaps) == 1 and card.lexicon.sets["articles"].issuperset(before):
            yield card.hit(gaps[0].raw, what=gaps[0].raw)
