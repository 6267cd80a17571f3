"""Each command as a user runs it: what it prints, what it writes where, and the exit code it ends with."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import select
import shutil
import sqlite3
import subprocess
import sys
import time
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from commands import PATIENCE, ended, quiet, run
from hostile import package

import mesoquiz
from mesoquiz.cli.loading import Progress
from mesoquiz.cli.program import commands as all_commands
from mesoquiz.notes.bank import Bank
from mesoquiz.questions import qa

COMMANDS = all_commands()
ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
FOREIGN = "is there, and mesoquiz did not make it: name another place, or move it away\n"
SAID = "There is no folder decks/ here: taking the decks shipped with mesoquiz.\n"
FIXABLE = "`mesoquiz check --fix` mends those whose help shows the whole line.\n"
DECK = """\
deck: Essai::Peau
id: essai
cards:
  - id: derme
    question: "Où vont les **injections** ?"
    answer: dans le derme
    distractors: [dans le muscle, dans la veine]
    tags: [peau::couche, geste]
    difficulty: 2
  - id: papule
    cloze: "Une {{papule::petite bosse}} dure une heure."
    tags: [geste]
  - id: eau
    statement: La peau contient de l'eau.
    answer: true
"""
FAULTY = """\
deck: Essai
id: essai
cards:
  - id: derme
    question: Attention: où vont-elles ?
    answer: dans le derme
  - id: derme
    question: Et là ?
    answr: dans le muscle
"""
WARNED = """\
deck: Essai
cards:
  - id: derme
    question: Où ?
    answer: dans le derme
    source: {doc: livre, quote: un deux trois quatre cinq six sept huit neuf dix onze douze treize}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in a fresh folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A sound deck of three cards, `essai.yaml`, in the folder where commands run."""
    return written(tmp_path / "essai.yaml", DECK)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


def files_in(folder: Path) -> set[str]:
    """Every file below a folder, hidden ones included."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def columns(text: str) -> int:
    """What a terminal needs for a line."""
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text.removesuffix("\n")
    )


# What is written, and what is said of it.


def pages_of(*forms: str) -> set[str]:
    """The files of a quiz in these forms."""
    roles = ("quiz", "key", "explained", "sheet")
    return {"manifest.json", *(f"{role}-{form}.html" for role in roles for form in forms)}


def without_sizes(text: str) -> list[str]:
    return re.sub(r" +[\d,]+ kB  ", " # ", text).splitlines()


