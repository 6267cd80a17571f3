"""PDF: for each form a quiz, its key, its explained key and an answer sheet, set by Typst.

The same papers as in HTML, from data instead of markup: page X / Y and a running head on every page, no font of the
system, PDF/UA-1, and the same bytes for the same quiz.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mesoquiz.artifact import Artifact, Unfit
from mesoquiz.exams.quiz import Quiz
from mesoquiz.paper import characters
from mesoquiz.paper.roles import ROLES
from mesoquiz.paper.typesetting import NoFont, Typesetter
from mesoquiz.paper.typst_data import PaperData, Part

TAKES = "quiz"


def export(quiz: Quiz, *, roles: Iterable[str] = ROLES) -> Iterator[Artifact]:
    """Yield `quiz-A.pdf`, `key-A.pdf`, `explained-A.pdf` and `sheet-A.pdf` for each form, or those of some `roles`.

    Raises ImportError where Typst is missing, `TooManyPixels`, and Unfit, a ValueError, for texts that no font can set.
    """
    with Typesetter("paper.typ", quiz.bank.media) as typesetter:
        paper = PaperData(quiz, typesetter.picture)
        jobs = [(f"{role}-{form.name}.pdf", Part(role, form)) for form in quiz.forms for role in roles]
        absent = frozenset[str]()
        try:
            made = list(typesetter.pdfs(paper.document([part]) for _, part in jobs))
        except NoFont as error:
            absent = error.characters
        if found := characters.of_exam(quiz, paper.form(quiz.forms[0]), absent):
            raise Unfit(tuple(found))
        for (name, _), content in zip(jobs, made, strict=True):
            yield Artifact(name, content)
