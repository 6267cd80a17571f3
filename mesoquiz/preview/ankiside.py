"""A note, a card of it and a side -> the page that Anki would show, by the real templates.

Anki fills its templates with mustache, which chevron does (genanki depends on it). What Anki adds is here: gaps, the
box to type into, and the drawing of hidden parts, which is a script of Anki. Tests compare it with the real Anki.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

import chevron

from mesoquiz.anki.contents import Row
from mesoquiz.anki.package import style, template
from mesoquiz.anki.tags import version_level
from mesoquiz.markup.maths import mathml

_CLOZE = re.compile(r"\{\{c(\d{1,3})::")
_FORMULA = re.compile(r"\\[(\[]")
_CLOSING = {"\\(": "\\)", "\\[": "\\]"}
_SHAPE = re.compile(r"image-occlusion:(\w+):(.*)", re.DOTALL)
Made = Callable[[re.Match[str], str], str]
_CALL = re.compile(r"\{\{(cloze|type:nc):(\w+)\}\}")
_FIELD = re.compile(r"\{\{([^#/^{}][^{}]*)\}\}")

# Anki draws hidden parts on a canvas by a script of its own, which no card carries.
OCCLUSION = """
var anki = {imageOcclusion: {setup: function () {
  var box = document.getElementById("image-occlusion-container");
  document.querySelectorAll("[data-shape]").forEach(function (shape) {
    var kind = shape.className.replace("cloze", "");
    if (kind === "-inactive" && !shape.dataset.occludeinactive) { return; }
    var mask = document.createElement("div");
    mask.className = "mask kind" + kind;
    ["left", "top", "width", "height"].forEach(function (side) { mask.style[side] = 100 * shape.dataset[side] + "%"; });
    box.appendChild(mask);
  });
}}};
"""
LOOK = """
body { margin: 20px; overflow-wrap: break-word; background-color: #f5f5f5; }
body.nightMode { background-color: #2c2c2c; color: #fcfcfc; }
img { max-width: 100%; max-height: 95vh; }
.cloze { font-weight: bold; color: blue; }
.nightMode .cloze { color: lightblue; }
#image-occlusion-container { position: relative; display: table; }
#image-occlusion-canvas { display: none; }
.mask { position: absolute; background: #ffeba2; border: 1px solid #212121; box-sizing: border-box; }
.mask.kind { background: #ff8e8e; }
.mask.kind-highlight { background: #ff8e8e00; }
#typeans { width: 100%; box-sizing: border-box; line-height: 1.75; }
"""
"""What Anki's own style adds to every card, as far as it shows."""


def page(row: Row, ordinal: int, side: str, *, night: bool = False, version: str = "") -> str:
    """The page of one side, `front` or `back`, of a card of a note; ordinals are from 0. Raises KeyError for others."""
    names = row.note_type.templates[0 if row.note_type.is_cloze else ordinal]
    text = template(names[2] if side == "front" else names[3])
    fields = dict(zip(row.note_type.field_names, row.fields, strict=True))
    values = fields | {"Tags": " ".join(row.filed_under(version_level(version)))}
    body = _filled(text, values, ordinal + 1, side)
    head = f"<style>{LOOK}{style()}</style><script>{OCCLUSION}</script>"
    night_mode = " nightMode night_mode" if night else ""
    names_of_body = f"card card{ordinal + 1}{night_mode}"
    return f"<!doctype html><html><meta charset=utf-8>{head}<body class='{names_of_body}'>{_with_formulas(body)}"


def _filled(text: str, fields: Mapping[str, str], number: int, side: str) -> str:
    made: dict[str, str] = {}

    def call(found: re.Match[str]) -> str:
        name = f"{found[1]}:{found[2]}".replace(":", "-")
        value = fields[found[2]]
        made[name] = _gaps(value, number, side) if found[1] == "cloze" else _typed(value, side)
        return f"{{{{{name}}}}}"

    # Anki escapes nothing, and neither may mustache: the fields are HTML.
    text = _FIELD.sub(r"{{{\1}}}", _CALL.sub(call, text))
    return str(chevron.render(text, {**fields, **made}))


def _between(text: str, opening: re.Pattern[str], closing: Callable[[str], str], made: Made) -> str:
    """A text in which each part between two marks is replaced; one that is not closed stays as it is."""
    parts, at = [], 0
    while found := opening.search(text, at):
        end = closing(found[0])
        stop = text.find(end, found.end())
        if stop < 0:
            break
        parts += [text[at : found.start()], made(found, text[found.end() : stop])]
        at = stop + len(end)
    return "".join([*parts, text[at:]])


def _gaps(text: str, number: int, side: str) -> str:
    """A text with its gaps: the one that is asked for hidden on the front."""

    def gap(found: re.Match[str], inner: str) -> str:
        hidden, _, hint = inner.partition("::")
        active = int(found[1]) == number
        shape = _SHAPE.fullmatch(inner)
        if shape:
            return _shape(shape, active=active, side=side)
        shown = hidden if side == "back" or not active else f"[{hint or '...'}]"
        return f'<span class="{"cloze" if active else "cloze-inactive"}" data-ordinal="{found[1]}">{shown}</span>'

    return _between(text, _CLOZE, lambda _: "}}", gap)


def _shape(found: re.Match[str], *, active: bool, side: str) -> str:
    name = {"front": "cloze", "back": "cloze-highlight"}[side] if active else "cloze-inactive"
    told = dict(part.split("=", 1) for part in found[2].split(":") if "=" in part)
    data = " ".join(f'data-{name}="{html.escape(value)}"' for name, value in told.items() if name != "oi")
    others = ' data-occludeinactive="1"' if told.get("oi") == "1" else ""
    return f'<div class="{name}" data-shape="{found[1]}" {data}{others}></div>'


def _typed(answer: str, side: str) -> str:
    if not answer:
        return ""
    return '<input type="text" id="typeans">' if side == "front" else f'<code id="typeans">{answer}</code>'


def _with_formulas(body: str) -> str:
    """Formulas as MathML: MathJax is part of Anki, and 2 MB."""

    def formula(found: re.Match[str], inner: str) -> str:
        return mathml(html.unescape(re.sub(r"<br ?/?>", " ", inner)), found[0] == "\\[")

    return _between(body, _FORMULA, _CLOSING.__getitem__, formula)
