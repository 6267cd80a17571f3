"""`python benchmarks/rivals.py PROGRAMS`: mesoquiz beside two programs that people use instead, on the same cards.

anki-yaml-tool (YAML, genanki) and ankcompiler (Markdown, genanki) are installed in an environment of their own:

    python -m venv elsewhere && elsewhere/bin/pip install anki-yaml-tool ankcompiler
    python benchmarks/rivals.py elsewhere/bin

Each gets the cards in files of its own language. Decks are one file for each deck, as their makers have it.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import yaml
from generate import write_decks
from run import Usage, least, take

CONFIG = {
    "name": "Basic",
    "fields": ["Front", "Back"],
    "templates": [{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
    "css": ".card { font-size: 20px; }",
}


@click.command()
@click.argument("programs", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--notes", type=click.IntRange(1), default=10_000, show_default=True, help="Notes in all.")
@click.option("--repeat", type=click.IntRange(1), default=3, show_default=True, help="Rounds; minima are shown.")
def main(programs: Path, notes: int, repeat: int) -> None:
    """Measure mesoquiz beside anki-yaml-tool and ankcompiler, whose commands lie in the folder PROGRAMS."""
    with tempfile.TemporaryDirectory(prefix="mesoquiz-rivals-") as name:
        folder = Path(name)
        write_decks(folder / "decks", notes, 1)
        cards = yaml.load((folder / "decks" / "001.yaml").read_bytes(), Loader=yaml.CSafeLoader)["cards"]
        (folder / "cards.yaml").write_text(as_yaml_tool(cards), encoding="utf-8")
        (folder / "markdown").mkdir()
        (folder / "markdown" / "cards.md").write_text("".join(as_ankcompiler(cards)), encoding="utf-8")
        made = {
            "mesoquiz anki": folder / "mesoquiz.apkg",
            "anki-yaml-tool build": folder / "yaml-tool.apkg",
            "ankc build": folder / "essai.apkg",
        }
        commands = {
            "mesoquiz anki": [sys.executable, "-m", "mesoquiz", "anki", "decks", "-o", "mesoquiz.apkg"],
            "anki-yaml-tool build": [f"{programs.resolve()}/anki-yaml-tool", "build", "--file", "cards.yaml"],
            "ankc build": [f"{programs.resolve()}/ankc", "build", "--all", "--path", "markdown", "--output", "."],
        }
        commands["anki-yaml-tool build"] += ["--output", "yaml-tool.apkg"]
        taken: dict[str, list[Usage]] = {name: [] for name in commands}
        for _ in range(repeat):
            for contender, command in commands.items():
                made[contender].unlink(missing_ok=True)
                taken[contender].append(take(command, folder))
        show({name: least(usages) for name, usages in taken.items()}, made, notes)


def show(usages: dict[str, Usage], made: dict[str, Path], notes: int) -> None:
    """Print the figures, and how many times those of mesoquiz they are."""
    ours = usages["mesoquiz anki"]
    click.echo(f"{notes:,} notes; the least of each figure")
    click.echo(f"{'':<22}{'CPU s':>8}{'ratio':>8}{'peak MB':>10}{'package kB':>12}{'ratio':>8}")
    for name, usage in usages.items():
        size, own = made[name].stat().st_size, made["mesoquiz anki"].stat().st_size
        figures = f"{usage.cpu:>8.2f}{usage.cpu / ours.cpu:>8.1f}{usage.megabytes:>10.0f}{size / 1000:>12,.0f}"
        click.echo(f"{name:<22}{figures}{size / own:>8.1f}")


def as_yaml_tool(cards: list[dict[str, Any]]) -> str:
    """The deck file of anki-yaml-tool. JSON is YAML."""
    data = [{"front": card["question"], "back": card["answer"], "tags": card["tags"]} for card in cards]
    data = [{**entry, "tags": [tag.replace("é", "e") for tag in entry["tags"]]} for entry in data]
    return json.dumps({"config": CONFIG, "deck-name": "Essai", "data": data}, ensure_ascii=False, indent=1)


def as_ankcompiler(cards: list[dict[str, Any]]) -> Iterator[str]:
    """The Markdown of ankcompiler: blocks, each with an id of ten letters."""
    yield "---\ndeck: Essai\n---\n"
    for number, card in enumerate(cards):
        yield f"---\n\n{card['question']} ::: {card['answer']}\n\n---\n[^uid]: q{number:09}\n\n"


if __name__ == "__main__":
    main()
