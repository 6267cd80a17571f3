"""Bank -> files on disk, for the commands that make something."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Never

import click

from mesoquiz.artifact import Artifact, TooManyPixels
from mesoquiz.cli import Surroundings
from mesoquiz.cli.loading import QUOTAS, Progress, colour, say
from mesoquiz.cli.marks import PACKAGE
from mesoquiz.cli.releasing import Release
from mesoquiz.cli.replacing import Content
from mesoquiz.cli.terminal import show
from mesoquiz.cli.writing import pages_in, say_written, write_over
from mesoquiz.decks.files import MANIFEST_FILE
from mesoquiz.diagnostics import report
from mesoquiz.diagnostics.diagnostic import Diagnostic
from mesoquiz.diagnostics.wording import count_of
from mesoquiz.exporters import exporter
from mesoquiz.files import keep_within, read_file
from mesoquiz.notes.note import Bank
from mesoquiz.paper.roles import page_of

if TYPE_CHECKING:
    from mesoquiz.exams.loader import Manifests
    from mesoquiz.exams.quiz import Quiz

QUESTIONS = 20
"""Length of a quiz that is given none; a smaller bank is asked whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
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


def describe_package(bank: Bank) -> str:
    """What a package holds, in words."""
    decks = len({deck.name for deck in bank.decks})
    return f"Anki deck: {count_of(len(bank.notes), 'note')} in {count_of(decks, 'deck')}"


def drawn(bank: Bank, count: int | None, order: Order) -> Quiz:
    """A quiz of so many questions of the whole bank. Raises click.UsageError when the bank is too small."""
    from mesoquiz.exams.assembly import TooFew, assemble

    if not bank.active:
        raise click.UsageError("all these cards are retired: there is none to ask")
    wanted = min(QUESTIONS, sum(not note.sound for note in bank.active)) if count is None else count
    if not wanted:
        raise click.UsageError("all these cards are asked by a sound, which cannot be printed")
    try:
        quiz = assemble(bank, count=wanted, seed="1" if order.seed is None else order.seed, forms=order.forms or 1)
    except TooFew as error:
        there = f"there {'is' if error.available == 1 else 'are'} {count_of(error.available, 'card')}"
        raise click.UsageError(
            f"{error.wanted} questions are wanted, and {there}: ask for at most {error.available}"
        ) from error
    return replace(quiz, layout=replace(quiz.layout, **order.layout()))


def planned(bank: Bank, path: Path, order: Order, manifests: Manifests | None = None) -> Quiz:
    """The exam that a blueprint plans. What is wrong in it ends the command with exit code 1."""
    from mesoquiz.exams import loader
    from mesoquiz.exams.assembly import Unmet, assemble_blueprint

    exam = loader.load(path, bank.collection.id, manifests)
    if exam.diagnostics:
        show(report.full(exam.diagnostics, exam.texts, colour), err=True)
    if exam.errors or exam.blueprint is None:
        _refuse(exam.diagnostics)
    try:
        with Progress(QUOTAS) as progress:
            return assemble_blueprint(bank, replace(exam.blueprint, **order.plan()), exam.used, progress)
    except Unmet as error:
        show(report.full(error.diagnostics, exam.texts, colour), err=True)
        _refuse(error.diagnostics)


def _refuse(found: tuple[Diagnostic, ...]) -> Never:
    show(f"{report.summary(found)}: nothing was written.", err=True)
    sys.exit(1)


def reprinted(bank: Bank, path: Path, order: Order) -> Quiz:
    """The exam of a manifest. Raises click.UsageError where it cannot be printed as it was."""
    from mesoquiz.exams.manifest import Unusable
    from mesoquiz.exams.reprints import restore
    from mesoquiz.limits import MAX_MANIFEST

    try:
        quiz = restore(read_file(path, MAX_MANIFEST).decode("utf-8", "replace"), bank)
    except Unusable as error:
        raise Surroundings(f"{path} cannot be printed again: {error}") from error
    return replace(quiz, layout=replace(quiz.layout, **order.layout()))


def quizzes(bank: Bank, folder: Path) -> dict[Path, Quiz]:
    """The quizzes of a build by their folders: one for each blueprint beside the decks, else one of the whole bank."""
    from mesoquiz.exams import loader

    if not bank.active:
        return {}
    plans = list(loader.beside(bank)) if bank.whole else []
    found = tuple(loader.clashes(plans))
    if found:
        show(report.full(found, {}, colour), err=True)
        _refuse(found)
    if plans:
        manifests = loader.Manifests()
        return {keep_within(folder, folder / path.stem): planned(bank, path, Order(), manifests) for path in plans}
    return {folder: drawn(bank, None, Order())} if any(not note.sound for note in bank.active) else {}


def write_release(target: Path, bank: Bank, release: Release, made: Mapping[Path, Quiz]) -> None:
    """Write a package to `target`, its lock beside the decks, and quizzes into their folders, all or nothing."""
    pages = {folder: _pages(quiz) for folder, quiz in made.items()}
    files: dict[Path, Content] = {target: release.package.write}
    read = {}
    if release.lock_path and release.lock_text is not None:
        files[release.lock_path] = release.lock_text.encode()
        read[release.lock_path] = release.lock_read
    stale = _write(files, pages, read)
    lines = [(target, describe_package(bank)), *_page_lines(pages)]
    if release.lock_path and release.lock_text is not None:
        lines.append((release.lock_path, f"release lock: {release.moves}"))
    say_written(lines, stale)
    if release.notice:
        say(release.notice)


def write_quiz(folder: Path, quiz: Quiz, *, pdf: bool = False) -> None:
    """Write the pages of a quiz into a folder, all or nothing; with `pdf` as PDF too."""
    pages = {folder: [*_pages(quiz), *(pdf_pages(quiz) if pdf else ())]}
    stale = _write({}, pages, {})
    say_written(_page_lines(pages), stale)


def _pages(quiz: Quiz) -> list[Artifact]:
    return list(exporter("html").export(quiz))


def pdf_pages(quiz: Quiz) -> list[Artifact]:
    """The pages of a quiz as PDF. Raises Surroundings without the extra that makes it, and for pictures too large."""
    try:
        return list(exporter("pdf").export(quiz, tell=say))
    except (ImportError, TooManyPixels) as error:
        raise Surroundings(str(error)) from error


def _write(
    files: dict[Path, Content], pages: Mapping[Path, list[Artifact]], read: Mapping[Path, bytes | None]
) -> list[Path]:
    """Write files, those that were `read` only if they are as they were.

    Pages of an earlier exam that the new one does not have go: a leftover form B has a wrong key.
    Returns what was removed.
    """
    kinds = dict.fromkeys(files, PACKAGE)
    named = {folder: {page.name: page.write for page in artifacts} for folder, artifacts in pages.items()}
    for folder, contents in named.items():
        files |= {keep_within(folder, folder / name): content for name, content in contents.items()}

    def stale() -> list[Path]:
        return [folder / name for folder, made in named.items() for name in sorted(pages_in(folder) - made.keys())]

    seals = [folder / MANIFEST_FILE for folder in named]
    return write_over(files, stale, read=read, seals=seals, kinds=kinds)


def _page_lines(pages: Mapping[Path, list[Artifact]]) -> list[tuple[Path, str]]:
    return [(folder / page.name, _describe(page.name)) for folder, found in pages.items() for page in found]


def _describe(name: str) -> str:
    page = page_of(name)
    return f"form {page[1]}: {page[0].what}" if page else "letters and order of every form"
