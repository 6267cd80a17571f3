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
    made = [_made(bank, folder, locked=locked, below=number > 0) for number, bank in enumerate(banks)]
    for bank, (target, package, exams) in zip(banks, made, strict=True):
        write_release(target, bank, package, exams, force=force)


def _made(bank: Bank, folder: Path, *, locked: bool, below: bool) -> tuple[Path, Release, dict[Path, Quiz]]:
    """The packages and the exams of a collection; those of one below another have a folder of their own."""
    made = release(bank, locked=locked)
    home = keep_within(folder, folder / bank.collection.id) if below else folder
    target = keep_within(folder, folder / f"{bank.collection.id}.apkg")
    return target, made, quizzes(bank, keep_within(folder, home / "quiz"))
