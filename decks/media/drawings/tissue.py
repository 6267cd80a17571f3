"""Skin in section: its layers, and what they hold."""

from __future__ import annotations

import random
from collections.abc import Callable

from canvas import INK, Drawing

HORNY, EPIDERMIS, DERMIS, FAT, DEEP_FAT = "#8d5a41", "#c58a6a", "#f3cdb9", "#fbeab2", "#f2d889"
SEPTUM, FASCIA, MUSCLE, VESSEL = "#c9a24a", "#ffffff", "#a9544c", "#b3202c"

TOP = 60
"""Where the surface of the skin lies."""
LAYERS = {"epidermis": 42, "dermis": 128, "superficial": 118, "fascia": 10, "deep": 112, "muscle": 60}
"""The thickness of each layer, from the surface down."""

Surface = Callable[[float], float]


def depths(**thicker: int) -> dict[str, tuple[int, int]]:
    """Upper and lower edge of each layer of the skin, some of them thicker by so much."""
    found, here = {}, TOP
    for name, thickness in LAYERS.items():
        found[name] = (here, here + thickness + thicker.get(name, 0))
        here = found[name][1]
    return found


def flat(_: float) -> float:
    """A surface without hills."""
    return 0


def risen(height: float, lift: Surface) -> Surface:
    """A line at a height, which follows what lifts it."""
    return lambda x: height + lift(x)


def edge(left: float, right: float, height: Callable[[float], float]) -> str:
    """Points of a line from `left` to `right`, every 4 units."""
    steps = [left + 4 * step for step in range(int((right - left) / 4) + 1)]
    return " ".join(f"{x:.0f},{height(x):.1f}" for x in [*steps, right])


def layer(drawing: Drawing, sides: tuple[float, float], upper: Surface, lower: Surface, colour: str) -> None:
    """Fill what lies between two lines."""
    left, right = sides
    back = " ".join(reversed(edge(left, right, lower).split()))
    drawing.add("polygon", points=f"{edge(left, right, upper)} {back}", fill=colour)


def lobules(
    drawing: Drawing,
    box: tuple[float, float, float, float],
    size: float,
    seed: int,
    bent: tuple[Surface, Surface] = (flat, flat),
) -> None:
    """Fat cells in rows, each a little out of line; `bent` says how far the top and the foot of the box are moved."""
    left, top, right, bottom = box
    chance = random.Random(seed)  # noqa: S311
    rows = max(1, round((bottom - top) / size))
    high = (bottom - top) / rows
    for row in range(rows):
        wide = size * 1.25
        x = left - (wide / 2 if row % 2 else 0)
        while x < right:
            start, end = max(x, left), min(x + wide, right)
            if end - start > wide / 3:
                rx, ry = (end - start) / 2 - 1.5, high / 2 - 1.5
                cx, cy = (start + end) / 2, top + (row + 0.5) * high + chance.uniform(-1.5, 1.5)
                above, below = (side(cx) for side in bent)
                cy += below + (above - below) * (bottom - cy) / (bottom - top)
                ry += (below - above) / rows / 2
                shape = {"cx": round(cx, 1), "cy": round(cy, 1), "rx": round(rx, 1), "ry": round(ry, 1)}
                drawing.add("ellipse", **shape, fill="#fff6d8", stroke=SEPTUM, stroke_width=1.3)
            x += wide


def fibres(
    drawing: Drawing, box: tuple[float, float, float, float], number: int, seed: int, lift: Surface = flat
) -> None:
    """Wavy bundles of collagen, moved by `lift`."""
    left, top, right, bottom = box
    chance = random.Random(seed)  # noqa: S311
    for _ in range(number):
        length = chance.uniform(34, 70)
        x, y = chance.uniform(left, right - length), chance.uniform(top, bottom)
        y += lift(x + length / 2)
        step, swing = length / 4, chance.choice((-5, 5))
        path = f"M{x:.0f} {y:.0f}q{step:.0f} {swing} {2 * step:.0f} 0t{2 * step:.0f} 0"
        drawing.line(path, "#d79f85", 2.2)


def parallel_fibres(drawing: Drawing, box: tuple[float, float, float, float]) -> None:
    """Fine bundles of collagen, close and straight, as in a scar."""
    left, top, right, bottom = box
    for y in range(int(top), int(bottom), 7):
        drawing.line(f"M{left + y % 4 * 3} {y}H{right - y % 5 * 3}", "#c98a6e", 1.5)


def muscle(drawing: Drawing, sides: tuple[float, float], edges: tuple[float, float]) -> None:
    """Muscle with its fibres."""
    left, right = sides
    layer(drawing, sides, lambda _: edges[0], lambda _: edges[1], MUSCLE)
    for y in range(int(edges[0]) + 10, int(edges[1]) - 4, 11):
        drawing.line(f"M{left} {y}H{right}", "#8a3f39", 1.6)


def papillae(depth: float, surface: Surface) -> Surface:
    """The lower edge of the epidermis: waves that grip the dermis."""

    def found(x: float) -> float:
        phase = (x % 36) / 36
        return depth + surface(x) + 14 * (1 - abs(2 * phase - 1)) ** 0.8 - 8

    return found


