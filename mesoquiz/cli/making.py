"""Bank -> files on disk, for the commands that make something."""

from __future__ import annotations

from pathlib import Path

import click

from mesoquiz.cli import Surroundings
from mesoquiz.cli.loading import say
from mesoquiz.cli.releasing import Release
from mesoquiz.cli.writing import forms_of, say_written, write
from mesoquiz.exporters import Artifact, exporter
from mesoquiz.model import Bank
from mesoquiz.quiz import Quiz
from mesoquiz.report import count_of

QUESTIONS = 20
"""Length of a quiz that is given none; a smaller bank is asked whole."""

ROLES = {"quiz": "quiz", "key": "answer key", "explained": "explained key", "sheet": "answer sheet"}
"""The papers of a form, by the first word of a file's name."""


def describe_package(bank: Bank) -> str:
    """What a package holds, in words."""
    decks = len({deck.name for deck in bank.decks})
    return f"Anki deck: {count_of(len(bank.notes), 'note')} in {count_of(decks, 'deck')}"


def quiz_pages(bank: Bank, count: int | None, seed: str, forms: int, *, pdf: bool = False) -> list[Artifact]:
    """The pages and the manifest of a quiz. Raises click.UsageError when the bank is too small."""
    from mesoquiz.assembly import TooFew, assemble

    if not bank.active:
        raise click.UsageError("all these cards are retired: there is none to ask")
    wanted = min(QUESTIONS, len(bank.active)) if count is None else count
    try:
        quiz = assemble(bank, count=wanted, seed=seed, forms=forms)
    except TooFew as error:
        there = f"there {'is' if error.available == 1 else 'are'} {count_of(error.available, 'card')}"
        raise click.UsageError(
            f"{error.wanted} questions are wanted, and {there}: ask for at most {error.available}"
        ) from error
    return [*exporter("html").export(quiz), *(pdf_pages(quiz) if pdf else ())]


def pdf_pages(quiz: Quiz) -> list[Artifact]:
    """The pages of a quiz as PDF. Raises Surroundings without the extra that makes it."""
    try:
        return list(exporter("pdf").export(quiz, tell=say))
    except ImportError as error:
        raise Surroundings(str(error)) from error


def write_release(target: Path, bank: Bank, release: Release, quiz: Path | None, pages: list[Artifact]) -> None:
    """Write a package to `target`, its lock beside the decks, and quiz pages into the folder `quiz`, all or nothing."""
    files = {target: release.package.content, **_page_files(quiz, pages)}
    if release.lock_path and release.lock_text is not None:
        files[release.lock_path] = release.lock_text.encode()
    stale = _write(files, quiz, pages)
    lines = [(target, describe_package(bank)), *_page_lines(quiz, pages)]
    if release.lock_path and release.lock_text is not None:
        lines.append((release.lock_path, f"release lock: {release.moves}"))
    say_written(lines, stale)
    if release.notice:
        say(release.notice)


def write_quiz(folder: Path, pages: list[Artifact]) -> None:
    """Write quiz pages into a folder, all or nothing."""
    stale = _write(_page_files(folder, pages), folder, pages)
    say_written(_page_lines(folder, pages), stale)


def _write(files: dict[Path, bytes], quiz: Path | None, pages: list[Artifact]) -> list[Path]:
    """Write files; pages of an earlier exam that the new one does not have go: a leftover form B has a wrong key.

    Returns what was removed.
    """
    names = forms_of(quiz) - {page.name for page in pages} if quiz else set()
    stale = [quiz / name for name in sorted(names) if (quiz / name).is_file()] if quiz else []
    write(files, stale)
    return stale


def _page_files(folder: Path | None, pages: list[Artifact]) -> dict[Path, bytes]:
    return {folder / page.name: page.content for page in pages} if folder else {}


def _page_lines(folder: Path | None, pages: list[Artifact]) -> list[tuple[Path, str]]:
    return [(folder / page.name, _describe(page.name)) for page in pages] if folder else []


def _describe(name: str) -> str:
    stem, _, kind = name.rpartition(".")
    if kind == "json":
        return "letters and order of every form"
    role, _, form = stem.partition("-")
    return f"{ROLES[role]}, form {form}: {'print it' if kind == 'pdf' else 'open it and print'}"
