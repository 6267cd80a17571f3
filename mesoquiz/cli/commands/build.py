"""Make everything: the Anki deck, the quiz and its key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mesoquiz.cli.loading import load_collections, paths_argument
from mesoquiz.cli.output import write_release
from mesoquiz.cli.quizzes import quizzes
from mesoquiz.cli.releasing import Release, locked_option, release
from mesoquiz.cli.writing import chosen_folder
from mesoquiz.files import keep_within
from mesoquiz.notes.bank import Bank

if TYPE_CHECKING:
    from mesoquiz.exams.quiz import Quiz


@click.command()
@paths_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder to write to; by default dist/.")
@locked_option
@click.option("--force", is_flag=True, help="Replace exams that are there and would be others now.")
def command(paths: tuple[Path, ...], output: Path | None, locked: bool, force: bool) -> None:
    """Make everything: the Anki deck, the exams, their keys.

    Each blueprint in decks/blueprints/ gives an exam; without one, 20 cards do. The release lock (collection.lock) is
    brought up to date: commit it with the decks. A folder below with a collection.yaml of its own is made as well.

    \b
    Example: everything in decks/ goes to dist/
      mesoquiz build
    """
    banks = load_collections(paths)
    folder = chosen_folder(output, "dist")
    homes = [folder, *(keep_within(folder, folder / name) for name in _names(banks[1:]))]
    made = [_made(bank, folder, home, locked=locked) for bank, home in zip(banks, homes, strict=True)]
    for bank, (target, package, exams) in zip(banks, made, strict=True):
        write_release(target, bank, package, exams, force=force)


def _names(below: list[Bank]) -> list[str]:
    """The folders for the exams of collections that lie below another: each as that of its decks, if these differ."""
    names = [Path(bank.folder).name for bank in below]
    # The exams of the collection above go to `quiz`.
    are_own = len({"quiz", *(name.casefold() for name in names)}) > len(names)
    return names if are_own else [bank.collection.id for bank in below]


def _made(bank: Bank, folder: Path, home: Path, *, locked: bool) -> tuple[Path, Release, dict[Path, Quiz]]:
    """The packages of a collection and its exams, which go to the folder `quiz` in `home`."""
    made = release(bank, locked=locked)
    target = keep_within(folder, folder / f"{bank.collection.id}.apkg")
    return target, made, quizzes(bank, keep_within(folder, home / "quiz"))
