"""A student who added a field to the note type: what merging mends, what it costs, and for how long."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from releases import NOW, SUITE, THEN, publish

from mesoquiz.anki.lock import Lock


class Student:
    """Imports the releases of an author, with and without *Merge note types*."""

    def __init__(self, folder: Path, collection: Any) -> None:
        self.folder, self.collection = folder, collection
        self.lock: Lock | None = None
        (folder / "decks").mkdir()
        (folder / "decks/collection.yaml").write_text("id: suite\ntitle: Suite\n", encoding="utf-8")

    def release(self, answer: str, at: int) -> bytes:
        text = SUITE.replace("dans le derme", answer)
        (self.folder / "decks/a.yaml").write_text(text, encoding="utf-8")
        package, self.lock = publish(self.folder / "decks", self.lock, at)
        return package

    def take(self, package: bytes, *, merge: bool = False) -> tuple[set[str], set[str]]:
        """Import a package; the ids of the notes that were updated, and of those that were refused."""
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

        path = self.folder / "release.apkg"
        path.write_bytes(package)
        options = ImportAnkiPackageOptions()
        options.CopyFrom(self.collection._backend.get_import_anki_package_presets())
        options.merge_notetypes = merge
        request = ImportAnkiPackageRequest(package_path=str(path), options=options)
        log = self.collection.import_anki_package(request).log
        return {note.fields[0] for note in log.updated}, {note.fields[0] for note in log.conflicting}

    def note(self, id: str) -> dict[str, str]:
        return dict(self.collection.get_note(self.collection.find_notes(f"Id:{id}")[0]).items())

    def types(self) -> list[str]:
        return sorted(kind.name for kind in self.collection.models.all_names_and_ids() if "Mesoquiz" in kind.name)


@pytest.fixture
def student(tmp_path: Path, collection: Any) -> Student:
    """With a field of their own, and something in it."""
    made = Student(tmp_path, collection)
    made.take(made.release("dans le derme", THEN))
    kind = collection.models.by_name("Mesoquiz")
    collection.models.add_field(kind, collection.models.new_field("Mémo"))
    collection.models.update_dict(kind)
    note = collection.get_note(collection.find_notes("Id:terme")[0])
    note["Mémo"] = "à moi"
    collection.update_note(note)
    return made


REFUSED: tuple[set[str], set[str]] = (set(), {"question", "terme"})
USUAL: tuple[set[str], set[str]] = ({"question"}, set())


def test_merging_keeps_the_field_and_misses_what_was_corrected_before_it(student: Student) -> None:
    release = student.release("le derme", NOW)
    assert student.take(release) == REFUSED
    assert student.types() == ["Mesoquiz", "Mesoquiz cloze", "Mesoquiz+"]
    assert student.take(release, merge=True) == (set(), set())
    assert student.types() == ["Mesoquiz", "Mesoquiz cloze"]
    assert student.note("terme")["Mémo"] == "à moi"
    assert student.note("question")["Answer"] == "dans le derme"


def test_with_the_field_each_release_has_to_be_merged(student: Student) -> None:
    student.take(student.release("le derme", NOW), merge=True)
    later = int(time.time()) + 1_000_000
    release = student.release("la peau", later)
    assert student.take(release) == REFUSED, "as by default the first one was"
    assert student.take(release, merge=True) == USUAL
    assert student.take(student.release("le tissu", later + 1), merge=True) == USUAL
    assert student.note("question")["Answer"] == "le tissu"
    assert student.note("terme")["Mémo"] == "à moi"
    assert student.types() == ["Mesoquiz", "Mesoquiz cloze"]


def test_once_the_field_is_deleted_releases_arrive_as_usual(student: Student) -> None:
    student.take(student.release("le derme", NOW), merge=True)
    models = student.collection.models
    kind = models.by_name("Mesoquiz")
    models.remove_field(kind, kind["flds"][-1])
    models.update_dict(kind)
    assert student.take(student.release("la peau", int(time.time()) + 1_000_000)) == USUAL
    assert student.types() == ["Mesoquiz", "Mesoquiz cloze"]
