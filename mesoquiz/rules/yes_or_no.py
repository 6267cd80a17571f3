"""An open question whose answer is yes or no.

Half of the guesses are right, and nothing is recalled. Ask which, where or why; or write a statement to be judged.

Source: Matuschak 2020, effortful; Wozniak, rule 4.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there.

Bad (fr):
    question: La rate est-elle un organe lymphoïde ?
    answer: Oui
Better (fr):
    question: Quel organe lymphoïde filtre le sang ?
    answer: la rate
Bad (en):
    question: Is the spleen a lymphoid organ?
    answer: "yes"
Better (en):
    question: Which lymphoid organ filters the blood?
    answer: the spleen
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("C503", "the answer is only `{what}`", "ask which, where or why, or write a `statement:`", Severity.WARNING)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each open question with yes or no for an answer."""
    for card in cards:
        others = [one for one in card.options if not card.lexicon.find("yes_no", one.folded)]
        # Among other words, it is one that was asked for: which word a child says.
        if len(card.answers) == 1 and len(others) < 2 and card.lexicon.find("yes_no", card.answers[0].folded):
            yield card.hit(card.answers[0].raw, what=card.answers[0].text)
