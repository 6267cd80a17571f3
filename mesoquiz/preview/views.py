"""A card of a bank -> the pages that show it: as in Anki, on paper, as a flashcard; and a blueprint as its exam."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from mesoquiz.anki.fields import Renderer
from mesoquiz.artifact import Artifact, Failed, TooManyPixels, Unfit
from mesoquiz.exams import loader
from mesoquiz.exams.blueprint import Blueprint, SectionPlan
from mesoquiz.exams.drawing.assembly import TooFew, Unmet, assemble_blueprint
from mesoquiz.exporters import flashcards, html
from mesoquiz.notes.bank import Bank, Deck
from mesoquiz.notes.cases import steps_of
from mesoquiz.notes.note import Note
from mesoquiz.preview import ankiside

SEED = "preview"
"""Of what is shown of paper: the same order with each save."""


class NotShown(ValueError):
    """Why a card or an exam cannot be shown in this way, in words for its author."""


class Views:
    """The pages of one state of a bank."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank

    @cached_property
    def places(self) -> dict[str, tuple[Note, str]]:
        """The notes and the names of their decks, by id."""
        return {note.id: (note, deck.name) for deck in self.bank.decks for note in deck.notes}

    @cached_property
    def renderer(self) -> Renderer:
        """What makes fields of notes."""
        return Renderer(self.bank)

    def cards(self, id: str) -> list[int]:
        """The ordinals of the cards of a note in Anki."""
        return sorted(self.renderer.row(*self.places[id]).cards)

    def anki(self, id: str, ordinal: int, side: str, *, night: bool) -> str:
        """A side of a card in Anki. Raises KeyError for a card that is not there."""
        row = self.renderer.row(*self.places[id])
        if ordinal not in row.cards:
            raise KeyError(ordinal)
        return ankiside.page(row, ordinal, side, night=night, version=self.bank.collection.version)

    def paper(self, id: str, page: str) -> str:
        """A card, or the case of a step, as it is printed: `quiz`, `key` or `explained`. Raises KeyError, NotShown."""
        note, _ = self.places[id]
        notes = steps_of(self.bank.active)[note.case] if note.case and not note.retired else [note]
        part = SectionPlan(ask="case", count=1) if note.case else SectionPlan(count=1)
        return self._printed(
            self._alone(notes), Blueprint(title=note.case or note.id, seed=SEED, sections=(part,)), page
        )

    def flashcard(self, id: str) -> str:
        """The sheet with the flashcard of a note. Raises KeyError, NotShown."""
        try:
            (page,) = flashcards.export(self._alone([self.places[id][0]]))
        except Unfit as error:
            raise NotShown("; ".join(one.message for one in error.faults)) from error
        except ValueError as error:
            raise NotShown(str(error)) from error
        return _text(page)

    def exams(self) -> list[Path]:
        """The blueprints beside the decks."""
        return list(loader.beside(self.bank)) if self.bank.whole else []

    def exam(self, path: Path, page: str) -> str:
        """A page of the first form of the exam that a blueprint plans. Raises NotShown."""
        exam = loader.load(path, self.bank.collection.id)
        if exam.errors or exam.blueprint is None:
            raise NotShown("; ".join(one.message for one in exam.diagnostics))
        plan = exam.blueprint if exam.blueprint.seed else replace(exam.blueprint, seed=SEED)
        return self._printed(self.bank, plan, page, exam.used)

    def _alone(self, notes: list[Note]) -> Bank:
        """The bank with nothing but these notes, told that they are not retired: whoever looks wants to see them."""
        shown = tuple(replace(note, retired=False) if note.retired else note for note in notes)
        return replace(self.bank, decks=(Deck(name=self.places[notes[0].id][1], notes=shown, path=""),))

    def _printed(self, bank: Bank, plan: Blueprint, page: str, used: frozenset[str] = frozenset()) -> str:
        try:
            quiz = assemble_blueprint(bank, plan, used)
            return next(_text(made) for made in _pages(html.export(quiz), page))
        except (Unmet, TooFew, TooManyPixels, Failed, StopIteration) as error:
            raise NotShown(str(error) or "there is no such page") from error


def _pages(made: Iterator[Artifact], page: str) -> Iterator[Artifact]:
    return (artifact for artifact in made if artifact.name.startswith(f"{page}-"))


def _text(artifact: Artifact) -> str:
    return artifact.content.decode()
