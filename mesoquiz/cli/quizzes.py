"""The quizzes that the command line asks for: drawn, planned, or printed before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mesoquiz.cli.loading import QUOTAS, Progress
from mesoquiz.cli.program import Surroundings
from mesoquiz.cli.reporting import refuse, tell
from mesoquiz.diagnostics.wording import count_of
from mesoquiz.files import keep_within, read_file
from mesoquiz.notes.bank import Bank

if TYPE_CHECKING:
    from mesoquiz.exams.loader import Manifests
    from mesoquiz.exams.quiz import Quiz

QUESTIONS = 20
"""Length of a quiz that is given none; a smaller bank is asked whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """What the command line says of a quiz; `None` where it says nothing."""

    forms: int | None = None
    seed: str | None = None
    paper: str | None = None
    columns: str | None = None
    large: bool = False

    def layout(self) -> dict[str, Any]:
        """The words for the layout."""
        columns = int(self.columns) if self.columns else None
        told = {"paper": self.paper, "columns": columns, "print": "large" if self.large else None}
        return {name: value for name, value in told.items() if value is not None}

    def plan(self) -> dict[str, Any]:
        """The words for a blueprint."""
        told = {"forms": self.forms, "seed": self.seed}
        return {**{name: value for name, value in told.items() if value is not None}, **self.layout()}


def drawn(bank: Bank, count: int | None, overrides: Overrides) -> Quiz:
    """A quiz of so many questions of the whole bank. Raises click.UsageError when the bank is too small."""
    from mesoquiz.exams.assembly import TooFew, assemble

    if not bank.active:
        raise click.UsageError("all these cards are retired: there is none to ask")
    wanted = min(QUESTIONS, sum(not note.sound for note in bank.active)) if count is None else count
    if not wanted:
        raise click.UsageError("all these cards are asked by a sound, which cannot be printed")
    try:
        quiz = assemble(
            bank, count=wanted, seed="1" if overrides.seed is None else overrides.seed, forms=overrides.forms or 1
        )
    except TooFew as error:
        there = f"there {'is' if error.available == 1 else 'are'} {count_of(error.available, 'card')}"
        raise click.UsageError(
            f"{error.wanted} questions are wanted, and {there}: ask for at most {error.available}"
        ) from error
    return replace(quiz, layout=replace(quiz.layout, **overrides.layout()))


def planned(bank: Bank, path: Path, overrides: Overrides, manifests: Manifests | None = None) -> Quiz:
    """The exam that a blueprint plans. What is wrong in it ends the command with exit code 1."""
    from mesoquiz.exams import loader
    from mesoquiz.exams.assembly import Unmet, assemble_blueprint

    exam = loader.load(path, bank.collection.id, manifests)
    tell(exam.diagnostics, exam.texts)
    if exam.errors or exam.blueprint is None:
        refuse(exam.diagnostics)
    try:
        with Progress(QUOTAS) as progress:
            return assemble_blueprint(bank, replace(exam.blueprint, **overrides.plan()), exam.used, progress)
    except Unmet as error:
        tell(error.diagnostics, exam.texts)
        refuse(error.diagnostics)


def reprinted(bank: Bank, path: Path, overrides: Overrides) -> Quiz:
    """The exam of a manifest. Raises click.UsageError where it cannot be printed as it was."""
    from mesoquiz.exams.manifest import Unusable
    from mesoquiz.exams.reprints import restore
    from mesoquiz.limits import MAX_MANIFEST

    try:
        quiz = restore(read_file(path, MAX_MANIFEST).decode("utf-8", "replace"), bank)
    except Unusable as error:
        raise Surroundings(f"{path} cannot be printed again: {error}") from error
    return replace(quiz, layout=replace(quiz.layout, **overrides.layout()))


def quizzes(bank: Bank, folder: Path) -> dict[Path, Quiz]:
    """The quizzes of a build by their folders: one for each blueprint beside the decks, else one of the whole bank."""
    from mesoquiz.exams import loader

    if not bank.active:
        return {}
    plans = list(loader.beside(bank)) if bank.whole else []
    found = tuple(loader.clashes(plans))
    if found:
        tell(found, {})
        refuse(found)
    if plans:
        manifests = loader.Manifests()
        return {keep_within(folder, folder / path.stem): planned(bank, path, Overrides(), manifests) for path in plans}
    return {folder: drawn(bank, None, Overrides())} if any(not note.sound for note in bank.active) else {}
