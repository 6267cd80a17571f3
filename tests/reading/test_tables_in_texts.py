"""Tables in a text that Markdown takes for none, and cells that it drops: told at the line, with what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.decks.mending import mended
from mesoquiz.diagnostics.report import concise

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n"
PLACES = {
    "question": ("    question: |\n", "    answer: oui\n", 6),
    "answer": ("    question: Quoi ?\n    answer: |\n", "", 7),
    "why": ("    question: Quoi ?\n    answer: oui\n    why: |-\n", "    tags: [os]\n", 8),
    "option": ("    question: Quoi ?\n    answer: oui\n    distractors:\n      - un\n      - |\n", "", 10),
}
NONE = "warning[table-as-written] these lines are shown as they are written: "
BELOW = NONE + "a table has a line of dashes below its first row (write `{}` on the line below)"
ODD = NONE + "the line below the head of a table has only `|`, `-` and `:` (write `{}`)"


def told(card: str, folder: Path) -> list[str]:
    """What is said of a deck of one card, a line each, without the name of its file."""
    deck = folder / "a.yaml"
    deck.write_text(HEAD + card, encoding="utf-8")
    lines = concise(mesoquiz.load(deck).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{deck}:") for line in lines]


# The lines of a text, that of them (from 0) that is told, and what is said.
FAULTS = {
    "no line of dashes": ("| a | b |\n| c | d |\n| e | f |", 0, BELOW.format("|---|---|")),
    "no line of dashes and no bars around": ("Voici\na | b | c\nd | e | f", 1, BELOW.format("|---|---|---|")),
    "one row": ("| a | b |", 0, BELOW.format("|---|---|")),
    "a dash of a word processor": ("| a | b |\n|—|—|\n| c | d |", 1, ODD.format("|---|---|")),
    "equals signs": ("| a | b |\n|===|===|\n| c | d |", 1, ODD.format("|---|---|")),
    "fewer dashes than columns": (
        "| a | b | c |\n|---|---|\n| d | e | f |",
        1,
        NONE + "the head has 3 columns, and the line of dashes 2 (write `|---|---|---|`)",
    ),
    "dashes without bars": (
        "| a | b |\n-----\n| d | e |",
        1,
        NONE + "the head has 2 columns, and the line of dashes 1 (write `|---|---|`)",
    ),
    "no head": (
        "Voici\n|---|---|\n| c | d |",
        1,
        NONE + "a table begins with the names of its columns (write them on the line above: `| … | … |`)",
    ),
    "an empty line after the head": (
        "| a | b |\n\n|---|---|\n\n| c | d |",
        0,
        NONE + "a table has no empty line inside it (leave out the empty lines between its rows)",
    ),
    "an empty line before a row": (
        "| a | b |\n|---|---|\n\n| c | d |",
        3,
        NONE + "the table ends at the empty line above (leave that line out)",
    ),
    "a table that is drawn": (
        "+---+---+\n| a | b |\n+---+---+",
        0,
        NONE + "lines of `+` and `-` are for programs (leave them out, and write `|---|` below the first row)",
    ),
    "tabs": (
        "Nerf\tMuscle\nulnaire\tdeltoïde",
        0,
        NONE + "tabs divide no columns (write `| Nerf | Muscle |`, and `|---|---|` on the line below)",
    ),
    "a cell too many": (
        "| a | b |\n|---|---|\n| c | d | e |",
        2,
        "warning[surplus-cell] this row has 3 cells, and the table 2 columns: `e` is not shown "
        "(write `|---|---|---|` below the head, and name all columns; `\\|` is a bar in a text)",
    ),
    "a bar in a formula": (
        "| a | b |\n|---|---|\n| \\(|x|\\) | d |",
        2,
        "warning[surplus-cell] this row has 4 cells, and the table 2 columns: `\\) | d` is not shown "
        "(write `\\|` for a bar that divides no cells)",
    ),
    "a text below": (
        "| a | b |\n|---|---|\n| c | d |\nSource",
        3,
        "warning[text-below-table] this line is read as a row of the table (leave an empty line above it)",
    ),
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize(("lines", "at", "expected"), FAULTS.values(), ids=FAULTS)
def test_what_is_no_table_is_told(
    lines: str, at: int, expected: str, place: tuple[str, str, int], tmp_path: Path
) -> None:
    before, after, first = place
    text = "".join(f"        {line}\n" if line else "\n" for line in lines.split("\n"))
    (line,) = told(before + text + after, tmp_path)
    assert line.partition(": answer")[0].startswith(f"{first + at}:9: {expected.removesuffix(')')}")


def test_a_table_on_one_line_is_told(tmp_path: Path) -> None:
    card = '    question: Quoi ?\n    answer: "| a | b | |---|---| | c | d |"\n'
    expected = "6:13: " + NONE + "a table has each row on a line of its own (write it in a block `|`, row by row)"
    assert told(card, tmp_path) == [expected]


SOUND = [
    "Voici :\n| a | b |\n|:--|--:|\n| c | d |\n| e |\n- fin",
    "| a | b |\n|---|---|\n| \\(\\|x\\|\\) | `\\|` |\n\nFin.",
    "a | b\n--|--\nc | d",
    "| a |\n|---|\n| b |\n```\nx | y\n```",
    "| est une barre verticale.\n| est une barre verticale.",
    "|x| = 5 et\n|y| = 6",
    "Selon P(A | B) = 0,5\net P(B | A) = 0,6",
    "```\n| a | b |\n| c | d |\n```",
    "Le flacon A | B ou\nle flacon C",
]


@pytest.mark.parametrize("lines", SOUND)
def test_nothing_is_said_of_a_table_that_is_shown_or_of_no_table(lines: str, tmp_path: Path) -> None:
    text = "".join(f"      {line}\n" if line else "\n" for line in lines.split("\n"))
    assert told("    question: Quoi ?\n    answer: |\n" + text, tmp_path) == []


@pytest.mark.parametrize("dashes", ["|—|—|", "|===|===|", "|---|---|---|", "-----"])
def test_a_line_of_dashes_is_mended(dashes: str) -> None:
    deck = HEAD + "    question: Quoi ?\n    answer: |\n      | a | b |\n      DASHES\n      | c | d |\n"
    made, count = mended(deck.replace("DASHES", dashes).encode(), "a.yaml")
    assert (made.decode(), count) == (deck.replace("DASHES", "|---|---|"), 1)
