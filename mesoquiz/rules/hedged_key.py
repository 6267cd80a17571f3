"""Only the right option is worded with care: “may”, “usually”, “often”.

Authors hedge what they know to be right and state flatly what they made up; in 3,105 French questions, 72 % of the
options with “peut” were right. Hedge all of them, or none.

Source: NBME item-writing guide 2020, “vague terms”; Haladyna, Downing and Rodriguez 2002, rule 28.

Measured: 15 hits in 3,104 real questions, 14 of 15 were true; 18 in 999 in English, 15 of 16 judged were true.

Bad (fr):
    question: Que devient la papule après la séance ?
    answer: elle disparaît généralement en une heure
    distractors: [elle laisse une cicatrice, elle grossit pendant un mois]
Better (fr):
    question: Que devient la papule après la séance ?
    answer: elle disparaît en une heure
    distractors: [elle laisse une cicatrice, elle grossit pendant un mois]
Bad (en):
    question: What becomes of the papule after the session?
    answer: it usually disappears within an hour
    distractors: [it leaves a scar, it grows for a month]
Better (en):
    question: What becomes of the papule after the session?
    answer: it disappears within an hour
    distractors: [it leaves a scar, it grows for a month]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("T213", "only the right option is hedged (`{word}`)", "hedge all options, or none", Severity.INFO)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice of one whose right option alone has a hedge."""
    for card in cards:
        if not (card.single and card.wrong) or card.negative:
            continue
        (right,) = card.right
        word = card.lexicon.find("hedge", right.folded)
        if word and not any(card.lexicon.find("hedge", option.folded) for option in card.wrong):
            yield card.hit(right.raw, word=as_written(right.text, word))
