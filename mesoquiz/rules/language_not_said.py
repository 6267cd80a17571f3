"""The cards are written in another language than their collection says.

A collection without `lang:` is French: its papers, its buttons and its typography are. An English deck then has “Vrai”
and “Faux” on its cards, and a space before each question mark. Say the language once.

Source: W3C, Web Content Accessibility Guidelines 2.2, 3.1.1, language of page.

Measured: no hit on 3,104 real questions in French, taken one by one, three by three and ten by ten, nor on the shipped
cards; on English cards it fires for 32 of 60 single ones, and for 19 of 20 decks of three.

Bad (fr):
    question: Which layer of the skin contains the vessels and the nerves?
    answer: the dermis
Better (fr):
    question: Quelle couche de la peau contient les vaisseaux et les nerfs ?
    answer: le derme
Bad (en):
    question: Quelle couche de la peau contient les vaisseaux et les nerfs ?
    answer: le derme
Better (en):
    question: Which layer of the skin contains the vessels and the nerves?
    answer: the dermis
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.lexicon import lexicon
from mesoquiz.advice.text import words
from mesoquiz.diagnostics.diagnostic import Rule, Severity
from mesoquiz.languages import LANGUAGES

RULE = Rule(
    "B808",
    "these cards read as `{read}`, and their language is `{said}`",
    "write `lang: {read}` in collection.yaml, or beside the deck's own `id:`",
    Severity.WARNING,
)
DEFAULT = True
LEAST = 4
"""Words that tell the language."""
TIMES = 4
"""How many times more of them there must be: a deck of vocabulary has both."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield the first card of a bank whose cards are in another language."""
    if not cards:
        return
    said = cards[0].lexicon.language
    numbers = {language: _markers(cards, lexicon(language).sets["markers"]) for language in LANGUAGES}
    read = max(numbers, key=lambda language: numbers[language])
    if read != said and numbers[read] >= max(LEAST, TIMES * numbers[said]):
        yield cards[0].hit(read=read, said=said)


def _markers(cards: Sequence[Card], markers: frozenset[str]) -> int:
    """How many words of the cards are among those that tell a language."""
    return sum(word in markers for card in cards for text in _texts(card) for word in words(text))


def _texts(card: Card) -> Iterator[str]:
    yield card.stem
    yield from (option.text for option in (*card.options, *card.answers))
