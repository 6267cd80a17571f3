"""What a form prints around the steps of its cases: headings, what each step tells, and where pages begin."""

from __future__ import annotations

from dataclasses import dataclass

from mesoquiz.exams.quiz import Form
from mesoquiz.languages.labels import Labels


@dataclass(frozen=True, slots=True)
class Around:
    """What is printed around a question.

    `told` are texts before it, in Markdown. `heading` begins a case, or a page of one; `is_step` is so below it.
    """

    told: tuple[str, ...] = ()
    heading: str = ""
    is_step: bool = False
    begins_page: bool = False

    @property
    def text(self) -> str:
        """All that is told, as one text."""
        return "\n\n".join(self.told)


def around(form: Form, labels: Labels, *, paged: bool) -> list[list[Around]]:
    """What is around the questions of each section. `paged`: locked cases have their pages, as on papers.

    A step tells what is new; on a page of its own, all that its case told so far.
    """
    made: list[list[Around]] = []
    number, before, is_first = 0, "", True
    was_locked = False
    for section in form.sections:
        of_section, told = [], 0
        is_locked = paged and section.locked
        for item in section.items:
            note = item.note
            begins = not is_first and (was_locked or (is_locked and bool(note.case)))
            if not note.case:
                of_section.append(Around((note.context,) if note.context else (), begins_page=begins))
            else:
                is_new = note.case != before
                number += is_new
                shown = note.told if is_new or is_locked else note.told[told:]
                heading = labels.case.format(number) if is_new else labels.case_continued.format(number)
                of_section.append(Around(shown, heading if is_new or is_locked else "", True, begins))
                told = len(note.told)
            was_locked = is_locked and bool(note.case)
            before, is_first = note.case, False
        made.append(of_section)
    return made
