"""Two releases to be compared, and packages by other programs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import genanki
from commands import Done, run
from releases import NOW, PNG, SUITE, THEN

import mesoquiz
from mesoquiz.anki import lock as locks
from mesoquiz.anki import package as packages

COLLECTION = "id: suite\ntitle: Suite\n"

DECK = (
    SUITE
    + """\
  - id: coupe
    image: {file: coupe.png, alt: Coupe}
    masks: [{left: 10, top: 10, width: 20, height: 20, label: derme}]
"""
)

Change = Callable[[str], str]


def write(folder: Path, text: str, collection: str = COLLECTION) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "collection.yaml").write_text(collection, encoding="utf-8")
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    (folder / "coupe.png").write_bytes(PNG)
    return folder


def pack(folder: Path, now: int, old: locks.Lock | None = None) -> tuple[Path, locks.Lock]:
    """A package of a folder, whatever the lock thinks of it: diff is to tell."""
    rendered = packages.render(mesoquiz.load(folder))
    settled, _ = locks.settle(old, rendered.lock(), now)
    path = folder.with_suffix(".apkg")
    path.write_bytes(rendered.package(settled).content)
    for package in rendered.packages(settled):
        if package.is_withdrawn:
            withdrawn(path).write_bytes(package.content)
    return path, settled


def withdrawn(package: Path) -> Path:
    """Where the withdrawn cards of a package lie."""
    return package.with_name(f"{package.stem}-retraits.apkg")


def diff(old: Path | str, new: Path | str, *options: str) -> Done:
    return run("diff", old, new, *options)


def without(id: str) -> Change:
    return lambda text: re.sub(rf"  - id: {id}\n(    .*\n)*", "", text)


def effects_of(text: str) -> list[tuple[str, set[str]]]:
    """The heads in their order, and the cards below each: a package does not keep the order of the author."""
    found: list[tuple[str, set[str]]] = []
    # What differs in a card is indented twice: `tests/anki/test_differences.py` looks at it.
    for line in re.sub("(?m)^    .*\n", "", text).splitlines():
        if line.startswith("  "):
            found[-1][1].add(line.strip())
        else:
            found.append((line, set()))
    return found


def loses(number: int) -> str:
    return f"This update loses progress or updates in {number} place{'s' if number > 1 else ''}.\n"


TERM = "    term: mésolift\n    definition: injections contre le vieillissement\n"


# Packages by others.


def by_genanki(path: Path, notes: list[tuple[str, str, str]], fields: tuple[str, ...] = ("Front", "Back")) -> Path:
    """A package as people write it with plain genanki: `notes` are guid, front, back."""
    model = genanki.Model(
        1_607_392_319,
        "Simple",
        fields=[{"name": name} for name in fields],
        templates=[{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{Back}}"}],
    )
    deck = genanki.Deck(2_059_400_110, "Cours::Peau")
    for guid, front, back in notes:
        deck.add_note(genanki.Note(model=model, fields=[front, back, *fields[2:]], guid=guid, tags=["b", "a"]))
    genanki.Package(deck).write_to_file(path, timestamp=float(THEN if "old" in path.name else NOW))
    return path


NOTES = [("g1", "Quelle <b>couche</b> ?", "le derme"), ("g2", "Qui ?", "Pistor"), ("g3", "Quand ?", "1952")]
