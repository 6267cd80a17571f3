"""A question whose answer is a list. With distractors it can also be asked as a choice of several.

id: cellulite-types
question: Quels sont les trois types de cellulite que distingue Inphysio ?
answers: [aqueuse, adipeuse, fibreuse]
distractors: [infectieuse]

The choice of several (QRM) does not tell how many are right. With `expected: 3` students are told to tick three (QRP,
and QRPL with a long list of options), and any three of the right ones will do.

With more options than are to be shown at once, `draw: 5` shows five of them: others in each exam (all its forms have
the same), and each day in Anki. How many of the five are right changes, too: from one to four, as far as there are so
many, or as `draw: {count: 5, least: 1, most: 3}` says; with `expected: 2` it is two, and `draw` is a larger number, so
that something wrong is shown. An exam leaves out no answer that is `must: true`, as far as the bounds allow. A
flashcard shows five, always the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity
from mesoquiz.diagnostics.wording import count_of, shorten
from mesoquiz.languages.labels import Labels
from mesoquiz.notes.draw import Draw
from mesoquiz.notes.interactions import WRONG, Choose, Interaction, Option, Recall
from mesoquiz.notes.note import Note
from mesoquiz.questions.shared.asked import asks_for_several, number_asked
from mesoquiz.questions.shared.lines import check_lines
from mesoquiz.questions.shared.options import check_options, choice
from mesoquiz.questions.shared.order import as_written
from mesoquiz.questions.shared.pools import check_pool, pool
from mesoquiz.reading.keys import Key
from mesoquiz.reading.mistakes.entries import DIVIDED
from mesoquiz.reading.mistakes.lists import as_list, entries_of
from mesoquiz.reading.places import Where

FEWER = Rule("fewer-answers", "the question asks for {asked}; this list has {number}", "{how}", Severity.WARNING)
UNEXPECTED = Rule("expected", "`expected: {expected}` cannot be met: this list has {number}", "write {how}")
UNWINNABLE = Rule(
    "expected-and-must",
    "{must} answers are `must: true`, and `expected: {expected}` lets students tick {expected}: nobody can win",
    "write `expected: {must}`, or keep `must: true` on {expected}",
)
NO_CHOICE = Rule(
    "expected-without-choice",
    "`expected` tells how many options to tick, and this list has no options",
    "add `distractors:`, or remove it",
)

_JOINED = re.compile(r"(?<!\s)\s+(?:et|and)\s+|[,;/]\s+")
_ARTICLE = re.compile(r"(?:les?|la|une?|des|du|the|an?)\s|l['’]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOfAnswers(Note):
    """Question and list of answers."""

    called = ("QRM", "QRP", "QRPL")

    question: Annotated[str, Key("The question, in Markdown.", also=("front", "recto", "prompt", "stem", "q"))]
    answers: Annotated[
        tuple[Option, ...],
        Key(
            "All the right answers.",
            also=("réponses", "items", "keys", "bonnes réponses", "bonnes", "correct_answers", "right answers"),
        ),
    ]
    distractors: Annotated[
        tuple[Option, ...],
        Key("Wrong answers that look right; they make a choice.", also=WRONG),
    ] = ()
    draw: Annotated[
        Draw | None,
        Key(
            "Of more options so many are shown, such as 5, or {count: 5, least: 1, most: 3} with bounds of how many "
            "are right: others in each exam, and each day.",
            also=("tirage",),
        ),
    ] = None
    expected: Annotated[
        int | None,
        Key(
            "How many options to tick, which students are told (QRP, QRPL).",
            also=("attendues", "attendu", "nombre", "number_expected"),
        ),
    ] = None

    shuffle: Annotated[
        bool,
        Key(
            "`false` keeps the options in their order; `distractors` then lists all of them, right ones too.",
            also=("mélanger", "melanger", "mélange", "ordered"),
        ),
    ] = True
    lines: Annotated[
        int | None,
        Key("How many lines to write on, on paper; as many as the answer needs unless told.", also=("lignes",)),
    ] = None

    def check(self, where: Where) -> Iterator[Diagnostic]:
        """Yield what is wrong between the answers and the distractors."""
        yield from check_options(where, self.answers, "answers", self.distractors, shuffle=self.shuffle)
        yield from check_lines(where, self.lines, has_options=bool(self.distractors))
        asked = number_asked(self.question)
        if entries := self._undivided():
            yield DIVIDED.at(where("answers", 0), line=shorten(as_list(entries), 90))
        elif len(self.answers) < asked:
            has = count_of(len(self.answers), "answer")
            yield FEWER.at(where("answers"), number=has, asked=asked, how=self._how_many(asked))
        if self.expected is not None and not self.distractors:
            yield NO_CHOICE.at(where("expected"))
            return
        choose, number = self._choice(), len(self.answers)
        if choose and self.expected is not None and not 1 <= self.expected <= number:
            how = f"a number from 1 to {number}" if number > 1 else "1"
            told = count_of(number, "answer")
            yield UNEXPECTED.at(where("expected"), expected=self.expected, number=told, how=how)
            choose = replace(choose, expected=0)
        elif choose and choose.expected:
            yield from self._unwinnable(choose, where)
        yield from check_pool(where, self.draw, choose)

    def _unwinnable(self, choose: Choose, where: Where) -> Iterator[Diagnostic]:
        """Yield an error where more options are indispensable than may be ticked."""
        must = sum(option.must for option in choose.options)
        # Of a pool, no more are shown than are right there.
        draw = pool(choose, self.draw).draw
        if min(must, draw.most if draw and draw.most else must) > choose.expected:
            yield UNWINNABLE.at(where("expected"), expected=choose.expected, must=must)

    def _undivided(self) -> list[str]:
        """The answers that a list of one answer has between its commas, where the question asks for several."""
        text = self.answers[0].text
        entries = entries_of(text) if len(self.answers) == 1 and "," in text else []
        is_list = len(entries) > 1 and all(len(entry.split()) < 5 and not entry.endswith(".") for entry in entries)
        # “le fémur, os de la cuisse” is one answer.
        is_alike = len({_ARTICLE.match(entry) is None for entry in entries}) == 1
        return entries if is_list and is_alike and asks_for_several(self.question) else []

    def _how_many(self, asked: int) -> str:
        """What to do where a question asks for more answers than there are: one of them may be several."""
        parts = [_JOINED.split(option.text) for option in self.answers]
        entries = [part for several in parts for part in several]
        joined = [option.text for option, several in zip(self.answers, parts, strict=True) if len(several) > 1]
        if len(entries) != asked or not joined:
            return "add what is missing"
        listed = shorten(as_list(entries), 90)
        return f"if `{shorten(joined[0])}` is several answers, write `answers: {listed}`; if not, add what is missing"

    def asks(self, labels: Labels) -> tuple[Interaction, ...]:
        """A choice of several if there are distractors, and always an open question."""
        recall = Recall(prompt=self.question, answers=self.answers, listed=True, lines=self.lines or 0)
        choose = self._choice()
        return (pool(choose, self.draw), recall) if choose else (recall,)

    def _choice(self) -> Choose | None:
        if not self.distractors:
            return None
        expected = self.expected or 0
        made = choice(self.question, self.answers, self.distractors, single=False, expected=expected)
        return made if self.shuffle else as_written(made, self.answers, self.distractors)
