"""A question with one answer. With distractors it can also be asked as a choice.

id: devise-annee
question: En quelle année Michel Pistor met-il au point la mésothérapie ?
answer: "1952"
distractors: ["1958", "2003", "2010"]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from mesoquiz.diagnostics.diagnostic import Diagnostic
from mesoquiz.languages.labels import Labels
from mesoquiz.notes.interactions import Interaction, Option, Recall
from mesoquiz.notes.note import Note
from mesoquiz.questions._options import check_options, choice
from mesoquiz.reading.keys import Key
from mesoquiz.reading.places import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswer(Note):
    """Question and answer."""

    question: Annotated[str, Key("The question, in Markdown.", also=("front", "recto", "prompt", "stem", "q"))]
    answer: Annotated[
        Option, Key("The one right answer.", also=("back", "verso", "réponse", "key", "a", "r"), several="answers")
    ]
    distractors: Annotated[
        tuple[Option, ...],
        Key("Wrong answers that look right; they make a choice.", also=("options", "choices", "wrong")),
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

    def asks(self, labels: Labels) -> tuple[Interaction, ...]:
        """A choice if there are distractors, and always an open question, perhaps one to type."""
        recall = Recall(prompt=self.question, answers=(self.answer,), typed=self.accept)
        if not self.distractors:
            return (recall,)
        return (choice(self.question, (self.answer,), self.distractors, single=True), recall)
