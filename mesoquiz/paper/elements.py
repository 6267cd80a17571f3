"""What papers show besides texts: headings and fields, columns, lines to write on, gaps, and short answers for keys."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup as Safe

from mesoquiz.diagnostics.wording import shorten
from mesoquiz.exams import instructions
from mesoquiz.exams.manifest import exam_id
from mesoquiz.exams.quiz import Item, Quiz
from mesoquiz.languages.labels import Labels
from mesoquiz.markup.gaps import Gap, width
from mesoquiz.markup.renderer import Markup, filled
from mesoquiz.notes.interactions import Arrange, Choose, Fill, Label, Pair, Recall, name_of
from mesoquiz.paper.roles import ROLES

CHARACTERS_PER_LINE = 45
"""Handwriting: what a line of 16 cm holds."""
MOST_LINES = 12
"""For an answer whose question does not say how long it is to be."""
LONGEST_NAME = 24
"""Characters of the first field in the running head, beside a line to write on."""
SHORT_OPTIONS = {4: 10, 3: 14, 2: 28}
"""Options share a row of so many, if none is longer than so many characters."""


def filters(markup: Markup, labels: Labels) -> dict[str, Any]:
    """The filters of the templates."""
    return {
        "kind": name_of,
        "columns": columns,
        "line_numbers": lambda recall: line_numbers(recall, labels),
        "with_gaps": lambda fill: _fill(markup, fill, _blank),
        "with_answers": lambda fill: _fill(markup, fill, filled),
        "masked_picture": lambda label: Safe(markup.picture(label.image, label.alt)),
        "short_answers": short_answers,
        "css_string": lambda text: Safe(_css_string(markup.plain(text))),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """What both browsers and typesetters show of a quiz. Texts of the author are Markdown, the others are plain."""

    exam: str
    """The number by which a page is told from those of another draw: `n° K7Q-2MX`."""
    columns: int
    extent: str
    marking: str
    day: str
    fields: tuple[str, ...]
    """The lines that students fill in; the first, shortened for the running head, is `name_field`."""
    name_field: str
    says_worth: bool
    """Whether a part says what its questions bring: one point each in one part goes without saying."""
    has_single: bool
    has_several: bool


def facts(quiz: Quiz) -> PaperFacts:
    """The facts of a quiz that do not depend on the form."""
    labels, items = quiz.labels, quiz.forms[0].items
    chosen = [item.interaction for item in items if isinstance(item.interaction, Choose)]
    lines = fields(quiz)
    return PaperFacts(
        exam=labels.exam.format(exam_id(quiz)),
        # Large print is for those who would lose the line between columns.
        columns=1 if quiz.layout.print == "large" else quiz.layout.columns,
        extent=instructions.extent(quiz),
        marking=" ".join(instructions.marking(quiz)),
        day=day(quiz.date, labels),
        fields=lines,
        name_field=shorten(lines[0], LONGEST_NAME),
        says_worth=len(quiz.forms[0].sections) > 1 or any(item.points != 1 for item in items),
        has_single=any(choose.single for choose in chosen),
        has_several=any(not choose.single for choose in chosen),
    )


def heading(role: str, quiz: Quiz) -> str:
    """What comes before the letter of the form: `Sujet`, `Corrigé`, …"""
    return ROLES[role].heading(quiz.labels)


def day(date: str, labels: Labels) -> str:
    """The date of an exam in words, where it was written as 2026-12-14."""
    try:
        return labels.format_date(datetime.date.fromisoformat(date))
    except ValueError:
        return date


def fields(quiz: Quiz) -> tuple[str, ...]:
    """What students write at the top: as the author says, else the usual, without a date that is printed."""
    labels = quiz.labels
    usual = (labels.name, labels.first_name, labels.student_number, labels.date)
    return quiz.fields or usual[: 3 if quiz.date else 4]


def columns(choose: Choose) -> int:
    """How many options share a row: short ones do."""
    number, longest = len(choose.options), max(len(option.text) for option in choose.options)
    fitting = [columns for columns, most in SHORT_OPTIONS.items() if columns <= number and longest <= most]
    # A last row of one looks like a leftover.
    even = [columns for columns in fitting if number % columns != 1]
    return max(even or [1])


def line_numbers(recall: Recall, labels: Labels) -> list[str]:
    """What precedes each answer line: nothing, or the number of the part of a list."""
    if recall.listed:
        return [f"{number}." for number in range(1, len(recall.answers) + 1)]
    length = len(recall.answers[0].text)
    return [""] * (_lines_asked(recall.prompt, labels) or min(MOST_LINES, 1 + length // CHARACTERS_PER_LINE))


def _lines_asked(prompt: str, labels: Labels) -> int:
    """How many lines a question says that its answer has, as in `en dix lignes`; 0 where it says nothing."""
    found = re.search(labels.lines_asked, " ".join(prompt.split()), re.IGNORECASE)
    number = found["number"].lower() if found else ""
    return int(number) if number.isdecimal() else dict(labels.numbers).get(number, 0)


def _fill(markup: Markup, fill: Fill, gap: Callable[[Gap, str, str], str]) -> Safe:
    return Safe(markup.fill(fill.parts, gap))


def _blank(gap: Gap, text: str, hint: str) -> str:
    shown = Safe('<span class="hint">({})</span>').format(Safe(hint)) if hint else Safe("&nbsp;")
    return str(Safe('<span class="gap {}">{}</span>').format(width(gap.text), shown))


def _css_string(text: str) -> str:
    """`text` as a CSS string inside a style element, where neither quotes nor `</style>` may end it."""
    return (
        '"'
        + "".join(
            character if character.isalnum() or character == " " else f"\\{ord(character):x} " for character in text
        )
        + '"'
    )


def short_answers(item: Item) -> list[str]:
    """The answer of a question without letters, for the table of a key: texts in Markdown, or places on the paper."""
    match item.interaction:
        case Recall(answers=answers, listed=listed):
            return [answer.text for answer in answers] if listed else [answers[0].text]
        case Fill(parts=parts):
            return [part.text for part in parts if isinstance(part, Gap)]
        case Arrange(steps=steps):
            # What belongs into the boxes, from the first printed step to the last.
            return [" – ".join(str(item.order[place] + 1) for place in range(len(steps)))]
        case Pair(pairs=pairs):
            return [f"{place + 1}\u00a0{item.letters[item.order.index(place)]}" for place in range(len(pairs))]
        case Label(masks=masks):
            return [f"{number}.\u00a0{mask.label}" for number, mask in enumerate(masks, 1)]
        case Choose():
            return []
