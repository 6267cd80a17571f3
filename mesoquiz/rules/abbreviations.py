"""A question with abbreviations that are not written out: three or more, or one of two diseases.

Who does not know one of them cannot answer, whatever they know of the matter: reading is tested, not medicine. And
who takes “MS” for a disease of nerves errs where a valve was meant. Write them out, or write each in words with its
letters in brackets when it first comes.

Source: NBME item-writing guide 2020, which asks for terms written out in stems; Haladyna, Downing and Rodriguez 2002,
rule 8, keep vocabulary simple.

Measured: 1 hit in 3,061 real questions in French, which was true; none in 798 in English.

Bad (fr):
    question: Devant un SCA ST-, une IRC et un SAPL, quel traitement éviter ?
    answer: l'énoxaparine
    distractors: [l'aspirine, le clopidogrel, l'atorvastatine]
Better (fr):
    question: Devant un syndrome coronarien sans élévation de ST chez un insuffisant rénal, quel traitement éviter ?
    answer: l'énoxaparine
    distractors: [l'aspirine, le clopidogrel, l'atorvastatine]
Bad (en):
    question: Which drug is avoided in CKD with HFrEF and a history of SJS?
    answer: allopurinol
    distractors: [bisoprolol, furosemide, hydralazine]
Better (en):
    question: Which drug is avoided in kidney disease after a Stevens-Johnson syndrome (SJS)?
    answer: allopurinol
    distractors: [bisoprolol, furosemide, hydralazine]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import as_written
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("D321", "the question has abbreviations: {which}", "write them out", Severity.INFO)
DEFAULT = True
MOST = 2
_ABBREVIATION = re.compile(
    r"(?<![\w(])[A-Z][A-Za-z]?[A-Z]{1,5}(?![\w)])|(?<![\w(])[A-Z]{2,3}[a-z]{1,2}[A-Z]{1,2}(?![\w)])"
)
"""Letters that are not in brackets, where they stand for what comes before."""
_NUMERAL = re.compile(r"[IVX]+")
KNOWN = frozenset(
    (
        "ADN",
        "ARN",
        "DNA",
        "RNA",
        "ECG",
        "IRM",
        "MRI",
        "TSH",
        "PCR",
        "CRP",
        "VIH",
        "HIV",
        "ATP",
        "LDL",
        "HDL",
        "OMS",
        "WHO",
    )
)
"""What is better known by its letters than by its words, or what every analysis is printed with."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each question with more abbreviations than most questions have; not one in capitals as a whole.

    And each in which somebody has what letters stand for that are used for two diseases.
    """
    for card in cards:
        found = [
            word
            for word in dict.fromkeys(_ABBREVIATION.findall(card.stem))
            if word not in KNOWN and not _NUMERAL.fullmatch(word)
        ]
        if len(found) <= MOST:
            letters = as_written(card.stem, card.lexicon.find("has_ambiguous", card.folded)).split()[-1:]
            found = [word for word in letters if word.isupper()]
        if found and not card.stem.isupper():
            yield card.hit(card.raw, which=", ".join(found))
