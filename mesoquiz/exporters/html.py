"""HTML: for each form a paper, its keys and an answer sheet, each one self-contained file, and a manifest of all forms.

Letters are derived from the order of the options once, in the items; the pages and the manifest only repeat them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup as Safe

from mesoquiz.artifact import Artifact
from mesoquiz.decks.files import MANIFEST_FILE
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.exams import instructions, manifest
from mesoquiz.exams.quiz import Quiz
from mesoquiz.markup.maths import mathml
from mesoquiz.markup.renderer import Markup
from mesoquiz.markup.templates import Embedded, environment, page_of, template_text
from mesoquiz.notes.interactions import Choose
from mesoquiz.paper.elements import LONGEST_NAME, day, fields, filters, heading, says_worth
from mesoquiz.version import __version__

TAKES = "quiz"
ROLES = ("quiz", "key", "explained", "sheet")
"""The pages of each form: the paper, the key, the key with explanations, the sheet to tick."""


def export(quiz: Quiz) -> Iterator[Artifact]:
    """Yield `quiz-A.html`, `key-A.html`, `explained-A.html` and `sheet-A.html` for each form, and `manifest.json`."""
    markup = Markup(quiz.bank.collection.spacing, Embedded(quiz.bank.media), mathml)
    made = environment(quiz.bank.collection.lang, quiz.bank.collection.labels, markup)
    made.globals["lang"] = quiz.lang
    made.filters |= filters(markup)
    pages = {role: made.get_template(f"html/{role}.html.j2") for role in ROLES}
    shared = _shared(quiz) | {"css": Safe(template_text("html/paper.css"))}
    for form in quiz.forms:
        for role, page in pages.items():
            head = heading(role, quiz)
            context = shared | {
                "form": form,
                "role": role,
                "head": head,
                "running": f"{quiz.title} – {head} {form.name}",
            }
            yield Artifact(f"{role}-{form.name}.html", page_of(page, context))
    yield Artifact(MANIFEST_FILE, manifest.dump(quiz).encode())


def _shared(quiz: Quiz) -> dict[str, Any]:
    """What all pages of a quiz know."""
    items = quiz.forms[0].items
    chosen = [item.interaction for item in items if isinstance(item.interaction, Choose)]
    labels = quiz.labels
    return {
        "bank": quiz.bank,
        "quiz": quiz,
        # Large print is for those who would lose the line between columns.
        "columns": 1 if quiz.layout.print == "large" else quiz.layout.columns,
        "title": quiz.title,
        "labels": labels,
        "colon": labels.colon,
        "extent": instructions.extent(quiz),
        "marking": instructions.marking(quiz),
        "day": day(quiz.date, labels),
        "fields": fields(quiz),
        "name_field": shorten(fields(quiz)[0], LONGEST_NAME),
        "worth": lambda section: instructions.worth(section, labels),
        "says_worth": says_worth(quiz),
        "has_single": any(choose.single for choose in chosen),
        "has_several": any(not choose.single for choose in chosen),
        "version": __version__,
    }
