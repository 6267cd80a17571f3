"""Options of different grammatical form: something to do, or “with …”, beside a thing.

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
    "begin all options alike: with a verb, or with a noun",
    Severity.INFO,
)
DEFAULT = True
LEAST, LONGEST = 3, 8
"""Options of a choice, and words of one that is compared: a longer one may begin in any way."""
SHORT, LONG = "short", "long"


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice with options of two forms, of which one is a verb or says by what means."""
    for card in cards:
        if len(card.options) < LEAST or any(len(option.text.split()) > LONGEST for option in card.options):
            continue
        forms = [_form(card, option) for option in card.options]
        told = [form for form in forms if form not in {SHORT, LONG}]
        if LONG in forms or len(set(told)) < 2:
            continue
        odd = next(place for place, form in enumerate(forms) if form in told and form != "noun")
        other = next(place for place, form in enumerate(forms) if form in told and form != forms[odd])
        yield card.hit(card.options[odd].raw, what=card.options[odd].text, other=card.options[other].text)


def _form(card: Card, option: Proposal) -> str:
    """What an option begins like; `short` for what may be a name, `long` for what may be anything."""
    for form in ("verb", "means", "noun"):
        if card.lexicon.find(f"starts_{form}", option.folded):
            return form
    return SHORT if len(option.text.split()) <= 2 else LONG
