"""Notes -> the fields of the three Anki note types. No question type is known here, only what a note can ask."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from mesoquiz.anki.changes.answers import mark_of
from mesoquiz.anki.contents import Row
from mesoquiz.anki.notetypes import CLOZE, OCCLUSION, STANDARD, NoteType
from mesoquiz.anki.tags import filed_tags
from mesoquiz.anki.writer import guid
from mesoquiz.markup.gaps import Gap
from mesoquiz.markup.renderer import Markup
from mesoquiz.markup.templates import environment
from mesoquiz.notes import pointing
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import Arrange, Choose, Fill, Interaction, Label, Mask, OnPicture, Pair, Point, Recall
from mesoquiz.notes.note import Note
from mesoquiz.notes.ordering import is_ordered, option_order, shuffled

_OPEN, _CLOSE = "\x01", "\x04"
"""Marks of cloze braces while a field is made; no deck contains control characters."""
_SOUND = "\x05"
_NOTATION = re.compile(r"\[(?=\[type:|sound:|anki:|/?latex\]|/?\$)", re.IGNORECASE)
_COMMAND = re.compile(
    r"\\(?:href|url|style|class|cssId|data|require|includegraphics|(?:math|text)tip|toggle|csname"
    r"|mmlToken|bbox|fcolorbox|unicode)(?![a-zA-Z])"
)
"""What formulas can do in MathJax besides showing something: links, styles that load pictures, extensions. See
"The TeX/LaTeX Extension List" of its documentation (`html`, `action`, `require`); `mmlToken` takes any attribute, and
`bbox`, `fcolorbox` and `unicode` put what they are given into a style."""
_FORMULA = re.compile(r"\\(?=[(\[])")


class Renderer:
    """Renders the notes of one bank to fields."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.collection = bank.collection
        self.labels = bank.collection.labels
        self.markup = Markup(bank.collection.spacing, {path: media.name for path, media in bank.media.items()})
        self.macros: Any = (
            environment(bank.collection.lang, bank.collection.labels, self.markup)
            .get_template("anki/fields.html.j2")
            .module
        )

    def row(self, note: Note, deck: str) -> Row:
        """The note as Anki stores it. A retired one carries a notice, and one tag to find it by instead of its own."""
        asked = note.asks(self.labels)
        fields = {"Id": note.id, **self._common(note)}
        note_type = _note_type(asked[0])
        for interaction in reversed(asked):
            fields |= self._fields(interaction, note)
        values = tuple([_harmless(fields[name]) if fields.get(name) else "" for name in note_type.field_names])
        return Row(
            note_id=note.id,
            guid=guid(self.collection.id, note.id),
            note_type=note_type,
            deck=deck,
            fields=values,
            tags=(self.labels.retired_tag,) if note.retired else note.tags,
            filed=filed_tags(note, self.collection.tag_root, self.labels),
            cards=_cards(asked),
            answer=mark_of(asked[0]),
        )

    def _common(self, note: Note) -> dict[str, str]:
        """The fields that do not depend on the interaction."""
        cited = self.bank.cited(note)
        # A subtag for private use (RFC 5646): texts whose typography is off keep their straight apostrophes.
        is_plain = self.labels.typography != "off" and self.collection.spacing == "off"
        report = self.collection.report and self.collection.report.replace("{id}", quote(note.id))
        return {
            "Language": self.collection.lang + ("-x-plain" if is_plain else ""),
            # The spare fields: adding or renaming one would end the updates of every student.
            "Spare 1": self.markup.html(note.background),
            "Spare 2": str(self.macros.report(report)).strip() if report else "",
            "Why": str(self.macros.why(note.why, note.beyond)).strip() if note.beyond else self.markup.html(note.why),
            "Caution": self.markup.html(note.caution),
            "Source": str(self.macros.sources(cited)).strip() if cited else "",
            "Media": self._media(note),
            "Notice": self._notice(note),
        }

    def _notice(self, note: Note) -> str:
        if note.retired and note.notice:
            return self.markup.html(f"{self.labels.retired_notice}\n\n{note.notice}")
        return self.labels.retired_notice if note.retired else self.markup.html(note.notice)

    def _fields(self, interaction: Interaction, note: Note) -> dict[str, str]:
        match interaction:
            case Fill(parts=parts):
                return {"Text": self.markup.fill(parts, _cloze)}
            case Choose():
                return self._choose(interaction, note)
            case Label():
                return self._label(interaction)
            case Point():
                return self._point(interaction)
            case Recall():
                return self._recall(interaction)
            case Arrange(prompt=prompt, steps=steps):
                given = [steps[index] for index in shuffled(len(steps), note.id)]
                return self._standard(prompt, self.macros.steps(given), self.macros.answers(steps, ordered=True))
            case Pair(prompt=prompt, pairs=pairs, rights=rights, others=others):
                right = [rights[index] for index in shuffled(len(rights), note.id)]
                given = self.macros.pairs([pair[0] for pair in pairs], right)
                return self._standard(prompt, given, self.macros.matched(pairs, others))

    def _label(self, label: Label) -> dict[str, str]:
        # Anki's name for a mask that hides its part on the cards of the others, too.
        others = ":oi=1" if label.all_hidden else ""
        shapes = [(f"{{{{c{number}::{_shape(mask)}{others}}}}}") for number, mask in enumerate(label.masks, 1)]
        gaps = [Gap(text=mask.label, number=number) for number, mask in enumerate(label.masks, 1)]
        # A gap each, so that the back can tell the label that is asked for from those of the other cards.
        labels = [_cloze(gap, self.markup.html(gap.text), "") for gap in gaps]
        return {
            "Occlusion": "<br>".join(shapes).replace("{{", _OPEN).replace("}}", _CLOSE),
            "Image": self.markup.picture(label.image, label.alt),
            "Header": self.markup.html(label.prompt),
            "Labels": str(self.macros.hidden(labels)).strip(),
        }

    def _point(self, point: Point) -> dict[str, str]:
        picture = self.markup.picture(point.image, point.alt)
        told = self.labels.count(self.labels.place_crosses, point.crosses)
        answers, said = pointing.answers(point, self.labels), pointing.enough(point, self.labels)
        given = self.macros.point(picture, point, told)
        return self._standard(point.prompt, given, self.macros.pointed(answers, said))

    def _media(self, note: Note) -> str:
        """The picture and the sound of a note; a picture that is asked about has a field of its own."""
        parts = []
        if note.image and not isinstance(note.asks(self.labels)[0], OnPicture):
            parts.append(self.markup.picture(note.image.file, note.image.alt))
        if note.sound in self.bank.media:
            parts.append(f"{_SOUND}{self.bank.media[note.sound].name}]")
        return "".join(parts)

    def _standard(self, prompt: str, choices: str, answer: str) -> dict[str, str]:
        return {"Question": self.markup.html(prompt), "Choices": str(choices).strip(), "Answer": str(answer).strip()}

    def _choose(self, choose: Choose, note: Note) -> dict[str, str]:
        order = option_order(choose, note.id)
        options = [(choose.options[index], index in choose.keys) for index in order]
        right = [option.text for option, is_key in options if is_key]
        answer = self.markup.html(right[0]) if choose.single and len(right) == 1 else self.macros.answers(right)
        expected, is_kept, folded = choose.expected, is_ordered(choose), self._is_folded(choose, note)
        told = self.labels.count(self.labels.tick, expected) if expected else ""
        more = (told, choose.panel, choose.draw, expected)
        given = self.macros.choices(options, choose.single, is_kept, folded, *more)
        return self._standard(choose.prompt, given, answer)

    def _is_folded(self, choose: Choose, note: Note) -> bool:
        """Whether the answer is asked for before the options are seen; only a question that can do without them is.

        By default one answer is recalled, which lasts longer than recognising it (Kang, McDermott & Roediger 2007);
        of several answers nobody knows when all are recalled, so their options are judged one by one.
        """
        if not any(isinstance(interaction, Recall) for interaction in note.asks(self.labels)):
            return False
        said = (note.anki and note.anki.choices) or self.collection.anki.choices
        return said == "folded" if said else choose.single

    def _recall(self, recall: Recall) -> dict[str, str]:
        texts = [option.text for option in recall.answers]
        if recall.reverse:
            prompt = str(self.macros.led(recall.lead, recall.prompt)).strip()
            return {"Reverse": prompt, "Reverse answer": self.markup.html(texts[0])}
        if recall.listed:
            return self._standard(recall.prompt, self.macros.parts(texts), self.macros.answers(texts))
        fields = self._standard(recall.prompt, "", self.markup.html(texts[0]))
        if recall.typed:
            # Typed text is compared character by character, so it keeps the author's own spaces.
            fields["Typed"] = html.escape(recall.typed[0], quote=False)
            shown = {self.markup.plain(texts[0]), self.markup.typeset(texts[0])}
            if others := [text for text in dict.fromkeys(recall.typed) if self.markup.typeset(text) not in shown]:
                fields["Answer"] += str(self.macros.accepted(others)).strip()
        return fields


