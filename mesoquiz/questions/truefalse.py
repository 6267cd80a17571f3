"""A statement to judge. The two options keep their order.

id: pistor-francais
statement: Michel Pistor était un médecin français.
answer: true
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from mesoquiz.languages.labels import Labels
from mesoquiz.notes.interactions import Choose, Interaction, Option
from mesoquiz.notes.note import Note
from mesoquiz.reading.keys import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(Note):
    """True or false."""

    statement: Annotated[str, Key("The statement, in Markdown.", also=("affirmation", "énoncé"))]
    answer: Annotated[bool, Key("`true` or `false`.", also=("réponse", "correct", "vrai"))]

    def asks(self, labels: Labels) -> tuple[Interaction, ...]:
        """A choice between true and false."""
        options = (Option(text=labels.true), Option(text=labels.false))
        keys = frozenset((0 if self.answer else 1,))
        return (Choose(prompt=self.statement, options=options, keys=keys, single=True, fixed=True),)
