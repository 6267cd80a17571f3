"""A question with two eponyms or more: names of persons for signs, diseases or tests.

Who has not learnt the names cannot answer, whatever they know of the matter, and the same name means different things
in different countries. Say what is seen, or put the name in brackets behind it.

Source: Haladyna, Downing and Rodriguez 2002, rule 8, keep vocabulary simple; Pham and colleagues 2018, who found that
eponyms change what a question measures.

Measured: no hit in 3,104 real questions nor in 1,794 in English: 86 have one eponym, and none has two.

Bad (fr):
    question: Que traduisent un signe de Blumberg et un signe de Rovsing chez un enfant ?
    answer: une appendicite
    distractors: [une colique néphrétique, une pancréatite]
Better (fr):
    question: Que traduisent une douleur à la décompression et une douleur croisée de la fosse iliaque chez un enfant ?
    answer: une appendicite
    distractors: [une colique néphrétique, une pancréatite]
Bad (en):
    question: What do Blumberg's sign and Rovsing's sign indicate in a child?
    answer: appendicitis
    distractors: [renal colic, pancreatitis]
Better (en):
    question: What do rebound tenderness and crossed pain in the iliac fossa indicate in a child?
    answer: appendicitis
    distractors: [renal colic, pancreatitis]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "D325", "the question has eponyms: {which}", "say what is seen or done, the name in brackets", Severity.INFO
)
DEFAULT = True
MOST = 1
_NAME = r"[A-ZÉÈ][a-zéèêëïöü]{2,20}(?:-[A-ZÉÈ][a-zéèêëïöü]{2,20}){0,2}"
_FRENCH = re.compile(
    r"\b(?:maladie|syndrome|signe|man[œo]+uvre|test|triade|réflexe|épreuve|tumeur|corps|score|critères?|loi)s?"
    rf" (?:de |d['’])(?:{_NAME})"
)
_ENGLISH = re.compile(
    rf"(?<![-\w])(?:{_NAME})(?:['’]s)? "
    r"(?:disease|syndrome|sign|test|triad|tumou?r|law|criteria|man(?:o?eu)vre|reflex|palsy)\b"
)


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each question with more eponyms than one; those of a language count in that language."""
    for card in cards:
        pattern = {"fr": _FRENCH, "en": _ENGLISH}.get(card.lexicon.language)
        found = dict.fromkeys(pattern.findall(card.stem) if pattern and card.options else ())
        # “Which sign” begins a sentence.
        named = [name for name in found if words(name)[0] not in card.lexicon.sets["stop"]]
        if len(named) > MOST:
            yield card.hit(card.raw, which=", ".join(named))
