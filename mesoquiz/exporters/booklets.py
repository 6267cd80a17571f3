"""What an instructor prints, as PDF: all papers in one file, all keys in another, set by Typst.

Each paper and each sheet begins on a right-hand page, so that a printer that takes both sides parts them by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.artifact import Artifact, Unfit
from mesoquiz.exams.quiz import Quiz
from mesoquiz.notes.interactions import Choose
from mesoquiz.paper import characters
from mesoquiz.paper.classlist import Copy, Unreadable
from mesoquiz.paper.roles import EXAM, KEYS, NAMED
from mesoquiz.paper.typesetting import NoFont, Typesetter
from mesoquiz.paper.typst_data import PaperData, Part

TAKES = "quiz"


def export(quiz: Quiz, *, copies: Sequence[Copy] = ()) -> Iterator[Artifact]:
    """Yield `exam.pdf` and `keys.pdf` and, for `copies`, `named.pdf`: a paper and a sheet for each student.

    A paper comes with its answer sheet where there is something to tick. Raises what the format `pdf` raises, and
    `Unreadable` for names that no font can set.
    """
    forms = {form.name: form for form in quiz.forms}
    handed = ("quiz", "sheet") if _can_tick(quiz) else ("quiz",)
    parts = {
        EXAM: [Part(role, form) for form in quiz.forms for role in handed],
        KEYS: [Part(role, form) for form in quiz.forms for role in ("key", "explained")],
        NAMED: [Part(role, forms[copy.form], copy.values) for copy in copies for role in handed],
    }
    with Typesetter("paper.typ", quiz.bank.media) as typesetter:
        paper = PaperData(quiz, typesetter.picture)
        made, absent = {}, frozenset[str]()
        found = characters.of_exam(quiz, paper.form(quiz.forms[0]), absent)
        for name, wanted in parts.items():
            if wanted:
                try:
                    made[name] = typesetter.pdf(paper.document(wanted))
                except NoFont as error:
                    absent |= error.characters
        if absent:
            found = characters.of_exam(quiz, paper.form(quiz.forms[0]), absent)
        if found:
            raise Unfit(tuple(found))
        if absent:
            raise Unreadable(f"no font of a PDF has {' '.join(sorted(absent))}, which a name has")
    for name, content in made.items():
        yield Artifact(name, content)


def _can_tick(quiz: Quiz) -> bool:
    return any(isinstance(item.interaction, Choose) for item in quiz.forms[0].items)
