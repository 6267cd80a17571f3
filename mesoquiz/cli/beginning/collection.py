"""`mesoquiz new [FOLDER]`: all that a collection begins with."""

from __future__ import annotations

from pathlib import Path

import click

from mesoquiz.cli.beginning.asking import can_ask, prompt
from mesoquiz.cli.loading import text
from mesoquiz.cli.reporting import say
from mesoquiz.cli.writing import say_written, write_over
from mesoquiz.decks.files import COLLECTION_FILE
from mesoquiz.diagnostics.terminal import one_line, typed
from mesoquiz.diagnostics.wording import slug
from mesoquiz.languages import LANGUAGES

USUAL = "fr"
"""The language of decks that do not say theirs."""
WHAT = {
    ".yaml": "YAML, to be changed",
    ".json": "what the editor reads",
    ".svg": "picture",
    ".yml": "checks and builds on each push, on GitHub",
    ".gitattributes": "merges of two authors' work",
    ".gitignore": "what is made again and not kept",
}


def identifier(value: str) -> str:
    """The type of `--id`. Raises click.BadParameter."""
    made = value.strip()
    if not made or made != slug(made):
        better = f"; `{slug(value)}` would do" if slug(value) else ""
        raise click.BadParameter(f"it has small letters a to z, digits and hyphens{better}")
    return made


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--title", type=text, help="The title of the package and of exams.")
@click.option("--lang", type=click.Choice(sorted(LANGUAGES)), help="The language of the cards.")
@click.option("--id", type=identifier, help="Its name for ever, whatever the title becomes.")
def collection(folder: Path, title: str | None, lang: str | None, id: str | None) -> None:
    """Begin a collection of decks in FOLDER.

    By default, that is the current one.

    \b
    It gets an example of every kind of card with remarks, the plan of an exam, and what
    editors, git and GitHub read. Nothing that is there is written over. What an option says
    is not asked; without a terminal, nothing is.
    """
    from mesoquiz.starters.collection import DECKS, beginnings

    made = _made(folder)
    there = folder / DECKS / COLLECTION_FILE
    if there.exists():
        raise click.UsageError(
            f"{one_line(str(there))} is there already: there is a collection here. "
            "For another deck in it, type `mesoquiz new deck NAME`"
        )
    asks = can_ask() and None in (title, lang, id)
    if asks:
        say("Enter takes what is in brackets.")
    title = title or (prompt("Title", made, text) if asks else made)
    lang = lang or (prompt("Language of the cards", USUAL, click.Choice(sorted(LANGUAGES))) if asks else USUAL)
    usual = slug(title) or "collection"
    id = id or (prompt("Id, which never changes", usual, identifier) if asks else usual)
    files = {folder / name: content for name, content in beginnings(title, lang, id).items()}
    left = [file for file in files if file.exists()]
    new = {file: content.encode() if isinstance(content, str) else content for file, content in files.items()}
    new = {file: content for file, content in new.items() if file not in left}
    write_over(new, read=dict.fromkeys(new))
    say_written([(file, WHAT.get(file.suffix) or WHAT[file.name]) for file in new])
    for file in left:
        say(f"{one_line(str(file))} was there and is left as it is.")
    go = "" if folder == Path() else f"cd {typed(str(folder))}` and `"
    say(
        f"Now type `{go}mesoquiz preview` to see the cards while you change {DECKS}/; `mesoquiz build` makes all of it."
    )


def _made(folder: Path) -> str:
    """A title made of the name of a folder."""
    name = folder.resolve().name.replace("_", " ").strip()
    return name[:1].upper() + name[1:] or "Collection"
