"""What papers show besides texts: headings and fields, columns, lines to write on, and gaps."""

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
from mesoquiz.exams.quiz import Quiz
from mesoquiz.languages.labels import Labels
from mesoquiz.markup.gaps import GAP_MARK, Gap
from mesoquiz.markup.renderer import Markup, filled, find_images
from mesoquiz.markup.tables import Room
from mesoquiz.notes import pointing
from mesoquiz.notes.interactions import Arrange, Choose, Fill, Interaction, Label, Pair, Point, Recall, name_of
from mesoquiz.paper import keys
from mesoquiz.paper.roles import ROLES

CHARACTERS_PER_LINE = 45
"""Handwriting: what a line of 16 cm holds."""
MOST_LINES = 12
"""For an answer whose question does not say how long it is to be."""
LONGEST_RUNNING = 60
"""Characters of the title in the running head."""
LONGEST_NAME = 24
"""Characters of the first field in the running head, beside a line to write on."""
SHORT_OPTIONS = {4: 10, 3: 14, 2: 28}
"""Options share a row of so many, if none is longer than so many characters."""
_WITH_NEIGHBOURS = re.compile(
    rf"(?:(?<![^\s>])([^\s<>&;{GAP_MARK}]{{1,3}}))?{GAP_MARK}([^{GAP_MARK}]*){GAP_MARK}([\u00a0\u202f]?[,.;:!?)…»]{{1,2}})?"
)
"""A gap with the article and the comma that touch it, which a browser would let end and begin lines."""
GAP = {("normal", 1): (40, 60), ("normal", 2): (40, 50), ("large", 1): (60, 90)}
"""Print and columns -> the least and the greatest width of gaps, in mm."""
WRITTEN = {"normal": 3.5, "large": 5.0}
"""Handwriting: mm a character."""
ROOM = {
    ("normal", 1): Room(42),
    ("normal", 2): Room(18.5),
    ("large", 1): Room(24, False),
}
"""Print and columns -> what a table in a question may take."""


