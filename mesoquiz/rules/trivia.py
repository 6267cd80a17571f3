"""The question asks for what nobody needs to know: a year, a city, a number to its last digit.

It trains and measures a memory for anecdotes, at the cost of a question on what is used. Ask for what is done with the
fact. A card with a tag such as `histoire` or `history` may ask when and where.

Source: Haladyna, Downing and Rodriguez 2002, rules 2 and 3, important content, neither trivial nor over-specific;
NBME item-writing guide 2020, “test an important concept”.

Measured: no hit in 3,104 real questions, nor in 3,407 in English.

Bad (fr):
    question: En quelle année Fleming a-t-il découvert la pénicilline ?
    answer: "1928"
    distractors: ["1919", "1935", "1941"]
Better (fr):
    question: Sur quelle structure bactérienne agit la pénicilline ?
    answer: la paroi
    distractors: [le ribosome, la membrane, le noyau]
Bad (en):
    question: How many patients did the trial include?
    answer: "8,442"
    distractors: ["6,814", "7,506", "9,318"]
Better (en):
    question: By how much did the drug lower mortality in the trial?
    answer: by a fifth
    distractors: [by a half, by a tenth]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written, fold
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("D326", "nobody needs to know this (`{what}`)", "ask for what is done with the fact", Severity.INFO)
DEFAULT = True
LEAST, DIGITS = 3, 4
"""Options, and digits of a number that is told to the last one: a round one has fewer."""
_NUMBER = re.compile(
    r"(?:(?:en|in|about|environ) )?(\d{1,3}(?:[ ,]\d{3}){1,4}|\d{4,12})(?: ?(?:da|kda|g/mol|bp|pb|km|m))?"
)
_DECIMAL_COMMA = "fr"


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each question on a date or a place of history, and each on a number of four digits or more."""
    for card in cards:
        if not (card.options or card.answers) or _is_history(card):
            continue
        if word := card.lexicon.find("asks_trivia", card.lead):
            yield card.hit(card.raw, what=as_written(card.stem, word))
        elif _is_exact(card):
            yield card.hit(card.right[0].raw, what=card.right[0].text)


def _is_history(card: Card) -> bool:
    return any(card.lexicon.find("history", fold(tag)) for tag in card.note.tags)


def _is_exact(card: Card) -> bool:
    """Whether all options are numbers to the last digit, and nothing is to be calculated."""
    if len(card.options) < LEAST or not card.single or card.lexicon.find("calculates", card.folded):
        return False
    found = [_digits(card, option.folded) for option in card.options]
    return min(found) > 0 and sum(number >= DIGITS for number in found) > len(found) / 2


def _digits(card: Card, folded: str) -> int:
    """The digits of a number before its zeros; none for what is no whole number of four digits or more."""
    match = _NUMBER.fullmatch(folded)
    if match is None or (card.lexicon.language == _DECIMAL_COMMA and "," in folded):
        return 0
    return len(re.sub(r"\D", "", match[1]).rstrip("0"))
