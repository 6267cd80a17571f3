"""The quizzes that the command line asks for: drawn, planned, or printed before."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from mesoquiz.cli.earlier import bank_for, seed_in, settle
from mesoquiz.cli.loading import QUOTAS, Progress, load_sound
from mesoquiz.cli.program import Surroundings
from mesoquiz.cli.reporting import refuse, say, tell
from mesoquiz.diagnostics.terminal import one_line
from mesoquiz.diagnostics.wording import are, count_of, have, shorten, some_of
from mesoquiz.files import keep_within, read_file
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.cases import steps_of

if TYPE_CHECKING:
    from mesoquiz.exams.blueprint import Blueprint
    from mesoquiz.exams.loader import Manifests
    from mesoquiz.exams.quiz import Quiz

CHANGES_SHOWN = 12
QUESTIONS = 20
"""Length of a quiz that is given none; a smaller bank is asked whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """What the command line says of a quiz; `None` where it says nothing."""

    forms: int | None = None
    seed: str | None = None
    title: str | None = None
    date: str | None = None
    scoring: str | None = None
    fields: tuple[str, ...] | None = None
    paper: str | None = None
    columns: str | None = None
    large: bool = False

    def heading(self) -> dict[str, Any]:
        """The words for what a quiz and a blueprint have alike."""
        from mesoquiz.exams.scoring import Scoring

        scoring = Scoring(rule=cast("Any", self.scoring)) if self.scoring else None
        told = {"title": self.title, "date": self.date, "scoring": scoring, "fields": self.fields}
        return {name: value for name, value in told.items() if value is not None}

    def layout(self) -> dict[str, Any]:
        """The words for the layout."""
        columns = int(self.columns) if self.columns else None
        told = {"paper": self.paper, "columns": columns, "print": "large" if self.large else None}
        return {name: value for name, value in told.items() if value is not None}

    def plan(self) -> dict[str, Any]:
        """The words for a blueprint."""
        told = {"forms": self.forms, "seed": self.seed}
        drawn = {name: value for name, value in told.items() if value is not None}
        return {**drawn, **self.heading(), **self.layout()}


def used_in(earlier: Iterable[Path], bank: Bank) -> frozenset[str]:
    """The ids of the cards that earlier exams asked, from their manifests. Raises Surroundings for one that is none."""
    from mesoquiz.exams.loader import Manifests
    from mesoquiz.exams.manifest import Unusable

    manifests, used = Manifests(), frozenset[str]()
    for path in earlier:
        settle(path.parent)
        try:
            used |= manifests.used(path, bank.collection.id)
        except Unusable as error:
            raise Surroundings(f"{path} cannot be used: {error}") from error
    return used


def drawn(bank: Bank, count: int | None, overrides: Overrides, kept: str = "") -> Quiz:
    """A quiz of so many questions of the whole bank. `kept` is the seed where none is told; empty for a random one.

    Raises click.UsageError when the bank is too small.
    """
    from mesoquiz.exams.drawing.assembly import TooFew, assemble

    if not bank.active:
        raise click.UsageError("all these cards are retired: there is none to ask")
    # Steps of cases are asked with their case: where there is nothing else, all cases are.
    single = sum(not (note.sound or note.case) for note in bank.active)
    wanted = (min(QUESTIONS, single) or None) if count is None else count
    if all(note.sound for note in bank.active):
        raise click.UsageError("all these cards are asked by a sound, which cannot be printed")
    try:
        quiz = assemble(
            bank, count=wanted, seed=kept if overrides.seed is None else overrides.seed, forms=overrides.forms or 1
        )
    except TooFew as error:
        raise click.UsageError(_too_few(bank, error.wanted, error.available)) from error
    return replace(quiz, **overrides.heading(), layout=replace(quiz.layout, **overrides.layout()))


def _too_few(bank: Bank, wanted: int, available: int) -> str:
    said = (
        f"{count_of(wanted, 'question')} {are(wanted)} wanted, and there {are(available)} {count_of(available, 'card')}"
    )
    most = f": ask for at most {available}" if available else ""
    cases = steps_of(bank.active)
    if not cases:
        return said + most
    steps = count_of(sum(map(len, cases.values())), "step")
    return (
        f"{said}{most}. The {steps} of {count_of(len(cases), 'case')} come only whole: leave out -n, or write a "
        "blueprint with `ask: case`"
    )


