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


@pytest.mark.parametrize(
    ("value", "column"),
    [
        ("@x", 13),
        ("[1] Pistor", 13),
        ('{"text": "oui"', 13),
        ('"un",', 17),
        ('"une",', 18),
    ],
)
def test_one_character_is_marked(value: str, column: int, tmp_path: Path) -> None:
    deck = tmp_path / "a.yaml"
    deck.write_text(f"deck: T\nid: t\ncards:\n  - id: a\n    question: Q\n    answer: {value}\n", encoding="utf-8")
    (found,) = mesoquiz.load(deck).diagnostics
    assert (found.span.column, found.span.end_column) == (column, column + 1)


@pytest.mark.parametrize("text", ["“”un : deux”", "“un : deux””", "“un : deux…", "un : deux”"])
def test_quotes_of_a_word_processor_that_are_not_around_all_of_it_are_kept(text: str, tmp_path: Path) -> None:
    assert fixed(tmp_path, f"    question: Q\n    answer: {text}\n") == f'    question: Q\n    answer: "{text}"\n'


def test_a_colon_in_the_first_line_of_a_text_that_goes_on_is_quoted_with_all_of_it(tmp_path: Path) -> None:
    cards = "    question: Q\n    answer: R\n    why: un : deux\n      trois\n"
    assert fixed(tmp_path, cards) == cards.replace("un : deux\n      trois", '"un : deux\n      trois"')


def test_a_slip_in_the_first_line_takes_no_other_line_with_it(tmp_path: Path) -> None:
    deck = tmp_path / "a.yaml"
    text = "deck: [Les os\nid: t\ncards:\n  - id: a\n    question: Q\n    answer: R\n"
    deck.write_text(text, encoding="utf-8")
    assert run("check", "--fix", deck).exit_code == 0
    assert deck.read_text(encoding="utf-8") == text.replace("[Les os", '"[Les os"')


@pytest.mark.parametrize("last", ["    why: oui\n\tanswer: R", "\tanswer: R"], ids=["even", "odd"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_a_tab_in_the_last_line_becomes_spaces(last: str, end: str, tmp_path: Path) -> None:
    assert fixed(tmp_path, f"    question: Q\n{last}{end}") == f"    question: Q\n{last}{end}".replace("\t", "    ")


@pytest.mark.parametrize("above", ["", "    why: oui\n"], ids=["even", "odd"])
def test_a_line_of_tabs_below_an_indented_one_is_left_empty(above: str, tmp_path: Path) -> None:
    cards = f"{above}    term: derme\n\tdefinition: couche\n\t\n"
    assert fixed(tmp_path, cards) == f"{above}    term: derme\n    definition: couche\n\n"


@pytest.mark.parametrize(
    ("cards", "mended"),
    [
        ('    question: "Quoi\n\tencore ?"\n\tanswer: R\n', '    question: "Quoi\n    encore ?"\n    answer: R\n'),
        (
            "    question: Q\n    answers: [a,\n\tb]\n\twhy: x\n",
            "    question: Q\n    answers: [a,\n    b]\n    why: x\n",
        ),
        (
            '    question: "Quoi\n\t\n\tencore ?"\n\tanswer: R\n',
            '    question: "Quoi\n\t\n    encore ?"\n    answer: R\n',
        ),
    ],
    ids=["a text in quotes", "a list in brackets", "a text with an empty line"],
)
def test_lines_above_that_begin_with_a_tab_are_mended_with_it(cards: str, mended: str, tmp_path: Path) -> None:
    """YAML itself lets the first of them pass, since it is inside of something."""
    assert fixed(tmp_path, cards) == mended


def fixed(folder: Path, card: str) -> str:
    """The lines of a card as `check --fix` leaves them."""
    head = "deck: T\nid: t\ncards:\n  - id: a\n"
    deck = folder / "a.yaml"
    deck.write_text(head + card, encoding="utf-8")
    assert run("check", "--fix", deck).exit_code == 0
    return deck.read_text(encoding="utf-8").removeprefix(head)
