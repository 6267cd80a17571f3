"""The tricks of candidates who know nothing: each looks at one thing, and says nothing where it is not there.

The tricks are those that NBME's guide calls testwiseness. None knows which options are right.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from mesoquiz.advice.cards import Card, Proposal
from mesoquiz.advice.leaks import Stems
from mesoquiz.attack.guesses import Guess


@dataclass(frozen=True)
class Learnt:
    """What a candidate saw before the exam: the questions that may tell, and how many options were right elsewhere.

    `numbers` are, for a number of options, how many choices of several had so many right ones: those of the exam
    itself (`from_exam`) where the bank has no others.
    """

    stems: Stems = field(default_factory=lambda: Stems(()))
    numbers: dict[int, Counter[int]] = field(default_factory=dict)
    from_exam: bool = False


Trick = Callable[[Card, Learnt], Guess | None]
LEAST, SHARE = 5, 0.6
"""Choices from which a number of right answers is learnt, and how many of them must have it."""
_NUMBER = re.compile(r"[^\d]{0,12}?(\d+(?:[.,]\d+)?)\D{0,20}")


def longest(card: Card, learnt: Learnt) -> Guess | None:
    """The longest option; of several, those that are longer than the mean."""
    lengths = [len(option.text) for option in card.options]
    if not lengths or max(lengths) == min(lengths):
        return None
    if card.single:
        return _best(lengths, "the longest option")
    mean = sum(lengths) / len(lengths)
    return _ticked(card, (length > mean for length in lengths), "the longer options")


def stem_words(card: Card, learnt: Learnt) -> Guess | None:
    """The option with most words of the question."""
    shared = [len(card.roots & card.roots_of(option.text)) for option in card.options]
    if not shared or max(shared) == min(shared):
        return None
    if card.single:
        return _best(shared, "words of the question")
    return _ticked(card, (number > 0 for number in shared), "words of the question")


def no_absolutes(card: Card, learnt: Learnt) -> Guess | None:
    """Options with an absolute term are struck out, and statements with one are false."""
    if card.is_statement:
        word = card.lexicon.find("absolute", card.folded)
        return Guess(sure=frozenset({1}), cue=f"absolute term `{word}`") if word else None
    struck = {place for place, option in enumerate(card.options) if card.lexicon.find("absolute", option.folded)}
    rest = frozenset(range(len(card.options))) - struck
    if not struck or not rest:
        return None
    return Guess(open=rest, number=1 if card.single else None, cue="no absolute term")


def all_of_the_above(card: Card, learnt: Learnt) -> Guess | None:
    """The option that speaks of all the others, or combines them."""
    found = [
        bool(card.lexicon.find("all_or_none", option.folded) or card.lexicon.find("combined", option.folded))
        for option in card.options
    ]
    return _ticked(card, found, "it speaks of the others") if any(found) and not all(found) else None


def odd_one_out(card: Card, learnt: Learnt) -> Guess | None:
    """The only option that begins with a capital, ends with a full stop, or has a digit, or that does not."""
    for sign in (_begins_big, _is_closed, _has_digit):
        marks = [sign(option) for option in card.options]
        for kind in (True, False):
            if len(marks) > 2 and marks.count(kind) == 1:
                return _ticked(card, (mark is kind for mark in marks), "it is not written like the others")
    return None


def middle_number(card: Card, learnt: Learnt) -> Guess | None:
    """Of numbers, the one in the middle."""
    matches = [_NUMBER.fullmatch(option.text) for option in card.options]
    values = [float(match[1].replace(",", ".")) for match in matches if match]
    if not card.single or len(values) < max(3, len(card.options)):
        return None
    ordered = sorted(range(len(values)), key=lambda place: values[place])
    middle = ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1]
    return Guess(open=frozenset(middle), number=1, cue="the number in the middle")


def most_alike(card: Card, learnt: Learnt) -> Guess | None:
    """The option that has most in common with the others."""
    roots = [card.roots_of(option.text) for option in card.options]
    spread = Counter(root for words in roots for root in words)
    # What all have in common tells none of them from the others.
    scores = [sum(spread[root] - 1 for root in words if spread[root] < len(roots)) for words in roots]
    if not card.single or len(scores) < 3 or max(scores) == min(scores):
        return None
    return _best(scores, "most in common with the others")


def number_of_right(card: Card, learnt: Learnt) -> Guess | None:
    """So many options as were right elsewhere among as many."""
    seen = learnt.numbers.get(len(card.options), Counter())
    if card.single or not card.options:
        return None
    if learnt.from_exam and not card.draw:
        # What is right in this very question is not known.
        seen = seen - Counter([len(card.right)])
    if seen.total() < LEAST:
        return None
    number, times = min(seen.items(), key=lambda pair: (-pair[1], pair[0]))
    if times < SHARE * seen.total():
        return None
    places = frozenset(range(len(card.options)))
    return Guess(open=places, number=number, cue=f"{number} of {len(places)} are right elsewhere")


def told_elsewhere(card: Card, learnt: Learnt) -> Guess | None:
    """The option that the question of another card of the deck names."""
    telling = [next(learnt.stems.telling(card, option.text), None) for option in card.options]
    named = [one for one in telling if one]
    # Where other questions name every option, they point to none.
    if not named or len(named) == len(telling):
        return None
    return _ticked(card, (one is not None for one in telling), f"the card `{named[0].note.id}` names it")


TRICKS: dict[str, Trick] = {
    "longest option": longest,
    "words of the question": stem_words,
    "no absolute terms": no_absolutes,
    "all of the above": all_of_the_above,
    "odd one out": odd_one_out,
    "middle number": middle_number,
    "most alike": most_alike,
    "number of right ones": number_of_right,
    "told elsewhere": told_elsewhere,
}
ALL = "all tricks"


def all_tricks(card: Card, learnt: Learnt) -> Guess | None:
    """The options that most tricks speak for, each as clearly as it does; as many as are right elsewhere."""
    guesses = [guess for trick in TRICKS.values() if (guess := trick(card, learnt))]
    if not guesses:
        return None
    if card.is_statement:
        return guesses[0]
    scores = [sum(_vote(guess, place, len(card.options)) for guess in guesses) for place in range(len(card.options))]
    cue = ", ".join(dict.fromkeys(guess.cue for guess in guesses))
    if card.single:
        return _best(scores, cue)
    counted = number_of_right(card, learnt)
    if counted and counted.number is not None:
        return _most(scores, counted.number, cue)
    return _ticked(card, (score > 0 for score in scores), cue) if max(scores) > 0 else None


def learn(bank: Iterable[Card], exam: Sequence[Card]) -> Learnt:
    """What can be seen before the exam: all questions, and how many options are right in the cards of the bank."""
    cards = list(bank)
    numbers: dict[int, Counter[int]] = defaultdict(Counter)
    asked = {card.note.id for card in exam}
    # Of a pool, another number is right in each form.
    several = [card for card in cards if card.options and not card.single and not card.draw]
    others = [card for card in several if card.note.id not in asked]
    for card in others or several:
        numbers[len(card.options)][len(card.right)] += 1
    return Learnt(Stems(cards), numbers, from_exam=not others)


def _vote(guess: Guess, place: int, options: int) -> float:
    """How much more than chance a guess speaks for an option."""
    if place in guess.sure:
        return 1.0
    share = 1 / len(guess.open) if place in guess.open and guess.number == 1 else 0.0
    if guess.number != 1:
        return 0.0 if place in guess.open else -1.0
    return share - 1 / options


def _best(scores: Sequence[float], cue: str) -> Guess:
    top = max(scores)
    return Guess(open=frozenset(place for place, score in enumerate(scores) if score >= top - 1e-9), number=1, cue=cue)


def _most(scores: Sequence[float], number: int, cue: str) -> Guess:
    """The best `number` options; of those that are as good as the last of them, some at random."""
    last = sorted(scores, reverse=True)[number - 1]
    sure = frozenset(place for place, score in enumerate(scores) if score > last + 1e-9)
    ties = frozenset(place for place, score in enumerate(scores) if abs(score - last) <= 1e-9)
    return Guess(sure, ties, number - len(sure), cue)


def _ticked(card: Card, found: Iterable[bool], cue: str) -> Guess:
    places = frozenset(place for place, is_found in enumerate(found) if is_found)
    return Guess(open=places, number=1, cue=cue) if card.single else Guess(sure=places, cue=cue)


def _begins_big(option: Proposal) -> bool:
    return option.text[:1].isupper()


def _is_closed(option: Proposal) -> bool:
    return option.text.endswith(".")


def _has_digit(option: Proposal) -> bool:
    return any(char.isdigit() for char in option.text)
