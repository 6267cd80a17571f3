"""Bank -> files on disk, for the commands that make something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mesoquiz.anki import lockfile
from mesoquiz.artifact import Artifact, TooManyPixels, Unfit
from mesoquiz.cli.marks import PACKAGE
from mesoquiz.cli.program import Surroundings
from mesoquiz.cli.releasing import Release
from mesoquiz.cli.replacing import Content
from mesoquiz.cli.reporting import refuse, say, tell
from mesoquiz.cli.writing import pages_in, say_written, write_over
from mesoquiz.decks.files import MANIFEST_FILE
from mesoquiz.diagnostics.terminal import one_line
from mesoquiz.diagnostics.wording import count_of
from mesoquiz.exporters import exporter
from mesoquiz.files import keep_within
from mesoquiz.notes.bank import Bank
from mesoquiz.paper.roles import page_named
from mesoquiz.reading.file import lines_of_faults

if TYPE_CHECKING:
    from mesoquiz.exams.quiz import Quiz


def describe_package(bank: Bank) -> str:
    """What a package holds, in words."""
    decks = len({deck.name for deck in bank.decks})
    return f"Anki deck: {count_of(len(bank.notes), 'note')} in {count_of(decks, 'deck')}"


def write_release(target: Path, bank: Bank, release: Release, made: Mapping[Path, Quiz]) -> None:
    """Write a package to `target`, its lock beside the decks, and quizzes into their folders, all or nothing."""
    pages = {folder: _pages(quiz) for folder, quiz in made.items()}
    files: dict[Path, Content] = {target: release.package.write}
    read = {}
    if release.lock_path and release.lock:
        lock = release.lock
        files[release.lock_path] = lambda stream: stream.write(lockfile.dump(lock).encode())
        read[release.lock_path] = release.lock_read
    stale = _write(files, pages, read)
    lines = [(target, describe_package(bank)), *_page_lines(pages)]
    if release.lock_path and release.lock:
        lines.append((release.lock_path, f"release lock: {release.moves}"))
    say_written(lines, stale)
    if release.notice:
        say(release.notice)


def write_quiz(folder: Path, quiz: Quiz, *, pdf: bool = False) -> None:
    """Write the pages of a quiz into a folder, all or nothing; with `pdf` as PDF too."""
    with making(quiz.bank):
        pages = [*_pages(quiz), *(exporter("pdf").export(quiz, tell=say) if pdf else ())]
    say_written(_page_lines({folder: pages}), write_artifacts(folder, pages))


@contextmanager
def making(bank: Bank) -> Iterator[None]:
    """What a format cannot make of a bank ends the command: with exit code 1 where its cards are at fault, else with 2.

    Raises Surroundings without the extra that it needs, and for pictures too large.
    """
    try:
        yield
    except Unfit as error:
        tell(error.faults, {**bank.texts, **lines_of_faults(list(error.faults))})
        refuse(error.faults)
    except (ImportError, TooManyPixels) as error:
        raise Surroundings(str(error)) from error


def write_artifacts(folder: Path, artifacts: list[Artifact]) -> list[Path]:
    """Write what a format made into a folder, all or nothing; returns what was removed.

    Raises click.UsageError for a part of an exam where another exam is.
    """
    if any(artifact.name == MANIFEST_FILE for artifact in artifacts):
        return _write({}, {folder: artifacts}, {})
    if (folder / MANIFEST_FILE).exists() and any(page_named(artifact.name) for artifact in artifacts):
        raise click.UsageError(f"{one_line(str(folder))} holds an exam: name another folder")
    return write_over({keep_within(folder, folder / artifact.name): artifact.write for artifact in artifacts})


def _pages(quiz: Quiz) -> list[Artifact]:
    return list(exporter("html").export(quiz))


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
    page = page_named(name)
    return f"form {page[1]}: {page[0].what}" if page else "letters and order of every form"
