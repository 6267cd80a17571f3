"""A bust, a forearm, a body from behind."""

from __future__ import annotations

from canvas import INK, Drawing, mirrored, smooth

BODY_SKIN, OUTLINE, CLOTH, HAIR = "#efc5a6", "#7a5340", "#8fa7b8", "#5a4334"
BACK = [
    *((0, 82), (15, 84), (18, 100), (58, 112), (76, 138), (84, 200), (92, 262), (100, 318), (92, 342), (82, 322)),
    *((72, 262), (62, 206), (54, 158), (53, 205), (46, 238), (58, 290), (58, 340), (47, 412), (48, 456), (33, 524)),
    *((36, 548), (10, 550), (12, 524), (13, 456), (12, 412), (6, 330), (0, 308)),
]
BUST = [(0, 190), (36, 190), (37, 236), (70, 258), (142, 278), (176, 318), (186, 430), (0, 430)]
FACE = [(0, 16), (38, 24), (60, 66), (61, 120), (46, 172), (20, 204), (0, 209)]


def bust(drawing: Drawing, axis: float, top: float) -> None:
    """Head, neck and shoulders from the front."""
    drawing.line(
        smooth(mirrored([(0, 2), (52, 12), (80, 62), (84, 150), (70, 214), (0, 216)], axis, top)), OUTLINE, 2, HAIR
    )
    drawing.line(smooth(mirrored(BUST, axis, top)), OUTLINE, 2.5, BODY_SKIN)
    shirt = [(0, 372), (40, 318), (84, 262), (142, 278), (176, 318), (190, 438), (0, 438)]
    drawing.line("M" + "L".join(f"{x} {y}" for x, y in mirrored(shirt, axis, top)) + "z", OUTLINE, 2, CLOTH)
    drawing.line(smooth(mirrored(FACE, axis, top)), OUTLINE, 2.5, BODY_SKIN)
    drawing.line(smooth(mirrored([(0, 2), (52, 12), (74, 74), (50, 62), (0, 48)], axis, top)), OUTLINE, 2, HAIR)
    for side in (-1, 1):
        drawing.line(f"M{axis + side * 14} {top + 92}q{side * 14} -9 {side * 28} 0", OUTLINE, 3)
        drawing.add(
            "ellipse", cx=axis + side * 28, cy=top + 106, rx=9, ry=5.5, fill="#ffffff", stroke=OUTLINE, stroke_width=2
        )
        drawing.add("circle", cx=axis + side * 28, cy=top + 106, r=4, fill=INK)
    drawing.line(f"M{axis} {top + 112}l-7 32h12", OUTLINE, 2.4)
    drawing.line(f"M{axis - 20} {top + 170}q20 12 40 0", "#a4473f", 4)


FOREARM = [
    *((0, 46), (60, 50), (140, 62), (186, 51), (216, 50), (226, 80), (216, 114), (186, 114), (140, 104), (60, 120)),
    (0, 124),
]
FINGERS = [
    *(((212, 57), (254, 31)), ((219, 73), (282, 57)), ((221, 91), (292, 89)), ((216, 108), (282, 121))),
    ((184, 108), (230, 143)),
]
"""From its root to its tip: the little finger, the others, the thumb."""


def forearm(drawing: Drawing, corner: tuple[float, float]) -> None:
    """A forearm that lies on its side, with the back of its hand, its fingers apart."""
    left, top = corner

    def fingers(colour: str, width: float) -> None:
        for (x, y), (to_x, to_y) in FINGERS:
            drawing.line(f"M{left + x} {top + y}L{left + to_x} {top + to_y}", colour, width)

    fingers(OUTLINE, 18.5)
    drawing.line(smooth([(left + x, top + y) for x, y in FOREARM]), OUTLINE, 2.5, BODY_SKIN)
    fingers(BODY_SKIN, 13.5)


def body(drawing: Drawing, axis: float, top: float) -> None:
    """A body seen from behind."""
    drawing.line(smooth(mirrored(BACK, axis, top)), OUTLINE, 2.5, BODY_SKIN)
    shorts = [(0, 252), (48, 252), (58, 290), (58, 340), (10, 340), (4, 318), (0, 312)]
    drawing.line("M" + "L".join(f"{x} {y}" for x, y in mirrored(shorts, axis, top)) + "z", OUTLINE, 2, CLOTH)
    drawing.add("ellipse", cx=axis, cy=top + 46, rx=32, ry=40, fill=HAIR, stroke=OUTLINE, stroke_width=2.5)
    drawing.line(f"M{axis} {top + 96}V{top + 246}", "#b98a6a", 4)
