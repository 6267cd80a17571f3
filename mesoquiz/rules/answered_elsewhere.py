"""The question of one card gives the answer of another card of its deck.

In one exam, the second is read off the first. Word the question without the name, or do not ask both at once.

Source: Haladyna, Downing and Rodriguez 2002, rule 4, keep items independent.

Measured: 3 hits in 3,104 real questions taken as one deck, all true; 4 in 999 in English, of which 3 were.

Bad (fr):
    - question: Qui a inventé la mésothérapie en France ?
      answer: Michel Pistor
    - question: En quelle année Michel Pistor a-t-il inventé la mésothérapie ?
      answer: "1952"
Better (fr):
    - question: Qui a inventé la mésothérapie en France ?
      answer: Michel Pistor
    - question: En quelle année la technique a-t-elle été décrite ?
      answer: "1952"
Bad (en):
    - question: Who described the circulation of blood?
      answer: William Harvey
    - question: When did William Harvey describe the circulation of blood?
      answer: "1628"
Better (en):
    - question: Who described the circulation of blood?
      answer: William Harvey
    - question: When was the pulse first counted?
      answer: "1707"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.leaks import Stems
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "B805", "this question gives the answer of the card `{other}`: `{what}`", "word it without the name", Severity.INFO
)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each question that says what another card of the deck asks for."""
    stems = Stems(cards)
    for asked in cards:
        # What is not so is found in questions on what is so.
        if asked.listed or len(asked.answers) != 1 or asked.negative:
            continue
        answer = asked.answers[0].text
        for telling in stems.telling(asked, answer):
            # Of steps of one case, B806 speaks.
            if telling.note.case and telling.note.case == asked.note.case:
                continue
            yield telling.hit(telling.raw, first=asked, other=asked.note.id, what=answer)
