"""Small decks for tests of commands, and what is asked of the output."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAID = "There is no folder decks/ here: taking the decks shipped with mesoquiz.\n"

DECK = """\
deck: Essai::Peau
id: essai
cards:
  - id: derme
    question: "Où vont les **injections** ?"
    answer: dans le derme
    distractors: [dans le muscle, dans la veine]
    tags: [peau::couche, geste]
    difficulty: 2
  - id: papule
    cloze: "Une {{papule::petite bosse}} dure une heure."
    tags: [geste]
  - id: eau
    statement: La peau contient de l'eau.
    answer: true
"""

FAULTY = """\
deck: Essai
id: essai
cards:
  - id: derme
    question: Attention: où vont-elles ?
    answer: dans le derme
  - id: muscle
    question: Et là ?
    answr: dans le muscle
"""

WARNED = """\
deck: Essai
cards:
  - id: derme
    question: Où ?
    answer: dans le derme
    source: {doc: livre, quote: un deux trois quatre cinq six sept huit neuf dix onze douze treize}
"""


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


def files_in(folder: Path) -> set[str]:
    """Every file below a folder, hidden ones included."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def columns(text: str) -> int:
    """What a terminal needs for a line."""
    return sum(
        0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text.removesuffix("\n")
    )


# What is written, and what is said of it.


def pages_of(*forms: str) -> set[str]:
    """The files of a quiz in these forms."""
    roles = ("quiz", "key", "explained", "sheet")
    whole = {"exam.pdf", "keys.pdf", "index.html", "manifest.json"}
    return {*whole, *(f"{role}-{form}.html" for role in roles for form in forms)}


def warned(folder: Path) -> None:
    """A deck with a warning, and its collection."""
    written(folder / "collection.yaml", "id: essai\ntitle: Essai\nsources:\n  - {id: livre, title: Un livre}\n")
    written(folder / "essai.yaml", WARNED)


# quiz


def asked(folder: str, form: int = 0) -> list[str]:
    """The ids of the questions of a form, in order."""
    manifest = json.loads(Path(folder, "manifest.json").read_text(encoding="utf-8"))
    return [item["id"] for item in manifest["forms"][form]["sections"][0]["items"]]
