"""Formulas that paper cannot set are said, with their places, by `check` and before they are printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

import mesoquiz
from mesoquiz.diagnostics.report import concise

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
    found = [
        line.replace(" (write it otherwise, or make it a picture)", "").replace("missing (write it)", "missing")
        for line in lines
        if "formula-" in line
    ]
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


NONE = "warning[unknown-command] `{}` in this formula is no command, and is shown in its place (did you mean `{}`?)"
BARE = (
    "warning[command-without-backslash] `{0}` in this formula has no backslash: its letters are shown (write `\\{0}`)"
)
TWICE = (
    "warning[doubled-backslash] `\\\\frac` in this formula begins a new line, and its letters are shown "
    "(write `\\frac`)"
)
GLUED = (
    "warning[words-in-formula] a formula shows no spaces: `dose totale` becomes `dosetotale` "
    "(write `\\text{dose totale}`, or leave the words outside of the formula)"
)
# A formula, the column in it where something is told, and what.
SLIPS = {
    "a misspelt command": (r"\frca{1}{2}", 3, NONE.format(r"\frca", r"\frac")),
    "a Greek letter": (r"x + \aplha", 7, NONE.format(r"\aplha", r"\alpha")),
    "a capital": (r"\Rigtharrow", 3, NONE.format(r"\Rigtharrow", r"\Rightarrow")),
    "a symbol and its unit": (r"5\mug", 4, NONE.format(r"\mug", r"\mu g")),
    "degrees": (r"45 \degres", 6, NONE.format(r"\degres", r"^\circ")),
    "no backslash": (r"1 + frac{1}{2}", 7, BARE.format("frac")),
    "a Greek letter without": (r"alpha+1", 3, BARE.format("alpha")),
    "a backslash too many": (r"1 + \\frac{1}{2}", 7, TWICE),
    "words": ("dose totale = 5", 3, GLUED),
}
PLACES = {
    "question": "question: Que vaut {} ?\n    answer: un",
    "answer": "question: Que vaut cela ?\n    answer: Oui mais {}",
    "why": "question: Que vaut cela ?\n    answer: un\n    why: |\n      Car\n      donc {}",
    "option": "question: Que vaut cela ?\n    answer: un\n    distractors:\n      - deux\n      - text: Non, {}",
    "cell": "question: Que vaut cela ?\n    answer: |\n      | a | b |\n      |---|---|\n      | c | {} |",
    "gap": "cloze: Le {{nombre {}}} est grand.",
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize(("latex", "column", "told"), SLIPS.values(), ids=SLIPS)
def test_a_slip_in_a_formula_is_told_where_it_is(
    latex: str, column: int, told: str, place: str, tmp_path: Path
) -> None:
    card = place.replace("{}", f"\\({latex}\\)")
    text = f"deck: Essai\nid: essai\ncards:\n  - id: a\n    {card}\n"
    deck = tmp_path / "deck.yaml"
    deck.write_text(text, encoding="utf-8")
    bank = mesoquiz.check(mesoquiz.load(deck))
    lines = text.split("\n")
    number = next(number for number, line in enumerate(lines) if "\\(" in line)
    first = lines[number].index("\\(") + column
    found = [line for line in concise(bank.diagnostics, {}, lambda text, _: text).splitlines() if "formula" in line]
    assert found == [f"{deck}:{number + 1}:{first}: {told}"]


@pytest.mark.parametrize(
    "latex",
    [
        r"\mathrm{pH} = \log \frac{1}{[\mathrm{H}^+]}",
        r"\text{dose totale} \times 3",
        r"\cos x \sin y \max z",
        r"\ce{Ca^2+ + CO3^2- -> CaCO3}",
        r"\SI{5}{mg} \quad \SIrange{5}{10}{mL}",
        r"\begin{cases} a & b \\ c & d \end{cases}",
        r"DFG = (140 - age) \times poids",
        r"\operatorname{max temp} x",
    ],
)
def test_nothing_is_said_of_a_formula_that_is_sound(latex: str, tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    card = f"  - id: a\n    question: Que vaut ce nombre ?\n    answer: '\\({latex}\\)'\n"
    deck.write_text(f"deck: Essai\nid: essai\ncards:\n{card}", encoding="utf-8")
    assert mesoquiz.check(mesoquiz.load(deck)).diagnostics == ()


def test_a_brace_that_is_missing_is_one_message(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    card = "  - id: a\n    question: Que vaut ce nombre ?\n    answer: \\(x^{2\\)\n"
    deck.write_text(f"deck: Essai\nid: essai\ncards:\n{card}", encoding="utf-8")
    (found,) = mesoquiz.check(mesoquiz.load(deck)).diagnostics
    assert (found.span.line, found.message.partition(": ")[2]) == (6, "a `}` is missing")
