"""Cards that lack what they ask for, or have it under another key: one message, with the key to write."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n    "
OTHER = "\n  - id: z\n    question: Quel os ?\n    answer: fémur\n"

TOLD = {
    "context: Un homme.\n    question: Quel diagnostic ?": (
        4,
        "add `answer:`, `answers:`, `pairs:`, `sequence:` or `zones:`",
    ),
    "context: Un homme.\n    term: derme": (4, "add `definition:`"),
    "context: Un homme.\n    hypothesis: une fracture\n    panel: [1, 2, 3, 4, 5]": (4, "add `information:`"),
    "context: Un homme.\n    statement: Il est malade.": (4, "add `answer:`"),
    "context: Un homme.\n    answer: une fracture": (4, "add `question:` or `statement:`"),
    "question: Quel os ?\n    distractors: [tibia, radius]": (4, "add `answer:` or `answers:`"),
    "question: Qu'est-ce que le derme ?\n    definition: une couche": (6, "write `answer:` in place of `definition:`"),
    "definition: une couche\n    question: Qu'est-ce que le derme ?": (5, "write `answer:` in place of `definition:`"),
    "term: derme\n    answer: une couche": (6, "write `definition:` in place of `answer:`"),
    "term: derme\n    answers: [une couche]": (6, "write `definition:` in place of `answers:`"),
    "question (QCU): Quel os ?\n    answer: fémur": (5, "write `question:`"),
    "question 1: Quel os ?\n    answer: fémur": (5, "write `question:`"),
    "question: Ordre ?\n    sequence: un puis deux puis trois": (6, "write `sequence: [un, deux, trois]`"),
    "question: Associez.\n    pairs: [(a, b), (c, d)]": (6, "write each as a list in brackets:\n- [a, b]\n- [c, d]"),
    "question: Associez.\n    pairs: a-b; c-d": (6, "write each as a list in brackets:\n- [a, b]\n- [c, d]"),
    "question: Quel os ?\n    answer: fémur\n    distractors:\n      - nom: tibia": (8, "did you mean `text`?"),
    "question: Que voit-on ?\n    answer: derme\n    sources: {doc: manuel, quote: x}": (7, "did you mean `source`?"),
    "question: Que voit-on ?\n    answer: derme\n    sources:\n      doc: manuel\n      quote: x": (
        7,
        "did you mean `source`?",
    ),
    "question: Que voit-on ?\n    answer: derme\n    distractors:\n      - {text: os, source: {doc: x}}": (
        8,
        "write `source:` beside the other keys of the card: an option has none",
    ),
    "question: Que voit-on ?\n    answers:\n      - text: os\n        difficulty: 2": (
        8,
        "write `difficulty:` beside the other keys of the card: an option has none",
    ),
}


@pytest.mark.parametrize("last", [False, True], ids=["above others", "last"])
@pytest.mark.parametrize(("card", "told"), TOLD.items())
def test_the_missing_or_odd_key_is_told_once(card: str, told: tuple[int, str], last: bool, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(HEAD + card + ("\n" if last else OTHER), encoding="utf-8")
    (found,) = mesoquiz.load(file).diagnostics
    assert (found.span.line, found.hint) == told


OPTIONS = {
    "options:\n      - fémur *\n      - tibia ✓\n      - patella": (
        "write `answers: [fémur, tibia]` and `distractors: [patella]`"
    ),
    "choix: [fémur (vrai), patella (faux)]": "write `answer: fémur` and `distractors: [patella]`",
    "propositions:\n      - V fémur\n      - F patella": "write `answer: fémur` and `distractors: [patella]`",
    "propositions:\n      - fémur : Vrai\n      - patella : Faux": "write `answer: fémur` and `distractors: [patella]`",
    "options: [fémur, patella]\n    correct: fémur": "write `answer: fémur` and `distractors: [patella]`",
    "options: [fémur (os long), patella]": (
        "write what is right of `options:` below `answer:` or `answers:`, the rest below `distractors:`"
    ),
}


@pytest.mark.parametrize(("options", "hint"), OPTIONS.items())
def test_marked_options_are_divided(options: str, hint: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{HEAD}question: Quels os longs ?\n    {options}{OTHER}", encoding="utf-8")
    (found,) = mesoquiz.load(file).diagnostics
    assert (found.span.line, found.hint) == (6, hint)


WHOLE = {
    "deck: T\nid: t\ncards:\n  - fémur: os de la cuisse\n": (
        4,
        "write `- term: fémur`, and below it `definition: os de la cuisse`",
    ),
    "deck: T\nid: t\ncards:\n  fémur: os de la cuisse\n  tibia: os de la jambe\n": (
        4,
        "make a card of each: `- term: fémur`, and below it `definition: os de la cuisse`",
    ),
    "- question: Quel os ?\n  answer: fémur\n": (1, "write `deck: …` and `cards:` on two lines above them"),
    "Quel os est long ?\nLe fémur\n": (
        1,
        "begin with `deck: …` and `cards:`; each card is `- question: …`, and below it `answer: …`",
    ),
    "| question | réponse |\n|---|---|\n| Quel os ? | fémur |\n": (
        1,
        "make a card of each line: `mesoquiz explain qa` shows how",
    ),
}


@pytest.mark.parametrize(("text", "told"), WHOLE.items())
def test_what_is_no_card_or_no_deck_is_told_with_what_to_write(
    text: str, told: tuple[int, str], tmp_path: Path
) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(text, encoding="utf-8")
    (found,) = mesoquiz.load(file).diagnostics
    assert (found.span.line, found.hint) == told


def test_options_of_which_another_word_says_the_right_one(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{HEAD}question: Que voit-on ?\n    choix: [derme, os]\n    réponse: derme\n", encoding="utf-8")
    assert [(one.span.line, one.hint) for one in mesoquiz.load(file).diagnostics] == [
        (6, "write `distractors: [os]`"),
        (7, "did you mean `answer`?"),
    ]


def test_options_of_a_card_that_can_have_none(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{HEAD}hypothesis: une fracture\n    distractors: [une entorse]\n", encoding="utf-8")
    found = mesoquiz.load(file).diagnostics
    assert [one.hint for one in found[:2]] == ["add `information:`", "add `panel:`"]
    assert (found[2].span.line, found[2].code) == (6, "key-of-another-kind")
