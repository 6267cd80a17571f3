"""What `diff` says of packages that other programs made."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from comparisons import DECK, NOTES, by_genanki, diff, effects_of, loses, pack, write
from releases import NOW, THEN
from rendering import import_package


def test_packages_of_genanki_are_compared(here: Path) -> None:
    old = by_genanki(here / "old.apkg", NOTES)
    new = by_genanki(
        here / "new.apkg",
        [("g1", "Quelle <b>couche</b> ?", "la peau"), ("g4", "Qui ?", "Pistor"), ("g5", "Où ?", "ici")],
    )
    result = diff(old, new)
    assert result.stdout == (
        "1 gone without notice: students keep the card for ever; put it back with `retired: true`\n  Quand ?\n"
        "1 re-identified: the same card under another id: it starts anew, beside the old one\n  Qui ? (now Qui ?)\n"
        "1 new: new notes\n  Où ?\n"
        "1 updated: the new content is shown, but on notes that a student edited since; progress stays\n"
        "  Quelle couche ?\n"
        "    Back - le derme\n    Back + la peau\n"
    )
    assert (result.stderr, result.exit_code) == (loses(2), 1)


def test_a_field_more_forks_the_note_type(here: Path) -> None:
    old = by_genanki(here / "old.apkg", NOTES)
    new = by_genanki(here / "new.apkg", NOTES, ("Front", "Back", "Extra"))
    result = diff(old, new)
    assert "1 note type forked: fields or templates differ: none of its notes is updated any more\n  Simple\n" in (
        result.stdout
    )
    assert result.exit_code == 1


def test_notes_of_a_forked_type_are_not_called_updated(collection: Any, here: Path) -> None:
    """Anki takes none of them over, so the promise of new content would be wrong."""
    old = by_genanki(here / "old.apkg", NOTES)
    new = by_genanki(
        here / "new.apkg", [("g1", "Quelle <b>couche</b> ?", "la peau"), *NOTES[1:]], ("Front", "Back", "+")
    )
    import_package(collection, old.read_bytes(), here)
    log = import_package(collection, new.read_bytes(), here)
    assert (len(log.conflicting), len(log.updated)) == (3, 0)
    result = diff(old, new)
    assert "updated: the new content is shown" not in result.stdout
    assert result.exit_code == 1


def export(collection: Any, path: Path, *, legacy: bool) -> Path:
    from anki.collection import ExportAnkiPackageOptions

    options = ExportAnkiPackageOptions(with_scheduling=False, with_deck_configs=False, with_media=False, legacy=legacy)
    collection.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


@pytest.mark.parametrize("legacy", [True, False], ids=["legacy format", "new format"])
def test_what_anki_exports_again_is_the_same(legacy: bool, collection: Any, here: Path) -> None:
    for path in (pack(write(here / "meso", DECK), THEN)[0], by_genanki(here / "old.apkg", NOTES)):
        import_package(collection, path.read_bytes(), here)
    exported = export(collection, here / "exported.apkg", legacy=legacy)
    assert ("collection.anki21b" in zipfile.ZipFile(exported).namelist()) == (not legacy)
    result = diff(exported, exported)
    assert (result.output, result.exit_code) == ("Nothing changes for a student.\n", 0)
    names = diff(exported, by_genanki(here / "other.apkg", [("x", "Autre ?", "oui")])).stdout.split("\n")
    assert {"  Qui ?", "  Quand ?", "  Quelle couche ?", "  question", "  trous"} <= set(names)


@pytest.mark.parametrize("legacy", [True, False], ids=["legacy format", "new format"])
def test_what_a_student_has_is_compared_with_the_next_release(legacy: bool, collection: Any, here: Path) -> None:
    """A student may give diff an export of what they have, in whatever format and with Anki's order of the tags."""
    package, lock = pack(write(here / "old", DECK.replace("[peau]", "[peau, derme]")), THEN)
    import_package(collection, package.read_bytes(), here)
    exported = export(collection, here / "exported.apkg", legacy=legacy)
    assert diff(exported, package).output == "Nothing changes for a student.\n"
    text = DECK.replace("[peau]", "[peau, derme]").replace("contre le", "contre")
    new, _ = pack(write(here / "new", text), NOW, lock)
    assert effects_of(diff(exported, new).output) == [
        ("1 updated: the new content is shown, but on notes that a student edited since; progress stays", {"terme"})
    ]


@pytest.mark.in_process("the extra is installed, and only hidden")
def test_without_zstd_the_new_format_says_what_to_install(
    collection: Any, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_package(collection, by_genanki(here / "old.apkg", NOTES).read_bytes(), here)
    exported = export(collection, here / "exported.apkg", legacy=False)
    for name in ("compression", "compression.zstd", "backports", "backports.zstd"):
        monkeypatch.setitem(sys.modules, name, None)
    result = diff(exported, exported)
    assert (result.output, result.exit_code) == (
        f"Error: {exported}: it is in Anki's new format: install mesoquiz with the extra `import` to read it\n",
        2,
    )
