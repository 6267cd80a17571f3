"""Hostile, long and odd texts on pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browsing import Opened, open_page, remarks, solved, stem
from printouts import compact
from rendering import (
    AWKWARD_GAPS,
    GAPS,
    SEEN,
    Card,
    gaps,
    hostile_cards,
    hostile_sources,
    lines,
    right_texts,
    squash,
    whys,
    write_decks,
    wrong_texts,
)

import mesoquiz


def seen(text: str) -> str:
    """What is to be seen on paper of a text of the hostile cards: there a formula that is one is set."""
    return SEEN.get(text, text).replace(r"\(a<b\)", "a<b")


# Texts that try to break out.


def open_quiz(browser: Any, folder: Path, cards: list[Card], *, on_paper: bool, **collection: Any) -> list[Opened]:
    """The quiz and the key of a deck with these cards."""
    bank = mesoquiz.load(write_decks(folder, cards, **collection))
    for artifact in mesoquiz.export("html", mesoquiz.assemble(bank)):
        (folder / artifact.name).write_bytes(artifact.content)
    return [open_page(browser, folder / f"{name}.html", name, on_paper=on_paper) for name in ("quiz-A", "explained-A")]


@pytest.fixture(scope="module")
def attacked(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> list[Opened]:
    """The quiz and the key of all hostile cards."""
    cards = list(hostile_cards())
    return open_quiz(browser, tmp_path_factory.mktemp("hostile"), cards, on_paper=False, sources=hostile_sources())


def test_hostile_texts_execute_and_load_nothing(attacked: list[Opened]) -> None:
    for paper in attacked:
        assert len(paper.questions) == len(list(hostile_cards()))
        assert paper.intruders == []
        assert paper.messages == []
        assert len(paper.requests) == 1


def test_a_hostile_title_is_shown_as_written(browser: Any, tmp_path: Path) -> None:
    title = "Titre \"cité\", 'x' </style><script>alert(1)</script> & {{x}} \\ <b>"
    card = {"id": "a", "question": "Q", "answer": "A"}
    for paper in open_quiz(browser, tmp_path, [card], on_paper=True, title=title):
        assert paper.title == f"{title} – {paper.heading}"
        assert (paper.intruders, paper.messages) == ([], [])
        (text,) = paper.pages
        assert text.count(compact(title[:40])) == text.count(compact(title)) == 1, "in the heading alone"


def test_hostile_texts_are_shown_as_written(attacked: list[Opened]) -> None:
    cards = {card["id"]: card for card in hostile_cards()}
    cited = {source["id"]: source for source in hostile_sources()}
    for paper in attacked:
        for question in paper.questions:
            if not question["id"].startswith("gap-"):
                assert_as_written(question, cards[question["id"]], cited, with_answers=paper.role == "explained")


def assert_as_written(question: dict[str, Any], card: Card, cited: dict[str, Card], *, with_answers: bool) -> None:
    """A question of the hostile quiz shows each text of its card as it was written."""
    assert lines(question["stem"]) == lines(stem(card, seen, with_answers=with_answers))
    options = [line for text in [*right_texts(card), *wrong_texts(card)] for line in lines(seen(text))]
    explained = [line for why in whys(card) for line in lines(seen(why))]
    shown = [line for text in question["options"] for line in lines(text)]
    assert sorted(shown) == sorted((options if wrong_texts(card) else []) + (explained if with_answers else []))
    answers = [line for text in solved(card) for line in lines(seen(text))]
    assert [line for text in question["answer"] for line in lines(text)] == (answers if with_answers else [])
    wanted = remarks(card, cited, seen) if with_answers else []
    assert [squash(text) for text in question["remarks"]] == [squash(text) for text in wanted]


def test_gaps_are_shown_as_written(attacked: list[Opened]) -> None:
    for paper in attacked:
        found = {question["id"]: question["stem"] for question in paper.questions}
        for number, (text, hint) in enumerate(GAPS.values(), 1):
            shown = (seen(text), "fin") if paper.role == "explained" else (f"({hint})" if hint else "", "")
            assert squash(found[f"gap-{number}"]) == squash("Avant {} après {}.".format(*shown))


def test_no_gap_is_lost_or_exchanged(browser: Any, tmp_path: Path) -> None:
    sound = {}
    for name, text in AWKWARD_GAPS.items():
        card = {"id": name, "cloze": text}
        if not mesoquiz.load(write_decks(tmp_path, [card])).errors:  # Refusing such a text is as good.
            sound[name] = card
    asked, answered = open_quiz(browser, tmp_path, list(sound.values()), on_paper=False)
    wanted = {name: [gap.text for gap in gaps(card)[0]] for name, card in sound.items()}
    assert {question["id"]: question["gaps"] for question in asked.questions} == {
        name: len(texts) for name, texts in wanted.items()
    }
    assert {question["id"]: question["answer"] for question in answered.questions} == wanted


def test_a_long_word_is_broken_on_a_phone(browser: Any, tmp_path: Path) -> None:
    word = "https://exemple.org/" + "x" * 100
    cards: list[Card] = [
        {"id": "choice", "question": word, "answers": [word, "a"], "distractors": [{"text": "b", "why": word}]},
        {"id": "list", "question": word, "answers": [word, "a"], "why": word, "caution": word},
        {"id": "cloze", "cloze": f"{word} {{{{{word}::{word}}}}}"},
        {"id": "term", "term": word, "definition": word},
    ]
    found = open_quiz(browser, tmp_path, cards, on_paper=False, title=word)
    assert [paper.width for paper in found] == [360, 360]


def test_a_question_taller_than_a_page_loses_nothing(browser: Any, tmp_path: Path) -> None:
    answers, distractors = ([f"la {kind} proposition {n:02}" for n in range(40)] for kind in ("bonne", "mauvaise"))
    card = {"id": "tall", "question": "Lesquelles ?", "answers": answers, "distractors": distractors}
    after = {"id": "after", "question": "Et puis ?", "answer": "Rien"}
    for paper in open_quiz(browser, tmp_path, [card, after], on_paper=True):
        text = "".join(paper.pages)
        assert len(paper.pages) > 1
        assert all(compact(f"Essai · {paper.heading}") in page for page in paper.pages[1:])
        assert [option for option in answers + distractors if text.count(compact(option)) != 1] == []
        assert text.count("Etpuis?") == 1
