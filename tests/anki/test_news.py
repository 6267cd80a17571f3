"""What is new, told by tags and searches: the real Anki says what reaches a student, and what it costs."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from commands import run
from releases import NOW, SUITE, THEN, publish
from rendering import import_package

from mesoquiz.anki import lockfile
from mesoquiz.anki.tags import version_level

COLLECTION = "id: suite\ntitle: Suite\nversion: '{}'\n"
ROOTED = COLLECTION + "tag_root: cours\n"


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    write(folder, SUITE, COLLECTION.format("0.1"))
    return folder


def write(folder: Path, text: str, collection: str) -> Path:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    (folder / "collection.yaml").write_text(collection, encoding="utf-8")
    return folder


CORRECTED = SUITE.replace("dans le derme", "le derme")


def notes(collection: Any) -> dict[str, tuple[str, ...]]:
    found = (collection.get_note(id) for id in collection.find_notes(""))
    return {note["Id"]: (*note.fields, *sorted(note.tags)) for note in found}


def tags(collection: Any, id: str) -> list[str]:
    return sorted(collection.get_note(collection.find_notes(f"Id:{id}")[0]).tags)


def edit(collection: Any, id: str) -> None:
    """What a student does to a note: a tag of their own."""
    note = collection.get_note(collection.find_notes(f"Id:{id}")[0])
    note.tags.append("perso")
    collection.update_note(note)


def searches(collection: Any) -> list[str]:
    """The searches that the description names, as a student copies them."""
    text = re.sub("<[^>]*>", "", html.unescape(collection.decks.by_name("Suite")["desc"]))
    return re.findall(r'(?:"Id:[^"]*" -)?tag:\S*[\w.é]', text)


def found(collection: Any, search: str) -> set[str]:
    return {collection.get_note(id)["Id"] for id in collection.find_notes(search)}


def test_a_student_finds_what_an_update_brought(decks: Path, collection: Any, tmp_path: Path) -> None:
    package, lock = publish(decks, None, THEN)
    import_package(collection, package, tmp_path)
    assert tags(collection, "question") == ["mesoquiz::version::0.1", "peau"]
    assert searches(collection) == [], "all is new, so nothing is said of it"

    fresh = "  - {id: neuf, question: Neuf ?, answer: oui, difficulty: 2}\n"
    package, _ = publish(write(decks, CORRECTED + fresh, COLLECTION.format("0.2")), lock, NOW)
    import_package(collection, package, tmp_path)
    news, unreached = searches(collection)
    assert found(collection, news) == {"question", "neuf"}
    assert found(collection, unreached) == set()
    assert tags(collection, "neuf") == ["mesoquiz::difficulté::2", "mesoquiz::version::0.2"]
    assert tags(collection, "trous") == ["mesoquiz::version::0.1"]
    assert "(2 fiches)" in collection.decks.by_name("Suite")["desc"]


def test_a_note_edited_after_the_build_stays_and_is_found(decks: Path, collection: Any, tmp_path: Path) -> None:
    """Anki takes over what is later than the student's copy: a correction made before their edit never comes."""
    package, lock = publish(decks, None, THEN)
    import_package(collection, package, tmp_path)
    edit(collection, "question")
    edit(collection, "trous")

    package, _ = publish(write(decks, CORRECTED, COLLECTION.format("0.2")), lock, NOW)
    for _ in range(2):
        log = import_package(collection, package, tmp_path)
        assert not log.updated
    _, unreached = searches(collection)
    assert found(collection, unreached) == {"question"}
    assert tags(collection, "question") == ["mesoquiz::version::0.1", "peau", "perso"]


def test_the_move_to_one_root_and_to_versions_costs_no_edit(decks: Path, collection: Any, tmp_path: Path) -> None:
    """The lock of mesoquiz 0.1 knows no versions, its decks had no root, and its packages no difficulty."""
    package, lock = publish(write(decks, SUITE, "id: suite\ntitle: Suite\n"), None, THEN)
    text = lockfile.dump(lock)
    assert "@" not in text
    lock, none = lockfile.parse(text, "collection.lock")
    assert not none
    import_package(collection, package, tmp_path)
    edit(collection, "trous")
    before = notes(collection)

    hard = CORRECTED.replace("    cloze:", "    difficulty: 3\n    cloze:").replace(
        "    term:", "    tags: [mot]\n    term:"
    )
    package, settled = publish(write(decks, hard, ROOTED.format("0.2")), lock, NOW)
    log = import_package(collection, package, tmp_path)
    assert {entry.fields[0] for entry in log.updated} == {"question", "terme"}
    after = notes(collection)
    assert {id for id in before if after[id] != before[id]} == {"question", "terme"}
    assert tags(collection, "trous") == ["perso"]
    assert tags(collection, "question") == ["cours::peau", "mesoquiz::version::0.2"]
    assert [settled.notes[id].version for id in ("question", "trous", "terme")] == ["0.2", "", "0.2"]
    assert settled.notes["trous"] == lock.notes["trous"]


def test_the_move_alone_is_told_as_other_tags(decks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    old, lock = publish(decks, None, THEN)
    new, settled = publish(write(decks, SUITE, ROOTED.format("0.2")), lock, NOW)
    assert settled == lock
    Path("old.apkg").write_bytes(old)
    Path("new.apkg").write_bytes(new)
    done = run("diff", "old.apkg", "new.apkg")
    assert done.stdout == (
        "1 other tags: only the tags are others; whoever has the note keeps the old ones until it changes\n  question\n"
        "    tags - mesoquiz::version::0.1, peau\n    tags + cours::peau, mesoquiz::version::0.1\n"
    )
    assert done.exit_code == 0


def test_a_tag_that_is_below_the_root_stays_where_it_is(decks: Path, collection: Any, tmp_path: Path) -> None:
    text = SUITE.replace("[peau]", "[Cours::peau, coursier]")
    package, _ = publish(write(decks, text, ROOTED.format("1")), None, THEN)
    import_package(collection, package, tmp_path)
    assert tags(collection, "question") == ["Cours::peau", "cours::coursier", "mesoquiz::version::1"] or tags(
        collection, "question"
    ) == ["Cours::coursier", "Cours::peau", "mesoquiz::version::1"]


def test_a_root_is_a_tag(decks: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    write(decks, SUITE, COLLECTION.format("1") + "tag_root: deux mots\n")
    assert "a tag has no space, quote, star or empty level" in run("check").stdout


@pytest.mark.parametrize(
    ("version", "level"), [("0.2", "0.2"), (" mai 2026 ", "mai-2026"), ("1::2*", "1-2-"), ('"é@', "-é-"), ("", "")]
)
def test_any_version_makes_one_level_of_a_tag(version: str, level: str) -> None:
    assert version_level(version) == level
