"""An author publishes a version: what students get, and what they are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import run
from locks import packed

import mesoquiz

DECK = """\
deck: Peau::Derme
cards:
  - id: lieu
    question: Où injecte-t-on **précisément** ?
    answer: dans le derme
  - id: trous
    cloze: "Peu, {{rarement}}, au bon {{endroit}}."
  - id: vieux
    question: Que dit-on ?
    answer: rien
"""


@pytest.fixture
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "collection.yaml").write_text(
        "# Ma collection\nid: peau\ntitle: Peau  # titre\nversion: '1.9'\nlang: fr\n", "utf-8"
    )
    (folder / "a.yaml").write_text(DECK, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    return folder


def edit(decks: Path, old: str, new: str) -> None:
    text = (decks / "a.yaml").read_text("utf-8")
    assert old in text
    (decks / "a.yaml").write_text(text.replace(old, new), "utf-8")


def test_the_first_release_tells_the_decks(decks: Path) -> None:
    done = run("release")
    assert done.exit_code == 0
    assert re.search(r"^dist/peau\.apkg +\d+ kB  Anki deck: 3 notes in 1 deck$", done.stdout, re.MULTILINE)
    assert done.stderr == ("Version 1.9 is published: 3 new. Commit decks now, and give students the package.\n")
    assert (decks / "CHANGELOG.md").read_text("utf-8") == (
        "# Peau\u00a0: nouveautés\n\n## Version 1.9 du 21 septembre 2026\n\n- Peau::Derme\u00a0: 3 cartes\n"
    )
    assert packed(Path("dist/peau.apkg"))["lieu"].tags == ("mesoquiz::version::1.9",)


def test_the_next_one_tells_what_is_new_changed_and_withdrawn(decks: Path) -> None:
    run("release")
    edit(decks, "dans le derme", "le derme")
    edit(decks, "  - id: vieux\n", "  - id: vieux\n    retired: true\n    notice: Remplacée par « lieu ».\n")
    edit(decks, "cards:\n", 'cards:\n  - {id: neuf, cloze: "La peau a {{trois::nombre}} couches."}\n')
    page = decks / "CHANGELOG.md"
    page.write_text(page.read_text("utf-8").replace("\n\n## ", "\n\nMes mots.\n\n## "), "utf-8")
    done = run("release", "1.10")
    assert done.exit_code == 0
    assert "Version 1.10 is published: 1 new, 1 changed, 1 withdrawn." in done.stderr
    text = page.read_text("utf-8")
    assert text.startswith(
        "# Peau\u00a0: nouveautés\n\nMes mots.\n\n## Version 1.10 du 21 septembre 2026\n\n"
        "### 1 carte nouvelle\n\n- Peau::Derme\n  - La peau a […] couches.\n\n"
        "### 1 carte modifiée\n\n- Peau::Derme\n  - Où injecte-t-on précisément\u202f?\n\n"
        "### 1 carte retirée\n\n- Peau::Derme\n  - Que dit-on\u202f? (Remplacée par «\u00a0lieu\u00a0».)\n"
    )
    assert text.endswith("## Version 1.9 du 21 septembre 2026\n\n- Peau::Derme\u00a0: 3 cartes\n")
    assert (decks / "collection.yaml").read_text("utf-8") == (
        '# Ma collection\nid: peau\ntitle: Peau  # titre\nversion: "1.10"\nlang: fr\n'
    )
    tags = {id: note.tags for id, note in packed(Path("dist/peau.apkg")).items()}
    assert tags["neuf"] == tags["lieu"] == ("mesoquiz::version::1.10",)
    assert tags["trous"] == ("mesoquiz::version::1.9",)


def test_a_version_is_published_once(decks: Path) -> None:
    run("release")
    edit(decks, "dans le derme", "le derme")
    done = run("release")
    assert done.exit_code == 2
    assert done.stderr.endswith("Error: version 1.9 is published already: type `mesoquiz release 1.10`\n")


def test_nothing_new_is_no_release(decks: Path) -> None:
    run("release")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    done = run("release", "2")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "There is nothing to release: no card has changed since the last version.\n"
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


def test_a_collection_without_a_version_gets_one(decks: Path) -> None:
    (decks / "collection.yaml").write_bytes(b"id: peau\r\ntitle: Peau\r\nlang: en")
    done = run("release")
    assert done.stderr.endswith("Error: this collection has no version yet: type `mesoquiz release 1.0`\n")
    assert run("release", "1.0").exit_code == 0
    assert (decks / "collection.yaml").read_bytes() == b'id: peau\r\ntitle: Peau\r\nversion: "1.0"\r\nlang: en'
    assert (decks / "CHANGELOG.md").read_text("utf-8") == (
        "# Peau: what is new\n\n## Version 1.0, 21 September 2026\n\n- Peau::Derme: 3 cards\n"
    )


@pytest.mark.parametrize(
    ("collection", "said"),
    [
        ("{id: peau, title: Peau}\n", 'Error: write `version: "1.0"` into decks/collection.yaml, then try again\n'),
        (
            "id: peau\ntitle: >\n  Peau\n",
            'Error: write `version: "1.0"` into decks/collection.yaml, then try again\n',
        ),
    ],
)
def test_a_collection_that_is_written_otherwise_is_left_to_its_author(collection: str, said: str, decks: Path) -> None:
    (decks / "collection.yaml").write_text(collection, "utf-8")
    done = run("release", "1.0")
    assert done.exit_code == 2
    assert done.stderr.endswith(said)
    assert (decks / "collection.yaml").read_text("utf-8") == collection
    assert not (decks / "collection.lock").exists()


def test_what_would_lose_progress_stops_a_release(decks: Path) -> None:
    run("release")
    edit(decks, "- id: lieu\n", "- id: endroit\n")
    done = run("release", "2")
    assert done.exit_code == 1
    assert "the card `endroit` was published as `lieu`" in done.stderr
    assert "version: '1.9'" in (decks / "collection.yaml").read_text("utf-8")


def test_a_deck_without_a_collection_has_no_releases(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("deck: D\nid: d\ncards: [{id: a, question: q, answer: a}]\n", "utf-8")
    done = run("release", "1", "--decks", tmp_path / "a.yaml")
    assert done.exit_code == 2
    assert "only a whole collection is released: name the folder of its collection.yaml" in done.stderr


def test_the_version_is_where_the_library_reads_it(decks: Path) -> None:
    run("release", "2.0")
    assert mesoquiz.load("decks").collection.version == "2.0"


def test_a_question_that_is_asked_of_many_patients_is_told_with_its_patient(decks: Path) -> None:
    run("release")
    story = "Mme A., 29 ans, est enceinte de dix semaines. Elle souffre du dos et demande une séance."
    added = f'  - id: patiente\n    context: "{story}"\n    question: Que faire ?\n    answer: s\'abstenir\n'
    edit(decks, "  - id: vieux", f"{added}  - id: vieux")
    run("release", "2.0")
    assert "  - Mme A., 29 ans, est enceinte de dix semaines. Elle souffre… Que faire ?\n" in re.sub(
        "[\u00a0\u202f]", " ", (decks / "CHANGELOG.md").read_text("utf-8")
    )
