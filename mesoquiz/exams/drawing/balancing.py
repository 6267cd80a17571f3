"""The letters of right answers in a form: no long run of one letter, none much more often than the others.

Whoever does not know an answer ticks the letter that has not come for long, or the usual one: neither may pay. Only
options that are shuffled anyway change places, by hashes of the same seed, so a form depends on nothing but its items.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from mesoquiz.exams.quiz import Form, Item
from mesoquiz.notes.interactions import Choose
from mesoquiz.notes.ordering import is_ordered, printed_order

LONGEST_RUN = 3
"""Questions in a row whose key is the same letter, however many options each of them has."""
LARGEST_SHARE = 0.4
"""Of the questions with one right answer and as many options, those whose key is the same letter."""
_TRIES = 24
"""Orders of options that are tried for a question; of five options, each letter comes among so many for sure enough."""


def balanced(form: Form, seed: str) -> Form:
    """A form whose choices of one answer have balanced keys, as far as their options may change places."""
    items = list(form.items)
    places = [place for place, item in enumerate(items) if has_one_answer(item)]
    letters = _Letters([items[place] for place in places])
    for index, place in enumerate(places):
        if not letters.keys[index]:
            orders = partial(_orders, items[place], seed, form.name)
            items[place] = _chosen(orders, index, letters)
        letters.put(index, items[place].key)
    return with_items(form, items)


def with_items(form: Form, items: Sequence[Item]) -> Form:
    """A form with other items in its sections, as many in each as before."""
    left = iter(items)
    sections = tuple(replace(part, items=tuple(next(left) for _ in part.items)) for part in form.sections)
    return replace(form, sections=sections)


def has_one_answer(item: Item) -> bool:
    """Whether an item has one letter as its key."""
    return isinstance(item.interaction, Choose) and item.interaction.single


def fixed_key(item: Item) -> str:
    """The key of an item with one answer that cannot have another letter; else empty."""
    choose = item.interaction
    is_free = isinstance(choose, Choose) and not is_ordered(choose) and not any(one.pin for one in choose.options)
    return "" if is_free else item.key


def _chosen(orders: Callable[[], Iterator[Item]], index: int, letters: _Letters) -> Item:
    """The order of an item that takes the best letter.

    A letter that a fixed one nearby drove away is made good for: the next item that would have had the letter which
    came instead has the one which is missing. Else a form of many true statements had few A's in its choices.
    """
    usual = next(orders())
    missing = letters.owed[letters.groups[index], usual.key]
    wanted = [letter for letter in missing if not letters.cost(index, letter)]
    found = next((one for one in orders() if one.key in wanted), None) if wanted else None
    if found:
        missing.remove(found.key)
        return found
    best = _best(orders(), partial(letters.cost, index))
    if best.key != usual.key and letters.is_near_fixed(index):
        letters.owed[letters.groups[index], best.key].append(usual.key)
    return best


def _best(orders: Iterable[Item], cost: Callable[[str], int]) -> Item:
    """The first item whose key costs nothing, else the first of those that cost least."""
    tried: list[tuple[int, Item]] = []
    for item in orders:
        tried.append((cost(item.key), item))
        if not tried[-1][0]:
            return item
    return min(tried, key=lambda one: one[0])[1]


def _orders(item: Item, seed: str, form: str) -> Iterator[Item]:
    """Yield an item with its options in the usual order, and then in others."""
    yield item
    for again in range(1, _TRIES):
        yield replace(item, order=printed_order(item.interaction, seed, form, item.note.id, str(again)))


class _Letters:
    """The keys of the items with one answer, in their order: those that cannot change are known from the beginning.

    How often a letter comes is counted among the items that have as many options. Right and wrong, and the scale of a
    panel, count for themselves: who makes up for many A's there would have few elsewhere, and students see the kind.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self.keys = [fixed_key(item) for item in items]
        self.groups = [_group(item) for item in items]
        self.known = Counter(zip(self.groups, self.keys, strict=True))
        self.passed: Counter[tuple[int, str]] = Counter()
        self.owed: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        self._fixed = [bool(key) for key in self.keys]

    def put(self, index: int, letter: str) -> None:
        """Take the letter of the next item, which costs are then reckoned with."""
        group = self.groups[index]
        self.known[group, self.keys[index]] -= 1
        self.known[group, letter] += 1
        self.passed[group, letter] += 1
        self.passed[group, ""] += 1
        self.keys[index] = letter

    def is_near_fixed(self, index: int) -> bool:
        """Whether a letter that cannot change may make a long run with this one."""
        return any(self._fixed[max(0, index - LONGEST_RUN) : index + 1 + LONGEST_RUN])

    def cost(self, index: int, letter: str) -> int:
        """How bad a letter is at its place: a run that is too long is worse than a letter that comes too often.

        Too often at the end, or so far: whoever waits with a letter until the end has none left that could come.
        """
        keys, group = self.keys, self.groups[index]
        near = [*keys[max(0, index - LONGEST_RUN) : index], letter, *keys[index + 1 : index + 1 + LONGEST_RUN]]
        run = max(len(list(row)) for name, row in groupby(near) if name == letter)
        share = max(LARGEST_SHARE, 1.2 / group)
        number, passed = self.groups.count(group), self.passed[group, ""]
        often = 1 + self.known[group, letter] - max(-(-number // group), int(share * number))
        so_far = 1 + self.passed[group, letter] - int(share * (passed + 1) + 1)
        return len(keys) * max(0, run - LONGEST_RUN) + max(0, often) + max(0, so_far)


def _group(item: Item) -> int:
    """The number of options of an item, negative where it counts for itself."""
    choose, number = item.interaction, len(item.order)
    return -number if isinstance(choose, Choose) and (choose.fixed or choose.panel) else number
