"""Questions that say how many answers to tick (QRP, QRPL): on paper and on cards, in both languages, in reprints."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from commands import run
from printouts import compact, sheets
from rendering import import_package, rendered, write_decks

import mesoquiz
from mesoquiz.exams.instructions import marking
from mesoquiz.exams.manifest import dump
from mesoquiz.exams.quiz import Quiz
from mesoquiz.exams.scoring import Scoring
from mesoquiz.notes.bank import Bank

VOWELS: dict[str, Any] = {
    "id": "voyelles",
    "question": "Lesquelles sont des voyelles ?",
    "answers": ["e", "a", "u"],
    "distractors": ["z", "t", "x"],
}
STATED = VOWELS | {"expected": 3}
STATEMENT = {
    "fr": "Nombre de réponses indiqué : chaque bonne réponse cochée rapporte une part égale des points",
    "en": "Number of answers stated: each right answer ticked brings an equal part of the points",
}


def loaded(folder: Path, *cards: dict[str, Any], lang: str = "fr") -> Bank:
    bank = mesoquiz.load(write_decks(folder, list(cards), lang=lang))
    assert not bank.errors, mesoquiz.format_report(bank)
    return bank


def exam(bank: Bank, rule: Any = "discordance") -> Quiz:
    return replace(mesoquiz.assemble(bank, seed="1"), scoring=Scoring(rule=rule))


@pytest.mark.parametrize(("lang", "told"), [("fr", "Cochez 3 réponses."), ("en", "Tick 3 answers.")])
@pytest.mark.parametrize("role", ["quiz", "explained"])
def test_students_are_told_the_number(role: str, lang: str, told: str, tmp_path: Path) -> None:
    quiz = exam(loaded(tmp_path, STATED, VOWELS | {"id": "b", "question": "Lesquelles ?"}, lang=lang))
    pages = {page.name: page.content.decode() for page in mesoquiz.export("html", quiz)}
    assert pages[f"{role}-A.html"].count(told) == 1
    (pdf,) = mesoquiz.export("pdf", quiz, roles=(role,))
    assert sum(sheet.text.count(compact(told)) for sheet in sheets(pdf.content)) == 1


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_paper_says_how_they_are_marked(lang: str, tmp_path: Path) -> None:
    [stated, both, other] = [
        " ".join(marking(exam(loaded(tmp_path / str(number), *cards, lang=lang)))).replace("\u00a0", " ")
        for number, cards in enumerate(
            ([STATED], [STATED, VOWELS | {"id": "b", "question": "Quoi ?"}], [VOWELS | {"id": "b"}])
        )
    ]
    assert STATEMENT[lang] in stated
    assert STATEMENT[lang] in both
    assert STATEMENT[lang] not in other
    assert "discordance" not in stated, "no question is marked by discordances"
    assert "discordance" in both


@pytest.mark.parametrize("rule", ["all-or-nothing", "proportional", "negative"])
def test_other_rules_are_told_as_they_are(rule: str, tmp_path: Path) -> None:
    first, second = (
        marking(exam(loaded(tmp_path / name, card), rule)) for name, card in (("a", STATED), ("b", VOWELS))
    )
    assert first == second


def test_a_card_tells_the_number_above_its_options(tmp_path: Path, collection: Any) -> None:
    (package,) = mesoquiz.export("apkg", loaded(tmp_path, STATED))
    import_package(collection, package.content, tmp_path)
    [sides] = rendered(collection)
    assert sides.front.index("Cochez 3 réponses.") < sides.front.index("mq-choices")


def test_an_exam_is_printed_again_with_the_number_that_it_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    loaded(tmp_path / "decks", STATED)
    assert run("quiz", "decks", "-o", "exam", "--title", "Essai").exit_code == 0
    before = Path("exam/quiz-A.html").read_bytes()
    loaded(tmp_path / "decks", VOWELS)
    shutil.copy("exam/manifest.json", "old.json")
    done = run("quiz", "decks", "--from", "old.json", "-o", "again")
    assert "the number of answers to tick" in done.stdout + done.stderr
    assert Path("again/quiz-A.html").read_bytes() == before


def test_the_record_of_a_question_without_a_number_is_what_it_was(tmp_path: Path) -> None:
    """Else every exam that was ever printed would be told to have changed."""
    assert "expected" not in dump(mesoquiz.assemble(loaded(tmp_path, VOWELS)))


@pytest.mark.parametrize(("lang", "told"), [("fr", "Cochez 3 réponses."), ("en", "Tick 3 answers.")])
def test_the_key_tells_which_questions_state_a_number(lang: str, told: str, tmp_path: Path) -> None:
    """Whoever marks by letters alone must know them: they are marked by another rule."""
    cards = [STATED | {"id": f"dit-{n}", "question": f"Lesquelles, {n} ?"} for n in range(2)]
    quiz = exam(loaded(tmp_path, *cards, VOWELS, lang=lang))
    numbers = ", ".join(str(n) for n, item in enumerate(quiz.forms[0].items, 1) if item.note.id.startswith("dit"))
    key = next(page.content.decode() for page in mesoquiz.export("html", quiz) if page.name == "key-A.html")
    assert f'<th scope="row">{numbers}</th><td>{told}</td>' in key
    (pdf,) = mesoquiz.export("pdf", quiz, roles=("key",))
    assert compact(numbers + told) in "".join(sheet.text for sheet in sheets(pdf.content))
    without = exam(loaded(tmp_path / "without", VOWELS, lang=lang))
    assert quiz.labels.stated_key not in next(
        page.content.decode() for page in mesoquiz.export("html", without) if page.name == "key-A.html"
    )
