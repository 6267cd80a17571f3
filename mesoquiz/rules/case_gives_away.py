"""A later step of a case tells the answer of an earlier one.

On a page of its own, each step may go on from the right answer: that is what cases are for. On one page, the earlier
question is read off the later one. Word the step without the answer, or lock the case in the blueprint with
`locked: true`.

Source: Haladyna, Downing and Rodriguez 2002, rule 4, keep items independent; the French national examination locks each
answer of a progressive case before the next question is shown (UNESS, help on SIDES).

Measured: the corpora have no cases, so nothing is known of its precision there.

Bad (fr):
    - case: talon
      context: Une femme de 54 ans souffre du talon droit.
      question: Quel diagnostic évoquer ?
      answer: une aponévropathie plantaire
    - case: talon
      more: L'aponévropathie plantaire est confirmée par l'échographie.
      question: Quelle profondeur d'injection choisir ?
      answer: 4 mm
Better (fr):
    - case: talon
      context: Une femme de 54 ans souffre du talon droit.
      question: Quel diagnostic évoquer ?
      answer: une aponévropathie plantaire
    - case: talon
      more: L'échographie confirme votre diagnostic.
      question: Quelle profondeur d'injection choisir ?
      answer: 4 mm
Bad (en):
    - case: heel
      context: A woman of 54 has pain in the right heel.
      question: Which diagnosis is the most likely?
      answer: plantar fasciitis
      distractors: [gout, a fracture]
    - case: heel
      question: Which exercise helps in plantar fasciitis?
      answer: stretching
Better (en):
    - case: heel
      context: A woman of 54 has pain in the right heel.
      question: Which diagnosis is the most likely?
      answer: plantar fasciitis
      distractors: [gout, a fracture]
    - case: heel
      question: Which exercise helps in this disease?
      answer: stretching
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit, plain
from mesoquiz.advice.leaks import told_by
from mesoquiz.advice.text import words
from mesoquiz.diagnostics.diagnostic import Rule, Severity
from mesoquiz.markup.gaps import Gap
from mesoquiz.notes.interactions import Fill

RULE = Rule(
    "B806",
    "this step tells the answer of the step `{other}`: `{what}`",
    "word it without the answer, or print the case with `locked: true` in its blueprint",
    Severity.INFO,
)
DEFAULT = True
_ARTICLES = frozenset(("le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "the", "a", "an"))


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each step that says what an earlier step of its case asks for."""
    steps: dict[tuple[str, str], list[Card]] = {}
    for card in cards:
        if card.note.case:
            before = steps.setdefault((card.deck.name, card.note.case), [])
            said = f" {' '.join(words(f'{plain(card.note.more)} {told_by(card)}'))} "
            for asked in before:
                known = f" {' '.join(words(f'{plain(asked.note.background)} {told_by(asked)}'))} "
                found = next((text for text, needle in _answers(asked) if needle in said and needle not in known), "")
                if found:
                    yield card.hit(card.note.more or card.raw, first=asked, other=asked.note.id, what=found)
                    break
            before.append(card)


def _answers(card: Card) -> Iterator[tuple[str, str]]:
    """Yield each answer of a step, as it is read and as it is looked for: without its article."""
    first = card.asked[0]
    gaps = [plain(part.text) for part in first.parts if isinstance(part, Gap)] if isinstance(first, Fill) else []
    for text in (*(one.text for one in card.answers or card.right), *gaps):
        needle = words(text)
        while needle and needle[0] in _ARTICLES:
            needle = needle[1:]
        if needle and card.roots_of(text):
            yield text, f" {' '.join(needle)} "
