"""The offset of the backs, with decimal points or commas."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cut_cards import Command

CARDS = [{"id": "a", "question": "Où ?", "answer": "là"}]


def page(flashcards: Command, offset: str) -> str:
    done = flashcards("--back-offset", offset, cards=CARDS)
    assert (done.exit_code, done.stderr) == (0, "")
    return Path("flashcards/flashcards.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("offset", ["1,5;-0,5", "1,5 ; -0,5", "1.5;-0.5", "1,5;-0.5"])
def test_decimal_commas_with_a_semicolon(flashcards: Command, offset: str) -> None:
    assert page(flashcards, offset) == page(flashcards, "1.5,-0.5") != page(flashcards, "0,-0.5")


def test_what_can_be_one_number_only_needs_no_semicolon(flashcards: Command) -> None:
    assert page(flashcards, "1;5") == page(flashcards, "1.0,5") != page(flashcards, "1,5;0")


@pytest.mark.parametrize(
    ("offset", "ways"),
    [
        ("1,5", "`1;5` for 1 mm and 5 mm, `1,5;0` for 1.5 mm"),
        ("-0,5", "`-0;5` for -0 mm and 5 mm, `-0,5;0` for -0.5 mm"),
    ],
)
def test_a_decimal_comma_alone_is_explained(flashcards: Command, offset: str, ways: str) -> None:
    done = flashcards("--back-offset", offset, cards=CARDS)
    assert (done.exit_code, done.stdout) == (2, "")
    said = f"`{offset}` may be two numbers or one with a decimal comma: type {ways}"
    assert re.sub(r"\s+", " ", done.stderr).endswith(f"{said} ")
