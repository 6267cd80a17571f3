"""`mesoquiz schema`: what editors need to help an author."""

from __future__ import annotations

import json

import click

SCHEMAS = ("deck", "collection", "blueprint")


@click.command()
@click.argument("file", type=click.Choice(SCHEMAS), default="deck")
def command(file: str) -> None:
    """Print the JSON Schema of deck files, of collection.yaml or of the blueprints of exams.

    Editors with the YAML language server complete, explain and check a file whose first line names its schema.

    \b
    Example: a schema beside your decks, and the first line of each deck
      mesoquiz schema deck > deck.schema.json
      # yaml-language-server: $schema=deck.schema.json
    """
    from mesoquiz.bank import DeckFile
    from mesoquiz.blueprint import Blueprint
    from mesoquiz.model import Collection
    from mesoquiz.schema import schema

    made = schema({"deck": DeckFile, "collection": Collection, "blueprint": Blueprint}[file], f"mesoquiz {file}")
    click.echo(json.dumps(made, ensure_ascii=False, indent=1))
