"""A statement to be judged that denies something.

“It is false that it is not …” takes more logic than medicine, and the “not” is overlooked. State what is so.

Source: Haladyna, Downing and Rodriguez 2002, rule 17; Frisbie and Becker 1991, on true-false items.

Measured: 133 hits on 4,840 statements that are options of 3,104 real questions; 30 of 30 judged were true.

Bad (fr):
    statement: L'aspirine n'est pas un anticoagulant.
    answer: true
Better (fr):
    statement: L'aspirine est un antiagrégant.
    answer: true
Bad (en):
    statement: Aspirin is not an anticoagulant.
    answer: true
Better (en):
    statement: Aspirin inhibits platelets.
    answer: true
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("D320", "this statement denies something (`{word}`)", "state what is so", Severity.INFO)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each statement whose verb is denied."""
    for card in cards:
        # Of “never”, and of a double negation, other rules speak.
        said = any(card.lexicon.find(name, card.folded) for name in ("absolute", "double_negation"))
        if card.is_statement and not said and (word := card.lexicon.find("denied", card.folded)):
            yield card.hit(card.raw, word=as_written(card.stem, word))