def test_build_makes_the_deck_the_quiz_and_its_key(deck: Path, tmp_path: Path) -> None:
    done = run("build", deck.name)
    assert (done.exit_code, quiet(done.stderr)) == (0, "")
    assert without_sizes(done.stdout) == [
        "dist/essai.apkg # Anki deck: 3 notes in 1 deck",
        "dist/quiz/quiz-A.html # form A: the paper",
        "dist/quiz/key-A.html # form A: the right letters",
        "dist/quiz/explained-A.html # form A: the answers explained",
        "dist/quiz/sheet-A.html # form A: the answer sheet",
        "dist/quiz/manifest.json # letters and order of every form",
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
        "quiz/quiz-A.html # form A: the paper",
        "quiz/key-A.html # form A: the right letters",
        "quiz/explained-A.html # form A: the answers explained",
        "quiz/sheet-A.html # form A: the answer sheet",
        "quiz/quiz-B.html # form B: the paper",
        "quiz/key-B.html # form B: the right letters",
        "quiz/explained-B.html # form B: the answers explained",
        "quiz/sheet-B.html # form B: the answer sheet",
        "quiz/manifest.json # letters and order of every form",
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
    run("build", deck.name, "-o", "one")
    run("build", deck.name, "-o", "two")
    run("build", deck.name, "-o", "two")
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


def warned(folder: Path) -> None:
    """A deck with a warning, and its collection."""
    written(folder / "collection.yaml", "id: essai\ntitle: Essai\nsources:\n  - {id: livre, title: Un livre}\n")
    written(folder / "essai.yaml", WARNED)


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
        assert f"Anki deck: {len(shipped.notes)} notes in {len(shipped.decks)} decks\n" in done.stdout


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
    assert run("check", deck.name, "autre.yml").stdout == "6 cards in 2 decks: no problem found.\n"


COMMANDS_OF_A_LOG = """\
id: essai
deck: Essai
cards:
  - {id: a, question: "::error::tout est faux", answer: "##[error]tout est faux"}
"""


def test_no_text_is_a_command_for_the_log_of_a_workflow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GitHub reads `::error::` at the start of a line, indented or not, and `##[error]` anywhere in it."""
    monkeypatch.chdir(tmp_path)
    Path("##[error]x.yaml").write_text(COMMANDS_OF_A_LOG, "utf-8")
    Path("leer.apkg").write_bytes(package())
    Path("fremd.apkg").write_bytes(package(("::warning::alles falsch",), "{}"))
    commands = [("list",), ("list", "--format", "json"), ("check",), ("check", "--format", "json"), ("anki", "-o", "x")]
    lines = []
    for command, *options in commands:
        lines += run(command, *options, "##[error]x.yaml").output.splitlines()
    lines += run("diff", "leer.apkg", "fremd.apkg").output.splitlines()
    assert any("::warning::alles falsch" in line for line in lines)
    assert not [line for line in lines if "##[" in line or line.lstrip().startswith("::")]
    (card,) = json.loads(run("list", "##[error]x.yaml", "--format", "json").stdout)
    assert card["path"] == "##[error]x.yaml"


@pytest.mark.parametrize("again", ["essai.yaml", "./essai.yaml", "below/../essai.yaml", "{path}", "link.yaml", "."])
def test_a_deck_named_twice_is_read_once(again: str, deck: Path, tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    if again == "link.yaml":
        (tmp_path / again).symlink_to(deck)
    done = run("check", deck.name, again.format(path=deck))
    assert done.stdout == "3 cards in 1 deck: no problem found.\n"


def test_the_collection_may_be_named_with_its_decks(tmp_path: Path) -> None:
    """`mesoquiz check decks/*.yaml`: the shell names collection.yaml too, as do hooks that name changed files."""
    warned(tmp_path)
    assert run("check", "collection.yaml", "essai.yaml").stdout.endswith("1 warning in 1 file\n")
    assert run("check", "essai.yaml", "collection.yaml").exit_code == 0


# check


def test_check_says_how_much_is_sound(deck: Path) -> None:
    done = run("check", deck.name)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "3 cards in 1 deck: no problem found.\n", "")


def test_check_reports_in_full(tmp_path: Path) -> None:
    written(tmp_path / "a.yaml", FAULTY)
    done = run("check", "a.yaml")
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout == (
        "a.yaml:5:24: error[colon-in-text] `:` followed by a space opens a new key inside this text\n"
        "  |\n"
        "5 |     question: Attention: où vont-elles ?\n"
        "  |                        ^\n"
        "  = help: put the text in quotes:\n"
        '  |     question: "Attention: où vont-elles ?"\n'
        "\n"
        "a.yaml:9:5: error[unknown-key] unknown key `answr` in a card\n"
        "  |\n"
        "9 |     answr: dans le muscle\n"
        "  |     ^^^^^\n"
        "  = help: did you mean `answer`?\n"
        "\n"
        "2 errors in 1 file\n" + FIXABLE
    )


def test_check_reports_one_line_each(tmp_path: Path) -> None:
    written(tmp_path / "a.yaml", FAULTY)
    done = run("check", "a.yaml", "--format", "concise")
    assert done.exit_code == 1
    assert done.stdout == (
        "a.yaml:5:24: error[colon-in-text] `:` followed by a space opens a new key inside this text"
        ' (put the text in quotes: question: "Attention: où vont-elles ?")\n'
        "a.yaml:9:5: error[unknown-key] unknown key `answr` in a card (did you mean `answer`?)\n"
        "2 errors in 1 file\n" + FIXABLE
    )


def test_check_reports_as_json(deck: Path, tmp_path: Path) -> None:
    written(tmp_path / "a.yaml", FAULTY)
    done = run("check", "a.yaml", "--format", "json")
    assert (done.exit_code, done.stderr) == (1, "")
    first, second = json.loads(done.stdout)
    assert second == {
        "path": "a.yaml",
        "line": 9,
        "column": 5,
        "end_line": 9,
        "end_column": 10,
        "code": "unknown-key",
        "severity": "error",
        "message": "unknown key `answr` in a card",
        "hint": "did you mean `answer`?",
    }
    assert first["hint"] == 'put the text in quotes:\nquestion: "Attention: où vont-elles ?"'
    assert run("check", deck.name, "--format", "json").stdout == "[]\n"


def test_check_annotates_for_github(deck: Path, tmp_path: Path) -> None:
    written(tmp_path / "a,b.yaml", FAULTY.replace("Attention", "100 %"))
    done = run("check", "a,b.yaml", "--format", "github")
    assert done.exit_code == 1
    assert done.stdout == (
        "::error file=a%2Cb.yaml,line=5,col=20,endLine=5,endColumn=21,title=colon-in-text::"
        "`:` followed by a space opens a new key inside this text"
        '%0Aput the text in quotes:%0Aquestion: "100 %25: où vont-elles ?"\n'
        "::error file=a%2Cb.yaml,line=9,col=5,endLine=9,endColumn=10,title=unknown-key::"
        "unknown key `answr` in a card%0Adid you mean `answer`?\n"
    )
    assert run("check", deck.name, "--format", "github").stdout == ""


def test_strict_counts_warnings(tmp_path: Path) -> None:
    warned(tmp_path)
    relaxed, strict = run("check", "essai.yaml"), run("check", "essai.yaml", "--strict")
    assert (relaxed.exit_code, strict.exit_code) == (0, 1)
    assert relaxed.stdout == strict.stdout
    assert relaxed.stdout.endswith("\n\n1 warning in 1 file\n")
    assert run("check", "--strict", "--ignore", "ALL").exit_code == 0, "the shipped decks are clean"


def test_check_counts_errors_warnings_and_files(tmp_path: Path) -> None:
    warned(tmp_path)
    written(tmp_path / "faulty.yaml", WARNED.replace("answer: dans", "answr: dans").replace("derme\n    q", "x\n    q"))
    written(tmp_path / "other.yaml", "deck: Essai\n")
    done = run("check", ".")
    assert done.stdout.endswith("\n\n2 errors, 2 warnings in 3 files\n")


# check --fix

SLIPS = """\
# yaml-language-server: $schema=deck.schema.json
deck:Essai
id: essai   # ne change jamais
cards:

  # la première
  - id: derme
    question: Attention: où vont-elles ?
    answer:   "dans le derme"
  - id: "papule"
    question: 'L'injection ?'
    answer: @ichette
    why: |
      Un  bloc
"""
MENDED = """\
# yaml-language-server: $schema=deck.schema.json
deck: Essai
id: essai   # ne change jamais
cards:

  # la première
  - id: derme
    question: "Attention: où vont-elles ?"
    answer:   "dans le derme"
  - id: "papule"
    question: "L'injection ?"
    answer: "@ichette"
    why: |
      Un  bloc
"""
ENCODINGS = {
    "utf-8": lambda text: text.encode(),
    "byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "utf-16 little": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "utf-16 big": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "old mac line ends": lambda text: text.replace("\n", "\r").encode(),
    "mixed line ends": lambda text: text.replace("\n", "\r\n", 4).encode(),
    "no last line end": lambda text: text.rstrip("\n").encode(),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_fix_mends_slips_and_keeps_every_other_byte(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(ENCODINGS[encoding](SLIPS))
    done = run("check", "a.yaml", "--fix")
    assert (done.exit_code, done.stderr) == (0, "a.yaml: mended 4 lines\n")
    assert done.stdout == "2 cards in 1 deck: no problem found.\n"
    assert file.read_bytes() == ENCODINGS[encoding](MENDED)
    assert files_in(tmp_path) == {"a.yaml"}
    again = run("check", "a.yaml", "--fix")
    assert (again.stdout, again.stderr) == (done.stdout, ""), "a sound file is left alone"


def test_fix_keeps_a_byte_order_mark_before_a_mended_line(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + DECK.replace("deck: ", "deck:").encode())
    assert run("check", "a.yaml", "--fix").exit_code == 0
    assert file.read_bytes() == b"\xef\xbb\xbf" + DECK.encode()


@pytest.mark.parametrize(
    ("slip", "mended"),
    [
        ("question: Attention: où ?  # vu par Anne", 'question: "Attention: où ?"  # vu par Anne'),
        ("question: @ichette # vu par Anne", 'question: "@ichette" # vu par Anne'),
        ("question: 'L'injection ?' # vu par Anne", 'question: "L\'injection ?" # vu par Anne'),
    ],
)
def test_fix_does_not_make_text_of_a_comment(slip: str, mended: str, tmp_path: Path) -> None:
    head, tail = "deck: Essai\nid: essai\ncards:\n  - id: derme\n    ", "\n    answer: oui\n"
    file = written(tmp_path / "a.yaml", head + slip + tail)
    assert run("check", "a.yaml", "--fix").exit_code == 0
    assert file.read_text(encoding="utf-8") == head + mended + tail


@pytest.mark.parametrize(
    ("slip", "mended", "meant"),
    [
        (r'le \beta du "soin" #1', r'"le \\beta du \"soin\" #1"', r'le \beta du "soin" #1'),
        ("""\"l'"effet" voulu\"""", """'l''"effet" voulu'""", """l'"effet" voulu"""),
        ('"le produit "(10 %)" dilué"', """'le produit "(10 %)" dilué'""", 'le produit "(10 %)" dilué'),
        (r'"la lettre \xi"', r"'la lettre \xi'", r"la lettre \xi"),
    ],
    ids=[
        "a number sign",
        "an apostrophe before the inner quote",
        "a bracket behind the inner quote",
        "a backslash before a letter that asks for numbers",
    ],
)
def test_fix_writes_what_its_author_meant(slip: str, mended: str, meant: str, tmp_path: Path) -> None:
    head = "deck: Essai\nid: essai\ncards:\n  - id: derme\n    question: Quoi ?\n    answer: "
    file = written(tmp_path / "a.yaml", f"{head}{slip}\n")
    assert run("check", "a.yaml", "--fix").exit_code == 0
    assert file.read_text(encoding="utf-8") == f"{head}{mended}\n"
    (note,) = mesoquiz.load(file).notes
    assert isinstance(note, qa.QuestionAnswer)
    assert note.answer.text == meant


