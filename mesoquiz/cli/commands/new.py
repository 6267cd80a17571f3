"""Begin files that are then changed by hand."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from mesoquiz.cli.beginning.blueprint import blueprint
from mesoquiz.cli.beginning.card import card
from mesoquiz.cli.beginning.collection import collection
from mesoquiz.cli.beginning.deck import deck

HELP = ("-h", "--help")
LIKE = 0.85
"""How alike a name and a subcommand are where one is taken for a slip of the other: `decks`, but not `cardio`."""


class Beginning(click.Group):
    """A group in which a folder, or nothing, begins a collection there."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what names no subcommand for those of `collection`."""
        if not args or args[0] not in (*self.commands, *HELP):
            self._refuse_slip(args[:1])
            args = ["collection", *args]
        return super().parse_args(ctx, args)

    def _refuse_slip(self, args: list[str]) -> None:
        """Raise click.UsageError for a mistyped subcommand, which would be a folder."""
        for name in args:
            near = difflib.get_close_matches(name, self.commands, n=1, cutoff=LIKE)
            if near and not Path(name).exists():
                said = f"there is no `mesoquiz new {name}`; did you mean `{near[0]}`? "
                raise click.UsageError(f"{said}For a folder of this name, type `mesoquiz new ./{name}`")


@click.group(cls=Beginning, subcommand_metavar="[FOLDER] | COMMAND [ARGS]...")
def command() -> None:
    """Begin a collection of decks, a deck, a card or a blueprint.

    With a FOLDER, by default the current one, begin a collection in it: decks with an example of
    every kind of card, the plan of an exam, and what editors, git and GitHub read. It asks for title, language and id,
    or takes them from --title, --lang and --id. Nothing that is there is written over.

    \b
    Example: a folder for cards on the heart
      mesoquiz new cardio
      cd cardio
      mesoquiz build
    """


for one in (collection, deck, card, blueprint):
    command.add_command(one)
