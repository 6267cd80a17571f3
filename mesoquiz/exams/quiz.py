"""The values of a quiz: the forms of one exam, and the notes in them as they are asked. All frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from mesoquiz.exams.scoring import Scoring
from mesoquiz.languages import LANGUAGES, Language
from mesoquiz.languages.labels import Labels
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import Choose, Interaction
from mesoquiz.notes.note import Note
from mesoquiz.notes.ordering import letter, option_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A note in a form: how it is asked, for how many points, with its options, steps or right-hand sides in their
    printed order.

    `order` holds indexes into what the interaction lists. Of a `pool`, the interaction has only the options `drawn`
    (indexes), so that whatever looks at it sees what is printed.
    """

    note: Note
    interaction: Interaction
    order: tuple[int, ...] = ()
    points: float = 1.0
    pool: Choose | None = None
    drawn: tuple[int, ...] = ()

    @property
    def whole(self) -> Interaction:
        """The interaction as the note has it: of a pool with all its options."""
        return self.pool or self.interaction

    @property
    def option_names(self) -> tuple[str, ...]:
        """The names of the printed options, in their order, as the whole pool names them: see `option_names`."""
        if not isinstance(self.whole, Choose):
            return ()
        names = option_names(self.whole)
        return tuple(names[self.drawn[index] if self.pool else index] for index in self.order)

    @property
    def letters(self) -> tuple[str, ...]:
        """The letter of each printed option. After Z come AA, AB, …"""
        return tuple(letter(place) for place in range(len(self.order)))

    @property
    def right(self) -> tuple[str, ...]:
        """The letters of the right options; none for an open question."""
        keys = self.interaction.keys if isinstance(self.interaction, Choose) else frozenset()
        return tuple(name for name, index in zip(self.letters, self.order, strict=True) if index in keys)

    @property
    def key(self) -> str:
        """The same as one text, such as `AC`."""
        return "".join(self.right) if len(self.order) <= 26 else " ".join(self.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a form, with a title of its own if it has one."""

    items: tuple[Item, ...]
    title: str = ""
    instructions: str = ""
    locked: bool = False
    """Whether each step of its cases has a page of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One printed version of a quiz."""

    name: str
    sections: tuple[Section, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of all sections, in their printed order: the numbers of the questions count through."""
        return tuple(item for section in self.sections for item in section.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a quiz is laid out on paper."""

    paper: Literal["A4", "letter"] = "A4"
    columns: Literal[1, 2] = 1
    print: Literal["normal", "large"] = "normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz:
    """The forms of one exam: the same items in different orders. `duration` is in minutes; 0 if it has none.

    `fields` are the lines of the identity header; the usual ones where there are none.
    """

    bank: Bank
    title: str
    seed: str
    forms: tuple[Form, ...]
    lang: Language
    course: str = ""
    date: str = ""
    duration: int = 0
    instructions: str = ""
    fields: tuple[str, ...] = ()
    scoring: Scoring = field(default_factory=Scoring)
    layout: Layout = field(default_factory=Layout)

    @property
    def labels(self) -> Labels:
        """The program's own words in the language of the quiz."""
        return LANGUAGES[self.lang]

    @property
    def columns(self) -> int:
        """The columns of its pages: one where the print is large, or steps have pages of their own."""
        is_locked = any(section.locked for section in self.forms[0].sections)
        return 1 if is_locked or self.layout.print == "large" else self.layout.columns

    @property
    def points(self) -> float:
        """What can be had: the points of all questions of a form."""
        return round(sum(item.points for item in self.forms[0].items), 6)
