"""A choice of fewer than three options, or a choice of one among more than five.

Two options are a coin toss. More than five take time to read, and the last ones are chosen by nobody. Of a pool, those
count that `draw:` shows.

Source: Haladyna, Downing and Rodriguez 2002, rule 18, three options suffice; R2C, French national examinations.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there.

Bad (fr):
    question: Quelle vitamine l'huile de foie de morue contient-elle ?
    answer: la vitamine D
    distractors: [la vitamine C]
Better (fr):
    question: Quelle vitamine l'huile de foie de morue contient-elle ?
    answer: la vitamine D
    distractors: [la vitamine C, la vitamine B12]
Bad (en):
    question: Which chamber pumps blood into the aorta?
    answer: the left ventricle
    distractors: [the right atrium]
Better (en):
    question: Which chamber pumps blood into the aorta?
    answer: the left ventricle
    distractors: [the right ventricle, the left atrium]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity
from mesoquiz.reading.mistakes.entries import one_entry

RULE = Rule("S104", "this choice has {number} options", "give it three to five", Severity.WARNING)
DEFAULT = True
LEAST, MOST = 3, 5


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice with too few or too many options. A list to recall may be long."""
    for card in cards:
        number = card.draw.count if card.draw else len(card.options)
        if number < LEAST and any(one_entry(option.raw) for option in card.options):
            # That list is told of: it has more than one entry.
            continue
        if number and (number < LEAST or (card.single and number > MOST)):
            yield card.hit(card.raw, number=number)
