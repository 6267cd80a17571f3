"""One option includes another: what fits the narrower one fits the wider one, too.

If “lung cancer” is right, so is “cancer”; so the narrower one is never the answer, or both are. Let each option leave
the others out. It counts where the wider one is a single word for a kind of thing (infection, fracture, nerve,
antibiotic) or for a genus of which another option names a species.

Source: Haladyna, Downing and Rodriguez 2002, rule 22; NBME item-writing guide 2020.

Measured: 1 hit in 3,104 real questions and 1 in 1,794 in English, both true.

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

import re
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit, Proposal
from mesoquiz.advice.text import words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("S112", "the option `{one}` includes `{other}`", "let each leave the others out", Severity.WARNING)
DEFAULT = True
MOST = 12
"""Options that are compared with one another."""
LEAST, ENDING = 6, 3
"""Letters that a genus and its name in everyday language share, and those of its end that may differ."""
_SPECIES = re.compile(r"[A-Z][a-z]{2,}(?:us|um|is|a|er|ix|es|on|yx) [a-z]{3,}(?:us|um|is|ae|i|a|ans|ens|es)\b")


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice of one with an option that another one, a mere kind of thing, includes."""
    for card in cards:
        if not card.single or len(card.options) > MOST:
            continue
        meanings = [(option, card.lexicon.meaning(option.text)) for option in card.options]
        single = [(option, told) for option, told in meanings if len(told) == 1]
        pairs = ((wide, one) for wide, kind in single for one, told in meanings if _is_within(card, one, told, kind))
        for wide, narrow in pairs:
            yield card.hit(narrow.raw, one=wide.text, other=narrow.text)
            break


def _is_within(card: Card, narrow: Proposal, told: tuple[str, ...], kind: tuple[str, ...]) -> bool:
    """Whether an option is of a kind: by its name, or since its other words say which one it is."""
    if card.lexicon.find("added", narrow.folded) or told == kind:
        return False
    if not card.lexicon.instances.get(kind[0], frozenset()).isdisjoint(_heads(card, narrow)):
        return True
    if len(told) < 2:
        return False
    return _is_species(told, kind[0], narrow.text) or (
        kind[0] in card.lexicon.sets["kinds"] and _is_narrowed(card, narrow, told, kind)
    )


def _heads(card: Card, option: Proposal) -> set[str]:
    """What names an option: its first word, or the last of two, of which nothing else is said."""
    told = [word.rstrip("sx") for word in words(option.text) if word not in card.lexicon.sets["articles"]]
    of_two = told[-1:] if len(told) == 2 and len(words(option.text)) <= 3 else []
    return {*told[:1], *of_two} if " of " not in option.folded else set(told[:1])


def _is_narrowed(card: Card, narrow: Proposal, told: tuple[str, ...], kind: tuple[str, ...]) -> bool:
    """Whether other words say which one of a kind it is, and do not add to it or deny it."""
    if told[:1] == kind:
        return bool(card.lexicon.find("narrows", narrow.folded.partition(kind[0])[2]))
    return told[-1:] == kind and told[0] not in card.lexicon.sets["denying"]


def _is_species(told: tuple[str, ...], kind: str, text: str) -> bool:
    """Whether an option is a species of a genus: `Streptococcus pneumoniae` is a streptococcus, in French, too."""
    shared = kind[: max(len(kind) - ENDING, LEAST)]
    return _SPECIES.match(text.strip()) is not None and len(shared) >= LEAST and told[0].startswith(shared)
