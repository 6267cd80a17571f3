"""The script that people write by hand: `yaml.load` with libyaml, then genanki as its README shows.

Called with the folder of decks and the package to write.
"""

from __future__ import annotations

import html
import sys
from pathlib import Path

import genanki
import yaml

model = genanki.Model(
    1607392319,
    "Simple Model",
    fields=[{"name": "Question"}, {"name": "Answer"}],
    templates=[
        {
            "name": "Card 1",
            "qfmt": "{{Question}}",
            "afmt": '{{FrontSide}}<hr id="answer">{{Answer}}',
        }
    ],
)


def main(folder: Path, target: Path) -> None:
    """Make the package."""
    decks = []
    for number, path in enumerate(sorted(folder.glob("[0-9]*.yaml"))):
        with path.open(encoding="utf-8") as stream:
            data = yaml.load(stream, Loader=yaml.CSafeLoader)
        deck = genanki.Deck(2059400110 + number, data["deck"])
        for card in data["cards"]:
            note = genanki.Note(
                model=model,
                fields=[html.escape(card["question"]), html.escape(card["answer"])],
                tags=card["tags"],
                guid=genanki.guid_for(card["id"]),
            )
            deck.add_note(note)
        decks.append(deck)
    genanki.Package(decks).write_to_file(str(target))


main(Path(sys.argv[1]), Path(sys.argv[2]))
