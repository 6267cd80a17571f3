"""The right answer and its exact mirror are among the options, and the others are not like them.

Of two options that deny each other one is right, so the others can be struck out: four options have become two. Give
the others an opposite too, or take it away. Where an option says that nothing changes, the two leave something open.

Source: NBME item-writing guide 2020, “collectively exhaustive options”.

Measured: no hit in 3,104 real questions; 4 hits in 999 in English, all true.

Bad (fr):
    question: Comment réagit la tension lors d'une hémorragie importante ?
    answer: elle diminue
    distractors: [elle augmente, elle oscille avec la respiration, elle devient illisible]
Better (fr):
    question: Comment réagit la tension lors d'une hémorragie importante ?
    answer: elle diminue
    distractors: [elle oscille avec la respiration, elle devient illisible]
Bad (en):
    question: What happens to serum potassium when insulin is given?
    answer: it falls
    distractors: [it rises, it binds to albumin, it is oxidised in the lung]
Better (en):
    question: What happens to serum potassium when insulin is given?
    answer: it enters the cells
    distractors: [it binds to albumin, it is oxidised in the lung]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from mesoquiz.advice.cards import Card, Hit, Proposal
from mesoquiz.advice.lexicon import Lexicon
from mesoquiz.advice.text import words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "T211",
    "`{one}` and `{other}` deny each other, so one of them is right",
    "give the other options an opposite too, or change one of the two",
    Severity.WARNING,
)
DEFAULT = True
PREFIXES = (("brady", "tachy"), ("extra", "intra"), ("hyper", "hypo"), ("macro", "micro"), ("oligo", "poly"))
"""Beginnings by which two terms say the opposite, each pair in alphabetical order."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice of one with a right option, its opposite, and options that have none."""
    for card in cards:
        if not card.single or not 3 <= len(card.options) <= 6:
            continue
        pairs = [pair for pair in combinations(card.options, 2) if are_opposite(*pair, card.lexicon)]
        paired = {id(option) for pair in pairs for option in pair}
        (right,) = card.right
        mine = [pair for pair in pairs if right in pair]
        # Three levels, as in “rises, falls, stays the same”, are a complete question.
        others = [option for option in card.options if id(option) not in paired]
        if len(mine) != 1 or len(paired) != 2 or len(others) < 2:
            continue
        if not any(_is_like(option, mine[0]) or card.lexicon.find("no_change", option.folded) for option in others):
            yield card.hit(right.raw, one=mine[0][0].text, other=mine[0][1].text)


def _is_like(option: Proposal, pair: tuple[Proposal, Proposal]) -> bool:
    """Whether an option has a word that one of the pair has and the other has not: “sodium rises” beside “it rises”.

    So has “hyponatraemia” beside “hypokalaemia”, but for its end.
    """
    begins = tuple(part for parts in PREFIXES for part in parts if any(part in one.folded for one in pair))
    if begins and any(word.startswith(begins) for word in _longer(option)):
        return True
    return not set(_longer(option)).isdisjoint(set(_longer(pair[0])) ^ set(_longer(pair[1])))


def _longer(option: Proposal) -> list[str]:
    """The words of an option without pronouns: in French, “it lowers it” and “it raises it” have not the same."""
    return [word for word in words(option.text) if len(word) > 2]


def are_opposite(one: Proposal, other: Proposal, lexicon: Lexicon) -> bool:
    """Whether two options differ in one word and its opposite."""
    ours, theirs = _longer(one), _longer(other)
    if len(ours) != len(theirs):
        return False
    changed = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    return len(changed) == 1 and (frozenset(changed[0]) in lexicon.opposites or _differ_in_prefix(*changed[0]))


def _differ_in_prefix(one: str, other: str) -> bool:
    """`hypokaliemie` and `hyperkaliemie`."""
    first, last = sorted((one, other))
    return any(
        first.startswith(low) and last.startswith(high) and first[len(low) :] == last[len(high) :]
        for low, high in PREFIXES
    )
