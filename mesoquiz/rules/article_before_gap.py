"""An article before a gap tells how the hidden word begins, or its gender: “an {{…}}”, “une {{…}}”.

Hide the article with the word; then nothing of the answer is left beside the gap.

Source: Gronlund and Waugh 2009, on completion items: avoid grammatical clues to the answer; NBME item-writing guide
2020, “grammatical cues”.

Measured: 2 hits, both true, in the 16 texts with gaps of this project; off unless it is selected.

Bad (fr):
    cloze: La cellule qui synthétise le collagène est un {{fibroblaste}}.
Better (fr):
    cloze: La cellule qui synthétise le collagène est {{un fibroblaste}}.
Bad (en):
    cloze: The disease is caused by an {{enterovirus}}.
Better (en):
    cloze: The disease is caused by {{an enterovirus}}.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.gaps import hidden
from mesoquiz.advice.text import as_written
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("C508", "`{article}` before the gap tells something of `{what}`", "hide the article with it", Severity.INFO)
DEFAULT = False


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield the first gap of a card after an article that not every word can have."""
    for card in cards:
        for gap in hidden(card):
            if article := card.lexicon.find("ends_in_telling_article", gap.before):
                yield card.hit(gap.raw, article=as_written(card.stem, article), what=gap.raw)
                break
