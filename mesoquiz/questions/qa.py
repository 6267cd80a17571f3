"""A question with one answer. With distractors it can also be asked as a choice.

id: devise-annee
question: En quelle année Michel Pistor met-il au point la mésothérapie ?
answer: "1952"
distractors: ["1958", "2003", "2010"]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity
from mesoquiz.languages.labels import Labels
from mesoquiz.notes.interactions import WRONG, Interaction, Option, Recall
from mesoquiz.notes.note import Note
from mesoquiz.questions._options import check_options, choice
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
    "letter-of-distractor",
    "the answer is the letter `{text}` of one of the distractors",
    "write the words of that option as `answer:`, and leave it and the letters out of `distractors:`",
    Severity.WARNING,
)

_LETTER = re.compile(r"[(]?([A-Ha-h])[.)]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswer(Note):
    """Question and answer."""

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
    accept: Annotated[
        tuple[str, ...],
        Key(
            "Makes the answer one to type: what is accepted, the expected wording first.", also=("typed",), single=True
        ),
    ] = ()

    def check(self, where: Where) -> Iterator[Diagnostic]:
        """Yield what is wrong between the answer and the distractors."""
        yield from check_options(where, (self.answer,), "answer", self.distractors)
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

    def asks(self, labels: Labels) -> tuple[Interaction, ...]:
        """A choice if there are distractors, and always an open question, perhaps one to type."""
        recall = Recall(prompt=self.question, answers=(self.answer,), typed=self.accept)
        if not self.distractors:
            return (recall,)
        return (choice(self.question, (self.answer,), self.distractors, single=True), recall)


def _is_lettered(text: str, letter: str) -> bool:
    """Whether an option begins with this letter: `A. fémur`, `(a) fémur`."""
    return text.removeprefix("(")[:3].upper() in (f"{letter.upper()}. ", f"{letter.upper()}) ")


def _has_options(question: str, letter: str) -> bool:
    """Whether a question has options with letters, among them this one: `A) vague B) phrénique`."""
    letters = {found.upper() for found in re.findall(r"(?<!\w)([A-Ha-h])[.)]\s", question)}
    return {"A", "B", letter.upper()} <= letters
