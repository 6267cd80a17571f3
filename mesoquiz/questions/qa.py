"""A question with one answer. With distractors it can also be asked as a choice.

id: devise-annee
question: En quelle année Michel Pistor met-il au point la mésothérapie ?
answer: "1952"
distractors: ["1958", "2003", "2010"]

Without `distractors` it is an open question (QROC), marked by hand: `accept` lists other wordings for the key,
`lines: 8` gives so many lines to write on. With them it is a choice of one (QRU); a blueprint can ask it openly.

`draw: 4` shows the answer and three of more distractors: others in each exam (all its forms have the same), and each
day in Anki.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity
from mesoquiz.languages.labels import Labels
from mesoquiz.notes.draw import Draw
from mesoquiz.notes.interactions import WRONG, Choose, Interaction, Option, Recall
from mesoquiz.notes.note import Note
from mesoquiz.questions.shared.accepted import check_accepted
from mesoquiz.questions.shared.lines import check_lines
from mesoquiz.questions.shared.options import check_options, choice
from mesoquiz.questions.shared.order import as_written
from mesoquiz.questions.shared.pools import check_pool, pool
from mesoquiz.reading.keys import Key
from mesoquiz.reading.places import Where

WORD = Rule(
    "truth-as-answer",
    "`{text}` is shown as a word: the key `question:` asks for an answer to write",
    'write `statement:` and what to judge in place of `question:`, or `"{text}"` in quotes if the word is the answer',
    Severity.WARNING,
)
LETTER = Rule(
    "letter-as-answer",
    "the answer is the letter `{text}`: the options are a part of the question",
    "write the words of the right option as `answer:` and the others as `distractors: [a, b]`",
    Severity.WARNING,
)
OF_OPTION = Rule(
    "letter-of-option",
    "the answer is the letter `{text}` of one of the distractors",
    "write the words of that option as `answer:`, and leave it and the letters out of `distractors:`",
    Severity.WARNING,
)
OF_NONE = Rule(
    "letter-without-option",
    "the answer is the letter `{text}`, and no option has a letter",
    "write the words of the right option, `answer: {meant}` if the letter counts them, and leave it out of "
    "`distractors:`",
    Severity.WARNING,
)
_SIGN = 3
"""Characters of an option that may be a name as a letter is: a blood group, a vitamin."""

_LETTER = re.compile(r"[(]?([A-Ha-h])[.)]?")
_LETTERED = re.compile(r"[(]?([A-Ha-h])[.)]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswer(Note):
    """Question and answer."""

    called = ("QRU", "QROC")

    question: Annotated[str, Key("The question, in Markdown.", also=("front", "recto", "prompt", "stem", "q"))]
    answer: Annotated[
        Option,
        Key(
            "The one right answer.",
            also=("back", "verso", "réponse", "key", "a", "r", "bonne réponse", "correct_answer", "right answer"),
            several="answers",
        ),
    ]
    distractors: Annotated[
        tuple[Option, ...],
        Key("Wrong answers that look right; they make a choice.", also=WRONG),
    ] = ()
    draw: Annotated[
        Draw | None,
        Key("Of more options so many are shown, such as 5: others in each exam, and each day.", also=("tirage",)),
    ] = None
    accept: Annotated[
        tuple[str, ...],
        Key(
            "Makes the answer one to type: what is accepted, the expected wording first.", also=("typed",), single=True
        ),
    ] = ()

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
        """Yield what is wrong between the answer and the distractors."""
        yield from check_options(where, (self.answer,), "answer", self.distractors, shuffle=self.shuffle)
        yield from check_lines(where, self.lines, has_options=bool(self.distractors))
        yield from check_pool(where, self.draw, self._choice())
        yield from check_accepted(where, self.accept, self.answer.text)
        text = self.answer.text
        letter = _LETTER.fullmatch(text)
        if text.lower() in ("true", "false") and not self.distractors:
            place = where("answer")
            # In quotes, the word itself is meant.
            if place.end_column - place.column == len(text):
                yield WORD.at(place, text=text)
        elif letter and _has_options(self.question, letter[1]):
            yield LETTER.at(where("answer"), text=text)
        elif letter and any(_is_lettered(one.text, letter[1]) for one in self.distractors):
            yield OF_OPTION.at(where("answer"), text=text)
        elif letter and (meant := _counted(self.distractors, letter[1])):
            yield OF_NONE.at(where("answer"), text=text, meant=meant)

    def asks(self, labels: Labels) -> tuple[Interaction, ...]:
        """A choice if there are distractors, and always an open question, perhaps one to type."""
        recall = Recall(prompt=self.question, answers=(self.answer,), typed=self.accept, lines=self.lines or 0)
        choose = self._choice()
        return (pool(choose, self.draw), recall) if choose else (recall,)

    def _choice(self) -> Choose | None:
        if not self.distractors:
            return None
        made = choice(self.question, (self.answer,), self.distractors, single=True)
        return made if self.shuffle else as_written(made, (self.answer,), self.distractors)


def _is_lettered(text: str, letter: str) -> bool:
    """Whether an option begins with this letter: `B. phrénique`."""
    found = _LETTERED.match(text)
    return found is not None and found[1].upper() == letter.upper()


def _counted(distractors: tuple[Option, ...], letter: str) -> str:
    """The one of several distractors that a letter counts; nothing where one of them is short enough for a name."""
    place = "ABCDEFGH".find(letter)
    is_whole = place >= 0 and len(distractors) > max(place, 2)
    return distractors[place].text if is_whole and all(len(one.text) > _SIGN for one in distractors) else ""


def _has_options(question: str, letter: str) -> bool:
    """Whether a question has options with letters, among them this one: `A) vague B) phrénique`."""
    letters = {found.upper() for found in re.findall(r"(?<!\w)([A-Ha-h])[.)]\s", question)}
    return {"A", "B", letter.upper()} <= letters
