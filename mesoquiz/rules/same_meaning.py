"""Two options say the same in other words: “dyspnoea” and “shortness of breath”.

If one were right, so would be the other; so students strike out both. Replace one of them.

Source: Haladyna, Downing and Rodriguez 2002, rule 22, keep choices independent; NBME item-writing guide 2020.

Measured: no hit in 3,104 real questions nor in 1,100 in English, so nothing is known of its precision there.

Bad (fr):
    question: Quel est le premier signe de l'hypoglycémie ?
    answer: des sueurs
    distractors: [une céphalée, un mal de tête, une diplopie]
Better (fr):
    question: Quel est le premier signe de l'hypoglycémie ?
    answer: des sueurs
    distractors: [une céphalée, une surdité, une diplopie]
Bad (en):
    question: Which symptom comes first in left heart failure?
    answer: dyspnoea on exertion
    distractors: [itching, pruritus, hoarseness]
Better (en):
    question: Which symptom comes first in left heart failure?
    answer: dyspnoea on exertion
    distractors: [itching, vertigo, hoarseness]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.amounts import amount
from mesoquiz.advice.cards import Card, Hit, Proposal
from mesoquiz.advice.text import words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("S114", "`{what}` and `{other}` say the same", "replace one of them", Severity.WARNING)
DEFAULT = True
LONGEST = 12
"""Words of an option that is compared: two long ones with the same meaning have the same words by chance only."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each option that says the same as an earlier one, and has not the same words: of those, S102 speaks."""
    for card in cards:
        seen: dict[object, Proposal] = {}
        for option in card.options:
            told = words(option.text)
            # A list in an option is not read as a sentence.
            if not 0 < len(told) <= LONGEST or ";" in option.text:
                continue
            other = seen.setdefault(_meaning(card, option), option)
            if other is not option and words(other.text) != told:
                yield card.hit(option.raw, what=other.text, other=option.text)


def _meaning(card: Card, option: Proposal) -> object:
    """What an option says, equal for all ways to say it: `1 g` and `1000 mg`, `A and B` and `B and A`."""
    if found := amount(option.folded):
        return f"{found.size:.6g}", found.kind
    parts = card.lexicon.split("added", option.folded)
    return tuple(sorted(card.lexicon.meaning(part) for part in parts))
