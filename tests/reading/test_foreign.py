"""Marks that do nothing in a text: of other programs, or not complete. Each is told at its place, with what to type."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.diagnostics.report import concise

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n"

# What is in a text, the column where it is told, and how.
MARKS = {
    "an entity": (
        "5&nbsp;mL",
        2,
        "warning[shown-as-written] `&nbsp;` is shown as it is written (write an ordinary space: ",
    ),
    "a letter as an entity": (
        "&eacute;t",
        1,
        "warning[shown-as-written] `&eacute;` is shown as it is written (write `é`: ",
    ),
    "a letter by its number": (
        "&#233;t",
        1,
        "warning[shown-as-written] `&#233;` is shown as it is written (write `é`: ",
    ),
    "a sound of Anki": (
        "[sound:a.mp3]",
        1,
        "warning[shown-as-written] `[sound:a.mp3]` is shown as it is written (remove it, ",
    ),
    "a formula of Anki": (
        "[$]x[/$]",
        1,
        "warning[shown-as-written] `[$]x[/$]` is shown as it is written (write a formula",
    ),
    "a link with a space": (
        "[a] (https://x.org)",
        1,
        "warning[shown-as-written] `[a] (https://` is shown as it is written (leave out the space between `]` and `(`)",
    ),
    "a picture with a space": ("![a] (b.png)", 1, "warning[shown-as-written] `![a] (b.png)` is shown"),
    "dollars": ("$x^2$", 1, "warning[shown-as-written] `$x^2$` is shown as it is written (write `\\(x^2\\)`)"),
    "one letter": ("$x$", 1, "warning[shown-as-written] `$x$` is shown as it is written (write `\\(x\\)`)"),
    "two dollars": ("$$x$$", 1, "warning[shown-as-written] `$$x$$` is shown as it is written (write `\\[x\\]`)"),
    "equals signs": (
        "==x y==",
        1,
        "warning[shown-as-written] `==x y==` is shown as it is written (write `**…**` for bold)",
    ),
    "tildes": ("~~x y~~", 1, "warning[shown-as-written] `~~x y~~` is shown as it is written (leave the tildes out)"),
    "a line break of programmers": (
        "\\n Puis",
        1,
        "warning[shown-as-written] `\\n` is shown as it is written (begin a new line",
    ),
    "bold with spaces": (
        "** x**",
        1,
        "warning[unclosed-mark] the `**` that opens here is never closed (leave out the spaces",
    ),
    "bold with a space at its end": (
        "**x **",
        1,
        "warning[unclosed-mark] the `**` that opens here is never closed (leave out",
    ),
    "bold that never ends": (
        "**x",
        1,
        "warning[unclosed-mark] the `**` that opens here is never closed (write `**` at the end",
    ),
    "a formula that never ends": (
        "\\(x\\) et \\(y",
        10,
        "warning[unclosed-mark] the `\\(` that opens here is never closed",
    ),
    "a link that never ends": (
        "[a](https://x.org",
        1,
        "warning[unclosed-mark] the `](` that opens here is never closed",
    ),
    "a letter that is lost": (
        "h?patite",
        1,
        "warning[question-mark-in-word] there is a `?` inside the word `h?patite`: a letter was lost, or a space",
    ),
    "letters of mails": (
        "=C3=A9t=C3=A9",
        1,
        "warning[garbled-character] `=C3=A9t=C3=A9` was garbled when the file was ",
    ),
    "letters of programmers": (
        "\\u00e9t\\u00e9",
        1,
        "warning[garbled-character] `\\u00e9t\\u00e9` was garbled when the file",
    ),
    "letters of addresses": (
        "%C3%A9t",
        1,
        "warning[garbled-character] `%C3%A9t` was garbled when the file was converted",
    ),
}
WRITTEN = {"a line": "    question: Le {}", "a block": "    question: |\n      Quoi ?\n      Le {}"}


def told(card: str, folder: Path) -> list[str]:
    """What is said of a deck of one card, a line each, without the name of its file."""
    deck = folder / "a.yaml"
    deck.write_text(HEAD + card, encoding="utf-8")
    lines = concise(mesoquiz.load(deck).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{deck}:") for line in lines]


@pytest.mark.parametrize("way", WRITTEN)
@pytest.mark.parametrize(("mark", "column", "expected"), MARKS.values(), ids=MARKS)
def test_a_mark_that_does_nothing_is_told(mark: str, column: int, expected: str, way: str, tmp_path: Path) -> None:
    (line,) = told(f"{WRITTEN[way].format(mark)} là\n    answer: oui\n", tmp_path)
    start = "7:" if way == "a block" else "5:"
    shift = 9 if way == "a block" else 17
    assert line.startswith(f"{start}{column + shift}: {expected}")


LEGITIMATE = [
    "AT&T et R&D",
    "p < 0,05* et p < 0,01**",
    "** p < 0,01",
    "un coût de 5 $ à 10 $ (prix_public)",
    "a == b",
    "https://x.org/a?b=c et https://x.org/%C3%A9t%C3%A9",
    "Quoi ?Oui",
    "Quoi?Comment",
    "`&nbsp;` et `**x`",
    "\\(a_1\\) et \\[b\\]",
    "[un](https://x.org/a_(b))",
    "le **derme** et l'***hypoderme***",
    "**Gras** *italique* **gras**.",
    "[1] (voir p. 12)",
    "[Na+] (mmol/L)",
    "\\[Na+]",
    "=C3, =A9",
    "\\nu et \\u sont des lettres",
]


@pytest.mark.parametrize("text", LEGITIMATE)
def test_nothing_is_said_of_what_is_meant(text: str, tmp_path: Path) -> None:
    assert told(f"    question: |\n      {text}\n      {text}\n    answer: oui\n", tmp_path) == []


LISTS = {
    "an entry without its dash": (
        "    question: Quels os ?\n    answers:\n      - fémur\n        tibia\n      - péroné\n",
        "8:9: warning[entry-goes-on] this line is read as a part of the entry above it (write `- ` before it",
    ),
    "a list in a text that is joined": (
        "    question: Quel os ?\n    answer: fémur\n    why: >\n      Deux raisons :\n      - une\n      - deux\n",
        "9:7: warning[lines-joined-by-fold] `>` joins these lines to one: a list or a table in a text needs `|`",
    ),
}


@pytest.mark.parametrize(("card", "expected"), LISTS.values(), ids=LISTS)
def test_a_line_that_is_joined_to_another_is_told(card: str, expected: str, tmp_path: Path) -> None:
    (line,) = told(card, tmp_path)
    assert line.startswith(expected)


@pytest.mark.parametrize(
    "card",
    [
        "    question: Quels os ?\n    answers:\n      - le plus long des os, qui porte tout le corps\n        seul\n",
        "    question: Quels os ?\n    answers:\n      - le fémur,\n        os de la cuisse\n",
        "    question: Quel os ?\n    answer: oui\n    why: >\n      Une phrase\n      en deux lignes.\n\n      - un\n",
        "    question: Quel os ?\n    answer: oui\n    why: >\n      Deux raisons :\n\n        - une\n        - deux\n",
    ],
)
def test_nothing_is_said_of_lines_that_are_meant_to_be_joined(card: str, tmp_path: Path) -> None:
    assert told(card, tmp_path) == []
