"""One option includes another: what fits the narrower one fits the wider one, too.

If “an infection of the skin” is right, so is “an infection”; so the narrower one is never the answer, or both are. Let
each option leave the others out.

Source: Haladyna, Downing and Rodriguez 2002, rule 22; NBME item-writing guide 2020.

Measured: 2 hits in 3,104 real questions, of which 1 was true; off unless it is selected.

Bad (fr):
    question: Que craint-on après une injection septique ?
    answer: une infection
    distractors: [une infection bactérienne, une fracture]
Better (fr):
    question: Que craint-on après une injection septique ?
    answer: une infection
    distractors: [une hémorragie, une fracture]
Bad (en):
    question: What may follow a septic injection?
    answer: an infection
    distractors: [an infection of the skin, a fracture]
Better (en):
    question: What may follow a septic injection?
    answer: an infection
    distractors: [a bleeding, a fracture]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from mesoquiz.advice.cards import Card, Hit, Proposal
from mesoquiz.advice.text import words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("S112", "the option `{one}` includes `{other}`", "let each leave the others out", Severity.INFO)
DEFAULT = False
MOST = 8
"""Options that are compared with one another."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice of one with an option that another one only narrows down."""
    for card in cards:
        if not card.single or len(card.options) > MOST:
            continue
        for wide, narrow in permutations(card.options, 2):
            if _includes(card, wide, narrow):
                yield card.hit(narrow.raw, one=wide.text, other=narrow.text)
                break


def _includes(card: Card, wide: Proposal, narrow: Proposal) -> bool:
    """Whether `narrow` is `wide` with words behind it that narrow it down, not such that add to it or deny it."""
    short, long = words(wide.text), words(narrow.text)
    if not card.roots_of(wide.text) or len(short) >= len(long) or long[: len(short)] != short:
        return False
    rest = narrow.folded.removeprefix(wide.folded.rstrip(".")).strip()
    return bool(rest) and rest[0].isalpha() and not card.lexicon.find("adds", rest)
