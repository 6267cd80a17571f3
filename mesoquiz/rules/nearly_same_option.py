"""Two options differ in a letter or two.

Students overlook the difference, or think one of them a misprint. Numbers, Roman numerals,
Greek and single letters do not count: `type I` and `type II` are as they must be.

Source: Haladyna, Downing and Rodriguez 2002, rule 22.

Measured: not judged; off unless it is selected.

Bad (fr):
    question: Quelle réaction suit l'injection dans les tissus profonds ?
    answer: une réaction inflammatoire locale
    distractors: [une réaction inflammatoires locale, une nécrose]
Better (fr):
    question: Quelle réaction suit l'injection dans les tissus profonds ?
    answer: une réaction inflammatoire locale
    distractors: [une allergie générale, une nécrose]
Bad (en):
    question: Which reaction follows a deep injection?
    answer: a local inflammatory reaction
    distractors: [a local inflamatory reaction, necrosis]
Better (en):
    question: Which reaction follows a deep injection?
    answer: a local inflammatory reaction
    distractors: [a systemic allergy, necrosis]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from mesoquiz.advice.cards import Card, Hit, Proposal
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("S103", "`{what}` is nearly the same as `{other}`", "make them differ, or remove one", Severity.INFO)
DEFAULT = False
LIKE, LONGEST = 0.93, 200
"""How alike two options are (difflib's ratio), and characters of those that are compared: it takes their square."""
_MASKED = re.compile(r"\b(?:\w|[ivx]+|alpha|beta|gamma|delta)\b|\d+|[α-ω+-]")


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each option that is nearly an earlier one."""
    for card in cards:
        for one, other in combinations((option for option in card.options if len(option.text) < LONGEST), 2):
            if _is_near(one, other):
                yield card.hit(other.raw, what=other.text, other=one.text)


def _is_near(one: Proposal, other: Proposal) -> bool:
    if _MASKED.sub("", one.folded) == _MASKED.sub("", other.folded):
        return False
    matcher = SequenceMatcher(None, one.folded, other.folded, autojunk=False)
    return matcher.real_quick_ratio() > LIKE and matcher.quick_ratio() > LIKE and matcher.ratio() > LIKE
