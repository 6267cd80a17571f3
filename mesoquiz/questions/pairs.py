"""Things to match, two by two.

id: personnes-techniques
question: Associez chaque médecin à ce qu'il a développé.
pairs:
  - [Michel Pistor, la mésothérapie]
  - [Françoise George, la mésorestructuration]
distractors: [la radiothérapie]

`distractors` are answers too many, which belong to nothing: without any, the last pair is what is left over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule
from mesoquiz.languages.labels import Labels
from mesoquiz.notes.interactions import Interaction, Pair
from mesoquiz.notes.note import Note
from mesoquiz.reading.keys import SCALARS, Key
from mesoquiz.reading.mistakes.lists import as_list, entries_of
from mesoquiz.reading.places import Where

_SHOWN = 80
"""Characters of a pair that a hint shows."""

SHORT = Rule("short-pairs", "one pair leaves nothing to match", "write at least two pairs, or ask a question")
NOT_TWO = Rule("not-a-pair", "a pair has two parts, not {number}", "{how}")
TRUE = Rule("matched-distractor", "this distractor belongs to a pair", "make it differ")
AGAIN = Rule("pair-twice", "another pair has this side too, so two matches would be right", "make it differ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs(Note):
    """Pairs to match."""

    question: Annotated[str, Key("The question, in Markdown.", also=("front", "recto", "prompt", "stem", "q"))]
    pairs: Annotated[
        tuple[tuple[str, ...], ...],
        Key(
            "The pairs, as [left, right].",
            also=("paires", "match", "associations", "appariement"),
            editor={
                "minItems": 2,
                "items": {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": SCALARS}},
            },
        ),
    ]
    distractors: Annotated[
        tuple[str, ...],
        Key("Answers too many: right-hand texts that belong to nothing.", also=("distracteurs", "leurres", "extra")),
    ] = ()

    def check(self, where: Where) -> Iterator[Diagnostic]:
        """Yield what is wrong with the pairs."""
        if len(self.pairs) < 2:
            yield SHORT.at(where("pairs"))
        first: dict[tuple[int, str], int] = {}
        odd = [place for place, pair in enumerate(self.pairs) if len(pair) != 2]
        # Where all are one text, it is one mistake.
        is_one = len(odd) > 1 and all(len(pair) == 1 for pair in self.pairs)
        told = odd[:1] if is_one else odd
        for place, pair in enumerate(self.pairs):
            if place in told:
                yield NOT_TWO.at(
                    where("pairs") if is_one else where("pairs", place),
                    number=len(pair),
                    how=_in_two(pair),
                )
            for side, text in enumerate(pair):
                known = first.setdefault((side, text), place)
                if known < place:
                    yield AGAIN.at(where("pairs", place, side)).beside(where("pairs", known, side))
        for place, text in enumerate(self.distractors):
            if (1, text) in first:
                yield TRUE.at(where("distractors", place)).beside(where("pairs", first[1, text], 1))

    def asks(self, labels: Labels) -> tuple[Interaction, ...]:
        """The pairs to match."""
        pairs = tuple((pair[0], pair[1]) for pair in self.pairs)
        return (Pair(prompt=self.question, pairs=pairs, others=self.distractors),)


def _divided(text: str) -> list[str]:
    """The parts of a pair that no comma divides: by another mark, or two words."""
    parts = entries_of(text)
    return parts if len(parts) > 1 else text.split()


def _in_two(pair: tuple[str, ...]) -> str:
    """How to write what has not two parts: a comma is within a part, or within quotes around both."""
    how = "write it as [left, right]"
    if len(pair) == 1 and "\t" in pair[0]:
        parts = [part.strip() for part in pair[0].split("\t") if part.strip()]
    else:
        parts = _divided(pair[0]) if len(pair) == 1 else [pair[0], ", ".join(pair[1:])] if pair else []
    if len(parts) != 2 or len("".join(parts)) > _SHOWN:
        return how
    listed = as_list(parts)
    return f"write `{listed}`" if len(pair) == 1 else f"{how}; a part that has a comma is in quotes: `{listed}`"
