"""Texts of several lines without quotes, one of whose lines has a colon: the whole is quoted, and not the line."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.decks.mending import mended

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n    question: Q\n"

TEXTS = {
    "in the second line": ("un\n      deux: trois\n      quatre", '"un\n      deux: trois\n      quatre"'),
    "in the third line": ("un\n      deux\n      trois: quatre", '"un\n      deux\n      trois: quatre"'),
    "in two lines": ("un\n      deux: trois\n      l'os: six", '"un\n      deux: trois\n      l\'os: six"'),
    "at the end of a line": ("un\n      deux:\n      trois", '"un\n      deux:\n      trois"'),
    "at the end of the text": ("un\n      l'os:", '"un\n      l\'os:"'),
    "below quotes": ('un "os"\n      l\'os: deux', "'un \"os\"\n      l''os: deux'"),
    "above quotes": ('un\n      l\'os: deux\n      un "os"', "'un\n      l''os: deux\n      un \"os\"'"),
    "below an empty line": ("un\n\n      deux: trois", '"un\n\n      deux: trois"'),
    "beside a backslash": ("un \\os\n      deux: trois", "'un \\os\n      deux: trois'"),
}
BELOW = {
    "nothing": "",
    "a line end": "\n",
    "a key": '\n    why: l\'os "long"\n',
    "a card": "\n  - id: b\n    question: Q\n    answer: R\n",
    "a line of spaces": "\n      \n    why: oui\n",
}


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW)
@pytest.mark.parametrize(("written", "meant"), TEXTS.values(), ids=TEXTS)
def test_the_whole_text_is_quoted(written: str, meant: str, below: str) -> None:
    deck = f"{HEAD}    answer: {written}{below}"
    assert mended(deck.encode(), "a.yaml")[0].decode() == f"{HEAD}    answer: {meant}{below}"


@pytest.mark.parametrize("above", ["", "# Peau\n"], ids=["the first line of the file", "the second"])
def test_the_name_of_a_deck_may_have_two_lines(above: str) -> None:
    rest = "id: t\ncards:\n  - id: a\n    question: Q\n    answer: R\n"
    deck = f"{above}deck: un\n  deux: trois\n{rest}"
    assert mended(deck.encode(), "a.yaml")[0].decode() == f'{above}deck: "un\n  deux: trois"\n{rest}'


@pytest.mark.parametrize("line", ["deux: trois", "deux:"], ids=["a colon within", "a colon at the end"])
def test_an_entry_of_two_lines_is_left_to_its_author(line: str) -> None:
    deck = f"{HEAD}    answers:\n      - un\n        {line}\n      - quatre\n"
    assert mended(deck.encode(), "a.yaml") == (deck.encode(), 0)


@pytest.mark.parametrize(
    "text",
    [
        "un\n      deux\n        trois: quatre",
        "un\n      deux: trois\n      - quatre",
        "[un,\n      deux: trois",
    ],
    ids=["indented further and further", "a list below", "an open bracket"],
)
def test_what_may_be_more_than_one_text_is_left_to_its_author(text: str) -> None:
    deck = f"{HEAD}    answer: {text}\n"
    assert mended(deck.encode(), "a.yaml") == (deck.encode(), 0)


@pytest.mark.parametrize(
    ("line", "column"), [("deux: trois: quatre", 11), ("deux l'os:", 16)], ids=["two colons", "at the end"]
)
def test_the_first_colon_is_marked(line: str, column: int, tmp_path: Path) -> None:
    deck = tmp_path / "a.yaml"
    deck.write_text(f"{HEAD}    answer: un\n      {line}\n", encoding="utf-8")
    (found,) = mesoquiz.load(deck).diagnostics
    assert (found.code, found.span.line, found.span.column) == ("colon-in-text", 7, column)
