"""A definite article before a gap tells the gender of the hidden word: “la {{…}}”, “l'{{…}}”.

French has few nouns without one, and gender alone answers little; who wants nothing to be told hides the article with
the word. Only of “un” and “une” does C508 speak.

Source: Gronlund and Waugh 2009, on completion items: avoid grammatical clues to the answer.

Measured: not judged; off unless it is selected.

Bad (fr):
    cloze: La coagulation dépend de la {{vitamine K}}.
Better (fr):
    cloze: La coagulation dépend de {{la vitamine K}}.
Bad (en):
    cloze: Clotting depends on this {{vitamin}}.
Better (en):
    cloze: Clotting depends on {{vitamin K}}.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.gaps import hidden
from mesoquiz.advice.text import as_written
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "C511", "`{article}` before the gap tells the gender of `{what}`", "hide the article with it", Severity.INFO
)
DEFAULT = False


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield the first gap of a card after a definite article."""
    for card in cards:
        for gap in hidden(card):
            if article := card.lexicon.find("ends_in_definite_article", gap.before):
                yield card.hit(gap.raw, article=as_written(card.stem, article), what=gap.raw)
                break
