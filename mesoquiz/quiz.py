"""The values of a quiz: the forms of one exam, and the notes in them as they are asked. All frozen."""

from __future__ import annotations

from dataclasses import dataclass

from mesoquiz.interactions import Choose, Interaction
from mesoquiz.model import Bank, Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A note in a form: how it is asked, with its options, steps or right-hand sides in their printed order.

    `order` holds indexes into what the interaction lists.
    """

    note: Note
    interaction: Interaction
    order: tuple[int, ...] = ()

    @property
    def letters(self) -> tuple[str, ...]:
        """The letter of each printed option. After Z come AA, AB, …"""
        return tuple(letter(place) for place in range(len(self.order)))

    @property
    def key(self) -> str:
        """The letters of the right options, such as `AC`; empty for an open question."""
        if not isinstance(self.interaction, Choose):
            return ""
        keys = self.interaction.keys
        right = [name for name, index in zip(self.letters, self.order, strict=True) if index in keys]
        return "".join(right) if len(self.order) <= 26 else " ".join(right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One printed version of a quiz."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz:
    """The forms of one exam: the same items in different orders."""

    bank: Bank
    title: str
    seed: str
    forms: tuple[Form, ...]


def letter(place: int) -> str:
    """The letter of a 0-based place: A … Z, AA, AB, …"""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