@pytest.mark.parametrize(
    ("slip", "mended"),
    [
        ("\tdeck: Essai\nid: essai\ncards:\n  - {id: a, question: Q, answer: A}\n", "deck: Essai\n"),
        (
            "deck: Essai\nid: essai\ncards:\n\t- id: a\n\t  question: Q\n\t  answer: A\n",
            "cards:\n  - id: a\n    question: Q\n    answer: A\n",
        ),
        (
            "deck: Essai\nid: essai\ncards:\n  - id: a\n\tquestion: Q\n    answer: A\n",
            "\n    question: Q\n    answer: A\n",
        ),
        (
            "deck: Essai\nid: essai\ncards:\n  - id: a\n    question: Q\n\t    answer: A\n",
            "\n    question: Q\n    answer: A\n",
        ),
    ],
    ids=["the first line", "all cards", "a tab for four spaces", "a tab before four spaces"],
)
def test_fix_indents_as_the_lines_around(slip: str, mended: str, tmp_path: Path) -> None:
    file = written(tmp_path / "a.yaml", slip)
    done = run("check", "a.yaml", "--fix")
    assert (done.exit_code, done.stdout) == (0, "1 card in 1 deck: no problem found.\n")
    assert mended in "\n" + file.read_text(encoding="utf-8")


