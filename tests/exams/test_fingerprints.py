"""An exam is printed again only if its cards say what they said, also in what authors could not write at first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from exam_plans import without_texts
from rendering import write_decks

import mesoquiz
from mesoquiz.exams.manifest import Unusable, dump
from mesoquiz.exams.reprints import restore

CARD = {
    "id": "a",
    "context": "Un homme de 40 ans.",
    "question": "Que faire ?",
    "answer": "rien",
    "distractors": [{"text": "tout", "beyond": "ce serait trop"}],
    "beyond": "En anatomie, non.",
}


@pytest.mark.parametrize(
    "change",
    [
        {"context": "Une femme de 40 ans."},
        {"beyond": "En anatomie, oui."},
        {"distractors": [{"text": "tout", "beyond": "ce serait peu"}]},
        {"context": ""},
    ],
    ids=["context", "beyond", "beyond of an option", "no context"],
)
def test_what_came_later_counts_where_it_is_written(tmp_path: Path, change: dict[str, Any]) -> None:
    text = dump(mesoquiz.assemble(mesoquiz.load(write_decks(tmp_path / "one", [CARD]))))
    same = mesoquiz.load(write_decks(tmp_path / "same", [CARD]))
    assert restore(text, same).points == 1
    card = {key: value for key, value in (CARD | change).items() if value}
    other = mesoquiz.load(write_decks(tmp_path / "other", [card]))
    assert not other.errors, mesoquiz.format_report(other)
    with pytest.raises(Unusable, match=r"^1 card has changed since it was printed: `a`$"):
        restore(without_texts(text), other)
    assert dump(restore(text, other)) == text, "the text that was printed"
