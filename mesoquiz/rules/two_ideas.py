"""A statement to be judged that says two things.

If one of them is true and the other false, the whole is false, and nobody learns which part was not known. Make two
statements of it.

Source: Haladyna, Downing and Rodriguez 2002, rule 1, one content in one item; Frisbie and Becker 1991.

Measured: 43 hits on 4,788 statements that are options of 3,104 real questions; 36 of 36 judged were true. 18 hits on
411 statements in English, all true.

Bad (fr):
    statement: Le derme contient des vaisseaux, mais l'hypoderme n'en a pas.
    answer: false
Better (fr):
    statement: Le derme contient des vaisseaux.
    answer: true
Bad (en):
    statement: Insulin lowers blood glucose, and it increases lipolysis.
    answer: false
Better (en):
    statement: Insulin lowers blood glucose.
    answer: true
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("D316", "this statement says two things (`{word}`)", "make two statements of it", Severity.INFO)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each statement of two clauses that are joined."""
    for card in cards:
        if card.is_statement and (word := card.lexicon.find("two_ideas", card.folded)):
            yield card.hit(card.raw, word=as_written(card.stem, word).strip(" ,;") or ";")
