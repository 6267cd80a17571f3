"""Print the JSON Schema that helps an editor."""

from __future__ import annotations

import click

from mesoquiz.cli.terminal import as_json, show
from mesoquiz.languages import LANGUAGES

SCHEMAS = ("deck", "collection", "blueprint")


@click.command()
@click.argument("file", type=click.Choice(SCHEMAS), default="deck")
@click.option("--lang", type=click.Choice(sorted(LANGUAGES)), default="en", help="The language of its words.")
def command(file: str, lang: str) -> None:
    """Print the JSON Schema that helps an editor.

    It is that of deck files, of collection.yaml or of the blueprints of exams. Editors with the YAML
    language server complete, explain and check a file whose first line names its schema.

    \b
    Example: a schema beside your decks, and the first line of each deck
      mesoquiz schema deck > deck.schema.json
      # yaml-language-server: $schema=deck.schema.json
    """
    from mesoquiz.starters.collection import schema_of

    show(as_json(schema_of(file, lang)))
