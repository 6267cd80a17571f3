"""What is wrong with a file as a whole: told once, at its first line, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

import mesoquiz
from mesoquiz.diagnostics.report import concise

DECK = "deck: T\nid: t\ncards:\n  - id: a\n    question: Quel os ?\n    answer: fémur\n"


def told(data: bytes, file: Path) -> list[str]:
    """What is said of a deck, a line each, without the name of its file."""
    file.write_bytes(data)
    lines = concise(mesoquiz.load(file).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{file}:") for line in lines]


FILES = {
    "a document of a word processor": (b"PK\x03\x04" + bytes(range(256)), "a document of a word processor or another"),
    "an old document": (b"\xd0\xcf\x11\xe0" + bytes(600), "a document of an old word processor or spreadsheet"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
    "RTF": (b"{\\rtf1\\ansi deck: T}", "a document with formats (RTF)"),
    "a web page": (b"<!DOCTYPE html>\n<p>deck: T</p>", "a web page (HTML)"),
    "notes of Anki": (b"#separator:tab\n#html:true\nQuel os ?\tx\n", "a list of notes that Anki exported"),
}


@pytest.mark.parametrize(("data", "what"), FILES.values(), ids=FILES)
def test_a_file_of_another_kind_is_named(data: bytes, what: str, tmp_path: Path) -> None:
    (line,) = told(data, tmp_path / "a.yaml")
    assert line.startswith(f"1:1: error[not-a-deck] this is {what}")
    assert "name says (" in line


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["Unix", "Windows"])
def test_versions_that_git_could_not_join_are_told_once(end: str, tmp_path: Path) -> None:
    versions = "<<<<<<< HEAD\n    why: un\n=======\n    why: deux\n>>>>>>> autre\n"
    (line,) = told((DECK + versions).replace("\n", end).encode(), tmp_path / "a.yaml")
    assert line == (
        "7:1: error[merge-conflict] here two versions of some lines lie one above the other: git could not join them "
        "(keep one version, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`)"
    )


@pytest.mark.parametrize("last", ["```\n", "```", ""])
def test_a_fence_around_a_deck_is_told_once_and_hides_nothing(last: str, tmp_path: Path) -> None:
    (line,) = told(f"```yaml\n{DECK}{last}".encode(), tmp_path / "a.yaml")
    assert line.startswith("1:1: error[code-fence] this line is a mark of Markdown around code, not a part of the deck")
    first, second = told(f"```yaml\n{DECK.replace('answer', 'anwser')}{last}".encode(), tmp_path / "a.yaml")
    assert "error[code-fence]" in first
    assert second.startswith("7:5: error[unknown-key]")


SPACES = {"\u2003": "wide space", "\u3000": "wide space", "\u00a0": "no-break space", "\u200b": "zero-width character"}


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize(
    "lines",
    [
        DECK.replace("    answer", "@@@@answer"),
        DECK.replace("    answer", "@@answer"),
        DECK.replace("    ", "@@@@").replace("  -", "@@-"),
    ],
    ids=["a line", "a line half as far", "all lines"],
)
def test_spaces_that_are_none_are_told_once_and_become_some(space: str, lines: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    (line,) = told(lines.replace("@", space).encode(), file)
    number = 1 + lines[: lines.index("@")].count("\n")
    assert line.startswith(f"{number}:1: error[indentation] this line begins with a {SPACES[space]}; YAML is indented")
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == DECK


def test_decimal_commas_of_a_range_are_one_fault(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    text = DECK.replace("answer: fémur", "answers: [de 0,5 à 1,5 g, plus de 2 g]")
    (line,) = told(text.encode(), file)
    assert line.startswith("6:19: error[decimal-comma] the comma of `0,5` separates two entries here")
    run("check", "--fix", file)
    assert '    answers: ["de 0,5 à 1,5 g", plus de 2 g]\n' in file.read_text(encoding="utf-8")
