"""Publish a version: from then on no card of it may get lost."""

from __future__ import annotations

from pathlib import Path

import click

from mesoquiz.cli.loading import DEFAULT, load_sound, text
from mesoquiz.cli.publishing import publish
from mesoquiz.cli.writing import chosen_folder


@click.command()
@click.argument("version", required=False, type=text)
@click.option("--decks", type=click.Path(path_type=Path), help="The folder of the decks; decks/ by default.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder to write to; by default dist/.")
def command(version: str | None, decks: Path | None, output: Path | None) -> None:
    """Publish a version: from then on no card of it may get lost.

    `build` makes drafts, which may be renamed, changed in kind or deleted. A release makes them final: it writes the
    package for students, the release lock, and what is new into CHANGELOG.md beside the decks. VERSION goes into
    collection.yaml; without it, the version that is there is published.

    \b
    Example: the next version
      mesoquiz release 0.2
    """
    bank = load_sound((decks or Path(DEFAULT),))
    publish(bank, version, chosen_folder(output, "dist"))
