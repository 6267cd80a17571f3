"""What is proposed for a line that is no YAML, where more is wrong with the card: the rest stands in `cases/yaml`."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

import mesoquiz


@pytest.mark.parametrize(
    ("value", "code", "proposed"),
    [
        ('"', "unclosed-quote", '""'),
        ("{Id: un, deux", "special-start", '"{Id: un, deux"'),
    ],
    ids=["a quote and nothing else", "a brace before a key that there is not"],
)
def test_a_line_is_proposed_for_its_own_fault(value: str, code: str, proposed: str, tmp_path: Path) -> None:
    deck = tmp_path / "a.yaml"
    deck.write_text(f"deck: T\nid: t\ncards:\n  - id: a\n    question: Q\n    answer: {value}\n", encoding="utf-8")
    (found,) = mesoquiz.load(deck).diagnostics
    assert found.fix
    assert (found.code, found.span.column, found.fix.text) == (code, 13, f"    answer: {proposed}")


def test_a_tab_becomes_two_spaces(tmp_path: Path) -> None:
    deck = tmp_path / "a.yaml"
    text = "deck: T\nid: t\ncards:\n\t- id: a\n\t  question: Q\n\t  answer: R\n"
    deck.write_text(text, encoding="utf-8")
    assert run("check", "--fix", deck).exit_code == 0
    assert deck.read_text(encoding="utf-8") == text.replace("\t", "  ")


def test_a_comma_after_a_quoted_text_is_marked(tmp_path: Path) -> None:
    deck = tmp_path / "a.yaml"
    deck.write_text('deck: T\nid: t\ncards:\n  - id: a\n    question: Q\n    answer: "un",\n')
    (found,) = mesoquiz.load(deck).diagnostics
    assert (found.code, found.span.column, found.span.end_column) == ("after-quotes", 17, 18)
