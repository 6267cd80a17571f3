"""The Jinja2 environment that all exporters share, and the filters of the templates."""

from __future__ import annotations

import jinja2
from markupsafe import Markup as Safe
from markupsafe import escape

from mesoquiz.markup import Markup
from mesoquiz.model import Bank
from mesoquiz.resources import folder


def environment(bank: Bank, markup: Markup) -> jinja2.Environment:
    """The templates for a bank; texts go through `markup`, and everything else is escaped."""
    loader = jinja2.FileSystemLoader(folder("templates"))
    # `select_autoescape` would leave names in `.html.j2` unescaped, so it is on for all.
    made = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals["lang"] = bank.collection.lang
    made.globals["labels"] = bank.collection.labels
    made.filters["md"] = lambda text: Safe(markup.html(text))
    made.filters["typeset"] = lambda text: Safe(markup.together(str(escape(markup.typeset(text)))))
    made.filters["plain"] = markup.plain
    made.filters["picture"] = lambda image: Safe(markup.picture(image.file, image.alt))
    return made


def template_text(name: str) -> str:
    """A template that is not Jinja2's, such as Anki's own or a style sheet."""
    return (folder("templates") / name).read_text(encoding="utf-8")
