"""`mesoquiz new card`: an example of one kind, to be changed."""

from __future__ import annotations

from pathlib import Path

import click

from mesoquiz.cli.loading import DEFAULT, text
from mesoquiz.cli.terminal import show
from mesoquiz.cli.writing import say_written, write_over
from mesoquiz.decks.files import COLLECTION_FILE
from mesoquiz.diagnostics.terminal import one_line
from mesoquiz.diagnostics.wording import did_you_mean, enumerate_words

USUAL = "fr"


@click.command()
@click.argument("kind", type=text)
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
def card(kind: str, file: Path | None) -> None:
    """Add an example of a card to a deck.

    It is there to be changed. KIND is one of those that `mesoquiz explain` lists, or `case`. FILE is the deck; without
    it the example is printed, to be pasted below `cards:`.

    \b
    Example: a text with gaps
      mesoquiz new card cloze decks/veines.yaml
    """
    from mesoquiz.decks import banks
    from mesoquiz.starters.adding import NotAdded, with_card
    from mesoquiz.starters.cards import examples, pictures

    bank = banks.load([file or DEFAULT]) if file or (Path(DEFAULT) / COLLECTION_FILE).is_file() else None
    found = examples(bank.collection.lang if bank else USUAL)
    if kind not in found:
        guess = did_you_mean(kind, found)
        raise click.UsageError(f"there is no kind `{one_line(kind)}`: {guess or enumerate_words(found)}")
    example = found[kind]
    if file is None:
        show(example, nl=False)
        return
    before = file.read_bytes()
    taken = {note.id for note in banks.load([file.parent]).notes}
    try:
        after = with_card(before, str(file), example, taken)
    except NotAdded as error:
        raise click.UsageError(
            f"{error}; type `mesoquiz new card {kind}` and paste what it prints below `cards:`"
        ) from error
    shown = {file.parent / name: content for name, content in pictures(example).items()}
    missing = {path: content for path, content in shown.items() if not path.exists()}
    write_over({file: after, **missing}, read={file: before} | dict.fromkeys(missing))
    say_written([(file, f"one more card: {kind}"), *((path, "picture") for path in missing)])
