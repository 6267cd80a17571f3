"""The quote of a card has no word and no number of its answer.

A quote locates the passage that says what the card says. One beside it proves nothing to whoever looks it up.

Source: this project's own rule of evidence; Wozniak, rules 18 and 19, provide sources.

Measured: not judged; off unless it is selected.

Bad (fr):
    question: Quelle cellule synthétise le collagène ?
    answer: le fibroblaste
    source: {doc: notice, quote: la peau a trois couches}
Better (fr):
    question: Quelle cellule synthétise le collagène ?
    answer: le fibroblaste
    source: {doc: notice, quote: les fibroblastes produisent le collagène}
Bad (en):
    question: Which cell makes collagen?
    answer: the fibroblast
    source: {doc: notice, quote: the skin has three layers}
Better (en):
    question: Which cell makes collagen?
    answer: the fibroblast
    source: {doc: notice, quote: collagen is made by fibroblasts}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("S111", "no quote has a word of the answer", "quote the words that say it", Severity.INFO)
DEFAULT = False


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each card with quotes that share nothing with what is to be recalled."""
    for card in cards:
        quotes = [citation.quote for citation in card.note.source if citation.quote]
        told = card.roots_of(" ".join(quotes))
        sought = card.roots_of(" ".join(answer.text for answer in card.answers))
        if quotes and sought and not told & sought:
            yield card.hit(quotes[0])
