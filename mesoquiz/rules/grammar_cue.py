"""The wording of the question does not fit every option: it ends in “an”, “une”, “les”, “is to”, or asks for several.

An option that does not continue the sentence cannot be right. End the question before the article, and begin each
option with its own; after “is to”, begin each with a verb. Of “which are …?”, the only option that names several things
is the answer: let all name several, or ask for one.

Source: NBME item-writing guide 2020, “grammatical cues”; Haladyna, Downing and Rodriguez 2002, rule 28.

Measured: no hit in 3,104 real questions; 3 in 1,794 in English, all true.

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

import re
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "T206",
    "the wording of the question does not fit the option `{what}`",
    "word it so that every option continues it",
    Severity.WARNING,
)
DEFAULT = True
LEAST = 2
"""Wrong options in the singular, beside which a plural is a cue."""
_VOWELS = tuple("aeiou")
_ENDS = {
    "ends_in_elision": None,
    "ends_in_full_article": None,
    "ends_in_masculine": ("is_masculine", "is_feminine"),
    "ends_in_feminine": ("is_feminine", "is_masculine"),
    "ends_in_plural": ("is_plural", "is_singular"),
    "ends_before_verb": ("starts_infinitive", "starts_no_infinitive"),
}
"""How a question ends -> the options that fit, those that do not: what is both, or neither, may fit. Of the first two,
the first letter decides."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice with a wrong option that the end of the question rules out, while the right ones fit."""
    for card in cards:
        # `Vitamin A` ends in no article.
        is_name = re.search(r"\bA\W{0,3}$", card.stem) is not None
        ends = [name for name in _ENDS if card.options and not is_name and card.lexicon.find(name, card.folded)]
        misfits = [option for option in card.options if ends and _is_misfit(card, option.folded, ends)]
        if misfits and not any(option.right for option in misfits):
            yield card.hit(misfits[0].raw, what=misfits[0].text)
        elif not misfits and _is_alone_plural(card):
            yield card.hit(card.wrong[0].raw, what=card.wrong[0].text)


def _is_alone_plural(card: Card) -> bool:
    """Whether “which are …?” is asked, and only the right option names several things."""
    if not card.single or len(card.wrong) < LEAST or not card.lexicon.find("asks_plural", card.lead):
        return False
    several = [option for option in card.options if card.lexicon.find("names_several", option.folded)]
    return several == list(card.right) and all(card.lexicon.find("names_one", option.folded) for option in card.wrong)


def _is_misfit(card: Card, text: str, ends: list[str]) -> bool:
    for end in ends:
        forms = _ENDS[end]
        if forms is None:
            # An h may be silent or not, and a digit or a letter is read in its own way.
            is_read = len(text) > 1 and text[:2].isalpha() and text[0] not in "hyu"
            if is_read and text.startswith(_VOWELS) is not (end == "ends_in_elision"):
                return True
        elif card.lexicon.find(forms[1], text) and not card.lexicon.find(forms[0], text):
            return True
    return False