def filters(markup: Markup, labels: Labels) -> dict[str, Any]:
    """The filters of the templates."""
    return {
        "kind": name_of,
        "columns": columns,
        "line_numbers": lambda recall: line_numbers(recall, labels),
        "with_gaps": lambda fill: _fill(markup, fill, _blank),
        "with_answers": lambda fill: _fill(markup, fill, filled),
        "masked_picture": lambda label: Safe(markup.picture(label.image, label.alt)),
        "how": how,
        "stem": stem,
        "votes": lambda item, index: keys.votes(item.interaction, index, labels),
        "step_points": keys.step_points,
        "zone_answers": pointing.answers,
        "enough": keys.enough,
        "right_letters": keys.letters,
        "short_answers": keys.short_answers,
        "also_accepted": lambda item: keys.also_accepted(item, markup.plain),
        "css_string": lambda text: Safe(_css_string(markup.plain(text))),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """What both browsers and typesetters show of a quiz. Texts of the author are Markdown, the others are plain."""

    exam: str
    """The number by which a page is told from those of another draw: `n° K7Q-2MX`."""
    running: str
    """The title, as short as a running head has to be."""
    columns: int
    gap: int
    """The width of all gaps, in mm: one width tells nothing of an answer."""
    cells: int
    """How many questions share a row of the key's letters."""
    has_grid: bool
    """Whether the sheet has a grid for the student's number: the author's own fields may name another one."""
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


def facts(quiz: Quiz, markup: Markup) -> PaperFacts:
    """The facts of a quiz that do not depend on the form."""
    labels, items = quiz.labels, quiz.forms[0].items
    chosen = [item.interaction for item in items if isinstance(item.interaction, Choose)]
    lines = fields(quiz)
    return PaperFacts(
        exam=labels.exam.format(exam_id(quiz)),
        running=shorten(markup.plain(quiz.title), LONGEST_RUNNING),
        columns=quiz.columns,
        gap=_gap(quiz),
        cells=keys.cells(quiz),
        has_grid=labels.student_number in lines,
        extent=instructions.extent(quiz),
        marking=" ".join(instructions.marking(quiz)),
        day=day(quiz.date, labels),
        fields=lines,
        name_field=shorten(lines[0], LONGEST_NAME),
        says_worth=len(quiz.forms[0].sections) > 1 or any(item.points != 1 for item in items),
        has_single=any(choose.single for choose in chosen),
        has_several=any(not choose.single for choose in chosen),
    )


def room(quiz: Quiz) -> Room:
    """What a table may take."""
    return ROOM[quiz.layout.print, quiz.columns]


def _gap(quiz: Quiz) -> int:
    asked = [item.interaction for item in quiz.forms[0].items if isinstance(item.interaction, Fill)]
    longest = max((len(part.text) for fill in asked for part in fill.parts if isinstance(part, Gap)), default=0)
    least, most = GAP[quiz.layout.print, quiz.columns]
    return min(most, max(least, 5 * round(longest * WRITTEN[quiz.layout.print] / 5)))


def how(interaction: Interaction, labels: Labels) -> str:
    """What a student is to do, where the question itself may not say it."""
    match interaction:
        case Choose(expected=expected) if expected:
            return labels.count(labels.tick, expected)
        case Fill():
            return labels.fill_gaps
        case Arrange():
            return labels.fill_places
        case Pair():
            return labels.fill_letters
        case Label():
            return labels.fill_names
        case Point(crosses=crosses):
            return labels.count(labels.place_crosses, crosses)
        case _:
            return ""


def stem(interaction: Interaction, labels: Labels) -> str:
    """What is asked, in Markdown. On paper all masks of a picture are asked at once."""
    if isinstance(interaction, Label) and len(interaction.masks) > 1 and interaction.prompt == labels.what_is_hidden:
        return labels.what_are_hidden
    return "" if isinstance(interaction, Fill) else interaction.prompt


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
    """How many options share a row: short ones do, and pictures."""
    if any(find_images(option.text) for option in choose.options):
        return 2
    number, longest = len(choose.options), max(len(option.text) for option in choose.options)
    fitting = [columns for columns, most in SHORT_OPTIONS.items() if columns <= number and longest <= most]
    # A last row of one looks like a leftover.
    even = [columns for columns in fitting if number % columns != 1]
    return max(even or [1])


def line_numbers(recall: Recall, labels: Labels) -> list[str]:
    """What precedes each answer line: nothing, or the number of the part of a list."""
    if recall.listed:
        return [f"{number}." for number in range(1, (recall.lines or len(recall.answers)) + 1)]
    if recall.lines:
        return [""] * recall.lines
    length = len(recall.answers[0].text)
    return [""] * (_lines_asked(recall.prompt, labels) or min(MOST_LINES, 1 + length // CHARACTERS_PER_LINE))


def _lines_asked(prompt: str, labels: Labels) -> int:
    """How many lines a question says that its answer has, as in `en dix lignes`; 0 where it says nothing."""
    found = labels.lines_asked.search(" ".join(prompt.split()))
    number = found["number"].lower() if found else ""
    return int(number) if number.isdecimal() else labels.numbers.get(number, 0)


def _fill(markup: Markup, fill: Fill, gap: Callable[[Gap, str, str], str]) -> Safe:
    made = markup.fill(fill.parts, gap)
    return Safe(_WITH_NEIGHBOURS.sub(_together, made))


def _together(found: re.Match[str]) -> str:
    before, made, after = found[1] or "", found[2], found[3] or ""
    return f'<span class="together">{before}{made}{after}</span>' if before or after else made


def _blank(gap: Gap, text: str, hint: str) -> str:
    blank = Safe('<span class="gap">&nbsp;</span>')
    made = Safe('<span class="hinted">{} <wbr><span class="hint">({})</span></span>').format(blank, Safe(hint))
    return f"{GAP_MARK}{made if hint else blank}{GAP_MARK}"


def _css_string(text: str) -> str:
    """`text` as a CSS string inside a style element, where neither quotes nor `</style>` may end it."""
    return (
        '"'
        + "".join(
            character if character.isalnum() or character == " " else f"\\{ord(character):x} " for character in text
        )
        + '"'
    )
