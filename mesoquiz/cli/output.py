"""Bank -> files on disk, for the commands that make something."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mesoquiz.anki import lockfile
from mesoquiz.artifact import Artifact, Failed, TooManyPixels, Unfit
from mesoquiz.cli.earlier import forsaken, kept, other_exam, say_kept
from mesoquiz.cli.marks import PACKAGE
from mesoquiz.cli.program import Surroundings
from mesoquiz.cli.releasing import Release
from mesoquiz.cli.replacing import Content
from mesoquiz.cli.reporting import refuse, say, tell
from mesoquiz.cli.writing import pages_in, say_written, write_over
from mesoquiz.decks import formulas
from mesoquiz.decks.files import MANIFEST_FILE
from mesoquiz.diagnostics.terminal import one_line
from mesoquiz.diagnostics.wording import count_of, some_of
from mesoquiz.files import Changed, keep_within
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.note import Note
from mesoquiz.paper.roles import WHOLE, page_named
from mesoquiz.reading.file import lines_of_faults

if TYPE_CHECKING:
    from mesoquiz.anki.package import Package
    from mesoquiz.exams.quiz import Quiz
    from mesoquiz.paper.classlist import Copy

SMALL_SHOWN = 8


def describe_package(package: Package) -> str:
    """What a package holds, in words."""
    if package.is_withdrawn:
        return f"{count_of(package.notes, 'withdrawn note')}, for updates"
    return f"Anki deck: {count_of(package.notes, 'note')} in {count_of(package.decks, 'deck')}"


def places(target: Path, bank: Bank, packages: Iterable[Package]) -> dict[Path, Package]:
    """Where packages go: the one to study to `target`, that of withdrawn notes beside it. Raises `Outside`."""
    name = f"{bank.collection.labels.withdrawn_package.format(target.stem)}{target.suffix}"
    # The current folder, which is refused later, has no name to put another in the place of.
    beside = keep_within(target.parent, target.parent / name)
    return {beside if package.is_withdrawn else target: package for package in packages}


def write_release(
    target: Path, bank: Bank, release: Release, made: Mapping[Path, Quiz], *, force: bool = False
) -> None:
    """Write a package to `target`, that of withdrawn notes beside it, its lock beside the decks, and quizzes into their
    folders, all or nothing.

    An exam that is in a folder stays, and is named, where the quiz is another draw; not with `force`.
    """
    pages = {folder: _exam(quiz) for folder, quiz in made.items()}
    others = {} if force else {folder: there for folder, found in pages.items() if (there := other_exam(folder, found))}
    pages = {folder: found for folder, found in pages.items() if folder not in others}
    packages = places(target, bank, release.packages)
    files: dict[Path, Content] = {place: package.write for place, package in packages.items()}
    read = {}
    if release.lock_path and release.lock:
        lock = release.lock
        files[release.lock_path] = lambda stream: stream.write(lockfile.dump(lock).encode())
        read[release.lock_path] = release.lock_read
    stale = _write(files, pages, read, force=force)
    lines = [(place, describe_package(package)) for place, package in packages.items()] + _page_lines(pages)
    if release.lock_path and release.lock:
        lines.append((release.lock_path, f"release lock: {release.moves}"))
    say_written(lines, stale)
    for folder, there in others.items():
        say(f"{one_line(str(folder))} holds {there}, and the cards or the plan would give another now: it stays.")
    if others:
        say("To replace what stays, type `mesoquiz build --force`; a manifest is kept of each.")
    for folder in sorted(forsaken(made, bank)):
        say(f"{one_line(str(folder))} holds an exam that no blueprint makes any more: delete it if nobody needs it.")
    for quiz in made.values():
        _say_small(quiz)
    if release.notice:
        say(release.notice)


def write_quiz(
    folder: Path, quiz: Quiz, *, pdf: bool = False, force: bool = False, copies: Sequence[Copy] = ()
) -> None:
    """Write the pages of a quiz into a folder, all or nothing; with `pdf` each as PDF too, and `copies` with names.

    Raises click.UsageError where the folder holds an exam of another draw; not with `force`.
    """
    say_unset([item.note for item in quiz.forms[0].items], quiz.bank)
    with making(quiz.bank):
        needed = pdf or bool(copies)
        pages = [*_exam(quiz, copies, singles=pdf, needed=needed), *(_pdf(quiz) if pdf else ())]
    say_written(_page_lines({folder: pages}), write_artifacts(folder, pages, force=force))
    if quiz.layout.print == "large" and quiz.layout.columns > 1:
        say("Large print has one column: two would be too narrow for its letters.")
    elif quiz.columns < quiz.layout.columns:
        say("Locked cases have one column: each step has a page of its own.")
    _say_small(quiz)


def _say_small(quiz: Quiz) -> None:
    """Print which cards have a formula that is too wide for the columns of a quiz."""
    if quiz.columns > 1 and (found := formulas.too_wide(item.note for item in quiz.forms[0].items)):
        cards = f"{'card' if len(found) == 1 else 'cards'} {some_of(map(one_line, found), SMALL_SHOWN)}"
        say(f"« {one_line(quiz.title)} » has a formula too wide for two columns, whose letters are very small, in "
            f"the {cards}. Print it in one column, or divide the formula.")  # fmt: skip


def say_unset(notes: Iterable[Note], bank: Bank) -> None:
    """Print which formulas of the notes to print are shown as they are written."""
    found = sorted(formulas.faults(notes), key=lambda one: one.span)
    tell(found, {**bank.texts, **lines_of_faults(found)})


@contextmanager
def making(bank: Bank) -> Iterator[None]:
    """What a format cannot make of a bank ends the command: with exit code 1 where its cards are at fault, else with 2.

    Raises Surroundings where a library is missing, and for pictures too large.
    """
    try:
        yield
    except Unfit as error:
        tell(error.faults, {**bank.texts, **lines_of_faults(list(error.faults))})
        refuse(error.faults)
    except (ImportError, Failed, TooManyPixels) as error:
        raise Surroundings(str(error)) from error


def write_artifacts(folder: Path, artifacts: list[Artifact], *, force: bool = False) -> list[Path]:
    """Write what a format made into a folder, all or nothing; returns what was removed.

    Raises click.UsageError for an exam, or a part of one, where another exam is; with `force` only for a part.
    """
    names = {artifact.name for artifact in artifacts}
    if MANIFEST_FILE in names:
        is_part = not any(name.endswith(".html") for name in names)
        if is_part and folder.is_dir() and pages_in(folder) - names:
            raise click.UsageError(f"{one_line(str(folder))} holds an exam: name another folder")
        return _write({}, {folder: artifacts}, {}, force=force)
    return write_over({keep_within(folder, folder / artifact.name): artifact.write for artifact in artifacts})


def _exam(quiz: Quiz, copies: Sequence[Copy] = (), *, singles: bool = False, needed: bool = False) -> list[Artifact]:
    """What there is of an exam: the PDF files to print, the page that links all, the pages, and the manifest.

    Where Typst is missing or fails, a PDF cannot show a card, or the temporary folder is full, it is said and those
    files are left out, unless they are `needed`: then it is raised.
    """
    from mesoquiz.exporters import booklets, html
    from mesoquiz.paper.pages import index
    from mesoquiz.paper.roles import EXAM, KEYS, NAMED

    printed: list[Artifact] = []
    try:
        printed += booklets.export(quiz, copies=copies)
    except (ImportError, OSError, Failed, TooManyPixels, Unfit) as error:
        # A picture that changed meanwhile stops the pages, too.
        if needed or isinstance(error, Changed):
            raise
        say(f"{one_line(quiz.title)}: no PDF files to print{_because(error)}.")
    what = {EXAM: quiz.labels.print_papers, KEYS: quiz.labels.print_keys}
    what[NAMED] = quiz.labels.count(quiz.labels.print_named, len(copies))
    links = index(quiz, [(page.name, what[page.name]) for page in printed], singles=singles)
    return [*printed, links, *html.export(quiz)]


def _because(error: Exception) -> str:
    if isinstance(error, Unfit):
        return f", since {one_line(error.faults[0].message)}. To have them, {error.faults[0].hint}"
    if isinstance(error, OSError):
        return f", since {error.filename or 'the temporary folder'} cannot be used: {(error.strerror or '').lower()}"
    return f". {error}"


def _pdf(quiz: Quiz) -> Iterator[Artifact]:
    from mesoquiz.exporters import pdf

    return pdf.export(quiz)


def _write(
    files: dict[Path, Content],
    pages: Mapping[Path, list[Artifact]],
    read: Mapping[Path, bytes | None],
    *,
    force: bool,
) -> list[Path]:
    """Write files, those that were `read` only if they are as they were.

    Pages of an earlier exam that the new one does not have go: a leftover form B has a wrong key.
    Returns what was removed. Raises click.UsageError where an exam of another draw is; not with `force`.
    """
    kinds = dict.fromkeys(files, PACKAGE)
    named = {folder: {page.name: page.write for page in artifacts} for folder, artifacts in pages.items()}
    for folder, contents in named.items():
        files |= {keep_within(folder, folder / name): content for name, content in contents.items()}
    copies = {file: data for folder, artifacts in pages.items() for file, data in kept(folder, artifacts).items()}

    def stale() -> list[Path]:
        # Asked when no other run can bring another exam any more.
        for folder, artifacts in pages.items():
            if not force and (there := other_exam(folder, artifacts)):
                what = f"{one_line(str(folder))} holds {there}, which would be replaced"
                raise click.UsageError(f"{what}: name another folder with -o, or replace it with --force")
        return [folder / name for folder, made in named.items() for name in sorted(pages_in(folder) - made.keys())]

    seals = [folder / MANIFEST_FILE for folder in named]
    removed = write_over({**files, **copies}, stale, read=read, seals=seals, kinds=kinds)
    say_kept(copies)
    return removed


def _page_lines(pages: Mapping[Path, list[Artifact]]) -> list[tuple[Path, str]]:
    return [(folder / page.name, describe(page)) for folder, found in pages.items() for page in found]


def describe(artifact: Artifact) -> str:
    """What a file of an exam is, in words; of its manifest, the number and the seed of the exam."""
    if artifact.name in WHOLE:
        return WHOLE[artifact.name]
    page = page_named(artifact.name)
    if page:
        return f"form {page[1]}: {page[0].what}"
    made = json.loads(artifact.content)
    return f"exam {made['exam']}, seed {one_line(made['seed'])}"
