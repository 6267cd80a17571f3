"""`schema`, `--version`, `--help`, and what a command loads."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import PATIENCE, quiet, run
from small_decks import ROOT, columns

import mesoquiz
from mesoquiz.cli.program import commands as all_commands
from mesoquiz.cli.program import summary

COMMANDS = all_commands()


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


def test_help_lists_the_commands_with_what_their_own_help_says_first() -> None:
    shown = " ".join(run("--help").stdout.split())
    for name in COMMANDS:
        what = summary(name)
        assert what
        assert f" {name} {what} " in f"{shown} "
        assert f" {what} " in " ".join(run(name, "--help").stdout.split())


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_fits_and_has_an_example(command: str) -> None:
    done = run(*filter(None, [command]), "-h")
    assert done.exit_code == 0
    assert done.stdout == run(*filter(None, [command]), "--help").stdout
    assert "\n".join(line for line in done.stdout.splitlines() if columns(line) > 80) == ""
    example = re.search(r"\n  Example: .+\n    mesoquiz (.*)\n", done.stdout)
    assert example
    assert example[1].split()[0] == command or not command


SAID = (
    r"\d+ explanations found no room and are left out\.\n|Change it as you like, .+\n|Now type .+\n"
    r"|Version 0\.2 is published: .+\n|There is nothing to release: .+\n|\d+ cards are drafts: .+\n"
    r"|\S+-retraits\.apkg goes with it: .+\n"
)
"""What a command says beside its results."""


@pytest.mark.parametrize("command", [command for command in COMMANDS if command != "preview"])
def test_the_example_of_the_help_runs(command: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "decks", tmp_path / "decks")
    examples = re.findall(r"\n    mesoquiz (.*)\n", run(command, "--help").stdout)
    assert examples
    if command == "diff":
        run("build")
    for example in examples:
        done = run(*example.partition(" > ")[0].split())
        assert done.exit_code == 0
        assert re.sub(SAID, "", done.stderr) == ""


HEAVY = {
    "--help": {"genanki", "jinja2", "yaml", "markdown_it", "sqlite3", "mesoquiz.notes.note"},
    "--version": {"genanki", "jinja2", "yaml", "markdown_it", "sqlite3", "mesoquiz.notes.note"},
    "check": {"genanki", "jinja2", "sqlite3"},
    "list": {"genanki", "jinja2", "sqlite3"},
    "quiz": {"genanki", "sqlite3"},
    "build": {"asyncio", "ssl"},
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
