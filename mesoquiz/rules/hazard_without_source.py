"""A card with a dose or a contraindication and no source, in a collection that lists sources.

Students act on such cards. Whoever doubts one must be able to look it up, and whoever keeps the deck must know which
to look at again.

Source: Wozniak, rules 18 and 19, provide sources and date them.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there.

Bad (fr):
    question: Quelle dose d'adrénaline injecte-t-on en cas de choc ?
    answer: 0,5 mg
Better (fr):
    question: Quelle dose d'adrénaline injecte-t-on en cas de choc ?
    answer: 0,5 mg
    source: {doc: notice}
Bad (en):
    question: Which drug is contraindicated in asthma?
    answer: propranolol
Better (en):
    question: Which drug is contraindicated in asthma?
    answer: propranolol
    source: {doc: notice}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written, fold
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("M704", "`{what}` on this card has no source", "add `source:`", Severity.WARNING)
DEFAULT = True
_DOSE = re.compile(r"\b\d+(?:[.,]\d+)? ?(?:mg|µg|μg|ml|ui|iu)\b")


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each card that is dangerous if wrong and cites nothing."""
    for card in cards:
        if not card.has_sources or card.note.source:
            continue
        text = " ".join([card.stem, *(answer.text for answer in card.answers)])
        match = _DOSE.search(fold(text))
        if what := match[0] if match else card.lexicon.find("hazard", fold(text)):
            yield card.hit(card.raw, what=as_written(text, what))
