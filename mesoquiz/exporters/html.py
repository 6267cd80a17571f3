"""HTML: for each form a quiz to print and its key, each one self-contained file, and a manifest of all forms.

Letters are derived from the order of the options once, in the items; the pages and the manifest only repeat them.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup as Safe

from mesoquiz.assembly import option_names
from mesoquiz.exporters import Artifact
from mesoquiz.exporters._measures import gap_size, line_numbers, option_columns
from mesoquiz.exporters._templates import environment, template_text
from mesoquiz.interactions import Choose, Fill, Gap, Interaction
from mesoquiz.markup import Markup
from mesoquiz.maths import mathml
from mesoquiz.quiz import Form, Item, Quiz
from mesoquiz.version import __version__

TAKES = "quiz"


def export(quiz: Quiz) -> Iterator[Artifact]:
    """Yield `quiz-A.html` and `key-A.html` for each form, and `manifest.json`."""
    images = {
        # A page must not depend on other files.
        path: f"data:{media.type};base64,{b64encode(media.content).decode()}"
        for path, media in quiz.bank.media.items()
    }
    markup = Markup(quiz.bank.collection.spacing, images, mathml)
    made = environment(quiz.bank, markup)
    made.filters |= _filters(markup)
    pages = [(role, made.get_template(f"html/{role}.html.j2")) for role in ("quiz", "key")]
    css = Safe(template_text("html/paper.css"))
    for form in quiz.forms:
        context = _context(quiz, form)
        for role, page in pages:
            head = context["labels"].key if role == "key" else context["labels"].form
            running = f"{quiz.title} – {head} {form.name}"
            yield Artifact(f"{role}-{form.name}.html", page.render(context, css=css, running=running).encode())
    manifest = json.dumps(_manifest(quiz), ensure_ascii=False, indent=1) + "\n"
    yield Artifact("manifest.json", manifest.encode())


def _context(quiz: Quiz, form: Form) -> dict[str, Any]:
    chosen = [item.interaction for item in form.items if isinstance(item.interaction, Choose)]
    labels = quiz.bank.collection.labels
    return {
        "bank": quiz.bank,
        "title": quiz.title,
        "form": form,
        "labels": labels,
        "colon": labels.colon,
        "has_single": any(choose.single for choose in chosen),
        "has_several": any(not choose.single for choose in chosen),
        "version": __version__,
    }


def _filters(markup: Markup) -> dict[str, Any]:
    return {
        "kind": _name,
        "columns": option_columns,
        "line_numbers": line_numbers,
        "with_gaps": lambda fill: _fill(markup, fill, _blank),
        "with_answers": lambda fill: _fill(markup, fill, _filled),
        "masked_picture": lambda label: Safe(markup.picture(label.image, label.alt)),
        "css_string": lambda text: Safe(_css_string(markup.plain(text))),
    }


def _fill(markup: Markup, fill: Fill, gap: Any) -> Safe:
    return Safe(markup.fill(fill.parts, gap))


def _blank(gap: Gap, text: str, hint: str) -> str:
    shown = Safe('<span class="hint">({})</span>').format(Safe(hint)) if hint else Safe("&nbsp;")
    return str(Safe('<span class="gap {}">{}</span>').format(gap_size(gap.text), shown))


def _filled(gap: Gap, text: str, hint: str) -> str:
    return str(Safe('<ins class="filled">{}</ins>').format(Safe(text)))


def _css_string(text: str) -> str:
    """`text` as a CSS string inside a style element, where neither quotes nor `</style>` may end it."""
    return '"' + "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in text) + '"'


def _manifest(quiz: Quiz) -> dict[str, Any]:
    """What keys, reprints and grading need to know of the printed forms."""
    return {
        "format": 1,
        "mesoquiz": __version__,
        "collection": quiz.bank.collection.id,
        "title": quiz.title,
        "seed": quiz.seed,
        "forms": [
            {"form": form.name, "items": [_manifest_item(number, item) for number, item in enumerate(form.items, 1)]}
            for form in quiz.forms
        ],
    }


def _manifest_item(number: int, item: Item) -> dict[str, Any]:
    entry: dict[str, Any] = {"number": number, "id": item.note.id, "interaction": _name(item.interaction)}
    if isinstance(item.interaction, Choose):
        names = option_names(item.interaction)
        entry["options"] = {name: names[index] for name, index in zip(item.letters, item.order, strict=True)}
        entry["key"] = item.key
    return entry


def _name(interaction: Interaction) -> str:
    return type(interaction).__name__.lower()
