"""What beginners type: one message at the place of the mistake, which says what to type; nothing else is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

import mesoquiz
from mesoquiz.diagnostics.diagnostic import Diagnostic

QUESTION = "  - id: a\n    question: Quel os ?\n"
CARD = f"{QUESTION}    answer: fémur\n"
COLLECTION = "id: essai\ntitle: Cours\n"


def found_in(cards: str, folder: Path) -> list[Diagnostic]:
    """What is said of the cards of a deck, the first of which begins on line 3."""
    (folder / "collection.yaml").write_text(f"{COLLECTION}sources:\n  - {{id: manuel, title: M}}\n", encoding="utf-8")
    (folder / "a.yaml").write_text(f"deck: T\ncards:\n{cards}", encoding="utf-8")
    return mesoquiz.load(folder).diagnostics


KEYS = {
    "mauvaises réponses": "distractors",
    "leurres": "distractors",
    "incorrect_answers": "distractors",
    "wrong answers": "distractors",
    "mots-clés": "tags",
    "niveau": "difficulty",
    "mnémo": "why",
}


@pytest.mark.parametrize(("word", "key"), KEYS.items())
def test_a_key_in_other_words_is_known(word: str, key: str, tmp_path: Path) -> None:
    (found,) = found_in(f"{CARD}    {word}: b\n", tmp_path)
    assert (found.span.line, found.span.column, found.hint) == (6, 5, f"did you mean `{key}`?")


DECIDING = {
    "bonne réponse: b": "answer",
    "right answer: b": "answer",
    "correct_answer: b": "answer",
    "bonnes réponses: [b, c]": "answers",
    "associations: [[a, b], [c, d]]": "pairs",
}


@pytest.mark.parametrize(("line", "key"), DECIDING.items())
def test_the_key_that_tells_the_kind_is_known_in_other_words(line: str, key: str, tmp_path: Path) -> None:
    (found,) = found_in(f"{QUESTION}    {line}\n", tmp_path)
    assert (found.span.line, found.span.column, found.hint) == (5, 5, f"did you mean `{key}`?")


OTHERS = {
    "fraction: 100": "remove it: the blueprint of an exam gives the points",
    "single: true": "remove it: `answer:` asks for one answer, `answers:` for several",
}


@pytest.mark.parametrize(("line", "hint"), OTHERS.items())
def test_a_key_of_another_program_has_a_remedy(line: str, hint: str, tmp_path: Path) -> None:
    (found,) = found_in(f"{CARD}    {line}\n", tmp_path)
    assert (found.span.line, found.hint) == (6, hint)
