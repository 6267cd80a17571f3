"""What a note answers -> a short mark of it for the release lock, which tells a new answer from a new wording.

A card whose answer turns round keeps the history of the old answer: whoever learnt it is sure of what is wrong now.
The mark holds the stems of the words as numbers, three hexadecimal digits each, and whether the answer is negated.
"""

from __future__ import annotations

import re
from zlib import crc32

from mesoquiz.diagnostics.wording import fold
from mesoquiz.notes.interactions import Choose, Interaction, Recall

NEGATED = "!"
_NEGATIONS = frozenset(
    ["pas", "non", "jamais", "aucun", "aucune", "sans", "ni", "not", "no", "never", "without", "none", "nor"]
)
_FILLERS = frozenset(
    ["dans", "pour", "avec", "chez", "entre", "plus", "cette", "leur", "elle", "sont", "with", "from", "that", "this"]
)
_STEM = 5
"""Letters that count of a word, so that a plural or another ending is the same word."""
_SHORT = 3
_DIGITS = 3
_MOST = 16
"""Words of an answer that are kept; of longer ones those with the smallest numbers, so that texts stay comparable."""


def mark_of(asked: Interaction) -> str:
    """The mark of what is right; empty for gaps, masks, pairs and orders, which the lock knows otherwise or not."""
    match asked:
        case Recall(answers=right):
            texts = [option.text for option in right]
        case Choose(options=options, keys=keys):
            texts = [options[index].text for index in sorted(keys)]
        case _:
            return ""
    words = re.findall(r"[^\W_]+", fold(" ".join(texts)))
    telling = {word for word in words if word.isdecimal() or (len(word) > _SHORT and word not in _FILLERS)}
    numbers = sorted({f"{crc32(word[:_STEM].encode()) & 0xFFF:03x}" for word in telling or words})[:_MOST]
    negations = sum(word in _NEGATIONS for word in words)
    return (NEGATED if negations % 2 else "") + "".join(numbers)


def turned(before: str, after: str) -> bool:
    """Whether an answer says the opposite, or nothing of what it said; never where one of the marks is not known."""
    if not before or not after:
        return False
    some, others = _numbers(before), _numbers(after)
    return before.startswith(NEGATED) != after.startswith(NEGATED) or not some & others


def _numbers(mark: str) -> set[str]:
    digits = mark.removeprefix(NEGATED)
    return {digits[place : place + _DIGITS] for place in range(0, len(digits), _DIGITS)}
