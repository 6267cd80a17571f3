"""A term and its definition, asked both ways.

id: mesolift
term: mésolift
definition: nom qu'Inphysio donne aux injections contre le vieillissement de la peau
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from mesoquiz.languages.labels import Labels
from mesoquiz.notes.interactions import Interaction, Option, Recall
from mesoquiz.notes.note import Note
from mesoquiz.reading.keys import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Note):
    """Term and definition."""

    term: Annotated[str, Key("The term.", also=("terme", "mot", "word"))]
    definition: Annotated[
        str,
        Key("What it means, without the term itself.", also=("définition", "meaning", "def", "sens", "signification")),
    ]

    reverse: Annotated[bool, Key("Ask for the term as well; `false` asks only what it means.")] = True

    def asks(self, labels: Labels) -> tuple[Interaction, ...]:
        """What the term means, and, unless told otherwise, the term for the meaning."""
        meaning, name = Option(text=self.definition), Option(text=self.term)
        forward = Recall(prompt=labels.define.format(self.term), answers=(meaning,))
        if not self.reverse:
            return (forward,)
        return (forward, Recall(lead=labels.name_term, prompt=self.definition, answers=(name,), reverse=True))
