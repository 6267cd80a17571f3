"""A number among things: one option is a dose, a duration or a year, and the others are none.

The question can ask only for one kind of answer, so what is of another kind falls out at once; of pairs to be matched,
the year finds its event and the dose its drug without any knowledge. Let all options, and all that stands on one side
of pairs, be of one kind.

Source: Haladyna, Downing and Rodriguez 2002, rule 23, homogeneous options; Gronlund and Waugh 2009, matching items of
homogeneous material.

Measured: no hit in 3,104 real questions nor in 1,794 in English, so nothing is known of its precision there.

Bad (fr):
    question: Qu'est-ce qui caractérise le traitement par méthotrexate ?
    answer: une prise par semaine
    distractors: [15 mg, l'acide folique, la voie orale]
Better (fr):
    question: À quel rythme prend-on le méthotrexate ?
    answer: une fois par semaine
    distractors: [une fois par jour, deux fois par jour, une fois par mois]
Bad (en):
    question: Match each term with its answer.
    pairs: [[antidote to morphine, naloxone], [dose of adrenaline, 0.5 mg], [bone of the heel, calcaneus]]
Better (en):
    question: Match each poison with its antidote.
    pairs: [[morphine, naloxone], [paracetamol, acetylcysteine], [heparin, protamine]]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mesoquiz.advice.amounts import amount
from mesoquiz.advice.cards import Card, Hit, plain
from mesoquiz.advice.text import fold, words
from mesoquiz.diagnostics.diagnostic import Rule, Severity
from mesoquiz.notes.interactions import Pair

RULE = Rule("S115", "`{what}` is a number, and the others are none", "let all be of one kind", Severity.INFO)
DEFAULT = True
LEAST = 3
_YEAR = re.compile(r"(?:(?:en|in|vers|about) )?(?:1\d|20)\d\d")


def check(cards: Sequence[Card]) -> Iterator[Hit]:
    """Yield each choice, and each side of pairs, with some numbers, at most as many as other things."""
    for card in cards:
        sides = [[option.raw for option in card.options]] if card.single else []
        for asked in card.asked:
            if isinstance(asked, Pair):
                sides += [list(side) for side in zip(*asked.pairs, strict=True)]
        for side in sides:
            if len(side) >= LEAST and (number := _among_things(card, side)):
                yield card.hit(number, what=plain(number))
                break


def _among_things(card: Card, texts: Sequence[str]) -> str:
    """The first number of a list that has no more numbers than things, and nothing that might be either."""
    folded = [fold(plain(text)) for text in texts]
    numbers = [text for text, one in zip(texts, folded, strict=True) if amount(one) or _YEAR.fullmatch(one)]
    others = [one for one in folded if not _counts(card, one)] if numbers else []
    if not numbers or len(numbers) + len(others) < len(texts) or len(numbers) > len(others):
        return ""
    return numbers[0]


def _counts(card: Card, folded: str) -> bool:
    """Whether a text says how much, in digits or in words, or that it is none or all."""
    # In French, “one” is an article, too.
    bare = " ".join(word for word in words(folded) if word not in card.lexicon.sets["articles"])
    names = ("shares", "all_or_none", "all_or_none_alone", "absolute")
    return bool(
        any(map(str.isdigit, folded))
        or card.lexicon.find("number_words", bare)
        or any(card.lexicon.find(name, folded) for name in names)
    )
