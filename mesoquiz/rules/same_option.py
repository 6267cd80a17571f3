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
_SPELLING = re.compile(r"[\s'\"’]|(?<=[^\W\d])-(?=\w)|[.;]$")


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each option whose letters, digits and signs of amount are those of an earlier one."""
    for card in cards:
        seen: dict[str, list[str]] = {}
        for option in card.options:
            alike = seen.setdefault(_bare(option.folded), [])
            # Folding has made one of CO and Co, which differ.
            if any(_cased(option.text) == _cased(other) for other in alike):
                yield card.hit(option.raw, what=option.text)
            alike.append(option.text)


def _bare(text: str) -> str:
    """Without what may differ: not the signs of `Na+` and `Na`, `+5` and `-5`, `1.5` and `15`."""
    return _SPELLING.sub("", text)


def _cased(text: str) -> str:
    """Bare and without accents, but with the case of all letters but the first."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return _bare(plain[:1].casefold() + plain[1:])
