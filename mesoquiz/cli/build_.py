"""`mesoquiz build`: the main job."""

from __future__ import annotations

from pathlib import Path

import click

from mesoquiz.cli.loading import load_sound, paths_argument
from mesoquiz.cli.making import quiz_pages, write_release
from mesoquiz.cli.releasing import locked_option, release


@click.command()
@paths_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("dist"), help="Folder to write to.")
@locked_option
def command(paths: tuple[Path, ...], output: Path, locked: bool) -> None:
    """Make everything: the Anki deck, the quiz and its key.

    The release lock (collection.lock) is brought up to date: commit it with the decks.

    \b
    Example: everything in decks/ goes to dist/
      mesoquiz build
    """
    bank = load_sound(paths)
    made = release(bank, locked=locked)
    pages = quiz_pages(bank, None, "1", 1) if bank.active else []
    write_release(output / made.package.name, bank, made, output / "quiz", pages)
