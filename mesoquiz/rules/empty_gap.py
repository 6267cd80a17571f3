"""A gap hides a word that says nothing of the subject: “the”, “and”, “is”, “important”.

What fits there is found by grammar, or a dozen words fit: the card trains neither. Hide what is to be known.

Source: Wozniak, rule 5, cloze deletion; Gronlund and Waugh 2009, on completion items: leave out significant words only.

Measured: the corpora have no texts with gaps; no hit in the 25 of this project's decks.

Bad (fr):
    cloze: L'hygiène des mains joue un rôle {{essentiel}} dans la prévention des infections.
Better (fr):
    cloze: La prévention des infections repose d'abord sur {{l'hygiène des mains}}.
Bad (en):
    cloze: The kidney filters blood {{and}} makes urine.
Better (en):
    cloze: Blood is filtered and urine is made by {{the kidney}}.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.gaps import hidden
from mesoquiz.advice.text import words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("C507", "the gap `{what}` hides nothing to be known", "hide a word that carries the fact", Severity.WARNING)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each gap with nothing but words of grammar and of praise."""
    for card in cards:
        empty = card.lexicon.sets["empty"]
        for gap in hidden(card):
            # `A` is a vitamin or a blood group.
            if (told := words(gap.folded)) and empty.issuperset(told) and not gap.raw.isupper():
                yield card.hit(gap.raw, what=gap.raw)
