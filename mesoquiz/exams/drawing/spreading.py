"""The order of questions whose letter cannot change, such as right and wrong: no long run of one letter.

The order by hash stays, but where a letter would come too often in a row, the next question with another one comes
first. Nothing but the items of a form decides, so cards that are not drawn change nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence

from mesoquiz.exams.drawing.balancing import LONGEST_RUN, fixed_key, has_one_answer, with_items
from mesoquiz.exams.quiz import Form

Run = tuple[str, int]
"""A letter, and how often it has come in a row."""


def spread(form: Form, may_move: Sequence[bool]) -> Form:
    """A form without long runs of letters that cannot change, as far as the items of its sections may move."""
    items, run, start = list(form.items), ("", 0), 0
    for section, moves in zip(form.sections, may_move, strict=True):
        places = [start + place for place, item in enumerate(section.items) if has_one_answer(item)]
        letters = [fixed_key(items[place]) for place in places]
        order = list(_order(letters, run)) if moves else range(len(places))
        found = [items[places[index]] for index in order]
        for place, index, item in zip(places, order, found, strict=True):
            items[place] = item
            run = _after(run, letters[index])
        start += len(section.items)
    return with_items(form, items)


def _order(letters: Sequence[str], run: Run) -> Iterator[int]:
    """Yield the indexes of letters, without long runs where there can be none; empty ones end every run."""
    left: defaultdict[str, deque[int]] = defaultdict(deque)
    for index, letter in enumerate(letters):
        left[letter].append(index)
    numbers = Counter(letters)
    while left:
        first = sorted(left, key=lambda letter: left[letter][0])
        short = [letter for letter in first if _after(run, letter)[1] <= LONGEST_RUN]
        letter = next((one for one in short if _leaves_room(numbers, one, _after(run, one))), (short or first)[0])
        run = _after(run, letter)
        numbers[letter] -= 1
        yield left[letter].popleft()
        if not left[letter]:
            del left[letter]


def _after(run: Run, letter: str) -> Run:
    """The run at the end after one more letter."""
    return letter, (run[1] + 1 if letter == run[0] else 1) if letter else 0


def _leaves_room(numbers: Counter[str], taken: str, run: Run) -> bool:
    """Whether what is left when a letter was taken, which ends in this run, can go on without a long one."""
    total = numbers.total() - 1
    for letter, number in numbers.items():
        left = number - (letter == taken)
        first = LONGEST_RUN - (run[1] if letter == run[0] else 0)
        if letter and left > first + LONGEST_RUN * (total - left):
            return False
    return True
