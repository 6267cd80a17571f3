"""Mends that would do harm: a card, an id or an entry would be lost. They are told and not written."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

HEAD = "deck: Cœur\nid: essai\ncards:\n"
HARMFUL = {
    "a list entry after two dashes": (
        "- id: a\n  question: Quels temps ?\n  answers:\n    - inspection\n    -- percussion\n    - palpation\n"
    ),
    "the last line of a text at the column of the cards": (
        "- id: a\n  question: Quels seuils ?\n  answer: deux\n  why: |\n    - 300 pg/mL\n- 450 pg/mL avant 75 ans\n"
        "- id: b\n  question: Quoi ?\n  answer: eau\n- id: c\n  question: Où ?\n  answer: ici\n"
    ),
    "an em space before a key": (
        "- id: a\n  question: Quel dosage ?\n  answer: le BNP\n\u2003\u2003difficulty: 2\n"
        "- id: b\n  question: Quoi ?\n  answer: eau\n"
    ),
    "a card that begins with another name for its id": (
        "- id: a\n  question: Quoi ?\n  answer: eau\n- name: vanco\n  question: Dose ?\n  answer: 15 mg/kg\n"
    ),
    "a first card without its dash": (
        "  id: a\n  question: Quoi ?\n  answer: eau\n- id: b\n  question: Où ?\n  answer: ici\n"
        "- id: c\n  question: Qui ?\n  answer: elle\n"
    ),
    "an entry without its dash": (
        "- id: a\n  question: Quels signes ?\n  answers:\n  - fièvre\n  toux\n  - dyspnée\n  distractors:\n  - prurit\n"
        "- id: b\n  question: Quoi ?\n  answer: eau\n"
    ),
}


@pytest.mark.parametrize("cards", HARMFUL.values(), ids=list(HARMFUL))
def test_what_would_lose_anything_is_not_mended(cards: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every word, every card and every entry that was there is there still."""
    monkeypatch.chdir(tmp_path)
    path = Path("a.yaml")
    path.write_text(HEAD + cards, encoding="utf-8")
    run("check", "a.yaml", "--fix", "--ignore", "ALL")
    left = path.read_text("utf-8")
    assert "# percussion" not in left
    assert all(word in left for word in (HEAD + cards).replace("\u2003", " ").split() if word.strip("-"))
    for line in cards.splitlines():
        if line.startswith("- id: "):
            assert line in left.splitlines(), "a sound card keeps its dash"
        if line.strip().startswith("distractors"):
            assert "- distractors" not in left
    if run("check", "a.yaml", "--ignore", "ALL").exit_code == 0:
        ids = {word for line in cards.splitlines() for word in line.split("id: ")[1:]}
        listed = run("list", "a.yaml", "--format", "json").stdout
        assert [id for id in ids if f'"{id}"' not in listed] == []


def test_a_comma_that_is_missing_between_quotes_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("a.yaml")
    card = '- id: a\n  question: Quels signes ?\n  answer: fièvre\n  distractors: ["prurit" "toux"]\n'
    path.write_text(HEAD + card, encoding="utf-8")
    said = run("check", "a.yaml", "--ignore", "ALL").stdout
    assert "a.yaml:7:25: error[missing-comma] two texts in quotes need a comma between them" in said
    assert run("check", "a.yaml", "--fix", "--ignore", "ALL").exit_code == 0
    assert path.read_text("utf-8") == (HEAD + card).replace('"prurit" "toux"', '"prurit", "toux"')
