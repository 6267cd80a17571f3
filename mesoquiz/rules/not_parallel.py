"""Options are not written alike: one begins with a capital, or ends with a full stop, and the others do not.

What is written with more care is the answer, students think, and the eye finds it. Write all options in one way.

Source: NBME item-writing guide 2020, “non-parallel options”; Haladyna, Downing and Rodriguez 2002, rule 23.

Measured: 59 hits in 3,104 real questions; 12 of 12 judged by a second reader were true.

Bad (fr):
    question: Quel tissu stocke les graisses ?
    answer: Le tissu adipeux.
    distractors: [le cartilage, le muscle lisse, la moelle épinière]
Better (fr):
    question: Quel tissu stocke les graisses ?
    answer: le tissu adipeux
    distractors: [le cartilage, le muscle lisse, la moelle épinière]
Bad (en):
    question: Which bone forms the heel?
    answer: The calcaneus
    distractors: [the talus, the cuboid, the navicular bone]
Better (en):
    question: Which bone forms the heel?
    answer: the calcaneus
    distractors: [the talus, the cuboid, the navicular bone]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit, Proposal
from mesoquiz.advice.text import words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("T207", "`{what}` is not written like the other options: {how}", "write all in one way", Severity.INFO)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield the option of a choice that differs from all others by its first or last character."""
    for card in cards:
        if len(card.options) < 3:
            continue
        stopped = [option for option in card.options if _is_closed(option)]
        open = [option for option in card.options if not option.text.rstrip().endswith(".")]
        if 1 in (len(stopped), len(open)) and len(stopped) + len(open) == len(card.options):
            has, (odd, *_) = ("a", stopped) if len(stopped) == 1 else ("no", open)
            yield card.hit(odd.raw, what=odd.text, how=f"it has {has} full stop at its end")
            continue
        capitals = [option for option in card.options if option.text[:1].isupper() and _is_common(card, option)]
        lower = [option for option in card.options if option.text[:1].islower()]
        if len(capitals) == 1 and len(lower) == len(card.options) - 1:
            yield card.hit(capitals[0].raw, what=capitals[0].text, how="it begins with a capital")


def _is_closed(option: Proposal) -> bool:
    """Whether it ends with a full stop that may not be that of an abbreviation: `etc.`, `E. coli spp.`, `A.M.M.`."""
    last = option.text.split()[-1] if option.text.split() else ""
    word = last.removesuffix(".")
    return word != last and "." not in word and len(word) > 4


def _is_common(card: Card, option: Proposal) -> bool:
    """Whether its first word has a capital only as the beginning of a sentence: an article, a preposition."""
    return any(word in card.lexicon.sets["stop"] for word in words(option.text)[:1])
