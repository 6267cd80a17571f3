"""A word of the question is found in the right answer alone.

Students tick the option that sounds like the question. Use another word in one of the two, or the same in a wrong
option. Words that many cards share are the topic, and do not count.

Source: NBME item-writing guide 2020, “word repetition (clang)”; Haladyna, Downing and Rodriguez 2002, rule 28.

Measured: not judged; off unless it is selected.

Bad (fr):
    question: Quelle cellule de la peau produit la mélanine ?
    answer: le mélanocyte, producteur de mélanine
    distractors: [le fibroblaste, le kératinocyte, le macrophage]
Better (fr):
    question: Quelle cellule de la peau produit le pigment brun ?
    answer: le mélanocyte
    distractors: [le fibroblaste, le kératinocyte, le macrophage]
Bad (en):
    question: A patient feels that the world is unreal. What is this symptom called?
    answer: a feeling of unreality and of unreal surroundings
    distractors: [catatonia, echolalia, mania]
Better (en):
    question: A patient feels that the world is a dream. What is this symptom called?
    answer: derealisation
    distractors: [catatonia, echolalia, mania]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule(
    "T205", "only the right answer repeats `{word}` of the question", "use another word in one of them", Severity.INFO
)
DEFAULT = False
MOST = 2
"""Questions that may share a word before it counts as the topic."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each right option that alone repeats a rare word of the question."""
    spread = Counter(root for card in cards for root in card.roots)
    for card in cards:
        if not (card.single and card.wrong):
            continue
        (right,) = card.right
        others = frozenset().union(*(card.roots_of(option.text) for option in card.wrong))
        shared = (card.roots & card.roots_of(right.text)) - others
        rare = sorted(root for root in shared if spread[root] <= MOST and len(root) > 4)
        if rare:
            yield card.hit(right.raw, word=rare[0] + "…")
