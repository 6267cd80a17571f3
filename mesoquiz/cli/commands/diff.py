"""Show what an update changes for a student."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

import click

from mesoquiz.anki.comparing.differences import differences
from mesoquiz.anki.comparing.updates import Change, compare
from mesoquiz.anki.contents import Clock, Contents, NotAPackage, PackedType
from mesoquiz.anki.reader import is_package, read
from mesoquiz.cli.loading import load_sound
from mesoquiz.cli.program import Surroundings
from mesoquiz.cli.releasing import contents
from mesoquiz.cli.terminal import show
from mesoquiz.diagnostics.wording import count_of

SHOWN = 12
"""Names listed under each effect before the rest is only counted."""


@click.command()
@click.argument("old", type=click.Path(path_type=Path, readable=False))
@click.argument("new", type=click.Path(path_type=Path, readable=False))
@click.option("--all", "show_all", is_flag=True, help="List every card.")
def command(old: Path, new: Path, show_all: bool) -> None:
    """Show what an update changes for a student.

    The student has OLD and imports NEW: packages (.apkg, of any maker) or folders of decks. The exit
    code is 1 when the update would lose progress.

    \b
    Example: before publishing, against what was built last
      mesoquiz diff dist/mesotherapie.apkg decks
    """
    # One's own decks may take as long as they like.
    made = {path: contents(load_sound((path,))) for path in (old, new) if not is_package(path)}
    clock = Clock()
    before, after = (made.get(path) or _read(path, clock) for path in (old, new))
    try:
        changes = list(compare(before, after, clock))
    except NotAPackage as error:
        raise Surroundings(f"comparing {old} with {new} takes too long") from error
    if not changes:
        show("Nothing changes for a student.")
    for line in _lines(changes, after.types, None if show_all else SHOWN):
        show(line)
    losses = sum(change.effect.is_loss for change in changes)
    if losses:
        show(f"This update loses progress or updates in {count_of(losses, 'place')}.", err=True)
        sys.exit(1)


def _lines(changes: list[Change], types: Mapping[str, PackedType], most: int | None) -> Iterable[str]:
    order = sorted(changes, key=lambda change: (not change.effect.is_loss, change.effect.name))
    for effect, group in groupby(order, key=lambda change: change.effect):
        found = list(group)
        colour = "red" if effect.is_loss else None
        head = f"{sum(change.count for change in found):,} {effect.name}"
        yield f"{click.style(head, bold=True, fg=colour)}: {effect.meaning}"
        shown = found[:most]
        for change in shown:
            yield f"  {change.name}" + (f" ({change.detail})" if change.detail else "")
            if change.before and change.after:
                for where, *texts in differences(change.before, change.after, types):
                    yield from (f"    {where} {mark} {text}" for mark, text in zip("-+", texts, strict=True) if text)
        if len(found) > len(shown):
            yield f"  and {len(found) - len(shown)} more (--all lists them)"


def _read(path: Path, clock: Clock) -> Contents:
    """The contents of a package, while there is time."""
    try:
        return read(path, clock)
    except NotAPackage as error:
        raise Surroundings(f"{path}: {error}") from error
