"""Backslashes in double quotes: which one means another character, and the text as it was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

import mesoquiz
from mesoquiz.diagnostics.report import concise

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n"
EATEN = 'error[eaten-backslash] in "…" the backslash is special, and `{}` is an invisible character (write `{}`)'

FORMULAS = {
    r'"Quel \\(\beta_2\\) ?"': ("5:24", r"\b", r"'Quel \(\beta_2\) ?'"),
    r'"Quel \\(5 \times 3\\) ?"': ("5:26", r"\t", r"'Quel \(5 \times 3\) ?'"),
    r'"Quel \\(\frac{1}{2}\\) ?"': ("5:24", r"\f", r"'Quel \(\frac{1}{2}\) ?'"),
    r'"Quel \\(\nu\\) ?"': ("5:24", r"\n", r"'Quel \(\nu\) ?'"),
    r'"Quel \\(5 \neq 3\\) ?"': ("5:26", r"\n", r"'Quel \(5 \neq 3\) ?'"),
    r'"Quel \\(\Lambda\\) ?"': ("5:24", r"\L", r"'Quel \(\Lambda\) ?'"),
    r'"Quel \\(\\alpha + \rho\\), \"dit\" ?"': ("5:34", r"\r", r"""'Quel \(\alpha + \rho\), "dit" ?'"""),
}


def told(deck: str, file: Path) -> list[str]:
    """What is said of a deck, a line each, without the name of its file."""
    file.write_text(deck, encoding="utf-8")
    lines = concise(mesoquiz.load(file).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{file}:") for line in lines]


@pytest.mark.parametrize(("text", "expected"), FORMULAS.items(), ids=FORMULAS)
def test_a_command_whose_backslash_is_eaten_is_mended(
    text: str, expected: tuple[str, str, str], tmp_path: Path
) -> None:
    place, character, mended = expected
    file = tmp_path / "a.yaml"
    rest = "    answer: ulna\n"
    assert told(f"{HEAD}    question: {text}\n{rest}", file) == [f"{place}: {EATEN.format(character, mended)}"]
    run("check", "--fix", "--ignore", "ALL", file)
    assert file.read_text(encoding="utf-8") == f"{HEAD}    question: {mended}\n{rest}"


def test_all_texts_of_a_line_are_mended(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    card = "    question: Quel angle ?\n    answer: ulna\n    distractors: "
    file.write_text(HEAD + card + r'["\\(\beta\\)", "\\(\alpha\\)", "b"]', encoding="utf-8")
    run("check", "--fix", "--ignore", "ALL", file)
    assert file.read_text(encoding="utf-8") == HEAD + card + r"""['\(\beta\)', '\(\alpha\)', "b"]"""


OTHERS = {
    r'"Dans C:\temp ?"': r"5:23: " + EATEN.format(r"\t", r"'Dans C:\temp ?'"),
    r'"Que vaut \beta ?"': "5:25: " + EATEN.format(r"\b", "…").replace("write `…`", "use '…' or a block |"),
    r'"Un \(\upsilon\) ?"': "5:19: error[backslash]",
    r'"Un \\(\upsilon\\) ?"': "5:22: error[backslash]",
}


@pytest.mark.parametrize(("text", "expected"), OTHERS.items(), ids=OTHERS)
def test_the_escape_itself_is_pointed_at(text: str, expected: str, tmp_path: Path) -> None:
    (line,) = told(f"{HEAD}    question: {text}\n    answer: ulna\n", tmp_path / "a.yaml")
    assert line.startswith(expected)


@pytest.mark.parametrize("text", [r'"Un\nest deux"', r'"Un \\(a\\)\nni \\(b\\)"', r'"\\(\\beta\\)"'])
def test_a_new_line_that_is_meant_is_read(text: str, tmp_path: Path) -> None:
    assert told(f"{HEAD}    question: Quoi ?\n    answer: {text}\n", tmp_path / "a.yaml") == []
