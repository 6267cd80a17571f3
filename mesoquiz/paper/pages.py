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
from mesoquiz.paper import keys
from mesoquiz.paper.cases import around
from mesoquiz.paper.elements import facts, filters, heading, room
from mesoquiz.paper.roles import INDEX, ROLES
from mesoquiz.version import __version__


def index(quiz: Quiz, documents: Iterable[tuple[str, str]] = (), *, singles: bool = False) -> Artifact:
    """The page that links all others, for whoever prints: first the `documents`, by their names, and what they are.

    With `singles`, each page is there as PDF, too.
    """
    markup = _markup(quiz)
    made = _templates(quiz, markup)
    context = _shared(quiz, markup) | {"documents": list(documents), "singles": singles, "roles": ROLES}
    return Artifact(INDEX, page_of(made.get_template("html/index.html.j2"), context))


def _markup(quiz: Quiz) -> Markup:
    images = Embedded(quiz.bank.media)
    return Markup(quiz.bank.collection.spacing, images, mathml, on_paper=True, room=room(quiz))


def _templates(quiz: Quiz, markup: Markup) -> Any:
    """The environment of the templates."""
    made = environment(quiz.bank.collection.lang, quiz.bank.collection.labels, markup)
    made.globals["lang"] = quiz.lang
    made.filters |= filters(markup, quiz.bank.collection.labels)
    return made


def pages(quiz: Quiz) -> Iterator[Artifact]:
    """Yield the pages of all forms, named after role and form: `quiz-A.html`."""
    markup = _markup(quiz)
    made = _templates(quiz, markup)
    templates = {role: made.get_template(f"html/{role}.html.j2") for role in ROLES}
    shared = _shared(quiz, markup) | {"css": Safe(template_text("html/paper.css"))}
    for form in quiz.forms:
        for role, template in templates.items():
            head = heading(role, quiz)
            named = {
                "role": role,
                "head": head,
                "flagged": keys.flagged(quiz, form),
                "shares": keys.shares(form, quiz.labels),
                "stated": keys.stated(form, quiz.labels),
            }
            parts = around(form, quiz, paged=role == "quiz")
            context = shared | named | {"form": form, "parts": list(zip(form.sections, parts, strict=True))}
            yield Artifact(f"{role}-{form.name}.html", page_of(template, context))


def _shared(quiz: Quiz, markup: Markup) -> dict[str, Any]:
    """What all pages of a quiz know."""
    told = facts(quiz, markup)
    return {
        **{item.name: getattr(told, item.name) for item in fields(told)},
        "bank": quiz.bank,
        "quiz": quiz,
        "title": quiz.title,
        "labels": quiz.labels,
        "colon": quiz.labels.colon,
        "worth": lambda section: instructions.worth(section, quiz.labels),
        "mark_of": lambda points: keys.worth(points, quiz.labels),
        "points_of": lambda item: instructions.points(item.points, quiz.labels),
        "version": __version__,
    }