def test_fix_mends_any_number_of_slips_at_once(tmp_path: Path) -> None:
    cards = "".join(f"  - id: c{number}\n    question: Cas: {number}\n    answer: oui\n" for number in range(25))
    written(tmp_path / "a.yaml", f"deck: Essai\nid: essai\ncards:\n{cards}")
    done = run("check", "a.yaml", "--fix", "--ignore", "ALL")
    assert (done.exit_code, done.stderr) == (0, "a.yaml: mended 25 lines\n")
    assert done.stdout == "25 cards in 1 deck: no problem found.\n"


def test_fix_mends_what_it_can_and_reports_the_rest(tmp_path: Path) -> None:
    file = written(tmp_path / "a.yaml", FAULTY)
    done = run("check", "a.yaml", "--fix")
    assert (done.exit_code, done.stderr) == (1, "a.yaml: mended 1 line\n")
    assert done.stdout.startswith("a.yaml:9:5: error[unknown-key] unknown key `answr` in a card\n")
    assert done.stdout.endswith("\n\n1 error in 1 file\n")
    assert file.read_text(encoding="utf-8") == FAULTY.replace(
        "Attention: où vont-elles ?", '"Attention: où vont-elles ?"'
    )


def test_fix_leaves_sound_files_untouched(deck: Path, tmp_path: Path) -> None:
    written(tmp_path / "slips.yaml", SLIPS.replace("- id: ", "- id: autre-"))
    before = deck.stat()
    run("check", ".", "--fix")
    assert (deck.stat().st_ino, deck.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_fix_keeps_rights_and_links(tmp_path: Path) -> None:
    """A deck may be private, or a link into a shared folder: mending the text changes neither."""
    file = written(tmp_path / "a.txt", SLIPS)
    file.chmod(0o600)
    (tmp_path / "a.yaml").symlink_to("a.txt")
    assert run("check", "a.yaml", "--fix").exit_code == 0
    assert (tmp_path / "a.yaml").is_symlink()
    assert file.read_text(encoding="utf-8") == MENDED
    assert file.stat().st_mode & 0o777 == 0o600


def test_fix_serves_programs_too(tmp_path: Path) -> None:
    written(tmp_path / "a.yaml", SLIPS)
    done = run("check", "a.yaml", "--fix", "--format", "json")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "[]\n", "a.yaml: mended 4 lines\n")


# list


def test_list_shows_cards_and_counts(deck: Path) -> None:
    done = run("list", deck.name)
    assert (done.exit_code, quiet(done.stderr)) == (0, "")
    assert done.stdout == (
        "Essai::Peau (3)\n"
        "  derme   qa         Où vont les injections ?\n"
        "  papule  cloze      Une [papule] dure une heure.\n"
        "  eau     truefalse  La peau contient de l'eau.\n"
        "\n"
        "3 cards in 1 deck, 2 of them choices\n"
        "types       cloze 1, qa 1, truefalse 1\n"
        "difficulty  2 1, – 2\n"
        "sources     none\n"
        "tags        geste 2, peau::couche 1\n"
    )


def test_list_for_programs(deck: Path) -> None:
    cards = json.loads(run("list", deck.name, "--format", "json").stdout)
    assert cards[0] == {
        "id": "derme",
        "deck": "Essai::Peau",
        "type": "qa",
        "text": "Où vont les injections ?",
        "tags": ["peau::couche", "geste"],
        "difficulty": 2,
        "sources": [],
        "choice": True,
        "path": "essai.yaml",
        "line": 4,
    }
    assert [(card["id"], card["choice"], card["difficulty"]) for card in cards[1:]] == [
        ("papule", False, None),
        ("eau", True, None),
    ]


