"""What `build`, `anki` and `quiz` write where, and which decks they take."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from commands import quiet, run
from small_decks import DECK, FAULTY, ROOT, SAID, columns, files_in, pages_of, warned, written

from mesoquiz.notes.bank import Bank


def without_sizes(text: str) -> list[str]:
    """The lines, without sizes and what a seed gives."""
    text = re.sub(r" +[\d,]+ kB  ", " # ", text)
    return re.sub(r"exam [0-9A-Z]{3}-[0-9A-Z]{3}, seed [0-9a-f]+\b", "EXAM, SEED", text).splitlines()


def test_build_makes_the_deck_the_quiz_and_its_key(deck: Path, tmp_path: Path) -> None:
    done = run("build", deck.name)
    assert (done.exit_code, quiet(done.stderr)) == (0, "")
    assert without_sizes(done.stdout) == [
        "dist/essai.apkg # Anki deck: 3 notes in 1 deck",
        "dist/quiz/exam.pdf # all papers and sheets, to print",
        "dist/quiz/keys.pdf # all keys, to print",
        "dist/quiz/index.html # the page that links all others",
        "dist/quiz/quiz-A.html # form A: the paper",
        "dist/quiz/key-A.html # form A: the right letters",
        "dist/quiz/explained-A.html # form A: the answers explained",
        "dist/quiz/sheet-A.html # form A: the answer sheet",
        "dist/quiz/manifest.json # EXAM, SEED",
    ]
    made = {"essai.apkg", *(f"quiz/{name}" for name in pages_of("A"))}
    assert files_in(tmp_path) == {"essai.yaml", *(f"dist/{name}" for name in made)}


def test_the_summary_stands_in_columns_and_tells_real_sizes(deck: Path) -> None:
    lines = run("build", deck.name).stdout.splitlines()
    assert len({line.index(" kB  ") for line in lines}) == 1
    for line in lines:
        path, size, *_ = line.split()
        assert abs(int(size.replace(",", "")) - Path(path).stat().st_size / 1000) < 1


def test_what_the_first_command_says_fits_into_a_terminal(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "decks", tmp_path / "decks")
    shown = run("build").stdout
    assert len(shown.splitlines()) > 10
    assert [line for line in shown.splitlines() if columns(line) > 80] == []


def test_output_folders_are_made(deck: Path, tmp_path: Path) -> None:
    run("build", deck.name, "-o", "a/b")
    run("anki", deck.name, "--output", "c/d.apkg")
    run("quiz", deck.name, "-o", "e/f")
    pages = pages_of("A")
    below = {"a/b/essai.apkg", *(f"a/b/quiz/{page}" for page in pages), "c/d.apkg", *(f"e/f/{page}" for page in pages)}
    assert files_in(tmp_path) == {"essai.yaml", *below}


def test_anki_writes_the_package_alone(deck: Path, tmp_path: Path) -> None:
    done = run("anki", deck.name)
    assert (done.exit_code, quiet(done.stderr)) == (0, "")
    assert without_sizes(done.stdout) == ["essai.apkg # Anki deck: 3 notes in 1 deck"]
    assert files_in(tmp_path) == {"essai.yaml", "essai.apkg"}
    assert {"collection.anki2", "media"} == set(zipfile.ZipFile("essai.apkg").namelist())


def test_quiz_writes_pages_of_every_form(deck: Path, tmp_path: Path) -> None:
    done = run("quiz", deck.name, "--forms", 2)
    assert (done.exit_code, quiet(done.stderr)) == (0, "")
    assert without_sizes(done.stdout) == [
        "quiz/exam.pdf # all papers and sheets, to print",
        "quiz/keys.pdf # all keys, to print",
        "quiz/index.html # the page that links all others",
        "quiz/quiz-A.html # form A: the paper",
        "quiz/key-A.html # form A: the right letters",
        "quiz/explained-A.html # form A: the answers explained",
        "quiz/sheet-A.html # form A: the answer sheet",
        "quiz/quiz-B.html # form B: the paper",
        "quiz/key-B.html # form B: the right letters",
        "quiz/explained-B.html # form B: the answers explained",
        "quiz/sheet-B.html # form B: the answer sheet",
        "quiz/manifest.json # EXAM, SEED",
    ]
    assert files_in(tmp_path / "quiz") == {line.split()[0].removeprefix("quiz/") for line in done.stdout.splitlines()}


def test_written_files_have_the_rights_of_any_new_file(deck: Path, tmp_path: Path) -> None:
    (tmp_path / "ordinary").touch()
    run("build", deck.name)
    rights = {path.stat().st_mode for path in (tmp_path / "dist").rglob("*.*")}
    assert rights == {(tmp_path / "ordinary").stat().st_mode}


def test_one_input_gives_the_same_bytes_whatever_was_there(
    deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    for folder in ("one", "two", "two"):
        Path(folder).mkdir(exist_ok=True)
        run("anki", deck.name, "-o", f"{folder}/essai.apkg")
        run("quiz", deck.name, "--seed", "s", "-o", f"{folder}/quiz")
    first, second = (
        {name: (tmp_path / at / name).read_bytes() for name in files_in(tmp_path / at)} for at in ("one", "two")
    )
    assert first == second


@pytest.mark.parametrize("command", ["build", "anki", "quiz", "flashcards", "list"])
def test_decks_with_errors_make_nothing(command: str, tmp_path: Path) -> None:
    written(tmp_path / "a.yaml", FAULTY)
    done = run(command, "a.yaml")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("a.yaml:5:24: error[colon-in-text] ")
    assert done.stderr.endswith("\n2 errors in 1 file: nothing was written.\n")
    assert files_in(tmp_path) == {"a.yaml"}


def test_warnings_are_shown_and_stop_nothing(tmp_path: Path) -> None:
    warned(tmp_path)
    done = run("anki", "essai.yaml")
    assert done.exit_code == 0
    assert done.stderr.startswith("essai.yaml:6:33: warning[long-quote] this quote has 13 words")
    assert without_sizes(done.stdout) == [
        "essai.apkg # Anki deck: 1 note in 1 deck",
        "collection.lock # release lock: 1 new",
    ]


# Which decks are taken.


@pytest.mark.parametrize("command", ["build", "check", "anki", "quiz", "flashcards", "list"])
def test_without_paths_and_decks_the_shipped_ones_are_taken(command: str, shipped: Bank) -> None:
    done = run(command)
    # Explanations that find no room on a flashcard are counted.
    said = re.sub(r"\d+ explanations found no room and are left out\.\n", "", done.stderr)
    assert (done.exit_code, said) == (0, SAID)
    if command == "list":
        assert f"\n{len(shipped.notes)} cards in {len(shipped.decks)} decks, " in done.stdout
    elif command in ("build", "anki"):
        decks = [deck for deck in shipped.decks if not all(note.retired for note in deck.notes)]
        assert f"Anki deck: {len(shipped.active)} notes in {len(decks)} decks\n" in done.stdout


@pytest.mark.parametrize("command", ["build", "check", "anki", "quiz", "flashcards", "list"])
def test_without_paths_the_folder_decks_is_taken(command: str, tmp_path: Path) -> None:
    (tmp_path / "decks" / "below").mkdir(parents=True)
    written(tmp_path / "decks" / "below" / "essai.yaml", DECK)
    done = run(command)
    assert (done.exit_code, quiet(done.stderr)) == (0, "")
    if command in ("check", "list"):
        assert "3 cards in 1 deck" in done.stdout


def test_a_file_named_decks_is_no_folder_of_decks(tmp_path: Path) -> None:
    written(tmp_path / "decks", DECK)
    assert run("check").stderr == SAID


def test_named_paths_are_taken_instead(deck: Path, tmp_path: Path) -> None:
    (tmp_path / "decks").mkdir()
    written(tmp_path / "decks" / "broken.yaml", FAULTY)
    assert run("check", deck.name).stdout == "3 cards in 1 deck: no problem found.\n"


def test_several_paths_make_one_run(deck: Path, tmp_path: Path) -> None:
    second = DECK.replace("Essai::Peau", "Essai::Autre").replace("- id: ", "- id: autre-")
    written(tmp_path / "autre.yml", second)
    assert run("check", "--ignore", "ALL", deck.name, "autre.yml").stdout == "6 cards in 2 decks: no problem found.\n"


def test_blueprints_that_nothing_reads_are_said(deck: Path, tmp_path: Path) -> None:
    (tmp_path / "decks/blueprints").mkdir(parents=True)
    deck.rename(tmp_path / "decks/essai.yaml")
    written(tmp_path / "decks/blueprints/plan.yaml", "title: Plan\nsections: [{count: 1}]\n")
    said = (
        "decks/blueprints is not read, since these decks have no collection.yaml: put one beside them, with their "
        "`id`, or name a plan with `mesoquiz quiz -b`."
    )
    done = run("build", "decks/essai.yaml")
    assert done.exit_code == 0
    assert said in done.stderr
    assert said in run("build").stderr
    shutil.rmtree(tmp_path / "decks/blueprints")
    assert "blueprints" not in run("build").stderr
