"""Options of different grammatical form: something to do beside a thing, a sentence beside a noun.

One that does not go with the others is chosen or struck out for its form. Begin all with a verb, or all with a noun.

Source: NBME item-writing guide 2020, “nonparallel options”; Haladyna, Downing and Rodriguez 2002, rule 23.

Measured: no hit in 3,104 real questions, so nothing is known of its precision there.

Bad (fr):
    question: Quelle précaution réduit le risque d'infection ?
    answer: désinfecter la peau
    distractors: [une aiguille longue, le froid, un pansement]
Better (fr):
    question: Quelle précaution réduit le risque d'infection ?
    answer: désinfecter la peau
    distractors: [masser après l'injection, refroidir le produit, fermer la fenêtre]
Bad (en):
    question: What prevents thrombosis after surgery?
    answer: getting the patient up early
    distractors: [a glucose infusion, a low-salt diet, the head-down position]
Better (en):
    question: What prevents thrombosis after surgery?
    answer: early walking
    distractors: [a glucose infusion, a low-salt diet, the head-down position]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit, Proposal
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "T214",
    "`{what}` has another form than `{other}`",
    "begin all options with a verb, or all with a noun",
    Severity.INFO,
)
DEFAULT = True
LEAST, LONGEST = 3, 8
"""Options of a choice, and words of one that is no sentence: those may begin in any way."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice in which some options begin with a verb, and the others with an article."""
    for card in cards:
        if len(card.options) < LEAST or any(len(option.text.split()) > LONGEST for option in card.options):
            continue
        verbs = [option for option in card.options if card.lexicon.find("starts_verb", option.folded)]
        rest = [option for option in card.options if option not in verbs]
        nouns = [option for option in rest if card.lexicon.find("starts_noun", option.folded)]
        if verbs and nouns and all(_is_noun(card, option) for option in rest):
            yield card.hit(verbs[0].raw, what=verbs[0].text, other=nouns[0].text)


def _is_noun(card: Card, option: Proposal) -> bool:
    """Whether an option begins with an article, or is as short as a name."""
    return bool(card.lexicon.find("starts_noun", option.folded)) or len(option.text.split()) <= 2
