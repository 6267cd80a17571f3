"""The question begins with a sentence that teaches, or a story, and the answer does not need it.

It takes time, and students look for a hint in it. What is to be learnt goes into `why:`, which is shown after
the answer. A patient belongs in a question that cannot be answered without: not before “which enzyme does … inhibit?”;
and nobody needs to know what the patient collects, or how widespread a disease is.

Source: Haladyna, Downing and Rodriguez 2002, rule 16, avoid window dressing; NBME item-writing guide 2020.

Measured: no hit in 3,104 real questions nor in 3,407 in English, so nothing is known of its precision there.

Bad (fr):
    question: Rappelons que la peau est l'organe le plus étendu du corps. Quelle cellule produit la mélanine ?
    answer: le mélanocyte
    distractors: [le fibroblaste, le mastocyte]
Better (fr):
    question: Quelle cellule produit la mélanine ?
    answer: le mélanocyte
    distractors: [le fibroblaste, le mastocyte]
Bad (en):
    question: Diabetes is a common disease that affects millions of people. Which organ secretes insulin?
    answer: the pancreas
    distractors: [the liver, the spleen]
Better (en):
    question: Which organ secretes insulin?
    answer: the pancreas
    distractors: [the liver, the spleen]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit, plain
from mesoquiz.advice.text import fold, sentences, words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "D315",
    "the answer does not need what is said before the question",
    "leave it out, or move it to `why:`",
    Severity.INFO,
)
DEFAULT = True
LEAST = 2
"""Words of its own that a question has."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each question after a sentence that reminds, or that has nothing in common with it."""
    for card in cards:
        story = "" if card.note.case else plain(card.note.context)
        told = [*sentences(story), *sentences(card.stem)]
        if len(told) < 2 or not (card.options or card.answers) or not told[-1].endswith("?"):
            continue
        if any("?" in sentence for sentence in told[:-1]):
            continue
        before = " ".join(told[:-1])
        ornament = "biography" if card.lexicon.find("patient", fold(before)) else "dressing"
        if any(card.lexicon.find(name, fold(before)) for name in ("reminder", ornament)) or _is_apart(card, before):
            yield card.hit(card.raw)


def _is_apart(card: Card, before: str) -> bool:
    """Whether the question has no word of what is said before it, and does not refer to it."""
    if card.lexicon.find("refers_back", card.lead):
        return False
    # “What is the first step?” is asked of what was told; “which organ …?” stands alone.
    own = set(words(card.lead)) - card.lexicon.sets["formula"] - card.lexicon.sets["stop"]
    of_patient = card.note.context or card.lexicon.find("patient", fold(f"{before} {card.lead}"))
    if of_patient and not card.lexicon.find("asks_agent", card.lead):
        # Of a patient, nearly everything may be asked: a diagnosis, a drug, what comes next.
        if len(own) < LEAST + 1 or not own.isdisjoint(card.lexicon.sets["of_patients"]):
            return False
        if not card.lexicon.find("asks_fact", card.lead):
            return False
    elif not of_patient and not (
        card.lexicon.find("asks_which", card.lead) or card.lexicon.find("asks_fact", card.lead)
    ):
        return False
    # “Which of these?” has no subject of its own, and no more has “which risk rises?”.
    if card.lexicon.find("negative", fold(before)) or len(own - card.lexicon.sets["of_patients"]) < LEAST:
        return False
    shared = card.roots_of(before) & (
        card.roots_of(card.lead) | card.roots_of(" ".join(one.text for one in card.answers))
    )
    is_told = of_patient or not any(char.isdigit() for char in before)
    # `Max` is too short for a root.
    is_told = is_told and own.isdisjoint(words(before))
    return bool(is_told) and not before.rstrip(" .").endswith(":") and not shared
