"""How many answers a question asks for: “Citez deux os”, “What are the three layers?”."""

from __future__ import annotations

import re

_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            ("deux", "two"),
            ("trois", "three"),
            ("quatre", "four"),
            ("cinq", "five"),
            ("six",),
            ("sept", "seven"),
            ("huit", "eight"),
            ("neuf", "nine"),
            ("dix", "ten"),
        ),
        2,
    )
    for word in (*words, str(number))
}
_NUMBER = "|".join(_NUMBERS)
_ASKED = re.compile(
    rf"(?:^|[.:?!,]\s+|\b)(?:(?:citer?|citez|nommez|donnez|énumérez|listez|indiquez|name|list|give|state)"
    rf"(?:[\s\u00a0]+(?:au moins|les|ces|the|at least|any))?"
    rf"|(?:quels|quelles)[\s\u00a0]+(?:sont|étaient)[\s\u00a0]+(?:les|ces|ses|leurs)|what are the|which are the)"
    rf"[\s\u00a0]+(?P<number>{_NUMBER})\b(?![\s\u00a0]*(?:[.,]\d|%|ou\b|or\b|à\b))",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:quels|quelles|lesquels|lesquelles|citez|énumérez|listez|what are|which are)\b", re.IGNORECASE
)


def asks_for_several(question: str) -> bool:
    """Whether a question asks for more than one answer: in French, its first words have a plural."""
    return number_asked(question) > 1 or _SEVERAL.search(question) is not None


def number_asked(question: str) -> int:
    """The number of answers that a question asks for in so many words; 0 where it does not say."""
    match = _ASKED.search(question)
    return _NUMBERS[match["number"].lower()] if match else 0
