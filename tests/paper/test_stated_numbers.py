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
from mesoquiz.notes.interactions import Choose

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


FEWER = VOWELS | {"expected": 2}
ANY_WILL_DO = {
    "fr": "il tient lieu de nombre de bonnes réponses. Autant de bonnes réponses suffisent, n’importe lesquelles",
    "en": "it stands for the number of right answers. So many right answers are enough, whichever they are",
}


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("rule", ["all-or-nothing", "proportional", "negative", "table"])
def test_of_more_right_answers_than_are_asked_for_the_paper_says_that_any_will_do(
    rule: str, lang: str, tmp_path: Path
) -> None:
    """Ticking all three is no full mark then, whatever the rule says of all right answers."""
    scoring = Scoring(rule=rule, table=((1.0, 0.5),) if rule == "table" else ())  # type: ignore[arg-type]
    quiz = replace(exam(loaded(tmp_path, FEWER, lang=lang)), scoring=scoring)
    assert ANY_WILL_DO[lang] in " ".join(marking(quiz)).replace("\u00a0", " ")
    choose = quiz.forms[0].items[0].interaction
    assert isinstance(choose, Choose)
    assert [scoring.mark(choose, ticks) for ticks in ([0, 1], [1, 2])] == [1, 1]
    assert scoring.mark(choose, [0, 1, 2]) < 1


def test_under_discordance_the_rule_of_stated_numbers_says_it_all(tmp_path: Path) -> None:
    assert ANY_WILL_DO["fr"] not in " ".join(marking(exam(loaded(tmp_path, FEWER))))


@pytest.mark.parametrize(("lang", "told"), [("fr", "2 parmi {}, {}, {}"), ("en", "2 of {}, {}, {}")])
def test_the_key_says_how_many_of_its_letters_are_wanted(lang: str, told: str, tmp_path: Path) -> None:
    quiz = exam(loaded(tmp_path, FEWER, lang=lang))
    told = told.format(*quiz.forms[0].items[0].right)
    pages = {page.name: page.content.decode() for page in mesoquiz.export("html", quiz)}
    assert f"<strong>{told}</strong>" in pages["key-A.html"]
    (pdf,) = mesoquiz.export("pdf", quiz, roles=("key",))
    assert compact(told) in "".join(sheet.text for sheet in sheets(pdf.content))


@pytest.mark.parametrize(
    ("expected", "lang", "told"),
    [
        (2, "fr", "2 de ces réponses suffisent."),
        (1, "fr", "Une seule de ces réponses suffit."),
        (2, "en", "2 of these answers are enough."),
        (3, "fr", ""),
        (3, "en", ""),
    ],
)
def test_the_explained_key_says_that_not_all_right_answers_are_needed(
    expected: int, lang: str, told: str, tmp_path: Path
) -> None:
    quiz = exam(loaded(tmp_path, VOWELS | {"expected": expected}, lang=lang))
    pages = {page.name: page.content.decode() for page in mesoquiz.export("html", quiz)}
    (pdf,) = mesoquiz.export("pdf", quiz, roles=("explained",))
    printed = "".join(sheet.text for sheet in sheets(pdf.content))
    if told:
        assert f'<p class="enough">{told}</p>' in pages["explained-A.html"].replace("\u00a0", " ")
        assert compact(told) in printed
    else:
        assert 'class="enough"' not in pages["explained-A.html"]
        assert "suffi" not in printed
        assert "enough" not in printed
    assert 'class="enough"' not in pages["quiz-A.html"]


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
