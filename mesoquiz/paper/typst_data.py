"""A form of a quiz -> the data that a typesetter's template makes every role of: quiz, key, explained key, sheet.

One dictionary for all roles: what a role does not show, its template does not read. `typst_texts` makes texts ready.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import assert_never

from mesoquiz.exams import instructions
from mesoquiz.exams.quiz import Form, Item, Quiz, Section
from mesoquiz.markup import blocks
from mesoquiz.markup.renderer import Markup
from mesoquiz.notes.interactions import Arrange, Choose, Fill, Label, OnPicture, Option, Pair, Point, Recall
from mesoquiz.paper import elements, keys, pictures
from mesoquiz.paper.cases import Around, around
from mesoquiz.paper.linebreaks import breakable, count_lines
from mesoquiz.paper.roles import ROLES
from mesoquiz.paper.typst_texts import Data, FileOf, Texts, sources

WORDS = (
    *("student_number", "answers", "short_key", "why", "beyond", "caution", "source", "marking"),
    *("one_answer", "several_answers", "on_paper", "colon", "question", "mark", "total", "also_accepted"),
    *("indispensable", "unacceptable", "flagged_key", "panel_key", "stated_key", "left_over"),
)
"""The labels that the template reads."""
SURELY_LOW = {("normal", 1): (60, 28), ("normal", 2): (26, 28), ("large", 1): (32, 14)}
"""Print and columns -> characters that any line holds, and about half the lines of a page: less is surely no page."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page or more of a document: what of which form, and for whom, by the lines of the identity header."""

    role: str
    form: Form
    values: Mapping[str, str] = field(default_factory=dict)