@pytest.mark.parametrize(
    ("tags", "ids"),
    [
        (["geste"], ["derme", "papule"]),
        (["peau"], ["derme"]),
        (["peau::couche"], ["derme"]),
        (["PEAU::Couche"], ["derme"]),
        (["peau", "geste"], ["derme", "papule"]),
    ],
)
def test_tags_choose_cards(tags: list[str], ids: list[str], deck: Path) -> None:
    chosen = [part for tag in tags for part in ("--tag", tag)]
    assert [card["id"] for card in json.loads(run("list", deck.name, "--format", "json", *chosen).stdout)] == ids
    run("quiz", deck.name, *chosen)
    assert sorted(asked("quiz")) == sorted(ids)


@pytest.mark.parametrize("command", ["list", "quiz"])
@pytest.mark.parametrize(
    ("tags", "said"),
    [
        (["pea"], "no card has the tag `pea`; did you mean `peau`?"),
        (["gestes"], "no card has the tag `gestes`; did you mean `geste`?"),
        (["peau::"], "no card has the tag `peau::`; did you mean `peau`?"),
        (["couche"], "no card has the tag `couche`; did you mean `peau::couche`?"),
        (["xyz"], "no card has the tag `xyz`"),
        (["xyz", "gestse"], "no card has the tag `xyz` or `gestse`; did you mean `geste`?"),
        ([""], "no card has the tag ``"),
    ],
)
def test_a_tag_that_no_card_has(command: str, tags: list[str], said: str, deck: Path) -> None:
    done = run(command, deck.name, *[part for tag in tags for part in ("--tag", tag)])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == f"Error: {said}"
    assert files_in(deck.parent) == {"essai.yaml"}


# quiz


def asked(folder: str, form: int = 0) -> list[str]:
    """The ids of the questions of a form, in order."""
    manifest = json.loads(Path(folder, "manifest.json").read_text(encoding="utf-8"))
    return [item["id"] for item in manifest["forms"][form]["sections"][0]["items"]]


@pytest.fixture
def many(tmp_path: Path) -> str:
    """A deck of 30 choices."""
    cards = [f"  - {{id: c{number}, question: q, answer: a, distractors: [b, c, d]}}\n" for number in range(30)]
    return written(tmp_path / "many.yaml", "deck: Essai\nid: essai\ncards:\n" + "".join(cards)).name


def test_a_quiz_has_twenty_questions_or_all_there_are(many: str, deck: Path) -> None:
    run("quiz", many, "-o", "many")
    run("quiz", deck.name, "-o", "few")
    run("build", many)
    assert [len(set(asked(folder))) for folder in ("many", "few", "dist/quiz")] == [20, 3, 20]


def test_the_number_of_questions_is_obeyed(many: str) -> None:
    run("quiz", many, "-n", 30)
    assert len(set(asked("quiz"))) == 30
    assert run("quiz", many, "-n", 1).exit_code == 0
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
    run("quiz", many, "-n", 15, "--forms", 3)
    orders = [asked("quiz", form) for form in range(3)]
    assert len({frozenset(order) for order in orders}) == 1
    assert len({tuple(order) for order in orders}) == 3
    run("quiz", many, "-n", 15, "-o", "alone")
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
    assert files_in(folder) == {*pages_of("A"), *foreign}
    assert {(folder / name).read_text(encoding="utf-8") for name in foreign} == {"mine"}


def test_build_takes_old_forms_along_too(many: str, tmp_path: Path) -> None:
    run("quiz", many, "--forms", 2, "-o", "dist/quiz")
    run("build", many)
    assert files_in(tmp_path / "dist") == {"essai.apkg", *(f"quiz/{name}" for name in pages_of("A"))}


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


# schema, version, help


def test_schema_prints_what_is_shipped() -> None:
    folder = Path(mesoquiz.__file__).parent
    for file in ("deck", "collection"):
        done = run("schema", file)
        assert (done.exit_code, quiet(done.stderr)) == (0, "")
        assert json.loads(done.stdout) == json.loads((folder / f"{file}.schema.json").read_text(encoding="utf-8"))
    assert run("schema").stdout == run("schema", "deck").stdout


def test_schema_of_something_else() -> None:
    done = run("schema", "card")
    assert (done.exit_code, done.stdout) == (2, "")
    said = done.stderr.splitlines()[-1]
    assert said.startswith("Error: ")
    assert {"card", "deck", "collection", "blueprint"} <= set(re.findall(r"\w+", said))


def test_version() -> None:
    assert run("--version").stdout == f"mesoquiz, version {mesoquiz.__version__}\n"


def test_without_a_command_the_help_is_shown() -> None:
    done = run()
    assert done.exit_code == 2
    assert done.stderr.rstrip() == run("--help").stdout.rstrip()


