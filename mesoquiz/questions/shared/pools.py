"""What can be wrong with `draw:` on a card: a pool that is too small, and bounds that it cannot meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule
from mesoquiz.diagnostics.wording import count_of, shorten
from mesoquiz.notes.draw import Draw, check_draw
from mesoquiz.notes.interactions import Choose
from mesoquiz.notes.pools import leaves_nothing_wrong, possible, settled, speaks_of_all
from mesoquiz.questions.shared.asked import number_asked
from mesoquiz.reading.places import Where

NO_CHOICE = Rule(
    "draw-without-choice",
    "`draw` shows some of the options, and this card has none",
    "add `distractors:`, or remove it",
)
SMALL = Rule("small-pool", "`draw: {count}` needs more than {count} options; this card has {number}", "{how}")
ONE_RIGHT = Rule("draw-bound-of-one", "a card with `answer:` always shows its one answer", "remove `{key}`")
UNMET = Rule(
    "draw-unmet",
    "`{key}: {value}` cannot be met: of {count} options that are shown, {range} can be right",
    "write {how}",
)
NO_ROOM = Rule(
    "draw-and-expected",
    "`draw: {count}` shows no wrong option: `expected: {expected}` asks for as many right ones",
    "{how}",
)
OF_ALL = Rule(
    "draw-of-all",
    "`{text}` is wrong of the whole pool, and could be right of the options that are shown",
    "remove it, or remove `draw:`",
)
TOLD = Rule(
    "draw-number-asked",
    "the question asks for {asked}, and of the options that are shown {range} are right",
    "leave the number out, or write `expected: {number}`",
)


def pool(choose: Choose, draw: Draw | None) -> Choose:
    """The choice as a pool, where a draw was written that it can meet."""
    return replace(choose, draw=settled(draw, choose)) if draw else choose


def check_pool(where: Where, draw: Draw | None, choose: Choose | None) -> Iterator[Diagnostic]:
    """Yield what is wrong with the draw of a card; `choose` is its choice without a draw, if it has any."""
    if draw is None:
        return
    if choose is None:
        yield NO_CHOICE.at(where("draw"))
        return
    found = next(check_draw(draw, where), None) or _small(where, draw, choose) or _unmet(where, draw, choose)
    if found:
        yield found
    elif not choose.single:
        yield from _untrue(where, draw, choose)


def _small(where: Where, draw: Draw, choose: Choose) -> Diagnostic | None:
    number = len(choose.options)
    if number > draw.count:
        return None
    fewer = f"write a number from 2 to {number - 1}" if number > 3 else "write 2" if number == 3 else "remove `draw:`"
    return SMALL.at(where("draw", "count"), count=draw.count, number=number, how=f"add `distractors:`, or {fewer}")


def _unmet(where: Where, draw: Draw, choose: Choose) -> Diagnostic | None:
    bounds = [(key, value) for key, value in (("least", draw.least), ("most", draw.most)) if value is not None]
    if choose.single:
        return next((ONE_RIGHT.at(where("draw", key), key=key) for key, value in bounds if value != 1), None)
    low, high = possible(choose, draw.count)
    if choose.expected > high or leaves_nothing_wrong(draw, choose):
        least, most = choose.expected + 1, len(choose.options) - 1
        up_to = f", or more, up to {most}" if least < most else ""
        how = f"write `draw: {least}`{up_to}" if least <= most else "remove `draw:`"
        return NO_ROOM.at(where("draw", "count"), count=draw.count, expected=choose.expected, how=how)
    low = max(low, choose.expected)
    for key, value in bounds:
        if value > high if key == "least" else value < low:
            told = {"count": draw.count, "range": _range(low, high), "how": _number(low, high)}
            return UNMET.at(where("draw", key), key=key, value=value, **told)
    return None


def _untrue(where: Where, draw: Draw, choose: Choose) -> Iterator[Diagnostic]:
    """Yield what holds for the whole pool and not for what is shown of it."""
    wrong = [option for place, option in enumerate(choose.options) if place not in choose.keys]
    for place, option in enumerate(wrong):
        if speaks_of_all(option):
            yield OF_ALL.at(where("distractors", place), text=shorten(option.text))
    bounds, asked = settled(draw, choose), number_asked(choose.prompt)
    if bounds and asked and not bounds.least == asked == bounds.most:
        shown = _range(bounds.least or 1, bounds.most or 1)
        yield TOLD.at(where("question"), asked=count_of(asked, "answer"), number=asked, range=shown)


def _range(low: int, high: int) -> str:
    return f"{low}{' or ' if high == low + 1 else ' to '}{high}" if low < high else str(low)


def _number(low: int, high: int) -> str:
    return ("a number from " if high > low + 1 else "") + _range(low, high)
