"""What a contributor adds is one file in its folder, and nothing else has to know of it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from commands import Done, ended, quiet, run

from mesoquiz import exporters

ROOT = Path(__file__).parents[2]

FORMAT = '''\
"""CSV: questions and answers, for a spreadsheet."""

from mesoquiz.artifact import Artifact

TAKES = "bank"


def export(bank):
    yield Artifact("cards.csv", "\\n".join(f"{note.id};{note.question}" for note in bank.notes).encode())
'''
COMMAND = '''\
"""Count the cards."""

import click

from mesoquiz.cli.loading import load, paths_argument
from mesoquiz.cli.terminal import show


@click.command()
@paths_argument
def command(paths):
    """Count the cards."""
    show(str(len(load(paths).notes)))
'''
QUESTION = '''\
"""A word and its translation.

id: eau
word: water
translation: eau
"""

from dataclasses import dataclass
from typing import Annotated

from mesoquiz.notes.interactions import Option, Recall
from mesoquiz.notes.note import Note
from mesoquiz.reading.keys import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation(Note):
    """A word and its translation."""

    word: Annotated[str, Key("The word.")]
    translation: Annotated[str, Key("What it means.")]

    def asks(self, labels):
        return (Recall(prompt=self.word, answers=(Option(text=self.translation),)),)
'''
RULE = '''\
"""A short question."""

from mesoquiz.diagnostics.diagnostic import Rule, Severity

RULE = Rule("S900", "this question has {number} characters", severity=Severity.INFO)
DEFAULT = True


def check(cards):
    for card in cards:
        if len(card.stem) < 5:
            yield card.hit(card.raw, number=len(card.stem))
'''
DECK = "id: essai\ndeck: Essai\ncards: [{id: a, question: Où ?, answer: ici}]\n"


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program, to which files can be added."""
    monkeypatch.chdir(tmp_path)
    for folder in ("mesoquiz", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / "copy" / folder, ignore=shutil.ignore_patterns("__pycache__"))
    Path("deck.yaml").write_text(DECK, encoding="utf-8")
    return tmp_path / "copy"


def mesoquiz(copy: Path, *args: str) -> Done:
    return ended([sys.executable, "-m", "mesoquiz", *args], env={**os.environ, "PYTHONPATH": str(copy)})


def test_a_format_is_one_file(copy: Path) -> None:
    (copy / "mesoquiz/exporters/csv.py").write_text(FORMAT, encoding="utf-8")
    done = mesoquiz(copy, "export", "csv", "deck.yaml", "-o", "out")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "out/cards.csv      1 kB  csv\n", "")
    assert Path("out/cards.csv").read_text(encoding="utf-8") == "a;Où ?"


def test_a_command_is_one_file(copy: Path) -> None:
    (copy / "mesoquiz/cli/commands/count.py").write_text(COMMAND, encoding="utf-8")
    assert mesoquiz(copy, "count", "deck.yaml") == (0, "1\n", "")
    assert "  count       Count the cards.\n" in mesoquiz(copy, "--help").stdout


def test_a_question_type_is_one_file(copy: Path) -> None:
    (copy / "mesoquiz/questions/translation.py").write_text(QUESTION, encoding="utf-8")
    Path("deck.yaml").write_text(DECK.replace("question: Où ?, answer: ici", "word: water, translation: eau"), "utf-8")
    assert mesoquiz(copy, "check", "deck.yaml").stdout == "1 card in 1 deck: no problem found.\n"
    assert mesoquiz(copy, "quiz", "deck.yaml", "-o", "exam").exit_code == 0
    assert "water" in Path("exam/quiz-A.html").read_text("utf-8")
    assert "eau" in Path("exam/explained-A.html").read_text("utf-8")
    assert mesoquiz(copy, "anki", "deck.yaml", "-o", "a.apkg").exit_code == 0


def test_a_language_is_one_file(copy: Path) -> None:
    words = (copy / "mesoquiz/languages/english.py").read_text(encoding="utf-8")
    words = words.replace('code="en"', 'code="de"').replace('key="Answer key"', 'key="Lösungen"')
    (copy / "mesoquiz/languages/german.py").write_text(words, encoding="utf-8")
    Path("deck.yaml").write_text(f"lang: de\n{DECK}", encoding="utf-8")
    assert mesoquiz(copy, "quiz", "deck.yaml", "-o", "exam").exit_code == 0
    page = Path("exam/key-A.html").read_text("utf-8")
    assert '<html lang="de"' in page
    assert "Lösungen" in page
    assert '"de",\n' in mesoquiz(copy, "schema", "deck").stdout
    assert mesoquiz(copy, "check", "deck.yaml").stdout == "1 card in 1 deck: no problem found.\n"
    assert mesoquiz(copy, "check", "--select", "ALL", "deck.yaml").exit_code == 0, "rules that need words are silent"
    Path("deck.yaml").write_text(f"lang: it\n{DECK}", encoding="utf-8")
    assert "write `de`, `en` or `fr`" in mesoquiz(copy, "check", "deck.yaml").stdout


def test_a_rule_is_one_file(copy: Path) -> None:
    (copy / "mesoquiz/rules/too_short.py").write_text(RULE, encoding="utf-8")
    assert "info[S900] this question has 4 characters" in mesoquiz(copy, "check", "deck.yaml").stdout
    assert "S900 (info, on by default)\n\nA short question.\n" in mesoquiz(copy, "explain", "S900").stdout


