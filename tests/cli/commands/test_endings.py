"""What is not written over, what is removed, and Ctrl-C."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from commands import ended, run
from small_decks import written


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


@pytest.mark.parametrize("name", ["click", "mesoquiz.cli", "mesoquiz.decks.banks"])
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
