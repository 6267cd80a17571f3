"""Cards -> sheets of paper: the place of each card, cut mark and word in the margin, in millimetres from the top left.

Both engines print these numbers as they are, so that a front and its back meet in either. A page to calibrate a printer
is made of the same lines and words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from mesoquiz.languages.labels import Labels

PAPER = (210.0, 297.0)
CARD = (90.0, 60.0)
COLUMNS, ROWS = 2, 4
LEFT, TOP = (PAPER[0] - COLUMNS * CARD[0]) / 2, (PAPER[1] - ROWS * CARD[1]) / 2
MOST_OFFSET = 10.0
"""Millimetres: further, and the cards would leave the part of the paper that printers reach."""
MARK_FROM, MARK_TO = 2.0, 8.0
"""The distance between cut marks and cards: they are cut away with the margin."""

LONGEST_TITLE = 80
"""Characters of the title in the margin."""

Flip = Literal["long", "short"]
Offset = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Printing:
    """How the sheets are printed: backs on the other side, for a flip on the long or short edge, or beside the fronts.

    `back_offset` moves backs right and down, in millimetres: what a printer is off.
    """

    layout: Literal["duplex", "fold"] = "duplex"
    flip: Flip = "long"
    back_offset: Offset = (0.0, 0.0)

    def __post_init__(self) -> None:
        if max(map(abs, self.back_offset)) > MOST_OFFSET:
            raise ValueError(f"an offset has at most {MOST_OFFSET:g} mm each way")


class Line(NamedTuple):
    """A line from one point to another; a dashed one is where to fold."""

    x1: float
    y1: float
    x2: float
    y2: float
    dashed: bool = False


class Words(NamedTuple):
    """A line of words in the margin or on a page to calibrate; `x` is its left edge, centre or right edge."""

    x: float
    y: float
    text: str
    anchor: Literal["start", "middle", "end"] = "start"
    size: float = 7.0


class Placed(NamedTuple):
    """A face at its place: the index of its card, and whether it is the back."""

    x: float
    y: float
    card: int
    back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One side of a sheet."""

    lines: tuple[Line, ...]
    words: tuple[Words, ...]
    faces: tuple[Placed, ...] = ()

    def moved(self, offset: Offset) -> Page:
        """The same page, printed further right and down."""
        dx, dy = offset
        return Page(
            lines=tuple(Line(x1 + dx, y1 + dy, x2 + dx, y2 + dy, dashed) for x1, y1, x2, y2, dashed in self.lines),
            words=tuple(one._replace(x=one.x + dx, y=one.y + dy) for one in self.words),
            faces=tuple(one._replace(x=one.x + dx, y=one.y + dy) for one in self.faces),
        )


def sheets(number: int, printing: Printing, title: str, labels: Labels) -> Iterator[Page]:
    """The pages of so many cards."""
    shown = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"
    return (_fold if printing.layout == "fold" else _duplex)(number, printing, shown, labels)


def _duplex(number: int, printing: Printing, title: str, labels: Labels) -> Iterator[Page]:
    """Fronts and backs, sheet by sheet: each back lies on its front when the sheet is turned over."""
    batches = _batches(number, COLUMNS * ROWS)
    for count, cards in enumerate(batches, 1):
        name = f"{title} – {labels.sheet_of.format(count, len(batches))}"
        for side in (labels.front, labels.back):
            back = side is labels.back
            faces = [_placed(place, card, back, printing.flip) for place, card in enumerate(cards)]
            page = Page(lines=tuple(_cut_marks()), words=(_margin(f"{name} – {side}"),), faces=tuple(faces))
            yield page.moved(printing.back_offset) if back else page


def _batches(number: int, size: int) -> list[range]:
    return [range(first, min(first + size, number)) for first in range(0, number, size)]


def _placed(place: int, card: int, back: bool, flip: Flip) -> Placed:
    row, column = divmod(place, COLUMNS)
    if back and flip == "long":
        column = COLUMNS - 1 - column
    elif back:
        row = ROWS - 1 - row
    return Placed(LEFT + column * CARD[0], TOP + row * CARD[1], card, back)


