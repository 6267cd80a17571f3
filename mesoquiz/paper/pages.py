"""A quiz -> the pages of each form as HTML, each one file that needs no other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup as Safe

from mesoquiz.artifact import Artifact
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.exams import instructions
from mesoquiz.exams.quiz import Quiz
from mesoquiz.markup.maths import mathml
from mesoquiz.markup.renderer import Markup
from mesoquiz.markup.templates import Embedded, environment, page_of, template_text
from mesoquiz.notes.interactions import Choose
from mesoquiz.paper.elements import LONGEST_NAME, day, fields, filters, heading, says_worth
from mesoquiz.paper.roles import ROLES
from mesoquiz.version import __version__


def pages(quiz: Quiz) -> Iterator[Artifact]:
    """Yield the pages of all forms, named after role and form: `quiz-A.html`."""
    markup = Markup(quiz.bank.collection.spacing, Embedded(quiz.bank.media), mathml)
    made = environment(quiz.bank.collection.lang, quiz.bank.collection.labels, markup)
    made.globals["lang"] = quiz.lang
    made.filters |= filters(markup)
    templates = {role: made.get_template(f"html/{role}.html.j2") for role in ROLES}
    shared = _shared(quiz) | {"css": Safe(template_text("html/paper.css"))}
    for form in quiz.forms:
        for role, template in templates.items():
            head = heading(role, quiz)
            running = f"{quiz.title} – {head} {form.name}"
            context = shared | {"form": form, "role": role, "head": head, "running": running}
            yield Artifact(f"{role}-{form.name}.html", page_of(template, context))


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
