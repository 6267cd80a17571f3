"""A quiz -> what each candidate gets for it, beside blind chance, and which cues brought it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from mesoquiz.advice.cards import Card, cards_of
from mesoquiz.attack.guesses import blind, outcome
from mesoquiz.attack.tricks import ALL, TRICKS, Learnt, Trick, all_tricks, learn
from mesoquiz.exams.quiz import Item, Quiz
from mesoquiz.exams.scoring import Scoring
from mesoquiz.notes.interactions import Choose
from mesoquiz.notes.note import Note


@dataclass(frozen=True, slots=True)
class Cue:
    """What a trick saw in a question, and the points that it brought above chance (below, if negative)."""

    note: Note
    cue: str
    gain: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who knows one trick, or all, and the questions where it said something. Elsewhere they guess blindly."""

    name: str
    chance: float
    cues: tuple[Cue, ...]

    @property
    def gain(self) -> float:
        """Points above blind chance."""
        return sum(cue.gain for cue in self.cues)

    @property
    def mark(self) -> float:
        """Their mark, on average."""
        return self.chance + self.gain


@dataclass(frozen=True, slots=True)
class Attack:
    """An exam that was attacked: its choices, their points, what chance brings and how far it strays (one standard
    deviation), and the candidates, who knows all tricks last. `open` questions cannot be guessed, and do not count.
    """

    title: str
    choices: int
    open: int
    points: float
    chance: float
    spread: float
    candidates: tuple[Candidate, ...]


def attack(quiz: Quiz) -> Attack:
    """Let all candidates sit the first form of a quiz; they learnt from the other cards of its bank."""
    items = quiz.forms[0].items
    cards = {card.note.id: card for card in cards_of(quiz.bank)}
    asked = [
        _Asked(
            _as_shown(cards[item.note.id], item),
            item.interaction,
            item.points,
            *_chance(quiz.scoring, item.interaction),
        )
        for item in items
        if isinstance(item.interaction, Choose)
    ]
    learnt = learn(cards.values(), [one.card for one in asked])
    chance = sum(one.chance * one.points for one in asked)
    tricks = {**TRICKS, ALL: all_tricks}
    return Attack(
        title=quiz.title,
        choices=len(asked),
        open=len(items) - len(asked),
        points=round(sum(one.points for one in asked), 6),
        chance=chance,
        spread=sqrt(sum(one.variance * one.points**2 for one in asked)),
        candidates=tuple(
            Candidate(name, chance, tuple(_cues(trick, asked, learnt, quiz.scoring))) for name, trick in tricks.items()
        ),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A choice of the exam, with what chance brings for it: a part of its points, and the variance of that part."""

    card: Card
    choose: Choose
    points: float
    chance: float
    variance: float


def _as_shown(card: Card, item: Item) -> Card:
    """The card with the options that are printed of it."""
    return replace(card, options=tuple(card.options[index] for index in item.drawn)) if item.pool else card


def _chance(scoring: Scoring, choose: Choose) -> tuple[float, float]:
    mean, variance = outcome(scoring, choose, blind(choose))
    return float(mean), float(variance)


def _cues(trick: Trick, asked: Sequence[_Asked], learnt: Learnt, scoring: Scoring) -> Iterator[Cue]:
    for one in asked:
        guess = trick(one.card, learnt)
        if guess:
            mean, _ = outcome(scoring, one.choose, guess)
            yield Cue(one.card.note, guess.cue, (float(mean) - one.chance) * one.points)
