"""PDF: for each form a quiz, its key, its explained key and an answer sheet, set by Typst (the extra `pdf`).

The same papers as in HTML, from data instead of markup: page X / Y and a running head on every page, no font of the
system, PDF/UA-1, and the same bytes for the same quiz.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mesoquiz.artifact import Artifact
from mesoquiz.exams.quiz import Quiz
from mesoquiz.paper.roles import ROLES
from mesoquiz.paper.typesetting import Typesetter
from mesoquiz.paper.typst_data import PaperData

TAKES = "quiz"


def export(
    quiz: Quiz, *, roles: Iterable[str] = ROLES, tell: Callable[[str], None] | None = None
) -> Iterator[Artifact]:
    """Yield `quiz-A.pdf`, `key-A.pdf`, `explained-A.pdf` and `sheet-A.pdf` for each form, or those of some `roles`.

    `tell` is told, at the end, of characters that no font has. Raises ImportError without the extra, and
    `TooManyPixels`.
    """
    with Typesetter("paper.typ", quiz.bank.media) as typesetter:
        paper = PaperData(quiz, typesetter.picture)
        forms = [(form.name, paper.form(form)) for form in quiz.forms]
        jobs = [(f"{role}-{name}.pdf", data | {"role": role}) for name, data in forms for role in roles]
        made = typesetter.pdfs(data for _, data in jobs)
        for (name, _), content in zip(jobs, made, strict=True):
            yield Artifact(name, content)
        if typesetter.absent and tell:
            tell(f"no font has {' '.join(typesetter.absent)}: the PDF shows the code in its place")
