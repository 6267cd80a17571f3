"""A statement, or most options, say how often in a vague word: “often”, “rarely”, “usually”.

Students and experts read such words differently: “often” is anything between three and nine in ten. Give a number, or
ask for something else. It counts in a statement to be judged, and when more than half of the options have such a word.

Source: NBME item-writing guide 2020, “vague frequency terms”.

Measured: 3 hits in 3,104 real questions; 3 of 3 judged were true. 123 hits on 4,840 statements that are options of
them; 30 of 30 judged were true.

Bad (fr):
    question: Que sait-on des hématomes après une séance ?
    answer: ils sont parfois observés
    distractors: [ils surviennent rarement, ils manquent habituellement]
Better (fr):
    question: Après combien de séances sur cent observe-t-on un hématome ?
    answer: "5"
    distractors: ["20", "40"]
Bad (en):
    question: How do patients with irritable bowel syndrome present?
    answer: they often report bloating
    distractors: [they rarely feel pain, they usually lose weight]
Better (en):
    question: Which symptom suggests irritable bowel syndrome?
    answer: bloating relieved by defecation
    distractors: [weight loss over months, blood in the stool]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit, Proposal
from mesoquiz.advice.text import as_written
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "D304", "`{word}` is read differently by everybody", "give a number, or ask for something else", Severity.INFO
)
DEFAULT = True


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each statement that says how often, vaguely, and each choice most of whose options do.

    One option alone is an honest hedge.
    """
    for card in cards:
        if card.is_statement and (word := _said(card)):
            yield card.hit(card.raw, word=as_written(card.stem, word))
        found = [(option, word) for option in card.options if (word := _word(card, option))]
        if len(found) > len(card.options) / 2:
            yield card.hit(found[0][0].raw, word=as_written(found[0][0].text, found[0][1]))


def _said(card: Card) -> str:
    """The vague word of a statement; an absolute one makes it clear enough, and T202 speaks of it."""
    if found := card.lexicon.find("vague", card.folded):
        return found
    return "" if card.lexicon.find("absolute", card.folded) else card.lexicon.find("vague_statement", card.folded)


def _word(card: Card, option: Proposal) -> str:
    """The vague word of an option; what it quotes is somebody else's."""
    text = re.sub(r"[«“][^«»“”]*[»”]", "", option.folded).strip(" .")
    return card.lexicon.find("vague", text) or card.lexicon.find("vague_alone", text)
