"""What no font of a PDF can set as it is meant is an error before anything is printed, with the card and the place."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from rendering import Card, write_decks
from typeset import papers

import mesoquiz
from mesoquiz.artifact import Unfit

CARD: Card = {"id": "a", "question": "Où ?", "answer": "là"}


def refused(folder: Path, *cards: Card, **collection: str) -> list[tuple[str, str]]:
    quiz = mesoquiz.assemble(mesoquiz.load(write_decks(folder, list(cards), **collection)), seed="x")
    try:
        list(mesoquiz.export("pdf", quiz))
    except Unfit as error:
        return [(one.code, one.message) for one in error.faults]
    return []


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("皮膚 et 皮", "no-font", "no font of a PDF has `皮` (U+76AE) and `膚` (U+819A), which the card `a` has"),
        ("🚫", "no-font", "no font of a PDF has `🚫` (U+1F6AB), which the card `a` has"),
        ("**en gras 😀**", "no-font", "no font of a PDF has `😀` (U+1F600), which the card `a` has"),
        ("`日`", "no-font", "no font of a PDF has `日` (U+65E5), which the card `a` has"),
        ("\\(x = 日\\)", "no-font", "no font of a PDF has `日` (U+65E5), which the card `a` has"),
        ("⚕\u200d⚕", "emoji-joined", "a PDF shows only the first part of `⚕\u200d⚕`, which the card `a` has: it may"),
        ("1\ufe0f\u20e3", "emoji-joined", "a PDF shows only the first part of `1\ufe0f\u20e3`, which the card `a` has"),
        ("العربية ؟", "right-to-left", "a PDF is not set from right to left, as `العربية ؟` should be, which"),
        ("en arabe : جلد", "right-to-left", "a PDF is not set from right to left, as `جلد` should be, which the card"),
        ("מה זה ?", "right-to-left", "a PDF is not set from right to left, as `מה זה ?` should be, which the card"),
    ],
)
@pytest.mark.parametrize("key", ["question", "answer", "why"])
def test_what_cannot_be_set_is_named(key: str, text: str, code: str, message: str, tmp_path: Path) -> None:
    ((found, said),) = refused(tmp_path, CARD | {key: text})
    assert found == code
    assert said.startswith(message)


@pytest.mark.parametrize(
    "text", ["Кожа, δέρμα", "e\u030b", "☑\ufe0f ⚕\ufe0f ✓", "le mot עור en hébreu", "½ ² µ ≥ → ‰", "co\u00adupé"]
)
def test_what_the_fonts_have_is_printed(text: str, tmp_path: Path) -> None:
    assert refused(tmp_path, CARD | {"question": text}) == []


def test_options_that_would_look_the_same_are_not_printed(tmp_path: Path) -> None:
    card: Card = {
        "id": "a",
        "question": "Qui ?",
        "answer": "👨\u200d⚕\ufe0f",
        "distractors": ["👩🏽\u200d⚕\ufe0f", "⚕\ufe0f"],
    }
    quiz = mesoquiz.assemble(mesoquiz.load(write_decks(tmp_path, [card])), seed="x")
    with pytest.raises(Unfit) as caught:
        next(mesoquiz.export("pdf", quiz))
    assert "error[emoji-joined] a PDF shows only the first part of" in str(caught.value)


def test_the_texts_of_the_exam_itself_are_looked_at(tmp_path: Path) -> None:
    assert refused(tmp_path, CARD, title="漢") == [
        ("no-font", "no font of a PDF has `漢` (U+6F22), which the exam itself has")
    ]


def test_all_cards_are_named_with_their_places_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks/deck.yaml").write_text(
        "deck: Essai\nid: essai\ncards:\n"
        "  - id: un\n    question: Où ?\n    answer: 皮\n"
        "  - id: deux\n    question: Quoi ?\n    answer: جلد\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    done = run("quiz", "--pdf")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "decks/deck.yaml:6:13: error[no-font] no font of a PDF has `皮` (U+76AE), which the card `un` has\n"
        "  |\n"
        "6 |     answer: 皮\n"
        "  |             ^^\n"
        "  = help: write it in other words, make it a picture, or print the HTML page, which takes the fonts of your "
        "computer\n\n"
        "decks/deck.yaml:9:13: error[right-to-left] a PDF is not set from right to left, as `جلد` should be, which the "
        "card `deux` has\n"
        "  |\n"
        "9 |     answer: جلد\n"
        "  |             ^^^\n"
        "  = help: write it in other words, make it a picture, or print the HTML page, which takes the fonts of your "
        "computer\n\n"
        "2 errors in 1 file: nothing was written.\n"
    )
    assert not Path("quiz").exists()
    assert run("quiz").exit_code == 0, "a browser has fonts of its own"


def test_a_sound_exam_is_made(tmp_path: Path) -> None:
    quiz = mesoquiz.assemble(mesoquiz.load(write_decks(tmp_path, [CARD])), seed="x")
    assert "quiz-A" in papers(quiz)


def test_a_text_longer_than_a_pdf_takes_is_named_and_the_pages_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typst 0.15 would break down on it."""
    (tmp_path / "decks").mkdir()
    card = f"  - id: un\n    question: Où ?\n    answer: {'€€€€€€€ ' * 3_600}€\n    distractors: [b, c]\n"
    (tmp_path / "decks/deck.yaml").write_text(f"deck: Essai\nid: essai\ncards:\n{card}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = run("quiz")
    assert done.exit_code == 0
    assert (
        "Essai: no PDF files to print, since a text of the card `un` is longer than a PDF takes in one piece. "
        "To have them, divide it into paragraphs." in done.stderr
    )
    assert (tmp_path / "quiz/quiz-A.html").exists()
    assert not (tmp_path / "quiz/exam.pdf").exists()
    done = run("quiz", "--pdf", "-o", "other")
    assert done.exit_code == 1
    assert "error[long-for-pdf] a text of the card `un` is longer than a PDF takes in one piece" in done.stderr
