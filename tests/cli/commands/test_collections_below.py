"""A folder with a collection.yaml inside the folder of a collection is a collection of its own."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from commands import run
from surroundings import assert_refused, deck, written

CARD = "  - {{id: {0}, question: Where does {0} lie?, answer: Here}}\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    collection("decks", "outer")
    collection("decks/en", "inner")


def collection(folder: str, id: str, card: str = "") -> None:
    written(f"{folder}/collection.yaml", f"id: {id}\ntitle: {id.title()}\nlang: en\n")
    written(f"{folder}/deck.yaml", deck(CARD.format(card or id), head=f"deck: {id.title()}\n"))


def test_build_makes_a_package_of_each_and_says_which() -> None:
    done = run("build")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines if ".apkg" in line] == ["dist/outer.apkg", "dist/inner.apkg"]
    assert [line.split()[0] for line in lines if "manifest.json" in line] == [
        "dist/quiz/manifest.json",
        "dist/en/quiz/manifest.json",
    ]
    for folder in ("decks", "decks/en"):
        assert Path(folder, "collection.lock").is_file()
    for name in ("outer", "inner"):
        assert zipfile.ZipFile(f"dist/{name}.apkg").testzip() is None


@pytest.mark.parametrize("name", ["other/En", "quiz"])
def test_folders_of_one_name_have_exams_by_their_ids(name: str) -> None:
    """That of the exams of the collection above is one of them."""
    collection(f"decks/{name}", "third")
    done = run("build")
    assert done.exit_code == 0
    assert {path.as_posix() for path in Path("dist").rglob("manifest.json")} == {
        "dist/quiz/manifest.json",
        "dist/inner/quiz/manifest.json",
        "dist/third/quiz/manifest.json",
    }


def test_a_second_build_changes_nothing() -> None:
    run("build")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    assert run("build", "--locked").exit_code == 0
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


def test_an_error_in_one_makes_nothing_of_any() -> None:
    written("decks/en/deck.yaml", "deck: A\ncards:\n  - id: x\n    question: Where?\n    anwser: Here\n")
    done = run("build")
    assert done.exit_code == 1
    assert "decks/en/deck.yaml:5:5: error" in done.stderr
    assert done.stderr.endswith("1 error in 1 file: nothing was written.\n")
    assert not Path("dist").exists()


def test_two_of_one_id_would_be_one_package() -> None:
    written("decks/en/collection.yaml", "id: outer\ntitle: Inner\nlang: en\n")
    both = "decks/collection.yaml and decks/en/collection.yaml"
    said = "Usage: mesoquiz build [OPTIONS] [PATHS]...\nTry 'mesoquiz build --help' for help.\n\n"
    assert_refused(f"{both} have one id, `outer`: change it in one of them", "build", remark=said)


def test_check_judges_both_and_each_alone() -> None:
    # One id in two collections is two cards.
    collection("decks/en", "inner", "outer")
    assert run("check") == (0, "2 cards in 2 decks: no problem found.\n", "")
    assert run("check", "decks/en") == (0, "1 card in 1 deck: no problem found.\n", "")


def test_commands_of_one_collection_take_the_one_that_is_named() -> None:
    assert [line for line in run("list").stdout.splitlines() if "inner" in line] == []
    assert "inner" in run("list", "decks/en").stdout
    run("anki", "-o", "outer.apkg")
    assert run("release", "1.0").exit_code == 0
    assert not Path("decks/en/collection.lock").exists()


def test_pictures_of_a_collection_below_are_its_own() -> None:
    Path("decks/en/media").mkdir()
    Path("decks/en/media/dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    done = run("check", "--format", "concise")
    assert done.stdout.splitlines()[0] == (
        "decks/en/media/dot.svg:1:1: warning[media-unused] no card uses `media/dot.svg` (use it or delete it)"
    )
    assert done.stdout.count("media-unused") == 1
