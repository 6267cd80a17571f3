"""The question asks nothing: only “which is true?”, at most with a topic, or no more than a name.

The student has to read all options to learn what the question is, and each option is a question of its own. Say in
the question what is asked, so that it can be answered with the options covered.

Source: Haladyna, Downing and Rodriguez 2002, rules 14 and 15; NBME item-writing guide 2020, “cover the options”.

Measured: 752 hits in 3,104 real questions, a habit of theirs; of those without a topic and of those with one, 30 of 30
judged were true, and so were the 10 of a mere name before statements and the 17 of “which applies to …?”. 114 hits in
1,794 in English, 16 of 16 judged were true, and so were 4 of a mere name.

Bad (fr):
    question: Parmi les propositions suivantes, laquelle est exacte ?
    answer: le derme contient des fibroblastes
    distractors: [l'épiderme contient des vaisseaux, l'hypoderme contient des mélanocytes]
Better (fr):
    question: Quelles cellules le derme contient-il ?
    answer: des fibroblastes
    distractors: [des mélanocytes, des ostéocytes]
Bad (en):
    question: "Aspirin:"
    answer: inhibits cyclo-oxygenase
    distractors: [blocks sodium channels, binds opioid receptors]
Better (en):
    question: Which enzyme does aspirin inhibit?
    answer: cyclo-oxygenase
    distractors: [xanthine oxidase, angiotensin-converting enzyme]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.advice.text import words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "D306",
    "the question does not say what is asked",
    "word it so that it can be answered without the options",
    Severity.WARNING,
)
DEFAULT = True
LEAST = 4
"""Words that a question has, unless it is one."""
MOST = 9
"""Words of a name, with its articles, before options that are statements."""
TOPIC = 3
"""Words of a mere topic."""
OPENING = 5
"""Words of a formula before a topic."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice whose question is a formula or a mere name. A picture may say what is asked."""
    for card in cards:
        if card.options and not card.note.image and _is_empty(card):
            yield card.hit(card.raw)


def _is_empty(card: Card) -> bool:
    """Of a language without word lists, nothing can be told."""
    told = words(card.stem)
    formula = card.lexicon.sets["formula"]
    if not formula:
        return False
    if all(word in formula for word in told) or card.lexicon.find("mere_topic", card.folded):
        return True
    # “Which statement about the skin is true?” asks for nothing in particular of the skin.
    asked = card.lexicon.find("truth_formula", card.lead)
    empty = formula | card.lexicon.sets["stop"] | _opening(asked)
    topic = [word for word in told if word not in empty]
    is_mere = len(topic) <= TOPIC and card.lexicon.sets["focus"].isdisjoint(topic)
    if is_mere and asked:
        # Of one that asks what is false, D301 says enough.
        return not card.negative
    # Of “diabetes: begins early / is treated with insulin”, each option is a statement of its own.
    if len(told) < MOST and not card.lexicon.find("asks_something", card.folded) and _are_statements(card):
        return True
    # “Asthma is:” has a verb, and asks nothing.
    is_bare = card.lexicon.find("ends_in_copula", card.folded) or not card.lexicon.find("asks_something", card.folded)
    return len(told) < LEAST and bool(is_bare) and not card.lexicon.find("imperative", card.folded)


def _opening(formula: str) -> frozenset[str]:
    """The words of “what can be said of”: of a longer formula, the topic may be a part."""
    return frozenset(words(formula)) if len(words(formula)) <= OPENING else frozenset()


def _are_statements(card: Card) -> bool:
    """Whether most options begin with a verb that the question is the subject of, and with different ones."""
    verbs = [verb for option in card.options if (verb := card.lexicon.find("starts_finite", option.folded))]
    return len(verbs) > len(card.options) / 2 and len(set(verbs)) > 2
