"""Matching with answers too many: on papers, keys and flashcards, and in what is said of an exam printed before."""

from __future__ import annotations

import re
from pathlib import Path

from commands import run
from rendering import write_decks

CARD = {
    "id": "cellules",
    "question": "Associez chaque cellule à ce qu'elle fait.",
    "pairs": [["mélanocyte", "un pigment"], ["fibroblaste", "du collagène"], ["adipocyte", "de la graisse"]],
    "distractors": ["de l'hémoglobine"],
}


def test_each_answer_has_a_letter_and_the_key_says_which_is_left(tmp_path: Path) -> None:
    decks = write_decks(tmp_path / "decks", [CARD], lang="fr")
    assert run("quiz", "-n", "1", "--seed", "1", "-o", tmp_path / "quiz", decks).exit_code == 0

    paper = (tmp_path / "quiz" / "quiz-A.html").read_text(encoding="utf-8")
    letters = dict(re.findall(r'<span class="letter">([A-Z])</span><span class="text">(.*?)</span>', paper))
    assert sorted(letters) == ["A", "B", "C", "D"]
    [spare] = [letter for letter, text in letters.items() if "hémoglobine" in text]
    explained = (tmp_path / "quiz" / "explained-A.html").read_text(encoding="utf-8")
    said = re.sub(r"\s+", " ", re.sub("<[^>]*>", "", explained)).replace("\u00a0", " ").replace("’", "'")
    assert f"En trop : {spare} de l'hémoglobine" in said
    key = (tmp_path / "quiz" / "key-A.html").read_text(encoding="utf-8")
    assert {*re.findall(r"\d\xa0([A-D])", key)} == {*letters} - {spare}


def test_an_exam_printed_before_says_that_an_answer_was_added(tmp_path: Path) -> None:
    decks = write_decks(
        tmp_path / "decks", [{name: said for name, said in CARD.items() if name != "distractors"}], lang="fr"
    )
    run("quiz", "-n", "1", "--seed", "1", "-o", tmp_path / "quiz", decks)
    printed = (tmp_path / "quiz" / "quiz-A.html").read_bytes()

    write_decks(tmp_path / "decks", [CARD], lang="fr")
    again = run("quiz", "--from", tmp_path / "quiz" / "manifest.json", "-o", tmp_path / "again", decks)
    assert again.exit_code == 0
    assert "  cellules: the answers too many\n" in again.stderr
    assert (tmp_path / "again" / "quiz-A.html").read_bytes() == printed


def test_a_flashcard_shows_what_is_too_many_and_matches_the_rest(tmp_path: Path) -> None:
    decks = write_decks(tmp_path / "decks", [CARD], lang="fr")
    assert run("flashcards", "-o", tmp_path / "cards", decks).exit_code == 0
    shown = (tmp_path / "cards" / "flashcards.html").read_text(encoding="utf-8")
    assert shown.count("hémoglobine") == 1
    assert shown.count("mélanocyte") == 2
