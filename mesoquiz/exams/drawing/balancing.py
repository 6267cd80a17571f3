"""The letters of right answers in a form: no long run of one letter, none much more often than the others.

Whoever does not know an answer ticks the letter that has not come for long, or the usual one: neither may pay. Only
options that are shuffled anyway change places, by hashes of the same seed, so a form depends on nothing but its items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from mesoquiz.exams.quiz import Form, Item
from mesoquiz.notes.interactions import Choose
from mesoquiz.notes.ordering import is_ordered, printed_order

LONGEST_RUN = 3
"""Questions in a row whose key is the same letter."""
LARGEST_SHARE = 0.4
"""Of the questions with one right answer, those whose key is the same letter."""
_TRIES = 24
"""Orders of options that are tried for a question; of five options, each letter comes among so many for sure enough."""


def balanced(form: Form, seed: str) -> Form:
    """A form whose choices of one answer have balanced keys, as far as their options may change places."""
    items = list(form.items)
    singles = [place for place, item in enumerate(items) if _has_one_answer(item)]
    # Letters that cannot change are known from the beginning.
    keys = ["" if _is_free(items[place]) else items[place].key for place in singles]
    for index, place in enumerate(singles):
        if not keys[index]:
            items[place] = _best(_orders(items[place], seed, form.name), partial(_cost, index, keys))
            keys[index] = items[place].key
    left = iter(items)
    sections = tuple(replace(part, items=tuple(next(left) for _ in part.items)) for part in form.sections)
    return replace(form, sections=sections)


def _best(orders: Iterable[Item], cost: Callable[[str], int]) -> Item:
    """The first item whose key costs nothing, else the first of those that cost least."""
    tried: list[tuple[int, Item]] = []
    for item in orders:
        tried.append((cost(item.key), item))
        if not tried[-1][0]:
            return item
    return min(tried, key=lambda one: one[0])[1]


def _has_one_answer(item: Item) -> bool:
    return isinstance(item.interaction, Choose) and item.interaction.single


def _is_free(item: Item) -> bool:
    """Whether the right option of a choice may come anywhere."""
    choose = item.interaction
    return isinstance(choose, Choose) and not is_ordered(choose) and not any(option.pin for option in choose.options)


def _orders(item: Item, seed: str, form: str) -> Iterator[Item]:
    """Yield an item with its options in the usual order, and then in others."""
    yield item
    for again in range(1, _TRIES):
        yield replace(item, order=printed_order(item.interaction, seed, form, item.note.id, str(again)))


def _cost(index: int, keys: Sequence[str], letter: str) -> int:
    """How bad a letter is at its place: a run that is too long is worse than a letter that comes too often.

    Too often at the end, or so far: whoever waits with a letter until the end has none left that could come.
    """
    near = [*keys[max(0, index - LONGEST_RUN) : index], letter, *keys[index + 1 : index + 1 + LONGEST_RUN]]
    run = max(len(list(group)) for name, group in groupby(near) if name == letter)
    often = 1 + keys.count(letter) - max(1, int(LARGEST_SHARE * len(keys)))
    so_far = 1 + keys[:index].count(letter) - int(LARGEST_SHARE * (index + 1) + 1)
    return len(keys) * max(0, run - LONGEST_RUN) + max(0, often) + max(0, so_far)
