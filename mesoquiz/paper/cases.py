"""What a form prints around the steps of its cases: headings, what each step tells, and where pages begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from mesoquiz.exams.quiz import Form, Item, Quiz, Section
from mesoquiz.notes.interactions import Choose, Recall
from mesoquiz.paper.elements import columns, line_numbers

LINES = {"normal": 45, "large": 27}
"""Print -> the lines of a page, at most."""
CHARACTERS = {("normal", 1): 90, ("normal", 2): 43, ("large", 1): 44}
"""Print and columns -> the characters of a line, about."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is printed around a question.

    `told` are texts before it, in Markdown. `heading` begins a case, or a page of one; `is_step` is so below it. From
    one that `begins_whole` to the one that `ends_whole`, all are on one page if it has room for them. What `is_long`
    has no room on a page.
    """

    told: tuple[str, ...] = ()
    heading: str = ""
    is_step: bool = False
    begins_page: bool = False
    begins_whole: bool = False
    ends_whole: bool = False
    is_long: bool = False

    @property
    def text(self) -> str:
        """All that is told, as one text."""
        return "\n\n".join(self.told)


def around(form: Form, quiz: Quiz, *, paged: bool) -> list[list[Around]]:
    """What is around the questions of each section. `paged`: cases have their pages, as on papers.

    A step tells what is new; on a page of its own, all that its case told so far.
    """
    made: list[list[Around]] = []
    labels = quiz.labels
    number, before, is_first = 0, "", True
    was_locked = False
    for section in form.sections:
        of_section, told = [], 0
        is_locked = paged and section.locked
        firsts, lasts = _wholes(section, quiz) if paged else (set(), set())
        for place, item in enumerate(section.items):
            note = item.note
            begins = not is_first and (was_locked or (is_locked and bool(note.case)))
            if not note.case:
                shown = tuple(filter(None, (note.context,)))
                of_section.append(Around(shown, begins_page=begins, is_long=_is_long([item], shown, quiz)))
            else:
                is_new = note.case != before
                number += is_new
                shown = note.told if is_new or is_locked else note.told[told:]
                heading = labels.case.format(number) if is_new else labels.case_continued.format(number)
                edges = (place in firsts, place in lasts, _is_long([item], shown, quiz))
                of_section.append(Around(shown, heading if is_new or is_locked else "", True, begins, *edges))
                told = len(note.told)
            was_locked = is_locked and bool(note.case)
            before, is_first = note.case, False
        made.append(of_section)
    return made


def _wholes(section: Section, quiz: Quiz) -> tuple[set[int], set[int]]:
    """The places of the first and of the last steps of the cases that may have room on one page."""
    firsts, lasts = set[int](), set[int]()
    for case, steps in groupby(enumerate(section.items), key=lambda one: one[1].note.case):
        places, items = zip(*steps, strict=True)
        # A browser would begin one that has no room on a new page, and leave the rest of the one before empty.
        if case and not section.locked and not _is_long(items, items[-1].note.told, quiz):
            firsts.add(places[0])
            lasts.add(places[-1])
    return firsts, lasts


def _is_long(items: Sequence[Item], told: Sequence[str], quiz: Quiz) -> bool:
    """Whether some questions and what is told before them have surely no room on one page."""
    width = CHARACTERS[quiz.layout.print, quiz.columns]
    texts = sum(1 + len(line) // width for text in told for line in text.splitlines())
    return texts + sum(_least_lines(item, quiz) for item in items) > LINES[quiz.layout.print]


def _least_lines(item: Item, quiz: Quiz) -> int:
    """How many lines a question takes at least: it, what is answered, and what parts it from the next."""
    match item.interaction:
        case Choose() as choose:
            return 2 + len(choose.options) // columns(choose)
        case Recall() as recall:
            return 2 + len(line_numbers(recall, quiz.bank.collection.labels))
        case _:
            return 3