ONE: Mapping[int, str] = MappingProxyType({0: ""})
BOTH: Mapping[int, str] = MappingProxyType({0: "", 1: ""})
"""The cards of all notes that hide nothing: a mapping for each of 100,000 would weigh as much as their texts."""


def _cards(asked: tuple[Interaction, ...]) -> Mapping[int, str]:
    """The cards that Anki makes of a note, which must ship these rows and no others: ordinal -> what it hides."""
    first = asked[0]
    if isinstance(first, Label):
        return {place: mask.label for place, mask in enumerate(first.masks)}
    if isinstance(first, Fill):
        gaps = [part for part in first.parts if isinstance(part, Gap)]
        numbers = sorted({gap.number for gap in gaps})
        return {number - 1: "\n".join(gap.text for gap in gaps if gap.number == number) for number in numbers}
    has_reverse = any(isinstance(interaction, Recall) and interaction.reverse for interaction in asked)
    return BOTH if has_reverse else ONE


def _cloze(gap: Gap, text: str, hint: str) -> str:
    """A gap in Anki's notation, with marks for its braces: those of the author are told apart from them later."""
    inner = "::".join(_inside(part) for part in (text, hint) if part)
    return f"{_OPEN}c{gap.number}::{inner}{_CLOSE}"


def _inside(text: str) -> str:
    """Text of a gap: a colon that could be read as Anki's `::` becomes an entity, as does a brace at the end."""
    if "::" in text or text.startswith(":") or text.endswith(":"):
        text = text.replace(":", "&#58;")
    return text[:-1] + "&#125;" if text.endswith("}") else text