def planned(
    bank: Bank,
    path: Path,
    overrides: Overrides,
    kept: str = "",
    *,
    used: frozenset[str] = frozenset(),
    manifests: Manifests | None = None,
) -> Quiz:
    """The exam that a blueprint plans. What is wrong in it ends the command with exit code 1.

    `kept` is the seed where neither the blueprint nor the command line tells one; empty for a random one. `used` are
    ids that are not asked again, beside those that the blueprint excludes.
    """
    from mesoquiz.exams import loader
    from mesoquiz.exams.drawing.assembly import Unmet, assemble_blueprint

    exam = loader.load(path, bank.collection.id, manifests)
    tell(exam.diagnostics, exam.texts)
    if exam.errors or exam.blueprint is None:
        refuse(exam.diagnostics)
    try:
        with Progress(QUOTAS) as progress:
            blueprint = _overridden(exam.blueprint, overrides)
            return assemble_blueprint(bank, replace(blueprint, seed=blueprint.seed or kept), exam.used | used, progress)
    except Unmet as error:
        tell(error.diagnostics, exam.texts)
        refuse(error.diagnostics)


def _overridden(blueprint: Blueprint, overrides: Overrides) -> Blueprint:
    """The plan with what the command line says; the steps of open questions stay, of which it says nothing."""
    told = overrides.plan()
    if "scoring" in told:
        told["scoring"] = replace(told["scoring"], steps=blueprint.scoring.steps)
    return replace(blueprint, **told)


def reprinted(paths: tuple[Path, ...], path: Path, overrides: Overrides, *, current: bool = False) -> Quiz:
    """The exam of a manifest as it was printed, or with what its cards say now; what differs is told.

    Raises Surroundings where it cannot be printed.
    """
    from mesoquiz.exams.manifest import Unusable, exam_id
    from mesoquiz.exams.reprints import lost_pictures, restore
    from mesoquiz.limits import MAX_MANIFEST

    settle(path.parent)
    try:
        text = read_file(path, MAX_MANIFEST).decode("utf-8", "replace")
        bank = load_sound(paths) if current else bank_for(paths, text)
        quiz = restore(text, bank, current=current)
        _say_changes(text, bank, current=current)
        lost = [] if current else lost_pictures(text, quiz)
    except Unusable as error:
        raise Surroundings(f"{path} cannot be printed again: {error}") from error
    if lost:
        named = some_of([one_line(shorten(name)) for name in lost], CHANGES_SHOWN)
        say(f"{count_of(len(lost), 'picture')} of it {are(len(lost))} not what was printed, or not here: {named}. "
            "What describes it is printed in its place.")  # fmt: skip
    if (before := json.loads(text).get("exam")) not in (None, exam_id(quiz)):
        say(f"The steps of a case stand in another order now, so this is another exam: it is named {exam_id(quiz)}, "
            f"not {one_line(str(before))}, and has a key of its own.")  # fmt: skip
    return replace(quiz, layout=replace(quiz.layout, **overrides.layout()))


def _say_changes(text: str, bank: Bank, *, current: bool) -> None:
    """Print which cards have changed, and what differs; not where there are none to compare."""
    from mesoquiz.exams.reprints import GONE, changes

    changed = changes(text, bank) if bank.decks else {}
    if not changed:
        return
    other = "with today's texts" if current else "as it was; --current prints today's texts"
    cards = f"{count_of(len(changed), 'card')} {have(len(changed))}"
    say(f"{cards} changed since this exam was printed. It is printed {other}:")
    for id, words in list(changed.items())[:CHANGES_SHOWN]:
        is_gone = words == GONE and bank.errors
        say(f"  {one_line(shorten(id))}: {'it is gone or cannot be read' if is_gone else ', '.join(words)}")
    if len(changed) > CHANGES_SHOWN:
        say(f"  and {len(changed) - CHANGES_SHOWN} more")


def quizzes(bank: Bank, folder: Path) -> dict[Path, Quiz]:
    """The quizzes of a build by their folders: one for each blueprint beside the decks, else one of the whole bank.

    A seed that is told nowhere is that of the exam in the folder, so that the exam stays what it is, or a random one.
    """
    from mesoquiz.exams import loader

    if not bank.active:
        return {}
    plans = list(loader.beside(bank)) if bank.whole else []
    if folder_unread := loader.unread(bank):
        say(f"{one_line(str(folder_unread))} is not read, since these decks have no collection.yaml: put one beside "
            "them, with their `id`, or name a plan with `mesoquiz quiz -b`.")  # fmt: skip
    found = tuple(loader.clashes(plans))
    if found:
        tell(found, {})
        refuse(found)
    if plans:
        manifests = loader.Manifests()
        targets = {keep_within(folder, folder / path.stem): path for path in plans}
        return {
            target: planned(bank, path, Overrides(), seed_in(target), manifests=manifests)
            for target, path in targets.items()
        }
    if all(note.sound for note in bank.active):
        return {}
    return {folder: drawn(bank, None, Overrides(), seed_in(folder))}
