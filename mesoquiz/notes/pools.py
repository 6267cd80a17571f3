"""Choices with more options than are shown: which are drawn, and the choice among those.

How many are right is drawn first, evenly from what the bounds allow, and then which: so the number tells nothing, and
neither does an option. Hashes of the names of options decide, so a new option leaves most draws as they are.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mesoquiz.notes.draw import Draw
from mesoquiz.notes.interactions import Choose, Option
from mesoquiz.notes.ordering import option_names, rank

_OF_ALL = re.compile(
    r"(?:toutes?|tous|all)\b.*\b(?:réponses?|propositions?|above|these|ci-dessus)\b", re.IGNORECASE | re.DOTALL
)


def speaks_of_all(option: Option) -> bool:
    """Whether an option says that all the others are right: a wrong one could become right in a draw."""
    return _OF_ALL.match(option.text) is not None


def possible(choose: Choose, count: int) -> tuple[int, int]:
    """The least and the greatest number of right options among `count` that are shown; the least is 1."""
    right = len(choose.keys)
    return max(1, count - (len(choose.options) - right)), min(right, count)


def settled(draw: Draw, choose: Choose) -> Draw | None:
    """The draw with both bounds as numbers; `None` where the choice cannot meet them, or has too few options.

    Not all that is shown is right unless `least` or `most` wants it so. Where students are told how many to tick, so
    many are right: fewer could not be ticked.
    """
    low, high = possible(choose, draw.count)
    if choose.single:
        return replace(draw, least=1, most=1) if draw.count < len(choose.options) else None
    if leaves_nothing_wrong(draw, choose):
        return None
    low = max(low, choose.expected)
    # A bound beyond what can be is met by all that can be.
    least = max(low, draw.least or low)
    usual = choose.expected or min(high, draw.count - 1)
    most = max(usual, least) if draw.most is None else min(high, draw.most)
    is_met = draw.count < len(choose.options) and low <= least <= most <= high
    return replace(draw, least=least, most=most) if is_met else None


def leaves_nothing_wrong(draw: Draw, choose: Choose) -> bool:
    """Whether all that is shown would have to be right, to tick as many as are told, and no bound wants it so."""
    return choose.expected >= draw.count and draw.count not in (draw.least, draw.most)


def draw_of(choose: Choose, section: Draw | None) -> tuple[Draw | None, bool]:
    """The draw by which a section of an exam shows a choice, if it does not show it whole, and whether it can be met.

    A card's own draw wins over that of its section, which concerns only choices with more options.
    """
    is_whole = section is None or choose.fixed or len(choose.options) <= section.count
    if choose.draw or section is None or is_whole or needs_all(choose):
        return choose.draw, True
    draw = settled(section, choose)
    return draw, draw is not None


def needs_all(choose: Choose) -> bool:
    """Whether what is right could change when options are left out."""
    wrong = (option for place, option in enumerate(choose.options) if place not in choose.keys)
    return not choose.single and any(map(speaks_of_all, wrong))


def drawn(choose: Choose, draw: Draw, *salt: str) -> tuple[int, ...]:
    """The options that are shown: indexes in the author's order. `draw` has both bounds: see `settled`.

    Those that are indispensable are, as far as the bounds allow: whoever does not tick them has failed the question.
    """
    names, least = option_names(choose), draw.least or 1
    most, indispensable = draw.most or least, sum(option.must for option in choose.options)
    least = max(least, min(indispensable, most))
    right = least + int(rank(*salt, "number right"), 16) % (most - least + 1)
    order = sorted(
        range(len(names)), key=lambda index: (not choose.options[index].must, rank(*salt, "drawn", names[index]))
    )
    keys = [index for index in order if index in choose.keys]
    others = [index for index in order if index not in choose.keys]
    return tuple(sorted((*keys[:right], *others[: draw.count - right])))


def narrowed(choose: Choose, shown: tuple[int, ...]) -> Choose:
    """The choice among these options (indexes) alone."""
    keys = frozenset(place for place, index in enumerate(shown) if index in choose.keys)
    return replace(choose, options=tuple(choose.options[index] for index in shown), keys=keys, draw=None)
