"""What `check` says, in each format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import run
from hostile import package
from small_decks import FAULTY, ROOT, WARNED, warned, written

FIXABLE = "`mesoquiz check --fix` mends those whose help shows the whole line.\n"

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
        "a.yaml:5:24: error[colon-in-text] `: ` begins a new key in the middle of this text\n"
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
        "a.yaml:5:24: error[colon-in-text] `: ` begins a new key in the middle of this text"
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
        "related": [],
        "fix": None,
    }
    assert first["fix"] == {"line": 5, "end_line": 5, "text": '    question: "Attention: où vont-elles ?"'}
    assert first["hint"] == 'put the text in quotes:\nquestion: "Attention: où vont-elles ?"'
    assert run("check", deck.name, "--format", "json").stdout == "[]\n"


def test_check_annotates_for_github(deck: Path, tmp_path: Path) -> None:
    written(tmp_path / "a,b.yaml", FAULTY.replace("Attention", "100 %"))
    done = run("check", "a,b.yaml", "--format", "github")
    assert done.exit_code == 1
    assert done.stdout == (
        "::error file=a%2Cb.yaml,line=5,col=20,endLine=5,endColumn=21,title=colon-in-text::"
        "`: ` begins a new key in the middle of this text"
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
    assert run("check", ROOT / "decks", "--strict", "--ignore", "ALL").exit_code == 0, "the shipped decks are clean"


def test_check_counts_errors_warnings_and_files(tmp_path: Path) -> None:
    warned(tmp_path)
    written(tmp_path / "faulty.yaml", WARNED.replace("answer: dans", "answr: dans").replace("derme\n    q", "x\n    q"))
    written(tmp_path / "other.yaml", "deck: Essai\n")
    done = run("check", ".")
    assert done.stdout.endswith("\n\n2 errors, 2 warnings in 3 files\n")