def _harmless(field: str) -> str:
    """A field in which nothing of the author's is read as Anki's notation: clozes, sounds, LaTeX that runs programs."""
    if "{{" in field or "}}" in field:
        field = field.replace("{{", "&#123;&#123;").replace("}}", "&#125;&#125;")
    if "[" in field:
        field = _NOTATION.sub("&#91;", field)
    if "\\" in field and _COMMAND.search(field):
        # A word joiner (U+2060): MathJax sees no formula, and a reader sees what was written. In a text with gaps Anki
        # takes elements out of formulas, so none could part the two.
        field = _FORMULA.sub("\\\\\u2060", field)
    return field.replace(_OPEN, "{{").replace(_CLOSE, "}}").replace(_SOUND, "[sound:")


def _note_type(interaction: Interaction) -> NoteType:
    if isinstance(interaction, Label):
        return OCCLUSION
    return CLOZE if isinstance(interaction, Fill) else STANDARD


def _shape(mask: Mask) -> str:
    """A rectangle in Anki's notation: fractions of the picture, without the zero before the point."""
    sides = {"left": mask.left, "top": mask.top, "width": mask.width, "height": mask.height}
    fractions = (
        f"{side}={f'{value / 100:.4f}'.lstrip('0').rstrip('0').rstrip('.') or '0'}" for side, value in sides.items()
    )
    return "image-occlusion:rect:" + ":".join(fractions)
