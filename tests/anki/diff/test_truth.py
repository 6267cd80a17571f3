"""Whether Anki does what `diff` says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from comparisons import DECK, TERM, Change, diff, effects_of, pack, withdrawn, without, write
from releases import NOW, THEN
from rendering import import_package


def anki_says(collection: Any, old: Path, new: Path, here: Path) -> dict[str, set[str]]:
    import_package(collection, old.read_bytes(), here)
    packages = [path for path in (new, withdrawn(new)) if path.exists()]
    logs = [import_package(collection, path.read_bytes(), here) for path in packages]
    names = {note["Id"] for note in map(collection.get_note, collection.find_notes(""))}
    found = {}
    for name in ("new", "updated", "conflicting"):
        entries = [entry for log in logs for entry in getattr(log, name)]
        # The id stands first, but for occlusions, where it is the sixth field.
        found[name] = {next(text for text in entry.fields if text in names) for entry in entries}
    return found


TRUTHS: dict[str, tuple[Change, int]] = {
    "of everything some": (
        lambda text: (
            without("trous")(text)
            .replace("dans le derme", "le derme")
            .replace(TERM, '    cloze: "Un {{1::mésolift}}."\n')
            .replace("- id: coupe\n", "- id: coupe\n    retired: true\n")
            + "  - {id: neuf, question: Neuf ?, answer: oui}\n"
        ),
        NOW,
    ),
    "lost and new cards": (
        lambda text: text.replace("le vieillissement\n", "le vieillissement\n    reverse: false\n").replace(
            "Peu, ", "{{3::Peu}}, "
        ),
        NOW,
    ),
    "another id": (lambda text: text.replace("- id: question", "- id: lieu"), NOW),
    "other times only": (lambda text: text, -NOW),
    "content without a later time": (lambda text: text.replace("dans le derme", "le derme"), -THEN),
    "another deck": (lambda text: text.replace("Suite::A", "Suite::B"), NOW),
}
"""A change, and the time of the second release; negative where it forgets the lock."""


@pytest.mark.parametrize(("change", "time"), TRUTHS.values(), ids=list(TRUTHS))
def test_anki_does_what_diff_says(change: Change, time: int, collection: Any, here: Path) -> None:
    old, lock = pack(write(here / "old", DECK), THEN)
    new, _ = pack(write(here / "new", change(DECK)), abs(time), lock if time > 0 else None)
    said: dict[str, set[str]] = {}
    for head, cards in effects_of(diff(old, new, "--all").stdout):
        said[re.sub(r"\d+ ([^:]*):.*", r"\1", head)] = {
            re.sub(r".*\(now (.*)\)|(\S+).*", r"\1\2", card) for card in cards
        }
    truth = anki_says(collection, old, new, here)
    assert truth["new"] == said.get("new", set()) | said.get("re-identified", set())
    assert truth["updated"] == said.get("updated", set()) | said.get("retired", set()) | said.get("restamped", set())
    assert truth["conflicting"] == said.get("other note type", set())
    empty = {note["Id"] for note in map(collection.get_note, (n.note_id for n in collection.get_empty_cards().notes))}
    assert empty == said.get("lost cards", set())
    # Cards that a student has stay where they are; only new ones come into the new deck.
    assert not collection.find_cards('deck:"Suite::B"')
