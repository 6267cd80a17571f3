"""The right option has most in common with the others.

Authors make wrong options of the right one by changing one part of it; so the parts that occur most often make the
right one. Pair each part with each, or ask for one part.

Source: NBME item-writing guide 2020, “convergence”.

Measured: 7 hits in 3,104 real questions, all true; 13 in 999 in English, 12 of 13 were true.

Bad (fr):
    question: Comment se présente une réaction vagale ?
    answer: pâleur et bradycardie
    distractors: [pâleur et tachycardie, rougeur et bradycardie, fièvre et frissons]
Better (fr):
    question: Comment se présente une réaction vagale ?
    answer: pâleur et bradycardie
    distractors: [pâleur et tachycardie, rougeur et bradycardie, rougeur et tachycardie]
Bad (en):
    question: Which combination is seen in tension pneumothorax?
    answer: hypotension and absent breath sounds
    distractors: [hypotension and crackles, hypertension and absent breath sounds, bradycardia and wheeze]
Better (en):
    question: How does the blood pressure change in tension pneumothorax?
    answer: it falls
    distractors: [it rises, it stays the same]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit, Proposal
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "T208", "the right option has most in common with the others", "combine each part with every other", Severity.INFO
)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice of one whose options are made of parts, and whose right one has the parts that recur."""
    for card in cards:
        if not card.single or len(card.options) < 4 or card.negative:
            continue
        parts = [frozenset(card.lexicon.split("joint", option.folded)) for option in card.options]
        in_words = [_names(card, option) for option in card.options]
        if _converges(parts) or _converges(in_words):
            yield card.hit(card.right[0].raw)


def _names(card: Card, option: Proposal) -> frozenset[str]:
    """The words of an option that carry meaning, but for its numbers."""
    return frozenset(root for root in card.roots_of(option.text) if not root[0].isdigit())


def _converges(parts: list[frozenset[str]]) -> bool:
    """Whether all parts of the first, the right one, recur, and more often than those of any other."""
    spread = Counter(part for option in parts for part in option)
    # What all share tells nothing.
    told = [frozenset(part for part in option if spread[part] < len(parts)) for option in parts]
    scores = [sum(spread[part] - 1 for part in option) for option in told]
    return 1 < len(told[0]) < 5 and all(spread[part] > 1 for part in told[0]) and scores[0] > max(scores[1:])
