"""`mesoquiz new deck`: another deck in a collection."""

from __future__ import annotations

import re
from pathlib import Path

import click

from mesoquiz.cli.loading import DEFAULT, text
from mesoquiz.cli.reporting import say
from mesoquiz.cli.writing import say_written, write_over
from mesoquiz.decks.files import COLLECTION_FILE, is_yaml
from mesoquiz.diagnostics.terminal import one_line, typed
from mesoquiz.diagnostics.wording import slug
from mesoquiz.notes.bank import Bank

MODELINE = "# yaml-language-server:"
_NUMBER = re.compile(r"(\d\d)-")


@click.command()
@click.argument("name", type=text)
@click.option("--decks", type=click.Path(path_type=Path), help="The folder of the decks; decks/ by default.")
def deck(name: str, decks: Path | None) -> None:
    """Begin a deck with one card in it.

    NAME is that of the deck in Anki, below the title of the collection unless it has `::`.

    \b
    Example: a deck on veins
      mesoquiz new deck "Les veines"
    """
    from mesoquiz.starters.cards import deck_text, examples, renamed

    bank = collection_in(decks or Path(DEFAULT))
    folder = Path(bank.home).parent
    whole = name if "::" in name else f"{bank.collection.title}::{name}"
    same = [one for one in bank.decks if one.name.casefold() == whole.casefold()]
    if same:
        raise click.UsageError(f"{one_line(same[0].path)} has the deck {one_line(whole)}: write into it")
    target = folder / f"{_numbered(folder)}{slug(name) or 'deck'}.yaml"
    if target.exists():
        raise click.UsageError(f"{one_line(str(target))} is there already: choose another name")
    first = next(iter(examples(bank.collection.lang).values()))
    made = deck_text(whole, renamed(first, {note.id for note in bank.notes}), _modeline(folder))
    write_over({target: made.encode()}, read={target: None})
    say_written([(target, "deck: 1 card")])
    say(f"Change it as you like, then type `mesoquiz check {typed(str(folder))}`.")


def collection_in(decks: Path) -> Bank:
    """The bank of a folder of decks, faulty or not. Raises click.UsageError where there is no collection."""
    from mesoquiz.decks import banks

    file = decks / COLLECTION_FILE
    if not file.is_file():
        raise click.UsageError(
            f"there is no {one_line(str(file))}: type `mesoquiz new` to begin a collection here, "
            "or `--decks` with the folder of yours"
        )
    return banks.load([decks])


def _numbered(folder: Path) -> str:
    """`04-` where the decks are numbered up to `03-`."""
    found = [_NUMBER.match(file.name) for file in folder.iterdir() if is_yaml(file.name)]
    numbers = [int(number[1]) for number in found if number]
    return f"{max(numbers) + 1:02}-" if numbers and max(numbers) < 99 else ""


def _modeline(folder: Path) -> str:
    """The line by which the editor finds the schema, as another deck beside has it."""
    for file in sorted(folder.iterdir()):
        if is_yaml(file.name) and file.name != COLLECTION_FILE:
            with file.open(encoding="utf-8", errors="replace") as lines:
                first = lines.readline(300)
            if first.startswith(MODELINE):
                return first
    return ""
