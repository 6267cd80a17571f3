"""Every option begins or ends with the same phrase.

It is read four times and tells nothing. Put it into the question.

Source: NBME item-writing guide 2020; Haladyna, Downing and Rodriguez 2002, rules 13 and 15.

Measured: 11 hits in 3,104 real questions, all true; 21 in 999 in English, 16 of 16 judged were true.

Bad (fr):
    question: Que fait l'insuline ?
    answer: cette hormone du pancréas abaisse la glycémie
    distractors: [cette hormone du pancréas élève la natrémie, cette hormone du pancréas élève la kaliémie]
Better (fr):
    question: Que fait l'insuline, hormone du pancréas ?
    answer: elle abaisse la glycémie
    distractors: [elle élève la natrémie, elle élève la kaliémie]
Bad (en):
    question: What does insulin do?
    answer: this pancreatic hormone lowers blood glucose
    distractors: [this pancreatic hormone raises serum sodium, this pancreatic hormone raises the heart rate]
Better (en):
    question: What does insulin, a pancreatic hormone, do?
    answer: it lowers blood glucose
    distractors: [it raises serum sodium, it raises the heart rate]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written, fold
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("T212", "every option repeats `{phrase}`", "put it into the question", Severity.INFO)
DEFAULT = True
LEAST = 1
"""Words that carry meaning in a phrase that counts: `because it is` does not."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice whose options all begin or end alike."""
    for card in cards:
        if len(card.options) < 3:
            continue
        texts = [option.folded.split() for option in card.options]
        for lists in (texts, [text[::-1] for text in texts]):
            shared = _shared(lists)
            phrase = shared if lists is texts else shared[::-1]
            is_unit = all(text[0][:1].isdigit() and len(text) == len(phrase) + 1 for text in texts)
            if (
                len(phrase) > 2
                and not is_unit
                and sum(root.isalpha() for root in card.roots_of(fold(" ".join(phrase)))) >= LEAST
            ):
                yield card.hit(card.options[0].raw, phrase=as_written(card.options[0].text, " ".join(phrase)))
                break


def _shared(lists: list[list[str]]) -> list[str]:
    """The words that all lists begin with."""
    found = []
    for words in zip(*lists, strict=False):
        if len(set(words)) > 1:
            break
        found.append(words[0])
    return found
