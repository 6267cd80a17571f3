"""`mesoquiz diff`: what an update does to a student."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import click

from mesoquiz.cli import Surroundings
from mesoquiz.cli.loading import load_sound
from mesoquiz.cli.releasing import contents
from mesoquiz.cli.terminal import show
from mesoquiz.packages import Contents, NotAPackage
from mesoquiz.unpacking import is_package, read
from mesoquiz.updates import Change, compare

SHOWN = 12
"""Names listed under each effect before the rest is only counted."""


@click.command()
@click.argument("old", type=click.Path(path_type=Path, readable=False))
@click.argument("new", type=click.Path(path_type=Path, readable=False))
@click.option("--all", "show_all", is_flag=True, help="List every card.")
def command(old: Path, new: Path, show_all: bool) -> None:
    """Show what a student sees who has OLD and imports NEW: packages (.apkg, of any maker) or folders of decks.

    The exit code is 1 when the update would lose progress.

    \b
    Example: before publishing, against what was built last
      mesoquiz diff dist/mesotherapie.apkg decks
    """
    changes = list(compare(_read(old), _read(new)))
    if not changes:
        show("Nothing changes for a student.")
    for line in _lines(changes, None if show_all else SHOWN):
        show(line)
    losses = sum(change.effect.is_loss for change in changes)
    if losses:
        show(f"This update loses progress or updates in {losses} {'place' if losses == 1 else 'places'}.", err=True)
        sys.exit(1)


def _lines(changes: list[Change], most: int | None) -> Iterable[str]:
    order = sorted(changes, key=lambda change: (not change.effect.is_loss, change.effect.name))
    for effect, group in groupby(order, key=lambda change: change.effect):
        found = list(group)
        colour = "red" if effect.is_loss else None
        yield f"{click.style(f'{len(found)} {effect.name}', bold=True, fg=colour)}: {effect.meaning}"
        shown = found[:most]
        for change in shown:
            yield f"  {change.name}" + (f" ({change.detail})" if change.detail else "")
        if len(found) > len(shown):
            yield f"  and {len(found) - len(shown)} more (--all lists them)"


def _read(path: Path) -> Contents:
    """The contents of a package, or of the package that decks would make."""
    if not is_package(path):
        return contents(load_sound((path,)))
    try:
        return read(path)
    except NotAPackage as error:
        raise Surroundings(f"{path}: {error}") from error
