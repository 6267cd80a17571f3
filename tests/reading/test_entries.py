"""Entries of lists that were divided otherwise than their author meant, and are YAML all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

import mesoquiz
from mesoquiz.diagnostics.report import concise

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n    question: Quels os ?\n"


def told(card: str, file: Path) -> list[str]:
    """What is said of a deck of one card, a line each, without the name of its file."""
    file.write_text(HEAD + card, encoding="utf-8")
    lines = concise(mesoquiz.load(file).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{file}:") for line in lines]


LISTS = {
    "quotes of a word processor": (
        "    answers: [“un, deux”, “trois”]\n",
        "6:15: error[entry-cut-at-comma] a comma between `“` and `”` divides this entry: only straight quotes keep it "
        'together (write `"un, deux"`',
        '    answers: ["un, deux", "trois"]\n',
    ),
    "guillemets": (
        "    answers: [« un, deux », « trois »]\n",
        "6:15: error[entry-cut-at-comma] a comma between `«` and `»` divides this entry: only straight quotes keep it "
        'together (write `"un, deux"`)',
        "    answers: [« un, deux », « trois »]\n",
    ),
    "full-width commas": (
        "    answers: [un，deux，trois]\n",
        "6:17: warning[wide-comma] `，` divides no entries (write `, ` in its place)",
        "    answers: [un，deux，trois]\n",
    ),
    "commas of enumerations": (
        "    answers: [un、deux, trois]\n",
        "6:17: warning[wide-comma] `、` divides no entries (write `, ` in its place)",
        "    answers: [un、deux, trois]\n",
    ),
}


@pytest.mark.parametrize(("card", "expected", "mended"), LISTS.values(), ids=LISTS)
def test_entries_that_are_cut_are_told(card: str, expected: str, mended: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    (line,) = told(card, file)
    assert line.startswith(expected)
    run("check", "--fix", "--ignore", "ALL", file)
    assert file.read_text(encoding="utf-8") == HEAD + mended


@pytest.mark.parametrize("entries", ["« un », « deux »", "“un”, l'os dit « long »", "“un” et “deux”, trois"])
def test_nothing_is_said_of_quotes_that_are_printed(entries: str, tmp_path: Path) -> None:
    assert told(f"    answers: [{entries}]\n", tmp_path / "a.yaml") == []
