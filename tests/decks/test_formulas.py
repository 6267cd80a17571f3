"""Formulas that paper cannot set are said, with their places, by `check` and before they are printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

import mesoquiz

DECK = r"""
deck: Essai
id: essai
cards:
  - id: brute
    question: 'Que fait \(\ce{A ?}\) ?'
    answer: "\\(\\frac{a\\)"
  - id: dollars
    question: Que vaut $x^2$, ou $$\frac{1}{2}$$ ?
    answer: \(WIDE\)
  - id: trous
    cloze: On a \(x^{{y}}\) et {{un mot}}.
  - id: retiree
    question: Et \(\inconnu\) ?
    answer: rien
    retired: true
  - id: bonne
    question: Combien coûtent 5$ ou 6 $ et `$x^2$`, \(\ce{H2O}\) à \(\SI{37}{\celsius}\) ?
    answer: 5 $
""".replace("WIDE", r"\text{" + "a" * 90 + "}")
AS_WRITTEN = "warning[formula-as-written] paper shows this formula of the card"
FOUND = [
    f"6:25: {AS_WRITTEN} `brute` as it is written: `?` in `\\ce` is not known: write it as in `\\mathrm{{H_2O}}`",
    f"7:14: {AS_WRITTEN} `brute` as it is written: a `}}` is missing",
    f"10:13: {AS_WRITTEN} `dollars` as it is written: a part of it is wider than a page: "
    "divide it, or write its words outside of it",
    f"12:17: {AS_WRITTEN} `trous` as it is written: a gap in a formula cannot be set",
]


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("decks").mkdir()
    Path("decks/deck.yaml").write_text(DECK, encoding="utf-8")


@pytest.mark.usefixtures("deck")
def test_check_says_what_paper_shows_as_it_is_written() -> None:
    done = run("check", "--ignore", "ALL", "--format", "concise")
    assert done.exit_code == 0
    lines = [line.removeprefix("decks/deck.yaml:") for line in done.stdout.splitlines()]
    found = [line.replace(" (write it otherwise, or make it a picture)", "") for line in lines if "formula-" in line]
    assert found == FOUND
    # Dollars are found as the deck is read.
    assert len([line for line in lines if "warning[shown-as-written]" in line]) == 2
    bank = mesoquiz.check(mesoquiz.load("decks"))
    assert sum(one.code == "formula-as-written" for one in bank.diagnostics) == len(FOUND)


@pytest.mark.usefixtures("deck")
@pytest.mark.parametrize("command", ["quiz", "flashcards"])
def test_so_does_the_command_that_prints_it(command: str) -> None:
    done = run(command)
    assert done.exit_code == 0
    assert done.stderr.count("warning[formula-as-written]") == len(FOUND)
