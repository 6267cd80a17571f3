"""Bank + numbers + seed -> the forms of a quiz. No generator of random numbers: everything is ordered by hashes.

A hash of (seed, form, id) gives each question its place, so adding a card to the bank leaves the order of the others
alone, and the same seed gives the same quiz on every machine and version of Python.
"""

from __future__ import annotations

from hashlib import sha256

from mesoquiz.interactions import Arrange, Choose, Interaction, Pair
from mesoquiz.model import Bank, Note
from mesoquiz.quiz import Form, Item, Quiz, Section, letter


class TooFew(ValueError):
    """The bank has fewer cards than the quiz asks for."""

    def __init__(self, wanted: int, available: int) -> None:
        self.wanted, self.available = wanted, available
        super().__init__(f"{wanted} questions wanted, {available} available")


def assemble(bank: Bank, *, count: int | None = None, seed: str = "1", forms: int = 1, title: str = "") -> Quiz:
    """Choose `count` notes of the bank (all without a count) and lay them out in `forms` forms.

    The notes are those with the smallest hash of (seed, id): a fair draw, the same for all forms. Raises `TooFew` when
    the bank has fewer notes, ValueError for a count or a number of forms below 1.
    """
    notes = bank.active
    wanted = len(notes) if count is None else count
    if wanted < 1 or forms < 1:
        raise ValueError("a quiz has at least one question and one form")
    if wanted > len(notes):
        raise TooFew(wanted, len(notes))
    drawn = sorted(notes, key=lambda note: _rank(seed, note.id))[:wanted]
    asked = [(note, note.asks(bank.collection.labels)[0]) for note in drawn]
    names = [letter(place) for place in range(forms)]
    return Quiz(
        bank=bank,
        title=title or bank.collection.title,
        seed=seed,
        forms=tuple(Form(name=name, sections=(Section(items=_items(asked, seed, name)),)) for name in names),
        lang=bank.collection.lang,
    )


def _items(asked: list[tuple[Note, Interaction]], seed: str, form: str) -> tuple[Item, ...]:
    ordered = sorted(asked, key=lambda pair: _rank(seed, form, pair[0].id))
    return tuple(
        Item(note=note, interaction=interaction, order=_order(interaction, seed, form, note.id))
        for note, interaction in ordered
    )


def _order(interaction: Interaction, *salt: str) -> tuple[int, ...]:
    match interaction:
        case Choose():
            return option_order(interaction, *salt)
        case Arrange(steps=steps):
            return shuffled(len(steps), *salt)
        case Pair(pairs=pairs):
            return shuffled(len(pairs), *salt)
        case _:
            return ()


def shuffled(number: int, *salt: str) -> tuple[int, ...]:
    """The indexes 0 to `number` - 1 in an order that is not their own."""
    order = tuple(sorted(range(number), key=lambda index: _rank(*salt, str(index))))
    return order if order != tuple(range(number)) else order[1:] + order[:1]


def option_order(choose: Choose, *salt: str) -> tuple[int, ...]:
    """The indexes of the options in a shuffled order; pinned ones stay first or last, a fixed choice as it is."""
    if choose.fixed:
        return tuple(range(len(choose.options)))
    names = option_names(choose)

    def rank(index: int) -> tuple[int, str]:
        pin = choose.options[index].pin
        return {"first": 0, None: 1, "last": 2}[pin], "" if pin else _rank(*salt, names[index])

    return tuple(sorted(range(len(choose.options)), key=rank))


def option_names(choose: Choose) -> tuple[str, ...]:
    """A name for each option that outlives changes of text: `key-1`, `distractor-2`, in the author's order."""
    counts = {True: 0, False: 0}
    names = []
    for index in range(len(choose.options)):
        right = index in choose.keys
        counts[right] += 1
        names.append(f"{'key' if right else 'distractor'}-{counts[right]}")
    return tuple(names)


def _rank(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()
