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
        pair = next((pair for pair in combinations(card.options, 2) if are_opposite(*pair, card.lexicon)), None)
        same = next((option for option in card.options if card.lexicon.find("no_change", option.folded)), None)
        if not pair or not same or same in pair:
            continue
        others = [option for option in card.options if option not in (*pair, same) and not _changes(card, option)]
        if others and not others[0].right:
            yield card.hit(others[0].raw, one=pair[0].text, other=pair[1].text, same=same.text, what=others[0].text)


def _changes(card: Card, option: Proposal) -> bool:
    """Whether an option says that something changes in another way: “it rises, then falls”, “it varies”."""
    told = set(words(option.text))
    directions = frozenset().union(*card.lexicon.opposites)
    return bool(card.lexicon.find("varies", option.folded)) or not told.isdisjoint(directions)
