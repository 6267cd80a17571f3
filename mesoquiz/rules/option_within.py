"""One option includes another: what fits the narrower one fits the wider one, too.

If “lung cancer” is right, so is “cancer”; so the narrower one is never the answer, or both are. Let each option leave
the others out. It counts where the wider one is a single word for a kind of thing: infection, fracture, nerve.

Source: Haladyna, Downing and Rodriguez 2002, rule 22; NBME item-writing guide 2020.

Measured: no hit in 3,104 real questions and 1 in 1,100 in English, which was true.

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

from mesoquiz.advice.cards import Card, Hit, Proposal
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("S112", "the option `{one}` includes `{other}`", "let each leave the others out", Severity.WARNING)
DEFAULT = True
MOST = 12
"""Options that are compared with one another."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice of one with an option that another one, a mere kind of thing, includes."""
    for card in cards:
        if not card.single or len(card.options) > MOST:
            continue
        meanings = [(option, card.lexicon.meaning(option.text)) for option in card.options]
        kinds = [
            (option, told) for option, told in meanings if len(told) == 1 and told[0] in card.lexicon.sets["kinds"]
        ]
        pairs = ((wide, one) for wide, kind in kinds for one, told in meanings if _is_within(card, one, told, kind))
        for wide, narrow in pairs:
            yield card.hit(narrow.raw, one=wide.text, other=narrow.text)
            break


def _is_within(card: Card, narrow: Proposal, told: tuple[str, ...], kind: tuple[str, ...]) -> bool:
    """Whether an option is of a kind: its other words say which one it is, and do not add to it or deny it."""
    if len(told) < 2 or card.lexicon.find("added", narrow.folded):
        return False
    if told[:1] == kind:
        return bool(card.lexicon.find("narrows", narrow.folded.partition(kind[0])[2]))
    return told[-1:] == kind and told[0] not in card.lexicon.sets["denying"]
