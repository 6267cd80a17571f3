"""Steps to put in order.

id: seance-etapes
question: Dans quel ordre se déroule une séance, selon la page du centre esthétique ?
sequence: [entretien, choix des produits et des dosages, injections, reprise des activités]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.languages.labels import Labels
from mesoquiz.notes.interactions import Arrange, Interaction
from mesoquiz.notes.note import Note
from mesoquiz.reading.keys import Key
from mesoquiz.reading.mistakes.lists import as_list, entries_of
from mesoquiz.reading.places import Where

SHORT = Rule("short-sequence", "a sequence of one step has no order", "{how}")
AGAIN = Rule("step-twice", "the sequence has this step twice", "word the steps so that they differ")
NUMBERED = Rule(
    "numbered-steps",
    "the steps have numbers of their own, which tell their order",
    "leave `{number}` and the others out",
    Severity.WARNING,
)

_NUMBER = re.compile(r"(\d{1,2}[.)°]|(?:[ée]tape|phase|temps|stade|step|stage) ?\d{1,2} ?:)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence(Note):
    """Steps in order."""

    question: Annotated[str, Key("The question, in Markdown.", also=("front", "recto", "prompt", "stem", "q"))]
    sequence: Annotated[tuple[str, ...], Key("The steps, in the right order.", also=("étapes", "steps", "order"))]

    def check(self, where: Where) -> Iterator[Diagnostic]:
        """Yield what is wrong with the steps."""
        if len(self.sequence) < 2:
            steps = entries_of(self.sequence[0])
            how = (
                f"write `{shorten(as_list(steps), 90)}`"
                if len(steps) > 1
                else "write at least two steps, or ask a question"
            )
            yield SHORT.at(where("sequence"), how=how)
        numbers = [match[1] for step in self.sequence if (match := _NUMBER.match(step))]
        if len(numbers) == len(self.sequence) == len(set(numbers)) > 1:
            yield NUMBERED.at(where("sequence", 0), number=numbers[0])
        for place, step in enumerate(self.sequence):
            first = self.sequence.index(step)
            if first < place:
                yield AGAIN.at(where("sequence", place)).beside(where("sequence", first))

    def asks(self, labels: Labels) -> tuple[Interaction, ...]:
        """The steps to put in order."""
        return (Arrange(prompt=self.question, steps=self.sequence),)
