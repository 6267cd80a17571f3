"""A word of the question is found in the right answer alone.

Students tick the option that sounds like the question. Use another word in one of the two, or the same in a wrong
option. It counts in a question of at most thirty words that tells of no patient, and where no wrong option has any word
of it. Words that many cards share are the topic, and do not count.

Source: NBME item-writing guide 2020, “word repetition (clang)”; Haladyna, Downing and Rodriguez 2002, rule 28.

Measured: 4 hits in 3,104 real questions and 3 in 1,100 in English, all true.

Bad (fr):
    question: Quelle cellule de la peau produit la mélanine ?
    answer: le mélanocyte, producteur de mélanine
    distractors: [le fibroblaste, le kératinocyte, le macrophage]
Better (fr):
    question: Quelle cellule de la peau produit le pigment brun ?
    answer: le mélanocyte
    distractors: [le fibroblaste, le kératinocyte, le macrophage]
Bad (en):
    question: Somebody feels that the world is unreal. What is this symptom called?
    answer: a feeling of unreality and of unreal surroundings
    distractors: [catatonia, echolalia, mania]
Better (en):
    question: Somebody feels that the world is a dream. What is this symptom called?
    answer: derealisation
    distractors: [catatonia, echolalia, mania]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit, Proposal
from mesoquiz.advice.text import as_written, words
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "T205", "only the right answer repeats `{word}` of the question", "use another word in one of them", Severity.INFO
)
DEFAULT = True
MOST, SHARE = 2, 0.01
"""Questions, and their share of all, that may have a word before it counts as the topic."""
LEAST, LONGEST, TOLD = 5, 12, 30
"""Letters of the word, and words of the options and of the question: in a long text most words occur."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each right option that alone repeats a rare word of a short question, where no other repeats any."""
    spread = Counter(root for card in cards for root in card.roots)
    most = max(MOST, SHARE * len(cards))
    for card in cards:
        if not _is_short(card) or card.negative or card.lexicon.find("truth_formula", card.folded):
            continue
        (right,) = card.right
        others = frozenset().union(*(card.roots_of(option.text) for option in card.wrong))
        shared = card.roots & card.roots_of(right.text)
        rare = [root for root in shared if spread[root] <= most and len(root) >= LEAST and not root[0].isdigit()]
        # “All of these questions” speaks of the others.
        if rare and card.roots.isdisjoint(others) and not card.lexicon.find("all_or_none", right.folded):
            yield card.hit(right.raw, word=_whole(right, sorted(rare)[0]))


def _is_short(card: Card) -> bool:
    if not (card.single and len(card.wrong) > 1) or card.lexicon.find("patient", card.folded):
        return False
    return len(words(card.stem)) <= TOLD and all(len(words(option.text)) <= LONGEST for option in card.options)


def _whole(right: Proposal, root: str) -> str:
    """The word of the right option that begins like one of the question."""
    return as_written(right.text, next(word for word in words(right.text) if word.startswith(root)))