def test_what_modules_share_is_none_of_them(copy: Path) -> None:
    """Neither a module that begins with `_`, nor a package."""
    shared = '"""What they share."""\n'
    for folder in ("exporters", "questions", "rules", "languages", "cli/commands"):
        (copy / "mesoquiz" / folder / "_shared.py").write_text(shared, encoding="utf-8")
        (copy / "mesoquiz" / folder / "inner").mkdir()
        (copy / "mesoquiz" / folder / "inner/__init__.py").write_text(shared, encoding="utf-8")
    assert mesoquiz(copy, "check", "deck.yaml") == (0, "1 card in 1 deck: no problem found.\n", "")
    assert mesoquiz(copy, "export", "apkg", "deck.yaml", "-o", "out").exit_code == 0
    for name in ("inner", "_shared"):
        assert f"there is no format `{name}`" in mesoquiz(copy, "export", name, "deck.yaml").stderr
        assert f"there is no command `{name}`" in mesoquiz(copy, name).stderr
        assert name not in mesoquiz(copy, "--help").stdout


# The command that reaches every format


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deck.yaml").write_text(DECK, encoding="utf-8")


def files(folder: str) -> set[str]:
    return {path.name for path in Path(folder).iterdir()}


PAGES = {f"{role}-A" for role in ("quiz", "key", "explained", "sheet")}


@pytest.mark.parametrize(
    ("format", "made"),
    [
        ("apkg", {"essai.apkg"}),
        ("flashcards", {"flashcards.html"}),
        ("html", {f"{page}.html" for page in PAGES} | {"manifest.json"}),
        ("pdf", {f"{page}.pdf" for page in PAGES} | {"manifest.json"}),
    ],
)
def test_every_format_is_reached(format: str, made: set[str], deck: None) -> None:
    for _ in range(2):
        done = run("export", format, "deck.yaml")
        assert (done.exit_code, quiet(done.stderr)) == (0, "")
    assert files(f"export/{format}") == made


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("htm",), "there is no format `htm`; did you mean `html`?"),
        (("apkg", "missing.yaml"), "missing.yaml: no such file or directory"),
        (("docx",), f"there is no format `docx`; there are {', '.join(exporters.names())}"),
        (
            ("html", "-b", "plan.yaml", "--tag", "peau"),
            "a blueprint says which questions are asked: --tag does not go with it",
        ),
        (("apkg", "-b", "plan.yaml"), "the format apkg is made of cards: it takes no blueprint"),
    ],
)
def test_what_cannot_be_exported_is_said(args: tuple[str, ...], said: str, deck: None) -> None:
    done = run("export", *args)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, f"Error: {said}")
    assert not Path("export").exists()


def test_no_part_of_an_exam_is_put_beside_another(deck: None) -> None:
    assert run("quiz", "deck.yaml", "-o", "exam").exit_code == 0
    before = files("exam")
    done = run("export", "pdf", "deck.yaml", "-o", "exam")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, "Error: exam holds an exam: name another folder")
    assert files("exam") == before


def test_an_earlier_form_goes(deck: None) -> None:
    assert run("quiz", "deck.yaml", "--forms", "2", "-o", "exam").exit_code == 0
    assert "exam/key-B.html" in run("export", "html", "deck.yaml", "-o", "exam").stdout
    left = {name for name in files("exam") if not name.startswith("manifest-")}
    assert left == {f"{page}.html" for page in PAGES} | {"manifest.json"}


def test_an_exported_package_has_the_times_of_the_release_lock(deck: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else Anki would take it for older than what students have."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    Path("decks/blueprints").mkdir(parents=True)
    Path("decks/collection.yaml").write_text("id: essai\ntitle: Essai\n", encoding="utf-8")
    Path("decks/deck.yaml").write_text(DECK.replace("id: essai\n", ""), encoding="utf-8")
    assert run("build").exit_code == 0
    assert run("export", "apkg").exit_code == 0
    assert Path("export/apkg/essai.apkg").read_bytes() == Path("dist/essai.apkg").read_bytes()


def test_a_blueprint_draws_from_the_decks_beside_it(deck: None) -> None:
    Path("cours/blueprints").mkdir(parents=True)
    Path("cours/collection.yaml").write_text("id: cours\ntitle: Cours\n", encoding="utf-8")
    Path("cours/deck.yaml").write_text(DECK.replace("id: essai\n", ""), encoding="utf-8")
    Path("cours/blueprints/plan.yaml").write_text("title: Examen\nsections: [{count: 1}]\n", encoding="utf-8")
    done = run("export", "html", "-b", "cours/blueprints/plan.yaml")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Examen" in Path("export/html/quiz-A.html").read_text("utf-8")


def test_cards_that_a_format_cannot_hold_are_faults_of_the_deck(deck: None) -> None:
    """Told as by the command of the format: with the line, and exit code 1."""
    Path("deck.yaml").write_text(DECK.replace("Où ?", "mot " * 400), encoding="utf-8")
    said = [run("flashcards", "deck.yaml"), run("export", "flashcards", "deck.yaml")]
    assert said[0] == said[1]
    assert said[1].exit_code == 1
    assert said[1].stderr.startswith("deck.yaml:3:14: error[card-too-long] the front of the card `a` does not fit")
    assert "3 | …ards: [{id: a, question: mot mot" in said[1].stderr
    assert said[1].stderr.endswith("1 error in 1 file: nothing was written.\n")
