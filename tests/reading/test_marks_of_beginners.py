"""Marks, tabs and lines that beginners type and YAML does not take: one message, and `--fix` writes what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

import mesoquiz

HEAD = "deck: T\nid: t\ncards:\n"
BEFORE = "  - id: a\n    term: asthénie\n    definition: fatigue\n"

MENDED = {
    "an arrow for the colon": (
        "    question: Quel os ?\n    answer => fémur\n",
        "    question: Quel os ?\n    answer: fémur\n",
        "8:5: error[key-colon] the key `answer` needs a colon and a space after it, not an arrow",
    ),
    "a full stop for the colon": (
        "    question: Quel os ?\n    answer. fémur\n",
        "    question: Quel os ?\n    answer: fémur\n",
        "8:5: error[key-colon] the key `answer` needs a colon and a space after it, not a full stop",
    ),
    "keys in bold with capitals": (
        "    **Question**: Quel os ?\n    **Answer**: fémur\n",
        "    question: Quel os ?\n    answer: fémur\n",
        "7:5: error[key-in-marks] a key stands alone before its colon, without other marks",
    ),
    "the bullet o and a tab": (
        "    question: Quels os ?\n    answers:\n      o\tfémur\n      o\ttibia\n",
        "    question: Quels os ?\n    answers:\n      - fémur\n      - tibia\n",
        "9:7: error[bullet] the entries of a list begin with `- `, not with `o`",
    ),
    "a guillemet as a bullet": (
        "    question: Quels os ?\n    answers:\n      » fémur\n      » tibia\n",
        "    question: Quels os ?\n    answers:\n      - fémur\n      - tibia\n",
        "9:7: error[bullet] the entries of a list begin with `- `, not with `»`",
    ),
    "the arrow of another font as a bullet": (
        "    question: Quels os ?\n    answers:\n      Ø fémur\n      Ø tibia\n",
        "    question: Quels os ?\n    answers:\n      - fémur\n      - tibia\n",
        "9:7: error[bullet] the entries of a list begin with `- `, not with `Ø`",
    ),
    "a tab before each entry": (
        "    question: Quels os ?\n    answers:\n\t- fémur\n\t- tibia\n",
        "    question: Quels os ?\n    answers:\n    - fémur\n    - tibia\n",
        "9:1: error[indentation] this line begins with a tab; YAML is indented with ordinary spaces",
    ),
    "a tab before each line of a text": (
        "    question: Quel os ?\n    answer: fémur\n    why: |\n\tlong\n\tet lourd\n",
        "    question: Quel os ?\n    answer: fémur\n    why: |\n      long\n      et lourd\n",
        "10:1: error[indentation] this line begins with a tab; YAML is indented with ordinary spaces",
    ),
    "a tick as a bullet": (
        "    question: Quels os ?\n    answers:\n      ✅ fémur\n      ✅ tibia\n",
        "    question: Quels os ?\n    answers:\n      - fémur\n      - tibia\n",
        "9:7: error[bullet] the entries of a list begin with `- `, not with `✅`",
    ),
    "a dash before the second key alone": (
        "    - question: Quel os ?\n    answer: fémur\n",
        "    question: Quel os ?\n    answer: fémur\n",
        "7:5: error[needless-dash] only the first key of a card has a `- `",
    ),
    "a text of which each line has a colon": (
        "    question: Quel os ?\n    answer: fémur\n    why:\n      Long : oui.\n      Lourd : oui.\n",
        "    question: Quel os ?\n    answer: fémur\n    why: |\n      Long : oui.\n      Lourd : oui.\n",
        "9:8: error[bar-missing] a text of several lines needs `|` after its key",
    ),
    "a colon in the first of two lines": (
        "    question: Quel os : le fémur\n      ou le tibia ?\n    answer: fémur\n",
        '    question: "Quel os : le fémur\n      ou le tibia ?"\n    answer: fémur\n',
        "7:23: error[colon-in-text] `: ` begins a new key in the middle of this text",
    ),
    "a bracket too many": (
        "    question: Quels os ?\n    answers: [fémur, tibia]]\n",
        "    question: Quels os ?\n    answers: [fémur, tibia]\n",
        "8:28: error[needless-bracket] this bracket closes nothing",
    ),
    "a tab in an empty line": (
        "    question: Quel os ?\n\t\n    answer: fémur\n",
        "    question: Quel os ?\n\n    answer: fémur\n",
        "8:1: error[tab-in-empty-line] this line looks empty, and has a tab",
    ),
}


@pytest.mark.parametrize(("slip", "meant", "message"), MENDED.values(), ids=MENDED)
def test_what_was_meant_is_told_once_and_mended(slip: str, meant: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{HEAD}# \n# \n  - id: b\n{slip}", encoding="utf-8")
    (line,) = [line for line in run("check", file).output.splitlines() if "error[" in line or "warning[" in line]
    assert line.endswith(message)
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8").endswith(meant)
    assert mesoquiz.load(file).diagnostics == ()


def test_a_number_before_the_dash_of_a_card_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    rest = "    question: Quel os ?\n    answer: fémur\n"
    file.write_text(f"{HEAD}{BEFORE}  2. - id: b\n{rest}", encoding="utf-8")
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == f"{HEAD}{BEFORE}  - id: b\n{rest}"


REMARKS = ("  Attention à cette carte\n", "  ...\n")


@pytest.mark.parametrize("remark", REMARKS)
def test_a_line_that_belongs_to_nothing_may_be_deleted(remark: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{HEAD}{BEFORE}{remark}  - id: b\n    term: angor\n    definition: douleur\n", encoding="utf-8")
    (found,) = mesoquiz.load(file).diagnostics
    assert (found.span.line, found.span.column) == (7, 3)
    assert found.hint.endswith("if it belongs to the text above, indent it further than its key; if not, delete it")
