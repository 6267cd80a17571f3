"""An option speaks of the others: “all of the above”, “none of these”, “A and C”.

Whoever knows that two options are right ticks “all”; whoever knows that one is wrong rules it out. Shuffled options
have no “above”. Ask for several answers instead (`answers`), or name what is meant.

Source: Haladyna, Downing and Rodriguez 2002, rules 25 and 26; NBME item-writing guide 2020.

Measured: 128 hits in 3,104 real questions; 30 of 30 judged were true, and so were the 3 of the last widening;
78 in 1,794 in English, of 44 wordings 41 were true.

Bad (fr):
    question: Quels signes accompagnent une inflammation de la peau ?
    answer: Toutes ces réponses
    distractors: [une rougeur, une chaleur, une douleur]
Better (fr):
    question: Quels signes accompagnent une inflammation de la peau ?
    answers: [une rougeur, une chaleur, une douleur]
    distractors: [une desquamation, une pâleur]
Bad (en):
    question: Which muscles rotate the shoulder outwards?
    answer: Both A and B
    distractors: [infraspinatus, teres minor, subscapularis]
Better (en):
    question: Which muscles rotate the shoulder outwards?
    answers: [infraspinatus, teres minor]
    distractors: [subscapularis, pectoralis major]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit, Proposal
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "T201", "the option `{what}` speaks of the others", "ask for several answers, or say what it is", Severity.WARNING
)
DEFAULT = True
LONGEST = 20
"""Characters of an option that is “none”, or “all three”, and nothing else."""
SHORT = 4
"""Characters of an option that says something by itself: `A`, `O` and `AB` are blood groups."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each option that speaks of others."""
    for card in cards:
        bare = [option for option in card.options if card.lexicon.find("bare_combined", _bare(option))]
        for option in card.options:
            found = card.lexicon.find("all_or_none", option.folded) or card.lexicon.find("combined", option.folded)
            if found or _is_alone(card, option) or (option in bare and _is_combined(card, bare)):
                yield card.hit(option.raw, what=option.text)


def _is_alone(card: Card, option: Proposal) -> bool:
    """Whether an option is “none” and nothing else, and counts nothing: beside “two”, it is a number."""
    if len(option.text) > LONGEST or not card.lexicon.find("all_or_none_alone", option.folded):
        return False
    others = (other.folded for other in card.options if other is not option)
    return not any(card.lexicon.find("number_words", other) or any(map(str.isdigit, other)) for other in others)


def _is_combined(card: Card, bare: list[Proposal]) -> bool:
    """Whether `1 and 2` combines options: it may be an amount, and `A and C` vitamins."""
    if len(bare) > 1 and (_is_listed(card) or len(bare) == len(card.options)):
        return True
    others = [option.text for option in card.options if option not in bare]
    if len(others) < 2:
        return False
    if bare[0].text.strip("(")[0].isdigit():
        return not any(char.isdigit() for text in others for char in text)
    is_lettered = card.lexicon.find("lettered", card.folded) or min(map(len, others)) < SHORT
    return not is_lettered


def _bare(option: Proposal) -> str:
    return option.folded.rstrip(".")


def _is_listed(card: Card) -> bool:
    """Whether the question itself numbers or letters what is combined."""
    return len(re.findall(r"(?:^|[\s(])(?:[1-5]|[a-e]|i{1,3}|iv)[.):/-]", card.folded)) > 1
