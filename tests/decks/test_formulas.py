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


@pytest.mark.parametrize(("columns", "is_said"), [("1", False), ("2", True)])
def test_a_formula_too_wide_for_two_columns_is_said(
    columns: str, is_said: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("decks").mkdir()
    long = r"\frac{" + "+".join(f"a_{number}x_{number}" for number in range(1, 15)) + "}{2}"
    deck = f"deck: Essai\nid: essai\ncards:\n  - {{id: large, question: Q, answer: '\\({long}\\)'}}\n"
    short = r"\(\frac{a}{b}\)"
    Path("decks/deck.yaml").write_text(deck + f"  - {{id: court, question: Q, answer: '{short}'}}\n", encoding="utf-8")
    told = "has a formula too wide for two columns, whose letters are very small, in the card `large`. Print"
    done = run("quiz", "--columns", columns)
    assert done.exit_code == 0, done.output
    assert (told in done.stderr) == is_said
    Path("decks/blueprints").mkdir()
    plan = f"title: Plan\ncolumns: {columns}\nsections: [{{count: 2}}]\n"
    Path("decks/blueprints/plan.yaml").write_text(plan, encoding="utf-8")
    Path("decks/collection.yaml").write_text("id: essai\ntitle: Essai\n", encoding="utf-8")
    Path("decks/deck.yaml").write_text(Path("decks/deck.yaml").read_text("utf-8").replace("id: essai\n", ""), "utf-8")
    done = run("build")
    assert done.exit_code == 0, done.output
    assert (told in done.stderr) == is_said
