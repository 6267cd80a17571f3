"""The language of an exam: that of its blueprint, else that of the decks."""

from __future__ import annotations

import pytest

import mesoquiz
from mesoquiz.exams.blueprint import Blueprint, SectionPlan
from mesoquiz.exams.drawing.assembly import assemble_blueprint
from mesoquiz.languages import Language


@pytest.mark.parametrize(("lang", "expected", "said"), [(None, "fr", "Vrai"), ("en", "en", "True")])
def test_an_exam_is_in_the_language_of_its_blueprint(lang: Language | None, expected: str, said: str) -> None:
    card = {"id": "a", "statement": "S.", "answer": True}
    bank = mesoquiz.load_text({"deck": "Essai", "id": "essai", "lang": "fr", "cards": [card]})
    blueprint = Blueprint(title="T", seed="s", lang=lang, sections=(SectionPlan(count=1),))
    quiz = assemble_blueprint(bank, blueprint)
    paper = next(page for page in mesoquiz.export("html", quiz) if page.name == "quiz-A.html").content.decode()
    assert quiz.lang == expected
    assert f'lang="{expected}"' in paper
    assert said in paper
