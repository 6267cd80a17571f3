"""The question ends in an article that does not fit every option: “an”, “l'”, “le”.

An option that does not continue the sentence cannot be right. End the question before the article, and begin each
option with its own.

Source: NBME item-writing guide 2020, “grammatical cues”; Haladyna, Downing and Rodriguez 2002, rule 28.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there.

Bad (fr):
    question: "Le nom de la couche superficielle de la peau est l'"
    answer: épiderme
    distractors: [derme, hypoderme, aponévrose]
Better (fr):
    question: Comment s'appelle la couche superficielle de la peau ?
    answer: l'épiderme
    distractors: [le derme, l'hypoderme, l'aponévrose]
Bad (en):
    question: The organ that stores bile is a
    answer: gallbladder
    distractors: [artery, oesophagus, ileum]
Better (en):
    question: Which organ stores bile?
    answer: the gallbladder
    distractors: [the liver, the oesophagus, the ileum]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "T206",
    "the question ends in an article that does not fit the option `{what}`",
    "begin each option with its own article",
    Severity.WARNING,
)
DEFAULT = True
_VOWELS = tuple("aeiou")


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice with a wrong option that the last word of the question rules out, while a right one fits."""
    for card in cards:
        elided = card.lexicon.find("ends_in_elision", card.folded)
        if not card.options or not (elided or card.lexicon.find("ends_in_full_article", card.folded)):
            continue
        misfits = [option for option in card.options if _is_misfit(option.folded, elided=bool(elided))]
        if misfits and not any(option.right for option in misfits):
            yield card.hit(misfits[0].raw, what=misfits[0].text)


def _is_misfit(text: str, *, elided: bool) -> bool:
    # An h may be silent or not, and a digit or a letter is read in its own way.
    if len(text) < 2 or not text[1].isalpha() or not text[0].isalpha() or text[0] in "hyu":
        return False
    return text.startswith(_VOWELS) is not elided
