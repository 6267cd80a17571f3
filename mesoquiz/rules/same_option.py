"""Two options say the same, but for case, accents, spaces or punctuation.

If one were right, the other would be, too; so students strike out both.

Source: Haladyna, Downing and Rodriguez 2002, rules 19 and 22.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there.

Bad (fr):
    question: Quelle vitamine favorise la coagulation ?
    answer: la vitamine K
    distractors: [la vitamine B-12, la vitamine B12, la vitamine A]
Better (fr):
    question: Quelle vitamine favorise la coagulation ?
    answer: la vitamine K
    distractors: [la vitamine D, la vitamine B12, la vitamine A]
Bad (en):
    question: Which drug relieves mild pain?
    answer: paracetamol
    distractors: [co-trimoxazole, cotrimoxazole, digoxin]
Better (en):
    question: Which drug relieves mild pain?
    answer: paracetamol
    distractors: [cotrimoxazole, digoxin]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("S102", "`{what}` says the same as another option", "change or remove one", Severity.WARNING)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each option whose letters, digits and signs of amount are those of an earlier one."""
    for card in cards:
        seen = set()
        for option in card.options:
            # Signs are the difference between `Na+` and `Na`, `+5` and `-5`, `1.5` and `15`, `CO` and `Co`.
            bare = re.sub(r"[\s'\"’]|(?<=[^\W\d])-(?=\w)|[.;]$", "", _without_accents(option.text))
            if bare in seen:
                yield card.hit(option.raw, what=option.text)
            seen.add(bare)


def _without_accents(text: str) -> str:
    """Only the first letter may have any case: CO is not Co."""
    plain = text
    if not text.isascii():
        plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return plain[:1].casefold() + plain[1:]
