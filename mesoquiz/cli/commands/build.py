"""Make everything: the Anki deck, the quiz and its key."""

from __future__ import annotations

from pathlib import Path

import click

from mesoquiz.cli.loading import load_sound, paths_argument
from mesoquiz.cli.output import write_release
from mesoquiz.cli.quizzes import quizzes
from mesoquiz.cli.releasing import locked_option, release
from mesoquiz.cli.writing import chosen_folder
from mesoquiz.files import keep_within


@click.command()
@paths_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder to write to; by default dist/.")
@locked_option
@click.option("--force", is_flag=True, help="Replace exams that are there and would be others now.")
def command(paths: tuple[Path, ...], output: Path | None, locked: bool, force: bool) -> None:
    """Make everything: the Anki deck, the exams, their keys.

    Each blueprint in decks/blueprints/ gives an exam; without one, 20 cards do. The release lock (collection.lock) is
    brought up to date: commit it with the decks.

    \b
    Example: everything in decks/ goes to dist/
      mesoquiz build
    """
    bank = load_sound(paths)
    made = release(bank, locked=locked)
    folder = chosen_folder(output, "dist")
    target = keep_within(folder, folder / made.package.name)
    exams = quizzes(bank, keep_within(folder, folder / "quiz"))
    write_release(target, bank, made, exams, force=force)
