"""A bank -> its cards, each with the sizes in which both faces fit; and what does not fit, as the author's fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule
from mesoquiz.flashcards.faces import LEVEL, Card, Face, Text, card
from mesoquiz.flashcards.fitting import FACE_WIDTH, MM, SMALLEST, WITH_WHY, Fit, fit
from mesoquiz.flashcards.sheets import CARD
from mesoquiz.flashcards.widths import width_of
from mesoquiz.markup.maths import mathml
from mesoquiz.markup.renderer import Markup
from mesoquiz.markup.templates import Embedded
from mesoquiz.notes.bank import Bank

TOO_LONG = Rule(
    "card-too-long",
    "the {side} of the card `{id}` does not fit on 90 × 60 mm, even in letters of {smallest:g} pt",
    "{how}",
)
SHORTER = "shorten it, or make two cards of it"
WITHOUT_STORY = "shorten the story or the question; `mesoquiz quiz` prints it as it is"

EDGE, GAP = 3.5, 1.5
"""Millimetres that stay free round a face, and between its text and its foot."""
FOOT = 6.0
FOOT_LINE = FOOT * 1.25 * MM
DECK = 30.0
"""Millimetres that the deck's name needs beside the id."""


@dataclass(frozen=True, slots=True)
class FittedFace:
    """One face as it is printed: its parts, how they fit, and the height that they have."""

    face: Face
    fit: Fit
    height: float


@dataclass(frozen=True, slots=True)
class FittedCard:
    """A card that fits: both faces, and the deck's name as far as there is room for it, beside the id or above it."""

    card: Card
    deck: str
    stacked: bool
    front: FittedFace
    back: FittedFace


@dataclass(frozen=True, slots=True)
class Stack:
    """The cards of a bank that fit, set; with what is wrong with the others."""

    bank: Bank
    markup: Markup
    cards: tuple[FittedCard, ...]
    faults: tuple[Diagnostic, ...]

    def without(self, faults: Mapping[int, list[Diagnostic]]) -> Stack:
        """The stack without the cards at some places, which are found to be at fault."""
        cards = tuple(card for place, card in enumerate(self.cards) if place not in faults)
        told = sorted([*self.faults, *(one for found in faults.values() for one in found)], key=lambda one: one.span)
        return replace(self, cards=cards, faults=tuple(told))

    @property
    def left_out(self) -> int:
        """How many explanations found no room."""
        return sum(bool(one.card.why) and one.back.face != one.card.explained for one in self.cards)


def lay_out(bank: Bank) -> Stack:
    """Set all cards that are not retired in the largest letters that fit."""
    markup = Markup(bank.collection.spacing, Embedded(bank.media), mathml, on_paper=True)
    made = [
        _set(card(note, deck.name, bank.collection.labels), markup)
        for deck in bank.decks
        for note in deck.notes
        if not note.retired
    ]
    cards = tuple(one for one in made if isinstance(one, FittedCard))
    faults = tuple(fault for one in made if isinstance(one, list) for fault in one)
    return Stack(bank, markup, cards, faults)


def _set(made: Card, markup: Markup) -> FittedCard | list[Diagnostic]:
    """A card in its sizes, or what is wrong with it. The explanation stays only where the answer stays readable."""
    stacked, lines = _foot(made.id)
    height = CARD[1] - 2 * EDGE - GAP - lines * FOOT_LINE
    front = fit(made.front, markup, height)
    back = fit(made.back, markup, height)
    if front and back:
        explained = fit(made.explained, markup, height, min(WITH_WHY, back.size)) if made.why else None
        setting = FittedFace(made.explained, explained, height) if explained else FittedFace(made.back, back, height)
        return FittedCard(made, _deck(made, stacked), stacked, FittedFace(made.front, front, height), setting)
    return [too_long(made, is_back) for is_back, found in ((False, front), (True, back)) if not found]


def too_long(made: Card, is_back: bool) -> Diagnostic:
    """What is wrong with a card that does not fit."""
    # The story of a case grows with its steps, and none of them can be two cards.
    has_story = not is_back and any(isinstance(part, Text) and part.role == "context" for part in made.front)
    how = WITHOUT_STORY if has_story else SHORTER
    return TOO_LONG.at(made.at, side="back" if is_back else "front", id=made.id, smallest=SMALLEST, how=how)


def _width(text: str) -> float:
    """The width of a text in the foot of a card, in millimetres, at most."""
    return sum(map(width_of, text)) * FOOT * MM


def _foot(id: str) -> tuple[bool, int]:
    """Whether the id goes below the deck, and the lines of both: it is shown whole, even with a hundred letters."""
    if _width(id) < FACE_WIDTH - DECK:
        return False, 1
    # A line that breaks inside the id has up to one letter less than fits, so one line more is counted.
    return True, 2 + int(_width(id) / (FACE_WIDTH - FOOT * MM))


def _deck(made: Card, stacked: bool) -> str:
    """The name of the deck where there is room for it all, else without the decks that it is in, and cut at its end."""
    room = FACE_WIDTH if stacked else FACE_WIDTH - _width(made.id) - 2
    name = made.deck if _width(made.deck) <= room else made.deck.rpartition(LEVEL)[2]
    return name if _width(name) <= room else _cut(name, room - _width("…"))


def _cut(name: str, room: float) -> str:
    """As much of a name as there is room for, and an ellipsis; a name may have thousands of letters."""
    widths = accumulate(map(width_of, name))
    end = sum(1 for _ in takewhile(lambda width: width * FOOT * MM <= room, widths))
    return name[:end].rstrip() + "…"
