"""No space before `?`, `!`, `;`, `:` or inside guillemets, in French.

mesoquiz makes a no-break space of the space that you write; where there is none, it adds none, since addresses and
formulas have such marks, too.

Source: Imprimerie nationale, Lexique des règles typographiques.

Measured: not judged; off unless it is selected.

Bad (fr):
    question: Quelle cellule synthétise le collagène?
    answer: le fibroblaste
Better (fr):
    question: Quelle cellule synthétise le collagène ?
    answer: le fibroblaste
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("Y601", "`{what}` has no space in French", "write a space between the word and the mark", Severity.INFO)
DEFAULT = False


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each text with a mark that a letter touches."""
    for card in cards:
        for raw, text in card.texts:
            if what := card.lexicon.find("no_space", text):
                yield card.hit(raw, what=what)
