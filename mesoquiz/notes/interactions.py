"""What can be asked: the small closed vocabulary between question types, which offer, and exporters, which render.

The idea is QTI's. Texts are the author's Markdown; nothing here is rendered. Adding an interaction is a design
decision; adding a question type or a format is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from mesoquiz.markup.gaps import Gap
from mesoquiz.notes.draw import Draw
from mesoquiz.reading.keys import Authored, Key

WHY = (
    *("pourquoi", "raison", "raisons", "reason", "because", "explanation", "explication", "justification", "feedback"),
    *("rationale", "comment", "commentaire", "parce_que", "mnémo", "mnemonic", "moyen mnémotechnique"),
)
"""What authors write for `why`."""
WRONG = (
    *("options", "choices", "wrong", "wrong answers", "incorrect_answers", "wrong options", "mauvaises réponses"),
    *("réponses fausses", "leurres", "pièges", "mauvaises", "fausses", "faux", "incorrect"),
)
"""What authors write for `distractors`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Authored):
    """One proposed answer: a key if right, a distractor if wrong."""

    shorthand = "text"

    text: Annotated[
        str, Key("The proposed answer, in Markdown.", also=("texte", "option", "label", "name", "nom", "value"))
    ]
    why: Annotated[str, Key("Why it is right or wrong; shown after the answer.", also=WHY)] = ""
    beyond: Annotated[str, Key("The same as no document says it, under a label of its own.")] = ""
    pin: Annotated[Literal["first", "last"] | None, Key("Keep it in this place when the options are shuffled.")] = None
    must: Annotated[bool, Key("Indispensable: not ticking it costs the whole question.", also=("indispensable",))] = (
        False
    )
    never: Annotated[bool, Key("Unacceptable: ticking it costs the whole question.", also=("inacceptable",))] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """An open question: `answers` is one text, or the parts of a list. `reverse` marks the way back of another.

    `lead` are words of the program's own before the prompt. `typed` are answers to accept when they are typed, the
    expected one first; without any, nothing is typed. `lines` is how many there are to write on; 0 for as many as the
    answers need.
    """

    prompt: str
    answers: tuple[Option, ...]
    typed: tuple[str, ...] = ()
    lead: str = ""
    listed: bool = False
    reverse: bool = False
    lines: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose:
    """Options of which `keys` (indexes) are right. `single`: exactly one is to be chosen; `fixed`: true or false.

    `in_order`: the options keep their order, as a scale does. `expected` is the number of options to tick, where
    students are told it; 0 where they are not. `panel` is how many members of a panel chose each option, of which the
    most chosen ones are the keys; empty where right and wrong do not depend on a panel. With `draw`, of which both
    bounds are numbers, the options are a pool: so many of them are shown.
    """

    prompt: str
    options: tuple[Option, ...]
    keys: frozenset[int]
    single: bool
    fixed: bool = False
    in_order: bool = False
    expected: int = 0
    panel: tuple[int, ...] = ()
    draw: Draw | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """A text with gaps, in reading order."""

    parts: tuple[str | Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrange:
    """Steps to put in order; they are given in the right one."""

    prompt: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Things to match, given as they belong together; `others` belong to none, so that the last is not left over."""

    prompt: str
    pairs: tuple[tuple[str, str], ...]
    others: tuple[str, ...] = ()

    @property
    def rights(self) -> tuple[str, ...]:
        """What is to be chosen from: the right sides of the pairs, then the others."""
        return (*(right for _, right in self.pairs), *self.others)


EDGE = {"minimum": 0, "maximum": 100}
LENGTH = {"exclusiveMinimum": 0, "maximum": 100}
"""Percents of a picture, as JSON Schema says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectangle(Authored):
    """A part of a picture, in percent of its width and height."""

    left: Annotated[float, Key("Left edge, in percent of the width.", also=("x", "gauche"), editor=EDGE)]
    top: Annotated[float, Key("Top edge, in percent of the height.", also=("y", "haut"), editor=EDGE)]
    width: Annotated[float, Key("Width, in percent.", also=("largeur", "w"), editor=LENGTH)]
    height: Annotated[float, Key("Height, in percent.", also=("hauteur", "h"), editor=LENGTH)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask(Rectangle):
    """A rectangle that hides a part of a picture, and what it hides."""

    label: Annotated[str, Key("What is hidden there.", also=("text", "texte", "name"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A picture with hidden parts to name, one at a time or all together. `image` is the path of the picture."""

    prompt: str
    image: str
    alt: str
    masks: tuple[Mask, ...]
    all_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(Rectangle):
    """A rectangle of a picture in which a cross is right, and what is there."""

    label: Annotated[str, Key("What is there; the back and the key say it.", also=("text", "texte", "name"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A picture on which so many crosses are put, each in another one of the zones, whichever."""

    prompt: str
    image: str
    alt: str
    zones: tuple[Zone, ...]
    crosses: int = 1


Interaction = Recall | Choose | Fill | Arrange | Pair | Label | Point
OnPicture = Label | Point
"""What is asked about a picture, and so shows it itself."""


def is_open(asked: Interaction) -> bool:
    """Whether an answer is judged as a whole; a list has parts, each of them right or wrong."""
    return isinstance(asked, Recall) and not asked.listed


def name_of(value: object) -> str:
    """The name of an interaction, or of another value, in manifests and templates: `choose`, `recall`, …"""
    return type(value).__name__.lower()
