"""Options of different grammatical form: something to do, “with …”, “because …” or a whole sentence beside a thing.

One that does not go with the others is chosen or struck out for its form, and so is the only one that says why it is
right. Begin all with a verb, or all with a noun.

Source: NBME item-writing guide 2020, “nonparallel options”; Haladyna, Downing and Rodriguez 2002, rule 23.

Measured: 1 hit in 3,104 real questions, which was true; 6 in 3,407 in English, 5 were true.

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
NAMED = 7
"""Words of a name, beside which a sentence is conspicuous."""
SHORT, LONG = "short", "long"
FORMS = ("verb", "means", "clause", "purpose", "noun")


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice with an option of another form: a verb, a sentence, or one that says why, or by what means."""
    for card in cards:
        if len(card.options) >= LEAST and (odd := _of_two_forms(card) or _lone(card) or _of_three_forms(card)):
            form = _form(card, odd)
            others = [option for option in card.options if option is not odd]
            other = next((option for option in others if _form(card, option) not in {form, SHORT}), others[0])
            yield card.hit(odd.raw, what=odd.text, other=other.text)


def _of_two_forms(card: Card) -> Proposal | None:
    """The first option that is no noun, where all have a form that is known, and not all the same."""
    if any(len(option.text.split()) > LONGEST for option in card.options):
        return None
    forms = [_form(card, option) for option in card.options]
    told = [form for form in forms if form not in {SHORT, LONG}]
    if LONG in forms or len(set(told)) < 2:
        return None
    return next(option for option, form in zip(card.options, forms, strict=True) if form in told and form != "noun")


def _of_three_forms(card: Card) -> Proposal | None:
    """The first option of one of the forms that no noun has, where two of these are beside each other."""
    if any(len(option.text.split()) > LONGEST + 2 for option in card.options):
        return None
    found = [(form, option) for option in card.options if (form := _unlike_noun(card, option))]
    kinds = {form for form, _ in found}
    is_mixed = len(kinds) > 1 and (len(kinds) > 2 or len(found) < len(card.options))
    return found[0][1] if is_mixed else None


def _unlike_noun(card: Card, option: Proposal) -> str:
    """Whether an option is a sentence, or begins like a clause or with a verb; `""` for what may be a noun."""
    for form in ("pronoun", "that", "clause", "infinitive_at_once"):
        if card.lexicon.find(f"starts_{form}", option.folded):
            return form
    return ""


def _form(card: Card, option: Proposal) -> str:
    """What an option begins like; `short` for what may be a name, `long` for what may be anything."""
    if card.lexicon.find("is_bare_noun", option.folded):
        return "noun"
    for form in FORMS:
        if card.lexicon.find(f"starts_{form}", option.folded):
            return SHORT if form == "noun" and card.lexicon.find("may_be_verb", option.folded) else form
    # “It acts” beside “to act” and “an action” makes no form of its own: a noun may have a verb behind it, too.
    return SHORT if len(option.text.split()) <= 2 or card.lexicon.find("starts_pronoun", option.folded) else LONG


def _lone(card: Card) -> Proposal | None:
    """The only option that is a sentence, or says why it is right, beside names."""
    for form in ("is_sentence", "gives_reason"):
        found = [option for option in card.options if card.lexicon.find(form, option.folded)]
        if len(found) == 1 and all(_is_name(card, option) for option in card.options if option not in found):
            return found[0]
    return None


def _is_name(card: Card, option: Proposal) -> bool:
    """Whether an option is short and has no verb of its own."""
    if len(option.text.split()) > NAMED or card.lexicon.find("has_verb", option.folded):
        return False
    return _form(card, option) != "verb"
