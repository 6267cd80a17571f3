"""Make the Anki package alone."""

from __future__ import annotations

from pathlib import Path

import click

from mesoquiz.cli.loading import load_sound, paths_argument
from mesoquiz.cli.output import write_release
from mesoquiz.cli.releasing import locked_option, release
from mesoquiz.cli.writing import chosen_file


@click.command()
@paths_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write; by default the collection's id.")
@locked_option
def command(paths: tuple[Path, ...], output: Path | None, locked: bool) -> None:
    """Make the Anki package alone.

    \b
    Example: one deck file into one package
      mesoquiz anki decks/04-seance.yaml -o seance.apkg
    """
    bank = load_sound(paths)
    made = release(bank, locked=locked)
    write_release(chosen_file(output, f"{bank.collection.id}.apkg"), bank, made, {})
