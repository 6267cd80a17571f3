"""Keys, cards and marks in the wrong place: what is told, where, and what to type."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from pictures import png

import mesoquiz
from mesoquiz.diagnostics.diagnostic import Diagnostic

HEAD = "deck: T\nid: t\ncards:\n"
CARD = "  - id: a\n    question: Quel os ?\n    answer: fémur\n"
LIST = "  - id: a\n    question: Quels os ?\n    answers:\n      - fémur\n"


def found_in(cards: str, file: Path) -> list[Diagnostic]:
    """What is said of the cards of a deck, the first of which begins on line 4."""
    file.write_text(HEAD + cards, encoding="utf-8")
    return list(mesoquiz.load(file).diagnostics)


def test_the_deck_below_cards_is_told_once_and_mended(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"id: t\ncards:\n  deck: T\n{CARD}", encoding="utf-8")
    (found,) = mesoquiz.load(file).diagnostics
    assert (found.code, found.span.line, found.span.column) == ("deck-below-cards", 3, 3)
    assert found.hint == "write it there:\ndeck: T\ncards:"
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == f"id: t\ndeck: T\ncards:\n{CARD}"


def test_a_key_of_the_card_among_the_answers_is_no_text(tmp_path: Path) -> None:
    (found,) = found_in(f"{LIST}      -\n        retired: true\n", tmp_path / "a.yaml")
    assert (found.span.line, found.span.column) == (9, 9)
    assert found.hint == "write `retired:` beside the other keys of the card; if it is an entry, put it in quotes"


def test_a_dash_alone_is_told_at_the_dash(tmp_path: Path) -> None:
    (found,) = found_in(f"{CARD}  -\n", tmp_path / "a.yaml")
    assert (found.code, found.span.line, found.span.column) == ("empty-card", 7, 3)


BOLD = ("Le signe ** clinique ** du choc", "** Attention ** au choc", "Le ** signe clinique ** du choc")


@pytest.mark.parametrize("text", BOLD)
def test_bold_words_with_spaces_inside_are_told(text: str, tmp_path: Path) -> None:
    (found,) = found_in(f'{CARD}    why: "{text}"\n', tmp_path / "a.yaml")
    assert (found.span.line, found.span.column) == (7, 11 + text.index("**"))
    assert found.hint == f"leave out the spaces inside it: `**{text.split('**')[1].strip()}**`"


NOT_BOLD = ("2 ** 3 ** 4", "a ** b ** c", "Voir ** en bas de page.", "** un\n        ** deux")


@pytest.mark.parametrize("text", NOT_BOLD)
def test_stars_with_spaces_may_be_meant(text: str, tmp_path: Path) -> None:
    assert found_in(f"{CARD}    why: |\n        {text}\n", tmp_path / "a.yaml") == []


NAMES = {"“Os”": "write `deck: Os`", "« Os »": "write `deck: Os`"}


@pytest.mark.parametrize(("name", "hint"), NAMES.items())
def test_quotes_around_the_name_of_a_deck_are_told(name: str, hint: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"deck: {name}\nid: t\ncards:\n{CARD}", encoding="utf-8")
    (found,) = mesoquiz.load(tmp_path / "a.yaml").diagnostics
    assert (found.code, found.span.line, found.span.column, found.hint) == ("quotes-of-name", 1, 7, hint)


LETTERS = "    question: Quel os ?\n    answer: {answer}\n    distractors: [A. fémur, B. tibia, C. radius]\n"


def test_the_letter_of_an_option_is_no_answer(tmp_path: Path) -> None:
    (found,) = found_in(f"  - id: a\n{LETTERS.format(answer='A')}", tmp_path / "a.yaml")
    assert (found.code, found.span.line) == ("letter-of-option", 6)
    assert found.message == "the answer is the letter `A` of one of the distractors"
    assert found_in(f"  - id: a\n{LETTERS.format(answer='D')}", tmp_path / "a.yaml") == []


def test_a_code_with_a_space_is_written_without(tmp_path: Path) -> None:
    (tmp_path / "collection.yaml").write_text("id: t\ntitle: T\nignore: [D 301]\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_text(f"deck: T\ncards:\n{CARD}    ignore: [d-302, X9]\n", encoding="utf-8")
    output = run("check", "--format", "concise", tmp_path).output
    assert "collection.yaml:3:10: warning[unknown-rule] there is no rule `D 301` (write `D301`)" in output
    assert "a.yaml:6:14: warning[unknown-rule] there is no rule `d-302` (write `D302`)" in output
    assert "there is no rule `X9` (`mesoquiz explain` lists them)" in output


def test_a_picture_in_another_folder_is_found_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "media" / "os").mkdir(parents=True)
    (tmp_path / "media" / "os" / "peau.png").write_bytes(png())
    found = found_in(f"{CARD}    image: {{file: Peau.png, alt: Coupe}}\n", tmp_path / "a.yaml")
    assert [one.hint for one in found if one.code == "media-missing"] == ["did you mean `media/os/peau.png`?"]


ELSEWHERE = ("/media/peau.png", "../media/peau.png", "C:\\Users\\moi\\peau.png")


@pytest.mark.parametrize("path", ELSEWHERE)
def test_a_picture_that_is_here_needs_no_copy(path: str, tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "peau.png").write_bytes(png())
    found = found_in(f"{CARD}    image: {{file: '{path}', alt: Coupe}}\n", tmp_path / "a.yaml")
    assert [one.hint for one in found if one.code == "media-outside"] == ["did you mean `media/peau.png`?"]


def test_the_first_key_of_a_file_is_at_the_edge(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f" deck: T\nid: t\ncards:\n{CARD}", encoding="utf-8")
    (found,) = mesoquiz.load(file).diagnostics
    assert (found.code, found.span.line) == ("alignment", 1)
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == HEAD + CARD
