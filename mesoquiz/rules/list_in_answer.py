"""An answer that is a list of four or more, written as one text.

Lists are the hardest to recall, and marked as a whole one forgotten part costs all. Write `answers: [ … ]`, which
shows one after the other, or a text with gaps.

Source: Wozniak, rules 9 and 10, avoid sets and enumerations.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there.

Bad (fr):
    question: Quels sont les signes de l'inflammation ?
    answer: rougeur, chaleur, douleur, gonflement
Better (fr):
    question: Quels sont les signes de l'inflammation ?
    answers: [rougeur, chaleur, douleur, gonflement]
Bad (en):
    question: What are the signs of inflammation?
    answer: redness, heat, pain and swelling
Better (en):
    question: What are the signs of inflammation?
    answers: [redness, heat, pain, swelling]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("C502", "this answer is a list of {number}", "write `answers: [ … ]`", Severity.WARNING)
DEFAULT = True
LEAST, WORDS = 4, 5


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each answer of one text that lists things. Decimal commas and brackets divide nothing."""
    for card in cards:
        if card.listed or card.options:
            continue
        for answer in card.answers:
            text = re.sub(r"\([^()]*\)", "", answer.raw)
            bullets = len(re.findall(r"^\s*(?:[-*•–]|\d+[.)])\s", text, re.MULTILINE))
            parts = re.split(r"[;,]\s|,? (?:et|and|ou|or) ", " ".join(text.split()))
            # A sentence with commas has longer parts than a list.
            items = len(parts) if all(len(part.split()) <= WORDS for part in parts) else 1
            commas = len(re.findall(r"[;,]\s", text))
            if bullets >= LEAST or (commas >= LEAST - 2 and items >= LEAST):
                yield card.hit(answer.raw, number=max(bullets, items))
