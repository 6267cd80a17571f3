"""The order in which options, steps and pairs are shown, which an id and a salt alone decide."""

from __future__ import annotations

import re
from hashlib import sha256

from mesoquiz.notes.interactions import Arrange, Choose, Interaction, Pair

LONGEST_NUMBER = 100
"""Characters that a number may have: more than anybody writes, and few enough for every sum."""


def printed_order(interaction: Interaction, *salt: str) -> tuple[int, ...]:
    """The order in which what an interaction lists is printed: indexes; empty for one that lists nothing."""
    match interaction:
        case Choose():
            return option_order(interaction, *salt)
        case Arrange(steps=steps):
            return shuffled(len(steps), *salt)
        case Pair(rights=rights):
            return shuffled(len(rights), *salt)
        case _:
            return ()


def shuffled(number: int, *salt: str) -> tuple[int, ...]:
    """The indexes 0 to `number` - 1 in an order that is not their own."""
    order = tuple(sorted(range(number), key=lambda index: rank(*salt, str(index))))
    return order if order != tuple(range(number)) else order[1:] + order[:1]


def option_order(choose: Choose, *salt: str) -> tuple[int, ...]:
    """The indexes of the options in a shuffled order; pinned ones stay first or last, what has an order as it is.

    Numbers keep their own order, as item-writing guides ask (NBME's guide; Haladyna, rule 21).
    """
    if choose.fixed or choose.in_order:
        return tuple(range(len(choose.options)))
    names, numbers = option_names(choose), _numbers(choose)

    def place(index: int) -> tuple[int, float, str]:
        pin = choose.options[index].pin
        shuffle = "" if pin else rank(*salt, names[index])
        return {"first": 0, None: 1, "last": 2}[pin], numbers.get(index, 0), shuffle

    return tuple(sorted(range(len(choose.options)), key=place))


def is_ordered(choose: Choose) -> bool:
    """Whether the options have an order of their own, which is never shuffled."""
    return choose.fixed or choose.in_order or bool(_numbers(choose))


_NUMBER = re.compile(
    r"[^\w+\-\u2212]*([+\-\u2212]?\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?)(?:/(\d*[1-9]\d*))?(.*)", re.DOTALL
)


def _numbers(choose: Choose) -> dict[int, float]:
    """The value of each option that is not pinned, if all of them are numbers of one unit; else nothing."""
    found: dict[int, float] = {}
    units = set()
    for index, option in enumerate(choose.options):
        if option.pin:
            continue
        match = _NUMBER.fullmatch(option.text)
        if match is None:
            return {}
        number = re.sub(r"[ \u00a0\u202f]", "", match[1]).replace(",", ".").replace("\u2212", "-")
        divisor = match[2] or "1"
        if max(len(number), len(divisor)) > LONGEST_NUMBER:
            return {}
        found[index] = float(number) / int(divisor)
        # `3 à 4 mm` and `5 à 10 mm` count in one unit, `1 heure` and `2 heures` too.
        units.add(re.sub(r"\d+|s\b", "", match[3]).strip())
    return found if len(units) == 1 else {}


def option_names(choose: Choose) -> tuple[str, ...]:
    """A name for each option that outlives changes of text: `key-1`, `distractor-2`, in the author's order."""
    counts = {True: 0, False: 0}
    names = []
    for index in range(len(choose.options)):
        right = index in choose.keys
        counts[right] += 1
        names.append(f"{'key' if right else 'distractor'}-{counts[right]}")
    return tuple(names)


def letter(place: int) -> str:
    """The letter of a 0-based place: A … Z, AA, AB, …"""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def rank(*parts: str) -> str:
    """The place of something in an order that only its name and a salt decide."""
    return sha256("\0".join(parts).encode()).hexdigest()