def test_an_unknown_command_is_wrong_usage() -> None:
    done = run("chek")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == "Error: there is no command `chek`; did you mean `check`?"
    assert run("xyz").stderr.splitlines()[-1] == "Error: there is no command `xyz`"


def test_help_lists_the_commands() -> None:
    shown = run("--help").stdout
    for name, what in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(what)}$", shown, re.MULTILINE)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_fits_and_has_an_example(command: str) -> None:
    done = run(*filter(None, [command]), "-h")
    assert done.exit_code == 0
    assert done.stdout == run(*filter(None, [command]), "--help").stdout
    assert "\n".join(line for line in done.stdout.splitlines() if columns(line) > 80) == ""
    example = re.search(r"\n  Example: .+\n    mesoquiz (.*)\n", done.stdout)
    assert example
    assert example[1].split()[0] == command or not command


@pytest.mark.parametrize("command", COMMANDS)
def test_the_example_of_the_help_runs(command: str, tmp_path: Path) -> None:
    (tmp_path / "decks").symlink_to(ROOT / "decks")
    examples = re.findall(r"\n    mesoquiz (.*)\n", run(command, "--help").stdout)
    assert examples
    if command == "diff":
        run("build")
    for example in examples:
        done = run(*example.partition(" > ")[0].split())
        assert done.exit_code == 0
        assert re.sub(r"\d+ explanations found no room and are left out\.\n", "", done.stderr) == ""


HEAVY = {
    "--help": {"genanki", "jinja2", "yaml", "markdown_it", "sqlite3", "mesoquiz.notes.note"},
    "--version": {"genanki", "jinja2", "yaml", "markdown_it", "sqlite3", "mesoquiz.notes.note"},
    "check": {"genanki", "jinja2", "sqlite3"},
    "list": {"genanki", "jinja2", "sqlite3"},
    "quiz": {"genanki", "sqlite3"},
}


@pytest.mark.parametrize("command", HEAVY)
def test_a_command_imports_only_what_it_needs(command: str, deck: Path, tmp_path: Path) -> None:
    ending = "try: main()\nfinally: print(*sys.modules, file=sys.stderr)\n"
    code = f"import sys\nfrom mesoquiz.cli.program import main\n{ending}"
    args = [command] if command.startswith("-") else [command, deck.name]
    done = subprocess.run(
        [sys.executable, "-c", code, *args],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=True,
    )
    imported = set(done.stderr.split())
    assert "click" in imported
    assert imported & HEAVY[command] == set()


# SOURCE_DATE_EPOCH


def modified(package: Path) -> set[int]:
    """The modification times of the notes in a package."""
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(zipfile.ZipFile(package).read("collection.anki2"))
        return {time for (time,) in database.execute("SELECT mod FROM notes")}
    finally:
        database.close()


