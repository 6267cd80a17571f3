"""Characters of the keyboard in place of those of print, in French: `"`, `...`, `oe`.

Write « guillemets », `…` and `œ`: cœur, œdème, fœtus.

Source: Imprimerie nationale, Lexique des règles typographiques.

Measured: not judged; off unless it is selected.

Bad (fr):
    question: Quel signe annonce un oedème de Quincke ?
    answer: un gonflement des lèvres
Better (fr):
    question: Quel signe annonce un œdème de Quincke ?
    answer: un gonflement des lèvres
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written, fold
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("Y602", "`{what}` is written with characters of the keyboard", "write « », … or œ", Severity.INFO)
DEFAULT = False


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each text with such characters."""
    for card in cards:
        for raw, text in card.texts:
            # Folding takes one `…` apart into three dots, which are the fault.
            if what := card.lexicon.find("keyboard", fold(text.replace("…", ""))):
                yield card.hit(raw, what=as_written(text, what))
