"""Which cards a quiz is drawn from: tags, difficulty, or a blueprint."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import mesoquiz
from mesoquiz.diagnostics.wording import enumerate_words
from mesoquiz.exams.drawing import planning as exams
from mesoquiz.exams.loader import load as load_exam
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.note import Note
from mesoquiz.questions import kinds
from mesoquiz.reading.variants import OneOf

PLAN = "title: Examen\nseed: a\nforms: 2\nsections: [{count: 2}]\n"


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"tags": ["nothing"]}, ValueError, "no card has the tag `nothing`; there are "),
        ({"tags": ["securite", "securitee"]}, ValueError, "no card has the tag `securitee`; did you mean `securite`?"),
        ({"tags": "securite"}, TypeError, "`tags` takes a list: write tags=['securite']"),
        ({"difficulty": 2}, TypeError, "`difficulty` takes a list: write difficulty=[2]"),
        ({"difficulty": "12"}, TypeError, "`difficulty` takes a list: write difficulty=['12']"),
        ({"difficulty": [9]}, ValueError, "there is no difficulty 9; there are 1, 2 and 3"),
        ({"difficulty": ["2"]}, ValueError, "there is no difficulty '2'; there are 1, 2 and 3"),
    ],
)
def test_what_no_card_has_is_named(options: dict[str, Any], error: type[Exception], said: str, shipped: Bank) -> None:
    with pytest.raises(error) as raised:
        mesoquiz.assemble(shipped, **options)
    assert str(raised.value).startswith(said)


def test_tags_and_difficulty_may_leave_no_card() -> None:
    cards = [
        {"id": "a", "question": "Où ?", "answer": "ici", "tags": ["peau"], "difficulty": 1},
        {"id": "b", "question": "Quand ?", "answer": "là", "tags": ["eau"], "difficulty": 2},
    ]
    bank = mesoquiz.load_text({"deck": "Essai", "id": "essai", "cards": cards})
    assert [item.note.id for item in mesoquiz.assemble(bank, tags=("peau", "eau"), difficulty={2}).forms[0].items] == [
        "b"
    ]
    with pytest.raises(ValueError, match=r"^no card has these tags and this difficulty at once$"):
        mesoquiz.assemble(bank, tags=["peau"], difficulty=[2])
    with pytest.raises(ValueError, match=r"^no card has this difficulty$"):
        mesoquiz.assemble(bank, difficulty=[3])


def test_a_blueprint_says_which_questions_are_asked(shipped: Bank, tmp_path: Path) -> None:
    """As on the command line: a seed and forms of one's own go with it."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN, encoding="utf-8")
    for name, value in (("tags", ["securite"]), ("difficulty", [1]), ("count", 3)):
        with pytest.raises(
            ValueError, match=f"^a blueprint says which questions are asked: {name} does not go with it$"
        ):
            mesoquiz.assemble(shipped, blueprint=plan, **{name: value})
    quiz = mesoquiz.assemble(shipped, blueprint=plan)
    assert (quiz.title, quiz.seed, len(quiz.forms)) == ("Examen", "a", 2)
    quiz = mesoquiz.assemble(shipped, blueprint=plan, seed="b", forms=3, title="Rattrapage")
    assert (quiz.title, quiz.seed, len(quiz.forms)) == ("Rattrapage", "b", 3)
    with pytest.raises(ValueError, match=r"^a quiz has at least one question and one form$"):
        mesoquiz.assemble(shipped, blueprint=plan, forms=0)


@pytest.mark.parametrize(("number", "said"), [(8, "`t7` and `t8`"), (9, "`t8` and 1 more")])
def test_of_many_tags_some_are_told_and_how_many_more_there_are(number: int, said: str) -> None:
    tags = [f"t{place}" for place in range(1, number + 1)]
    card = {"id": "a", "question": "Où ?", "answer": "ici", "tags": tags}
    bank = mesoquiz.load_text({"deck": "Essai", "id": "essai", "cards": [card]})
    with pytest.raises(ValueError, match=f"^no card has the tag `zzz`; there are `t1`, .*{said}$"):
        mesoquiz.assemble(bank, tags=["zzz"])


def test_all_kinds_of_cards_are_told_however_many_there_are(
    shipped: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was left out would seem not to be there."""
    more = {f"type{number}": Note for number in range(3)}
    every = OneOf("card", {**kinds().kinds, **more}, example="")
    monkeypatch.setattr("mesoquiz.exams.drawing.planning.kinds", lambda: every)
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN.replace("count: 2", "count: 2, kinds: [zzz]"), encoding="utf-8")
    exam = load_exam(plan, shipped.collection.id)
    assert exam.blueprint
    (found,) = exams.plan(exam.blueprint, shipped).found
    assert found.hint == f"there are {enumerate_words(sorted(every.kinds), 'and')}"


def test_where_no_card_has_a_tag_that_is_said() -> None:
    bank = mesoquiz.load_text({"deck": "Essai", "id": "essai", "cards": [{"id": "a", "question": "Q", "answer": "R"}]})
    with pytest.raises(ValueError, match=r"^no card has the tag `os`; no card has a tag$"):
        mesoquiz.assemble(bank, tags=["os"])
