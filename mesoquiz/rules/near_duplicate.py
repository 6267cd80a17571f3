"""Two cards ask nearly the same.

Students learn one of them twice; in an exam, one may give the other away. Remove one, or make them differ in what
they ask.

Source: Wozniak, rule 11, combat interference.

Measured: 53 hits in 3,104 real questions; 30 of 30 judged were true.

Bad (fr):
    - question: Quelle cellule du derme synthétise le collagène de la peau ?
      answer: le fibroblaste
    - question: Quelle cellule du derme synthétise donc le collagène de la peau ?
      answer: le fibroblaste
Better (fr):
    - question: Quelle cellule du derme synthétise le collagène de la peau ?
      answer: le fibroblaste
    - question: Quelle cellule de l'épiderme produit la mélanine ?
      answer: le mélanocyte
Bad (en):
    - question: Which cell of the dermis synthesises the collagen fibres?
      answer: the fibroblast
    - question: Which cell in the dermis synthesises collagen fibres?
      answer: the fibroblast
Better (en):
    - question: Which cell of the dermis synthesises the collagen fibres?
      answer: the fibroblast
    - question: Which cell of the epidermis makes pigment?
      answer: the melanocyte
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from mesoquiz.advice.cards import Card, Hit
from mesoquiz.diagnostics.diagnostic import Rule, Severity
from mesoquiz.questions import asked_by

RULE = Rule(
    "B801", "this asks nearly the same as the card `{other}`", "remove one, or make them differ", Severity.WARNING
)
DEFAULT = True
LIKE, LEAST = 0.8, 4
"""How much of all their words two cards share, and how many words a card must have."""
SHORT = 4
"""Characters of a question: a shorter one holds the place of one that is to be written."""
EXAMPLES = ("exemple-", "example-")
"""What `mesoquiz new` writes again and again, for its author to write over."""
MOST = 20
"""Cards that are compared with one another for one rare word; with more, the word is not rare."""


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each card that asks what an earlier one asks, or shares most of its words with it.

    Two such sets share one of their rarest words: only cards that do are compared (prefix filtering, Chaudhuri 2006).
    """
    cards = [card for card in cards if not card.note.id.startswith(EXAMPLES)]
    told = [_words(card) for card in cards]
    spread = Counter(word for words in told for word in words)
    index: dict[str, list[int]] = defaultdict(list)
    asked: dict[tuple[object, ...], int] = {}
    for place, (card, words) in enumerate(zip(cards, told, strict=True)):
        first = asked.setdefault(asked_by(card.note), place)
        if first < place and len(card.stem) >= SHORT:
            yield card.hit(card.raw, first=cards[first], other=cards[first].note.id)
            continue
        if len(words) < LEAST:
            continue
        rarest = sorted(words, key=lambda word: (spread[word], word))[: len(words) - int(LIKE * len(words)) + 1]
        near = sorted({other for word in rarest for other in index[word][-MOST:]})
        twin = next((other for other in near if _likeness(words, told[other]) >= LIKE), None)
        if twin is not None:
            yield card.hit(card.raw, first=cards[twin], other=cards[twin].note.id)
        for word in rarest:
            index[word].append(place)


def _words(card: Card) -> frozenset[str]:
    """The words of the question and of its right answers: “which is true?” is asked of many things."""
    answers = [answer.text for answer in (card.right or card.answers)]
    numbers = frozenset(part for text in (card.stem, *answers) for part in text.split() if part.strip(".,").isdigit())
    return card.roots | card.roots_of(" ".join(answers)) | numbers


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