@pytest.mark.parametrize("given", [0, 1, 1_700_000_000])
def test_notes_carry_the_time_that_is_given(given: int, deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(given))
    assert run("anki", deck.name).exit_code == 0
    assert modified(Path("essai.apkg")) == {given}


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_time_or_an_empty_one_notes_carry_that_of_the_build(
    value: str | None, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if value is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    before = int(time.time())
    assert run("anki", deck.name).exit_code == 0
    (built,) = modified(Path("essai.apkg"))
    assert before <= built <= time.time()


@pytest.mark.parametrize("time", ["-1", "1e9", "yesterday", "²", "99999999999999999999", "9" * 5000])
def test_a_time_that_is_none(time: str, deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", time)
    done = run("build", deck.name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error: SOURCE_DATE_EPOCH is a number of seconds since 1970, not `" in done.stderr
    assert files_in(tmp_path) == {"essai.yaml"}


# The terminal: width, colour, progress, pipes


@pytest.mark.parametrize("width", [60, 80, 132])
def test_list_fits_the_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = run("list").stdout.splitlines()
    assert "\n".join(line for line in lines if columns(line) > width) == ""
    assert max(map(columns, lines)) > width - 12, "it uses the width it has"


def test_list_fits_with_wide_and_long_words(tmp_path: Path) -> None:
    names = {
        "deck": "Peau " * 40,
        "id": "un-identifiant-" * 6,
        "text": "皮膚 e\u0301pide\u0301miquement " * 9,
        "tag": "un::" * 15,
    }
    card = f'  - {{id: "{names["id"]}x", question: "{names["text"]}", answer: oui, tags: ["{names["tag"]}x"]}}\n'
    written(tmp_path / "a.yaml", f"deck: {names['deck']}\nid: essai\ncards:\n{card}")
    done = run("list", "a.yaml")
    assert done.exit_code == 0
    assert "\n".join(line for line in done.stdout.splitlines() if columns(line) > 80) == ""


def test_reports_fit_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every faulty deck of the golden cases. The place before a message is not counted: a path is as long as it is."""
    long = set()
    for file in sorted(CASES.rglob("*.yaml")):
        monkeypatch.chdir(file.parent)
        for line in run("check", file.name).stdout.splitlines():
            shown = line.partition(": ")[2] if line.startswith(file.name) else line
            # The first line of a report stays one line, for editors and grep.
            if (
                columns(shown) > 80
                and ".yaml" not in shown
                and not shown.startswith(("error[", "warning["))
                and " = help: " not in shown
            ):
                long.add(shown)
    assert "\n".join(sorted(long)) == ""


class Terminal(io.StringIO):
    """Keeps what a terminal would show."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The clock of the progress bar: `clock.now`, in seconds."""
    made = SimpleNamespace(now=100.0)
    monkeypatch.setattr("mesoquiz.cli.loading.time", SimpleNamespace(monotonic=lambda: made.now))
    return made


def test_progress_is_shown_once_a_run_takes_long(clock: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress("Reading decks") as update:
        clock.now += 0.9
        update(1, 4)
        assert terminal.getvalue() == ""
        clock.now += 0.2
        update(2, 4)
        assert "Reading decks" in terminal.getvalue()
        assert " 50%" in terminal.getvalue()
        update(4, 4)
    assert "100%" in terminal.getvalue()
    assert terminal.getvalue().endswith("\n")


def test_a_quick_run_shows_no_progress(clock: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress("Reading decks") as update:
        update(4, 4)
    assert terminal.getvalue() == ""


def test_progress_is_for_terminals(clock: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    log = io.StringIO()
    monkeypatch.setattr(sys, "stderr", log)
    with Progress("Reading decks") as update:
        clock.now += 3600
        update(1, 4)
    assert log.getvalue() == ""


def in_terminal(command: list[str], cwd: Path, **environment: str) -> str:
    """What a real terminal shows of a process that must end well or with errors in the decks."""
    ours, theirs = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=cwd,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**inherited, **environment},
    )
    os.close(theirs)
    shown = b"".join(read_all(ours))
    os.close(ours)
    assert process.wait(PATIENCE) in (0, 1)
    return shown.decode()


def read_all(terminal: int) -> Iterator[bytes]:
    """What comes out of a terminal until its last process has ended, which Linux tells by an error."""
    while select.select([terminal], [], [], PATIENCE)[0]:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            return
        if not data:
            return
        yield data


def test_a_real_terminal_shows_progress_beside_the_summary(many: str, tmp_path: Path) -> None:
    cards = [f"  - {{id: c{number}, question: q, answer: a}}\n" for number in range(600)]
    written(tmp_path / "a.yaml", "deck: Essai\nid: essai\ncards:\n" + "".join(cards))
    patient = "from mesoquiz.cli import loading\nfrom mesoquiz.cli.program import main\nloading.PATIENCE = 0\nmain()"
    shown = in_terminal(["-c", patient, "build", "a.yaml"], tmp_path)
    assert "Reading decks" in shown
    assert "Making cards" in shown
    assert "letters and order of every form\r\nThis deck has no release lock: " in shown
    assert max(map(len, shown[shown.index("This deck") :].splitlines())) <= 80


def test_colour_is_for_terminals_and_can_be_refused(tmp_path: Path) -> None:
    written(tmp_path / "a.yaml", FAULTY)
    check = ["-m", "mesoquiz", "check", "a.yaml"]
    coloured = in_terminal(check, tmp_path)
    assert "\x1b[" in coloured
    plain = in_terminal(check, tmp_path, NO_COLOR="1")
    assert plain.replace("\r\n", "\n") == run("check", "a.yaml").stdout
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    assert in_terminal(check, tmp_path, NO_COLOR="") == coloured, "no-color.org: an empty value means nothing"


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": ""}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
@pytest.mark.parametrize("command", ["check", "build"])
def test_colour_can_be_forced_into_a_pipe(
    command: str, environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(Path("a.yaml"), FAULTY)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    done = run(command, "a.yaml")
    assert ("\x1b[" in done.output) is coloured


@pytest.mark.parametrize(
    "command",
    [
        ["list"],
        ["list", "--format", "json"],
        ["schema"],
        ["check"],
        ["check", "--format", "json", "bad.yaml"],
        ["--help"],
        ["list", "--help"],
    ],
)
def test_a_reader_that_stops_reading(command: list[str], tmp_path: Path) -> None:
    """`mesoquiz list | head -1`, with a reader that is gone before the first line."""
    written(tmp_path / "bad.yaml", FAULTY)
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "mesoquiz", *command],
            cwd=tmp_path,
            stdout=pipe,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
    assert done.returncode == 141, "not 1, which means errors in the decks"
    assert done.stderr.removeprefix(SAID) == ""


def test_the_module_runs_as_a_program(deck: Path) -> None:
    module = [sys.executable, "-m", "mesoquiz"]
    done = ended([*module, "build", deck.name])
    assert (done.exit_code, quiet(done.stderr)) == (0, "")
    assert done.stdout.startswith("dist/essai.apkg ")
    assert ended([*module, "--version"]).stdout == f"mesoquiz, version {mesoquiz.__version__}\n"
    assert ended([*module, "--help"]).stdout.startswith("Usage: mesoquiz [OPTIONS] COMMAND")


@pytest.mark.parametrize("closed", ["0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"])
def test_closed_streams_stop_no_work(closed: str, tmp_path: Path, deck: Path) -> None:
    """Cron jobs and services may start programs without them."""
    script = f'exec "$0" -m mesoquiz build essai.yaml {closed}'
    done = subprocess.run(
        ["sh", "-c", script, sys.executable], cwd=tmp_path, timeout=PATIENCE, check=False, capture_output=True
    )
    assert (done.returncode, quiet(done.stderr.decode())) == (0, "")
    assert files_in(tmp_path / "dist") == {"essai.apkg", *(f"quiz/{name}" for name in pages_of("A"))}


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-8"])
@pytest.mark.parametrize(
    "command", [["list"], ["list", "--format", "json"], ["check"], ["check", "--format", "github"]]
)
def test_an_old_terminal_shows_what_it_can(command: list[str], encoding: str, tmp_path: Path, deck: Path) -> None:
    """What Windows gives a program whose output goes to a file has no narrow no-break space and no Chinese."""
    written(
        deck,
        DECK.replace("Où vont", "皮 → Où\u202fvont")
        if command[0] == "list"
        else DECK.replace("answer: dans", "answr: 皮 → Où\u202f"),
    )
    done = subprocess.run(
        [sys.executable, "-m", "mesoquiz", *command, deck.name],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": f"{encoding}:strict"},
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == (command[0] == "check")
    assert b"Traceback" not in done.stderr
    assert b"derme" in done.stdout or b"answr" in done.stdout


def test_a_deck_is_not_written_over(deck: Path) -> None:
    before = deck.read_bytes()
    done = run("anki", deck.name, "-o", deck.name)
    assert done.exit_code == 2
    assert done.stderr.endswith(
        f"Error: {deck.name} is there, and mesoquiz did not make it: name another place, or move it away\n"
    )
    assert deck.read_bytes() == before


@pytest.mark.parametrize("there", ["notes.txt", "collection.lock", "coupe.png"])
def test_nothing_but_a_package_is_written_over(there: str, deck: Path) -> None:
    before = written(deck.with_name(there), "mine").read_bytes()
    done = run("anki", deck.name, "-o", there)
    assert done.exit_code == 2
    assert done.stderr.endswith(
        f"Error: {there} is there, and mesoquiz did not make it: name another place, or move it away\n"
    )
    assert Path(there).read_bytes() == before


@pytest.mark.parametrize("options", [[], ["-n", "3"], ["--tag", "vieux"]])
def test_cards_that_are_all_retired_make_no_quiz(options: list[str], tmp_path: Path) -> None:
    written(
        tmp_path / "a.yaml",
        "deck: Essai\nid: essai\ncards:\n  - {id: a, question: q, answer: b, tags: [vieux], retired: true}\n",
    )
    done = run("quiz", "a.yaml", *options)
    assert done.exit_code == 2
    assert done.stderr.endswith("Error: all these cards are retired: there is none to ask\n")


def test_pages_that_go_are_named(deck: Path) -> None:
    run("quiz", deck.name, "--forms", "2")
    shown = run("quiz", deck.name).stdout
    assert re.search(r"^quiz/key-B\.html +removed  of the earlier quiz$", shown, re.MULTILINE)
    assert re.search(r"^quiz/quiz-B\.html +removed  of the earlier quiz$", shown, re.MULTILINE)


# The first moment, the last one, and the clock


@pytest.mark.parametrize("name", ["click", "mesoquiz.cli", "mesoquiz.decks.loader"])
def test_ctrl_c_while_modules_are_imported_is_answered_by_one_line(name: str, deck: Path) -> None:
    code = (
        "import sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {name!r}: raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Finder())\n"
        f"sys.argv = ['mesoquiz', 'check', {deck.name!r}]\n"
        "from mesoquiz.__main__ import main\n"
        "main()"
    )
    assert ended([sys.executable, "-c", code]) == (130, "", "Aborted!\n")


@pytest.mark.in_process("the clock is set")
@pytest.mark.parametrize("now", [-1.0, 1e15])
def test_a_clock_that_is_wrong_stamps_nothing(now: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "decks").mkdir()
    written(tmp_path / "decks" / "collection.yaml", "id: essai\ntitle: Essai\n")
    written(tmp_path / "decks" / "a.yaml", "deck: Essai\ncards:\n  - {id: a, question: Q, answer: R}\n")
    monkeypatch.setattr("time.time", lambda: now)
    done = run("anki")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "Error: the clock of this computer is wrong: set it, or set SOURCE_DATE_EPOCH\n"
    assert not (tmp_path / "decks" / "collection.lock").exists()
