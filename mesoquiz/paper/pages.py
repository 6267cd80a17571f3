"""A quiz -> the pages of each form as HTML, each one file that needs no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from markupsafe import Markup as Safe

from mesoquiz.artifact import Artifact
from mesoquiz.exams import instructions
from mesoquiz.exams.quiz import Quiz
from mesoquiz.markup.maths import mathml
from mesoquiz.markup.renderer import Markup
from mesoquiz.markup.templates import Embedded, environment, page_of, template_text
from mesoquiz.paper.elements import facts, filters, heading
from mesoquiz.paper.roles import INDEX, ROLES
from mesoquiz.version import __version__


def index(quiz: Quiz, documents: Iterable[tuple[str, str]] = (), *, singles: bool = False) -> Artifact:
    """The page that links all others, for whoever prints: first the `documents`, by their names, and what they are.

    With `singles`, each page is there as PDF, too.
    """
    made = _templates(quiz)
    context = _shared(quiz) | {"documents": list(documents), "singles": singles, "roles": ROLES}
    return Artifact(INDEX, page_of(made.get_template("html/index.html.j2"), context))


def _templates(quiz: Quiz) -> Any:
    """The environment of the templates."""
    markup = Markup(quiz.bank.collection.spacing, Embedded(quiz.bank.media), mathml, on_paper=True)
    made = environment(quiz.bank.collection.lang, quiz.bank.collection.labels, markup)
    made.globals["lang"] = quiz.lang
    made.filters |= filters(markup, quiz.bank.collection.labels)
    return made


def pages(quiz: Quiz) -> Iterator[Artifact]:
    """Yield the pages of all forms, named after role and form: `quiz-A.html`."""
    made = _templates(quiz)
    templates = {role: made.get_template(f"html/{role}.html.j2") for role in ROLES}
    shared = _shared(quiz) | {"css": Safe(template_text("html/paper.css"))}
    for form in quiz.forms:
        for role, template in templates.items():
            head = heading(role, quiz)
            running = f"{quiz.title} – {head} {form.name} – {shared['exam']}"
            context = shared | {"form": form, "role": role, "head": head, "running": running}
            yield Artifact(f"{role}-{form.name}.html", page_of(template, context))


def _shared(quiz: Quiz) -> dict[str, Any]:
    """What all pages of a quiz know."""
    told = facts(quiz)
    return {
        **{item.name: getattr(told, item.name) for item in fields(told)},
        "bank": quiz.bank,
        "quiz": quiz,
        "title": quiz.title,
        "labels": quiz.labels,
        "colon": quiz.labels.colon,
        "worth": lambda section: instructions.worth(section, quiz.labels),
        "version": __version__,
    }
