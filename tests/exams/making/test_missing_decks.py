"""An exam is printed again though its decks have an error, are others, or are not here: its manifest has the texts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from commands import run
from exam_plans import SMALL, files, without_texts
from pictures import png

NOT_HERE = (
    "The decks of this exam are not here: it is printed as it was, and whether its cards have changed since is not "
    "known.\n"
)


@pytest.fixture(autouse=True)
def first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The files of an exam in `first`, made of all cards in `decks`."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SMALL, "decks")
    assert run("quiz", "--forms", 2, "-o", "first").exit_code == 0
    return files("first")


def test_an_unrelated_error_in_a_deck_stops_no_reprint(first: dict[str, bytes]) -> None:
    Path("decks/neuf.yaml").write_text("deck: Neuf\ncards:\n  - {id: neuf, question: Q, answr: A}\n", "utf-8")
    done = run("quiz", "--from", "first/manifest.json", "-o", "again")
    assert (done.exit_code, done.stderr) == (
        0,
        "These decks have 1 error, which `mesoquiz check` tells: a card that cannot be read is printed as it was.\n",
    )
    assert files("again") == first
    assert run("quiz", "--from", "first/manifest.json", "--current", "-o", "third").exit_code == 1
    assert run("attack", "--from", "first/manifest.json").exit_code == 0


@pytest.mark.parametrize(
    ("old", "new"), [("answer: dans le derme", "answr: dans le derme"), ("cards:", "cards: [")], ids=["card", "deck"]
)
def test_a_card_that_cannot_be_read_is_printed_as_it_was(old: str, new: str, first: dict[str, bytes]) -> None:
    path = Path("decks/a.yaml")
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    done = run("quiz", "--from", "first/manifest.json", "-o", "again")
    assert done.exit_code == 0
    assert "  derme: it is gone or cannot be read\n" in done.stderr
    assert files("again") == first


@pytest.mark.parametrize("kind", ["none", "empty", "others", "broken collection"])
def test_decks_that_are_not_here_stop_no_reprint(kind: str, first: dict[str, bytes]) -> None:
    if kind == "broken collection":
        Path("decks/collection.yaml").write_text("id: [", encoding="utf-8")
    else:
        shutil.rmtree("decks")
    if kind == "empty":
        Path("decks").mkdir()
    if kind == "others":
        Path("decks").mkdir()
        Path("decks/a.yaml").write_text("deck: X\nid: autre\ncards: [{id: x, question: q, answer: a}]\n", "utf-8")
    done = run("quiz", "--from", "first/manifest.json", "-o", "again")
    assert done.exit_code == 0, done.output
    assert done.stderr.endswith(NOT_HERE)
    assert files("again") == first


def test_where_the_manifest_keeps_no_texts_the_cards_are_needed() -> None:
    path = Path("first/manifest.json")
    path.write_text(without_texts(path.read_text("utf-8")), encoding="utf-8")
    shutil.rmtree("decks")
    done = run("quiz", "--from", path, "-o", "again")
    assert done.exit_code == 2
    assert " of it are gone: " in done.stderr
    assert not Path("again").exists()


def test_pictures_that_are_not_here_are_named_and_described() -> None:
    shutil.rmtree("decks")
    Path("decks").mkdir()
    Path("decks/coupe.png").write_bytes(png(10))
    Path("decks/a.yaml").write_text(
        "deck: Essai\nid: essai\ncards:\n"
        "  - {id: a, question: Q, answer: A, image: {file: coupe.png, alt: Coupe du derme}}\n",
        "utf-8",
    )
    assert run("quiz", "-o", "drawn").exit_code == 0
    shutil.rmtree("decks")
    done = run("quiz", "--from", "drawn/manifest.json", "-o", "again")
    assert done.stderr.endswith(
        f"{NOT_HERE}1 picture of it is not what was printed, or not here: `coupe.png`. "
        "What describes it is printed in its place.\n"
    )
    assert "Coupe du derme" in Path("again/quiz-A.html").read_text("utf-8")


def test_sources_language_and_typography_are_those_that_were_printed(first: dict[str, bytes]) -> None:
    """Their decks may have others by now."""
    for path in [*Path("decks").iterdir()]:
        if path.is_file():
            path.unlink()
    head = "id: essai\ntitle: Essai\nsources: [{id: livre, title: TITRE}]\n"
    card = "{id: a, question: 'Oui ou non ?', answer: oui, distractors: [non], source: {doc: livre}}"
    Path("decks/a.yaml").write_text(f"deck: Essai\ncards: [{card}]\n", encoding="utf-8")
    Path("decks/collection.yaml").write_text(head, encoding="utf-8")
    assert run("quiz", "-o", "exam").exit_code == 0
    made = files("exam")
    assert made != first
    for changed in (head.replace("TITRE", "AUTRE"), f"{head}typography: 'off'\n", f"{head}lang: en\n"):
        Path("decks/collection.yaml").write_text(changed, encoding="utf-8")
        assert run("quiz", "--from", "exam/manifest.json", "-o", "again").exit_code == 0
        assert files("again") == made, changed
        shutil.rmtree("again")
    assert json.loads(made["manifest.json"])["typography"] == "fr"
