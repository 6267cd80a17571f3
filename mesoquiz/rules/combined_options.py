"""An option is two of the others together: “fever”, “a rash”, “fever and a rash”.

Whoever takes one of the two for right sees that the option with both is right as well, or that it is the only right
one; so one option fewer is left to choose from. Ask for several answers (`answers`), or let the options exclude each
other.

Source: Haladyna, Downing and Rodriguez 2002, rules 9 and 22, avoid complex multiple choice, no overlapping options.

Measured: 1 hit in 3,104 real questions and 2 in 999 in English, all true.

Bad (fr):
    question: Que fait le massage après la séance ?
    answer: il répartit le produit
    distractors: [il calme la douleur, il répartit le produit et calme la douleur, il ferme la plaie]
Better (fr):
    question: Que fait le massage après la séance ?
    answers: [il répartit le produit, il calme la douleur]
    distractors: [il ferme la plaie, il refroidit la peau]
Bad (en):
    question: Which vitamin deficiency causes neuropathy?
    answer: both vitamin B1 and vitamin B12
    distractors: [vitamin B1, vitamin B12, vitamin C]
Better (en):
    question: Which vitamin deficiencies cause neuropathy?
    answers: [vitamin B1, vitamin B12]
    distractors: [vitamin C, vitamin K]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit, Proposal
from mesoquiz.advice.text import words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "T215",
    "the option `{what}` is two of the others together",
    "ask for several answers (`answers`), or replace it",
    Severity.WARNING,
)
DEFAULT = True
MOST = 10
"""Options that are compared with one another."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each option of a choice of one that has the words of two simpler ones, and no others."""
    for card in cards:
        if not card.single or not 3 <= len(card.options) <= MOST or _has_none(card):
            continue
        told = [(option, _content(card, option)) for option in card.options]
        simple = [content for option, content in told if content and not _is_joined(card, option)]
        for option, content in told:
            parts = [one for one in simple if one < content]
            if _is_joined(card, option) and len(parts) > 1 and frozenset().union(*parts) == content:
                yield card.hit(option.raw, what=option.text)


def _has_none(card: Card) -> bool:
    """Whether nothing at all is an option, too: “none, one, the other, both” are all that may be done."""
    return any(card.lexicon.find("none_alone", option.folded) for option in card.options)


def _is_joined(card: Card, option: Proposal) -> bool:
    """Whether an option has an “and”; of `I and III`, T201 speaks."""
    return bool(card.lexicon.find("added", option.folded)) and not card.lexicon.find("bare_combined", option.folded)


def _content(card: Card, option: Proposal) -> frozenset[str]:
    """The words of an option but for articles, pronouns and “both”."""
    return frozenset(words(option.text)) - card.lexicon.sets["stop"] - card.lexicon.sets["both"]
