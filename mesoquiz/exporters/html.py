"""HTML: for each form a paper, its keys and an answer sheet, each one self-contained file, and a manifest of all forms.

Letters are derived from the order of the options once, in the items; the pages and the manifest only repeat them.
"""

from __future__ import annotations

from collections.abc import Iterator

from mesoquiz.artifact import Artifact
from mesoquiz.decks.files import MANIFEST_FILE
from mesoquiz.exams import manifest
from mesoquiz.exams.quiz import Quiz
from mesoquiz.paper.pages import pages

TAKES = "quiz"


def export(quiz: Quiz) -> Iterator[Artifact]:
    """Yield `quiz-A.html`, `key-A.html`, `explained-A.html` and `sheet-A.html` for each form, and `manifest.json`."""
    yield from pages(quiz)
    yield Artifact(MANIFEST_FILE, manifest.dump(quiz).encode())