def skin(
    drawing: Drawing,
    sides: tuple[float, float],
    surface: Surface = flat,
    lift: Surface = flat,
    **thicker: int,
) -> dict[str, tuple[int, int]]:
    """A section of skin down to the muscle, whose layers can be thicker. The edges of its layers come back.

    The deep fat swells by `lift`, and all that lies on it rises with it.
    """
    left, right = sides
    at = depths(**thicker)
    muscle(drawing, sides, at["muscle"])
    layer(drawing, sides, risen(at["deep"][0], lift), lambda _: at["deep"][1], DEEP_FAT)
    deep = (left, at["deep"][0] + 3, right, at["deep"][1] - 3)
    lobules(drawing, deep, 34 + thicker.get("deep", 0) / 6, 2, (lift, flat))
    superficial_fat(drawing, sides, at, 19 + thicker.get("superficial", 0) / 5, lift)
    layer(drawing, sides, risen(at["fascia"][0], lift), risen(at["fascia"][1], lift), FASCIA)
    for side in at["fascia"]:
        points = edge(left, right, risen(side, lift))
        drawing.add("polyline", points=points, fill="none", stroke="#8f8f8f", stroke_width=1.8)
    dermis(drawing, sides, lambda x: surface(x) + lift(x), lift=lift)
    return at


def superficial_fat(
    drawing: Drawing, sides: tuple[float, float], at: dict[str, tuple[int, int]], size: float, lift: Surface
) -> None:
    """Small lobules between septa that stand upright and hold the dermis."""
    left, right = sides
    top, bottom = at["superficial"]
    layer(drawing, sides, risen(top - 40, lift), risen(bottom, lift), FAT)
    posts = list(range(int(left) + 44, int(right) - 20, 88))
    for start, end in zip([left, *posts], [*posts, right], strict=True):
        lobules(drawing, (start + 3, top + 4, end - 3, bottom - 3), size, int(start), (lift, lift))
    for x in posts:
        drawing.line(f"M{x} {top + lift(x):.0f}V{bottom + lift(x):.0f}", SEPTUM, 5)


def dermis(
    drawing: Drawing, sides: tuple[float, float], surface: Surface, sunk: float = 0.6, lift: Surface = flat
) -> None:
    """Dermis with its fibres, the epidermis with its horny layer over it.

    Its foot follows the surface by `sunk`, and wholly where what lies below lifts both.
    """
    left, right = sides
    at = depths()
    under = papillae(at["epidermis"][1] - 6, surface)

    def foot(x: float) -> float:
        return at["dermis"][1] + (surface(x) - lift(x)) * sunk + lift(x)

    layer(drawing, sides, under, lambda x: max(foot(x), under(x) + 26), DERMIS)
    count = int((right - left) / 11)
    lowest = max(surface(x) for x in range(int(left), int(right)))
    if lowest < 20:
        fibres(drawing, (left + 4, at["dermis"][0] + 26, right - 4, at["dermis"][1] - 10), count, 3, lift)
    layer(drawing, sides, lambda x: TOP + surface(x), under, EPIDERMIS)
    layer(drawing, sides, lambda x: TOP + surface(x), lambda x: TOP + 9 + surface(x), HORNY)


def follicle(drawing: Drawing, x: float, side: int = 1) -> None:
    """A hair with its root in the dermis, and its sebaceous gland on the right (1) or the left (-1)."""
    foot = depths()["dermis"][1] - 8
    drawing.line(
        f"M{x - 9} {TOP + 2}C{x - 9} {TOP + 60} {x + 2} {foot - 40} {x + 10} {foot - 8}"
        f"q10 12 18 -4C{x + 22} {foot - 50} {x + 9} {TOP + 60} {x + 9} {TOP + 2}z",
        "#8d5a41",
        2,
        "#dba184",
    )
    drawing.line(f"M{x - 9} {TOP - 46}C{x - 1} {TOP - 10} {x} {TOP + 60} {x + 17} {foot - 12}", INK, 4)
    drawing.add(
        "ellipse", cx=x + side * 38, cy=TOP + 86, rx=20, ry=15, fill="#f7e3a0", stroke="#a77c2a", stroke_width=2
    )
    drawing.line(f"M{x + side * 22} {TOP + 78}L{x + side * 9} {TOP + 66}", "#a77c2a", 4)


def vessels(drawing: Drawing, sides: tuple[float, float]) -> None:
    """A small artery along the foot of the dermis, with loops that rise towards the papillae."""
    left, right = sides
    y = depths()["dermis"][1] - 16
    drawing.line(f"M{left} {y}C{left + 60} {y - 12} {right - 60} {y + 12} {right} {y}", VESSEL, 5)
    for x in range(36 * (int(left + 50) // 36), int(right) - 10, 72):
        up = f"M{x - 9} {y}C{x - 14} {y - 50} {x - 4} {y - 80} {x - 5} {TOP + 40}"
        drawing.line(f"{up}q5 -10 10 0C{x + 4} {y - 80} {x + 12} {y - 50} {x + 8} {y}", VESSEL, 2.4)


def fibrosis(drawing: Drawing, middle: float, half: float) -> None:
    """Dense collagen that has no border, and passes into the dermis around it."""
    for share in (1.15, 1, 0.85, 0.7, 0.55):
        size = {"rx": round(half * share, 1), "ry": round(64 * share, 1)}
        drawing.add("ellipse", cx=middle, cy=TOP + 92, **size, fill="#d08f78", opacity=0.28)
    for number, y in enumerate(range(TOP + 38, TOP + 156, 9)):
        reach = half * (1.1 - ((y - TOP - 92) / 66) ** 2) ** 0.5 + (-4, 12, 4)[number % 3]
        start = middle - reach + (6, -5, 0)[number % 3]
        drawing.line(f"M{start:.0f} {y}q{reach / 2:.0f} -7 {reach:.0f} 0t{reach:.0f} 0", "#b0705a", 2.6)
