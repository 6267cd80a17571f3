"""Bank -> the cards of it that a quiz without a blueprint is drawn from."""

from __future__ import annotations

from collections.abc import Iterable

from mesoquiz.diagnostics.wording import all_of, did_you_mean, enumerate_words
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.names import levels

DIFFICULTIES = (1, 2, 3)
MOST_TOLD = 8
"""Tags that a message names."""


def chosen(bank: Bank, tags: Iterable[str] = (), difficulty: Iterable[int] = ()) -> Bank:
    """The bank with the cards that have one of `tags`, or a tag below one, and one of these difficulties.

    Raises TypeError for a single tag or difficulty in place of a list, ValueError for one that no card has.
    """
    for name, value in (("tags", tags), ("difficulty", difficulty)):
        if isinstance(value, str | int):
            raise TypeError(f"`{name}` takes a list: write {name}=[{value!r}]")
    tags, wanted = tuple(tags), set(difficulty)
    _refuse_unknown(bank, tags, wanted)
    left = bank.tagged(tags)
    left = left.only(lambda note: note.difficulty in wanted) if wanted else left
    if wanted and not left.notes:
        raise ValueError(f"no card has {'these tags and this difficulty at once' if tags else 'this difficulty'}")
    return left


def _refuse_unknown(bank: Bank, tags: Iterable[str], difficulty: Iterable[int]) -> None:
    for one in difficulty:
        if one not in DIFFICULTIES:
            raise ValueError(
                f"there is no difficulty {one!r}; there are {enumerate_words(DIFFICULTIES, 'and', mark='')}"
            )
    known = levels(tag for note in bank.notes for tag in note.tags)
    for tag in tags:
        if tag.casefold() not in known:
            there = f"there are {all_of(sorted(known.values()), MOST_TOLD)}" if known else "no card has a tag"
            raise ValueError(f"no card has the tag `{tag}`; {did_you_mean(tag, known.values()) or there}")