def _fold(number: int, printing: Printing, title: str, labels: Labels) -> Iterator[Page]:
    """Fronts with their backs beside them: to print on one side, cut out in pairs, and fold."""
    middle = LEFT + CARD[0]
    batches = _batches(number, ROWS)
    for count, cards in enumerate(batches, 1):
        tops = [(TOP + row * CARD[1], card) for row, card in enumerate(cards)]
        faces = [Placed(x, y, card, back) for y, card in tops for x, back in ((LEFT, False), (middle, True))]
        line = Line(middle, TOP - MARK_TO, middle, PAPER[1] - TOP + MARK_TO, dashed=True)
        marks = [mark for mark in _cut_marks() if mark.x1 != middle]
        name = _margin(f"{title} – {labels.sheet_of.format(count, len(batches))}")
        words = Words(middle, TOP - MARK_TO - 1.5, labels.fold_here, "middle")
        yield Page(lines=(*marks, line), words=(name, words), faces=tuple(faces))


def _margin(text: str) -> Words:
    return Words(LEFT, TOP - MARK_TO - 6, text)


def _cut_marks() -> Iterator[Line]:
    """Short lines at the ends of every cut, in the margin alone."""
    right, bottom = PAPER[0] - LEFT, PAPER[1] - TOP
    for column in range(COLUMNS + 1):
        x = LEFT + column * CARD[0]
        yield Line(x, TOP - MARK_TO, x, TOP - MARK_FROM)
        yield Line(x, bottom + MARK_FROM, x, bottom + MARK_TO)
    for row in range(ROWS + 1):
        y = TOP + row * CARD[1]
        yield Line(LEFT - MARK_TO, y, LEFT - MARK_FROM, y)
        yield Line(right + MARK_FROM, y, right + MARK_TO, y)


RULER = 10
"""Millimetres that a ruler reaches to either side of its cross."""


def calibration(offset: Offset, labels: Labels) -> Iterator[Page]:
    """One sheet with crosses and rulers on both sides, at places that a flip on either edge lays upon each other."""
    for side, steps in ((labels.front, labels.calibrate_front), (labels.back, labels.calibrate_back)):
        lines: list[Line] = []
        words = [Words(PAPER[0] / 2, TOP, f"{labels.calibration} – {side}", "middle", 14)]
        for x in (LEFT + 15, PAPER[0] / 2, PAPER[0] - LEFT - 15):
            for y in (TOP + 30, PAPER[1] / 2, PAPER[1] - TOP - 30):
                # Five crosses are enough to see a turned or stretched page; the words go between them.
                if (x == PAPER[0] / 2) == (y == PAPER[1] / 2):
                    lines += _rulers(x, y)
                    words += _figures(x, y) if side is labels.back else ()
        words += [Words(LEFT + 8, TOP + 55 + 6 * row, text, size=10.5) for row, text in enumerate(steps)]
        scale = PAPER[1] - TOP - 62
        lines += [Line(55, scale, 155, scale), Line(55, scale - 3, 55, scale + 3), Line(155, scale - 3, 155, scale + 3)]
        words.append(Words(PAPER[0] / 2, scale + 7, labels.scale, "middle", 9))
        page = Page(lines=tuple(lines), words=tuple(words))
        yield page.moved(offset) if side is labels.back else page


def _rulers(x: float, y: float) -> Iterator[Line]:
    yield Line(x - RULER, y, x + RULER, y)
    yield Line(x, y - RULER, x, y + RULER)
    for step in range(-RULER, RULER + 1):
        length = 2.0 if step % 5 == 0 else 1.0
        yield Line(x + step, y - length / 2, x + step, y + length / 2)
        yield Line(x - length / 2, y + step, x + length / 2, y + step)


def _figures(x: float, y: float) -> Iterator[Words]:
    """Right and down are positive, as in the option."""
    for step in (-RULER, -5, 5, RULER):
        text = f"{step:+d}".replace("-", "−")
        yield Words(x + step, y - 2, text, "middle", 6)
        yield Words(x + 2, y + step + 0.8, text, "start", 6)
