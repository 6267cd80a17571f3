"""A word of the question is found in the right answer alone.

Students tick the option that sounds like the question. Use another word in one of the two, or the same in a wrong
option. It counts where the question has at most thirty words and no wrong option has any of them; of a patient's story,
the last sentence counts. Words that many cards share are the topic, and do not count. Of pairs to be matched, the same
is said where one pair shares a word: “tuberculosis” and “the tubercle bacillus”.

Source: NBME item-writing guide 2020, “word repetition (clang)”; Haladyna, Downing and Rodriguez 2002, rule 28.

Measured: 5 hits in 3,104 real questions, all true; 29 in 3,407 in English, 27 were true.

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

from mesoquiz.advice.cards import Card, Hit, plain
from mesoquiz.advice.text import as_written, fold, words
from mesoquiz.diagnostics.diagnostic import Rule, Severity
from mesoquiz.notes.interactions import Pair

RULE = Rule(
    "T205", "only the right answer repeats `{word}` of the question", "use another word in one of them", Severity.INFO
)
DEFAULT = True
MOST, SHARE = 2, 0.01
"""Questions, and their share of all, that may have a word before it counts as the topic."""
LEAST, LONGEST, TOLD, STORY = 5, 12, 30, 45
"""Letters of the word, and words of the options, of the question, and of a story: in a long text most words occur."""

TWICE = 2
"""How many of its own words the right option repeats for each one that others repeat."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each right option that alone repeats rare words of what is asked.

    Of a long story, most words have to do with the answer, so only its question counts. And each pair to be matched
    whose sides share a word that no other pair has.
    """
    spread = Counter(root for card in cards for root in card.roots)
    most = max(MOST, SHARE * len(cards))
    for card in cards:
        for asked in card.asked:
            if isinstance(asked, Pair):
                yield from _pairs(card, asked.pairs)
        if not _is_short(card) or card.negative or card.lexicon.find("truth_formula", card.folded):
            continue
        (right,) = card.right
        told = card.roots_of(_asked(card))
        others = frozenset().union(*(card.roots_of(option.text) for option in card.wrong))
        own = card.roots_of(right.text)
        shared = (told & own) - others
        rare = [root for root in shared if spread[root] <= most and _is_told(card, root)]
        least = max(_least(card, rare), TWICE * len((told & others) - own))
        # “All of these questions” speaks of the others.
        if len(rare) >= least and not card.lexicon.find("all_or_none", right.folded):
            yield card.hit(right.raw, word=_whole(right.text, sorted(rare)[0]))


def _pairs(card: Card, pairs: Sequence[tuple[str, str]]) -> Iterator[Hit]:
    """The pairs that go together by their sound; where most do, but not all, the words are those of the subject."""
    sides = [tuple(card.roots_of(plain(side)) for side in pair) for pair in pairs]
    spread = Counter(root for left, right in sides for root in left | right)
    found = [
        (pair, root)
        for pair, (left, right) in zip(pairs, sides, strict=True)
        for root in [one for one in sorted(left & right) if spread[one] == 1 and _is_told(card, one)][:1]
    ]
    if len(found) <= len(pairs) / 2 or len(found) == len(pairs):
        yield from (card.hit(pair[1], word=_whole(plain(pair[1]), root)) for pair, root in found)


def _is_told(card: Card, root: str) -> bool:
    """Whether a word is remembered: no short one, no number, and none that any question may have."""
    return len(root) >= LEAST and not root[0].isdigit() and root not in card.lexicon.sets["common"]


def _least(card: Card, rare: Sequence[str]) -> int:
    """How many words are to be repeated: two of a story, unless it is named by one, or that one is in the question."""
    is_asked = not card.roots_of(card.lead).isdisjoint(rare) or card.lexicon.find("asks_name", card.lead)
    return 1 if is_asked or not card.lexicon.find("patient", fold(_asked(card))) else 2


def _asked(card: Card) -> str:
    """The question with what is told before it; of a long story, its last sentence."""
    whole = f"{plain(card.note.context)} {card.stem}"
    is_story = card.lexicon.find("patient", fold(whole)) or len(words(card.stem)) > TOLD
    return card.lead if is_story and len(words(whole)) > STORY else whole.strip()


def _is_short(card: Card) -> bool:
    if not (card.single and len(card.wrong) > 1):
        return False
    return len(words(_asked(card))) <= STORY and all(len(words(option.text)) <= LONGEST for option in card.options)


def _whole(text: str, root: str) -> str:
    """The word of a text that begins like one of the question."""
    return as_written(text, next(word for word in words(text) if word.startswith(root)))
