"""A quiz of the shipped decks, and its papers."""

from __future__ import annotations

import pytest
from typeset import Paper, in_words, papers

import mesoquiz
from mesoquiz.exams.quiz import Quiz
from mesoquiz.notes.bank import Bank


@pytest.fixture(scope="module")
def quiz(shipped: Bank) -> Quiz:
    return mesoquiz.assemble(in_words(shipped), count=40, forms=2)


@pytest.fixture(scope="module")
def made(quiz: Quiz) -> dict[str, Paper]:
    return papers(quiz)
