"""Options that are numbers written in different ways: a percentage beside “one in ten”, mg beside ml.

They have to be worked out before they can be compared, which is arithmetic and not what is asked; milligrams and
millilitres cannot be compared at all, so the unit that is asked for gives the answer away. Write all in one way.
`72 h` beside `5 days` is told, too: what is two days or more is not given in hours.

Source: NBME item-writing guide 2020, “numeric data not stated consistently”.

Measured: no hit in 3,104 real questions; 3 hits in 1,794 in English, all true.

Bad (fr):
    question: Quelle part des patients guérit sans traitement ?
    answer: 25 %
    distractors: [un patient sur dix, la moitié, 80 %]
Better (fr):
    question: Quelle part des patients guérit sans traitement ?
    answer: 25 %
    distractors: [10 %, 50 %, 80 %]
Bad (en):
    question: Which dose of adrenaline is injected into the muscle in anaphylaxis?
    answer: 0.5 mg
    distractors: [5 ml, 0.05 mg, 50 mmol]
Better (en):
    question: Which dose of adrenaline is injected into the muscle in anaphylaxis?
    answer: 0.5 mg
    distractors: [0.005 mg, 0.05 mg, 5 mg]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mesoquiz.advice.amounts import amount
from mesoquiz.advice.cards import Card, Hit, Proposal
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "D309",
    "`{one}` and `{other}` are numbers written in different ways",
    "write all in one way and one unit",
    Severity.INFO,
)
DEFAULT = True
_DIGITS = re.compile(r"(?:(?:environ|about|~) )?\d[\d., ]*(?:[^\W\d]{1,10}(?:/[^\W\d]{1,10})?(?: ?\d{1,2})?)?\.?")
_BEFORE = "about|at least|at most|au moins|au plus|between|de|entre|environ|from|less than|moins de|more than|plus de|~"
_ABOUT = rf"(?:(?:{_BEFORE}) )?"
_SHARE = re.compile(_ABOUT + r"\d[\d.,]* ?(?:% (?:of|du|de|des) .{1,40}|%|%? ?(?:-|–|a|and|et|to) ?\d[\d.,]* ?%)")
_EACH = re.compile(_ABOUT + r"\d[\d.,]* ?[^\W\d]{1,10} (?:toutes? les|par|chaque|every|per|each|a day|daily)\b.*")
MANY = 2
"""Of a unit, from which a smaller one is out of place: `90 min` and `24 h` are what everybody says."""
LONGEST = 7
"""Words of an option that is an amount and nothing else."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice of amounts that are not written in one way, or that measure different things."""
    for card in cards:
        ways = [_way(card, option) for option in card.options]
        if len(ways) < 3 or not all(ways):
            continue
        if len(set(ways)) == 1:
            # Of what is measured by a unit that is not known, like tablets, nothing can be said.
            known = [amount(option.folded) for option in card.options]
            kinds = [one.kind if one else "" for one in known]
            ways = [kind or next(filter(None, kinds), "") for kind in kinds]
        if len(set(ways)) > 1:
            one, other = next(
                pair for pair in pairwise(zip(ways, card.options, strict=True)) if pair[0][0] != pair[1][0]
            )
            yield card.hit(other[1].raw, one=one[1].text, other=other[1].text)
        elif set(ways) != {"each"} and (found := _out_of_scale(card)):
            yield card.hit(found[1].raw, one=found[0].text, other=found[1].text)


def _out_of_scale(card: Card) -> tuple[Proposal, Proposal] | None:
    """An option in a large unit, and one in a smaller unit that is as much as two of the large, or more."""
    known = [(one, option) for option in card.options if (one := amount(option.folded))]
    for large, first in known:
        for small, option in known:
            if small.unit < large.unit and small.size > MANY * large.unit * (1 - 1e-9):
                return first, option
    return None


def _way(card: Card, option: Proposal) -> str:
    """How an amount is written; `""` for what is none."""
    text = option.folded
    if len(text.split()) > LONGEST:
        return ""
    if _SHARE.fullmatch(text):
        return "percent"
    if _EACH.fullmatch(text):
        return "each"
    if _DIGITS.fullmatch(text) and not card.lexicon.find("shares", text):
        return "digits"
    return next((name for name in ("shares", "number_words") if card.lexicon.find(name, text)), "")
