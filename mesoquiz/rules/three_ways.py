"""“Rises”, “falls” and “stays the same” are among the options, and others are not like them.

One of the three is right whatever happens, so the others can be struck out unread. Keep the three, or ask for what is
special.

Source: NBME item-writing guide 2020, “collectively exhaustive options”; Haladyna, Downing and Rodriguez 2002, rule 23,
homogeneous options.

Measured: no hit in 3,104 real questions nor in 1,794 in English, so nothing is known of its precision there.

Bad (fr):
    question: Que devient le débit cardiaque à l'effort ?
    answer: il augmente
    distractors: [il diminue, il reste inchangé, il passe par la rate]
Better (fr):
    question: Que devient le débit cardiaque à l'effort ?
    answer: il augmente
    distractors: [il diminue, il reste inchangé]
Bad (en):
    question: In renal failure, the half-life of digoxin is
    answer: increased
    distractors: [decreased, unchanged, measured in the liver]
Better (en):
    question: How does renal failure change the half-life of digoxin?
    answer: it is increased
    distractors: [it is decreased, it is unchanged]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from mesoquiz.advice.cards import Card, Hit, Proposal
from mesoquiz.advice.text import words
from mesoquiz.diagnostics.diagnostic import Rule, Severity
from mesoquiz.rules.mirror import are_opposite

RULE = Rule(
    "T217",
    "`{one}`, `{other}` and `{same}` leave nothing for `{what}`",
    "keep the three, or replace one of them",
    Severity.WARNING,
)
DEFAULT = True
LEAST, MOST = 4, 6


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice of one with the three ways that something can change, and an option that is none of them."""
    for card in cards:
        if not card.single or not LEAST <= len(card.options) <= MOST:
            continue
        stay = [option for option in card.options if card.lexicon.find("no_change", option.folded)]
        if len(stay) != 1:
            continue
        others = [option for option in card.options if option not in stay]
        pair = next((pair for pair in combinations(others, 2) if are_opposite(*pair, card.lexicon)), None)
        if not pair:
            continue
        told = _directions(card, pair)
        rest = [option for option in others if option not in pair and not _changes(card, option, told)]
        if rest and not rest[0].right:
            yield card.hit(rest[0].raw, one=pair[0].text, other=pair[1].text, same=stay[0].text, what=rest[0].text)


def _directions(card: Card, pair: tuple[Proposal, Proposal]) -> frozenset[str]:
    """The words of the pair by which its options deny each other, and all that deny one of these."""
    apart = set(words(pair[0].text)) ^ set(words(pair[1].text))
    return frozenset().union(apart, *(both for both in card.lexicon.opposites if not apart.isdisjoint(both)))


def _changes(card: Card, option: Proposal, directions: frozenset[str]) -> bool:
    """Whether an option says that something changes in another way: “it rises, then falls”, “it varies”."""
    told = (word for word in words(option.text) if len(word) > 2)
    return bool(card.lexicon.find("varies", option.folded)) or not directions.isdisjoint(told)
