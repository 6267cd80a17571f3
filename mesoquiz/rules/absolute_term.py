"""An absolute term in an option, or in a statement that is false: always, never, only.

What is always so is seldom so: in 3,105 French questions, 21 % of such options were right, against 51 % of all.
Students learn to strike them out. Say when, or how often, and let the content decide.

Source: NBME item-writing guide 2020, “absolute terms”; Haladyna, Downing and Rodriguez 2002, rule 28.

Measured: 189 hits in 3,104 real questions; 30 of 30 judged were true, of the 12 with “all …”, 10, and of the 21
of the last widening, 20; 103 in 1,794 in English, 36 of 39 judged were true.

Bad (fr):
    question: Que montre une ecchymose après une injection ?
    answer: une fuite de sang sous la peau
    distractors: [une infection qui impose toujours un arrêt, une allergie au produit]
Better (fr):
    question: Que montre une ecchymose après une injection ?
    answer: une fuite de sang sous la peau
    distractors: [une infection du point d'injection, une allergie au produit]
Bad (en):
    statement: Antibiotics never cause diarrhoea.
    answer: false
Better (en):
    statement: Diarrhoea is a frequent effect of antibiotics.
    answer: true
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "T202", "the absolute term `{word}` gives this away as wrong", "say when it is so, or how often", Severity.WARNING
)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each absolute term that tells an option from the others, or a false statement."""
    for card in cards:
        judged = card.folded if card.is_statement and not card.is_true else ""
        if word := _word(card, judged) or card.lexicon.find("absolute_statement", judged):
            yield card.hit(card.raw, word=as_written(card.stem, word))
        found = [(option, word) for option in card.options if (word := _word(card, option.folded))]
        # A right option with such a word teaches students not to trust the trick; asked for what is wrong, it is right.
        if any(option.right for option, _ in found) or card.negative:
            continue
        for option, word in found:
            yield card.hit(option.raw, word=as_written(option.text, word))


def _word(card: Card, folded: str) -> str:
    """An absolute term anywhere, or “all …” and “no …” at the beginning, where they speak of everything."""
    found = card.lexicon.find("absolute", folded) or card.lexicon.find("absolute_start", folded)
    # Of “all of these answers” and “A only”, T201 speaks; “AB only” is a choice among blood groups.
    names = ("all_or_none", "bare_combined", "one_alone") if found else ()
    return "" if any(card.lexicon.find(name, folded) for name in names) else found
