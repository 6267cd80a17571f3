"""How many questions `quiz` asks, in which order, and what becomes of earlier pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import run
from small_decks import asked, files_in, pages_of, written

CASES = """\
deck: Dossiers
id: dossiers
cards:
  - {id: c1, case: coude, context: Un homme., question: Quoi ?, answer: rien}
  - {id: c2, case: coude, question: Et puis ?, answer: repos}
"""
FOREIGN = "is there, and mesoquiz did not make it: name another place, or move it away\n"


def test_a_quiz_has_twenty_questions_or_all_there_are(many: str, deck: Path) -> None:
    run("quiz", many, "-o", "many")
    run("quiz", deck.name, "-o", "few")
    run("build", many)
    assert [len(set(asked(folder))) for folder in ("many", "few", "dist/quiz")] == [20, 3, 20]


def test_the_number_of_questions_is_obeyed(many: str) -> None:
    run("quiz", many, "-n", 30)
    assert len(set(asked("quiz"))) == 30
    assert run("quiz", many, "-n", 1, "--force").exit_code == 0
    assert len(asked("quiz")) == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["-n", "4"], "4 questions are wanted, and there are 3 cards: ask for at most 3"),
        (["-n", "2", "--tag", "peau"], "2 questions are wanted, and there is 1 card: ask for at most 1"),
    ],
)
def test_a_quiz_that_cannot_be_made(args: list[str], said: str, deck: Path, tmp_path: Path) -> None:
    done = run("quiz", deck.name, *args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == f"Error: {said}"
    assert files_in(tmp_path) == {"essai.yaml"}


def test_of_a_deck_of_cases_alone_it_says_how_they_come(tmp_path: Path) -> None:
    deck = written(tmp_path / "a.yaml", CASES)
    done = run("quiz", deck, "-n", 5)
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == (
        "Error: 5 questions are wanted, and there are 0 cards. The 2 steps of 1 case come only whole: leave out -n, or "
        "write a blueprint with `ask: case`"
    )


@pytest.mark.parametrize(
    ("option", "value", "wanted"),
    [("-n", "0", "1"), ("-n", "x", "integer"), ("--forms", "0", "702"), ("--forms", "703", "702")],
)
def test_a_number_that_cannot_be_is_named_with_its_limit(
    option: str, value: str, wanted: str, deck: Path, tmp_path: Path
) -> None:
    """In the words of click, which are not ours to promise."""
    done = run("quiz", deck.name, option, value)
    assert (done.exit_code, done.stdout) == (2, "")
    said = done.stderr.splitlines()[-1]
    assert said.startswith("Error: ")
    assert {option, value, wanted} <= set(re.findall(r"[-\w]+", said))
    assert files_in(tmp_path) == {"essai.yaml"}


def test_the_seed_decides_the_draw_and_the_order(many: str, tmp_path: Path) -> None:
    for folder, seed in (("a", "spring"), ("b", "spring"), ("c", "autumn")):
        run("quiz", many, "-n", 10, "--seed", seed, "-o", folder)
    spring, again, autumn = ((tmp_path / folder / "quiz-A.html").read_bytes() for folder in "abc")
    assert spring == again
    assert set(asked("a")) != set(asked("c"))
    assert spring != autumn


def test_forms_ask_the_same_in_other_orders(many: str) -> None:
    run("quiz", many, "-n", 15, "--forms", 3, "--seed", "s")
    orders = [asked("quiz", form) for form in range(3)]
    assert len({frozenset(order) for order in orders}) == 1
    assert len({tuple(order) for order in orders}) == 3
    run("quiz", many, "-n", 15, "--seed", "s", "-o", "alone")
    assert asked("alone") == orders[0], "form A does not depend on how many forms there are"


def test_a_smaller_exam_takes_its_old_forms_along_and_nothing_else(many: str, tmp_path: Path) -> None:
    """A leftover form B of the last exam would be handed out, with a key that is wrong."""
    folder = tmp_path / "exam"
    run("quiz", many, "--forms", 3, "-o", "exam")
    foreign = {"notes.txt", "quiz-D.html", "quiz-B.pdf", "key-b.html", "images/quiz-B.html"}
    (folder / "images").mkdir()
    for name in foreign:
        written(folder / name, "mine")
    assert run("quiz", many, "-o", "exam").exit_code == 0
    assert {name for name in files_in(folder) if not name.startswith("manifest-")} == {*pages_of("A"), *foreign}
    assert {(folder / name).read_text(encoding="utf-8") for name in foreign} == {"mine"}


def test_build_takes_old_forms_along_too(many: str, tmp_path: Path) -> None:
    run("quiz", many, "--forms", 2, "-o", "dist/quiz")
    run("build", many)
    made = {name for name in files_in(tmp_path / "dist") if not name.startswith("quiz/manifest-")}
    assert made == {"essai.apkg", *(f"quiz/{name}" for name in pages_of("A"))}


@pytest.mark.parametrize(
    "manifest",
    ["{}", "[1]", '"A"', '{"forms": 3}', '{"forms": [{"form": "../B"}]}', '{"forms": ["B"]}', "\0", "[" * 100_000],
)
def test_a_manifest_of_something_else_removes_nothing(manifest: str, deck: Path, tmp_path: Path) -> None:
    (tmp_path / "exam").mkdir()
    written(tmp_path / "exam" / "manifest.json", manifest)
    for name in ("quiz-B.html", "key-B.html"):
        written(tmp_path / "exam" / name, "mine")
    done = run("quiz", deck.name, "-o", "exam")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith(f"Error: exam/manifest.json {FOREIGN}")
    assert files_in(tmp_path / "exam") == {"manifest.json", "quiz-B.html", "key-B.html"}
    assert (tmp_path / "exam" / "manifest.json").read_text(encoding="utf-8") == manifest


def test_an_empty_manifest_is_written_over_and_removes_nothing(deck: Path, tmp_path: Path) -> None:
    for name in ("manifest.json", "quiz-B.html"):
        (tmp_path / "exam").mkdir(exist_ok=True)
        written(tmp_path / "exam" / name, "")
    assert run("quiz", deck.name, "-o", "exam").exit_code == 0
    assert files_in(tmp_path / "exam") == {*pages_of("A"), "quiz-B.html"}
    assert asked("exam")