class PaperData:
    """The data of the forms of one quiz."""

    def __init__(self, quiz: Quiz, picture: FileOf) -> None:
        self.quiz = quiz
        self.markup = Markup(quiz.bank.collection.spacing, on_paper=True, room=elements.room(quiz))
        self.texts = Texts(self.markup, picture)
        self.facts = elements.facts(quiz, self.markup)

    def document(self, parts: Sequence[Part]) -> Data:
        """All that a document of these parts shows; what a form asks is there once, however many copies it has."""
        solved = parts[0].role in ("key", "explained")
        made = {
            form.name: self.form(form, paged=not solved)
            for form in {part.form.name: part.form for part in parts}.values()
        }
        common = made[parts[0].form.name]
        own = ("form", "sections", "flagged", "shares", "stated")
        return {name: value for name, value in common.items() if name not in own} | {
            "forms": {name: {key: data[key] for key in own if key in data} for name, data in made.items()},
            "title-of-document": self._title(parts),
            "solved": solved,
            "parts": [
                {
                    "role": part.role,
                    "form": part.form.name,
                    "values": [self.texts.words(part.values.get(name, "")) for name in elements.fields(self.quiz)],
                }
                for part in parts
            ],
        }

    def _title(self, parts: Sequence[Part]) -> str:
        """What a reader of PDF calls the document: a single part is named, too."""
        title = self.markup.plain(self.quiz.title)
        if len(parts) > 1:
            return title
        return f"{title} – {elements.heading(parts[0].role, self.quiz)} {parts[0].form.name}"

    def form(self, form: Form, *, paged: bool = False) -> Data:
        """All that the pages of a form show; with `paged`, its cases have their pages."""
        quiz, facts = self.quiz, self.facts
        day = self.texts.words(facts.day)
        occasion = (self.texts.phrase(quiz.course), [{"kind": "text", "text": day, "marks": []}] if day else [])
        return {
            "lang": quiz.lang,
            "paper": {"A4": "a4", "letter": "us-letter"}[quiz.layout.paper],
            "columns": facts.columns,
            "large": quiz.layout.print == "large",
            "running": breakable(facts.running),
            "title": self.texts.phrase(quiz.title),
            "form": form.name,
            "exam": facts.exam,
            "headings": {role: elements.heading(role, quiz) for role in ROLES},
            "occasion": [part for part in occasion if part],
            "extent": facts.extent,
            "gap": facts.gap,
            "cells": facts.cells,
            "student_number": quiz.labels.student_number if facts.has_grid else "",
            "total": keys.worth(quiz.points, quiz.labels),
            "flagged": [asdict(one) for one in keys.flagged(quiz, form)],
            "shares": [asdict(one) for one in keys.shares(form, quiz.labels)],
            "stated": [asdict(one) for one in keys.stated(form, quiz.labels)],
            "fields": [self.texts.words(text) for text in facts.fields],
            "name": self.texts.words(facts.name_field),
            "instructions": self.texts.blocks(quiz.instructions),
            "marking": facts.marking,
            "single": facts.has_single,
            "several": facts.has_several,
            "sections": self._sections(form, paged=paged),
            "labels": {name: getattr(quiz.labels, name) for name in WORDS},
        }

    def _sections(self, form: Form, *, paged: bool) -> list[Data]:
        made, number = [], 1
        for section, beside in zip(form.sections, around(form, self.quiz, paged=paged), strict=True):
            made.append(self._section(section, number, beside))
            number += len(section.items)
        return made

    def _section(self, section: Section, first: int, beside: Sequence[Around]) -> Data:
        worth = instructions.worth(section, self.quiz.labels) if self.facts.says_worth else ""
        # Where all bring the same, the part says so.
        differ = len({item.points for item in section.items}) > 1
        return {
            "title": self.texts.phrase(section.title),
            "worth": worth,
            "instructions": self.texts.blocks(section.instructions),
            "items": [
                self._item(item, number, differ, one)
                for number, (item, one) in enumerate(zip(section.items, beside, strict=True), first)
            ],
        }

    def _item(self, item: Item, number: int, says_points: bool, beside: Around) -> Data:
        note = item.note
        asked = self._asked(item)
        others = [self.texts.blocks(text) for text in keys.short_answers(item, self.quiz.labels)]
        width, most = SURELY_LOW[self.quiz.layout.print, self.quiz.columns]
        remarks: Data = {key: self.texts.blocks(getattr(note, key)) for key in ("why", "beyond", "caution")}
        remarks["context"] = self.texts.blocks(beside.text)
        remarks["sources"] = list(sources(self.quiz.bank, note, self.quiz.labels, self.texts))
        shown = note.image if not isinstance(item.interaction, OnPicture) else None
        return {
            "number": number,
            "heading": beside.heading,
            "page": beside.begins_page,
            "begins_whole": beside.begins_whole,
            "ends_whole": beside.ends_whole,
            "step": beside.is_step,
            "points": instructions.points(item.points, self.quiz.labels) if says_points else "",
            "image": self.texts.shown(shown.file, shown.alt) if shown else None,
            "lead": "",
            "mark": keys.worth(item.points, self.quiz.labels),
            "step_points": keys.step_points(item, self.quiz),
            "key": keys.letters(item, self.quiz.labels),
            "others": others,
            "long_answer": count_lines(others, width) > most,
            "accepted": [self.texts.words(text) for text in keys.also_accepted(item, self.markup.plain)],
            "enough": keys.enough(item, self.quiz.labels),
            "how": elements.how(item.interaction, self.quiz.labels),
            "tall": shown is not None or 2 * len(remarks["sources"]) + count_lines([asked, remarks], width) > most,
            **remarks,
            **asked,
        }

    def _asked(self, item: Item) -> Data:
        """What is told by the interaction."""
        match item.interaction:
            case Choose() as choose:
                return self._choose(item, choose)
            case Recall() as recall:
                return self._recall(recall)
            case Fill(parts=parts):
                stem = [self.texts.ready(block) for block in blocks.fill(self.markup, parts)]
                return {"kind": "fill", "stem": stem}
            case Arrange() as arrange:
                return self._arrange(item, arrange)
            case Pair() as pair:
                return self._pair(item, pair)
            case Label() | Point() as asked:
                return pictures.asked_of(asked, self.texts, self.quiz.labels)
            case _:
                assert_never(item.interaction)

    def _choose(self, item: Item, choose: Choose) -> Data:
        options = [
            {
                "letter": letter,
                "text": self.texts.blocks(choose.options[index].text),
                "right": index in choose.keys,
                "flag": self._flag(choose.options[index]),
                "votes": asdict(said) if (said := keys.votes(choose, index, self.quiz.labels)) else None,
                "why": self.texts.blocks(choose.options[index].why),
                "beyond": self.texts.blocks(choose.options[index].beyond),
            }
            for letter, index in zip(item.letters, item.order, strict=True)
        ]
        return {
            "kind": "choose",
            "stem": self.texts.blocks(choose.prompt),
            "single": choose.single,
            "columns": elements.columns(choose),
            "options": options,
        }

    def _flag(self, option: Option) -> str:
        if not self.quiz.scoring.uses_flags:
            return ""
        return self.quiz.labels.indispensable if option.must else self.quiz.labels.unacceptable if option.never else ""

    def _recall(self, recall: Recall) -> Data:
        # Of an answer in several wordings, the first is the one to show.
        answers = recall.answers if recall.listed else recall.answers[:1]
        return {
            "kind": "recall",
            "lead": recall.lead,
            "stem": self.texts.blocks(recall.prompt),
            "lines": elements.line_numbers(recall, self.quiz.bank.collection.labels),
            "listed": recall.listed,
            "answers": [self.texts.blocks(option.text) for option in answers],
        }

    def _arrange(self, item: Item, arrange: Arrange) -> Data:
        return {
            "kind": "arrange",
            "stem": self.texts.blocks(arrange.prompt),
            "steps": [{"place": index + 1, "text": self.texts.blocks(arrange.steps[index])} for index in item.order],
            "answers": [self.texts.blocks(step) for step in arrange.steps],
        }

    def _pair(self, item: Item, pair: Pair) -> Data:
        letters = [item.letters[item.order.index(place)] for place in range(len(pair.pairs))]
        return {
            "kind": "pair",
            "stem": self.texts.blocks(pair.prompt),
            "left": [self.texts.blocks(left) for left, _ in pair.pairs],
            "right": [
                {"letter": letter, "text": self.texts.blocks(pair.rights[index])}
                for letter, index in zip(item.letters, item.order, strict=True)
            ],
            "letters": letters,
            "answers": [self.texts.blocks(right) for _, right in pair.pairs],
            "left-over": [
                {"letter": item.letters[item.order.index(place)], "text": self.texts.blocks(text)}
                for place, text in enumerate(pair.others, len(pair.pairs))
            ],
        }
