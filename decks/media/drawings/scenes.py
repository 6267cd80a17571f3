"""The drawings, one function each."""

from __future__ import annotations

import math

from bodies import body, bust, forearm
from canvas import GROUND, INK, Drawing
from cells import apoptosis, fibroblast, inflammation
from instruments import joint, needle
from tissue import (
    DERMIS,
    FAT,
    TOP,
    depths,
    dermis,
    fibres,
    fibrosis,
    flat,
    follicle,
    layer,
    lobules,
    parallel_fibres,
    risen,
    skin,
    vessels,
)


def section(named: bool) -> Drawing:
    """The skin, layer by layer, each with its name."""
    drawing = Drawing("Coupe schématique de la peau : ses couches, de la surface au muscle", 560)
    if not named:
        skin(drawing, (24, 776))
        follicle(drawing, 150)
        vessels(drawing, (420, 740))
        return drawing
    at = skin(drawing, (24, 424))
    follicle(drawing, 110)
    vessels(drawing, (220, 404))
    names = [
        ("épiderme", 0, "epidermis"),
        ("derme", 0, "dermis"),
        ("hypoderme\nsuperficiel", -6, "superficial"),
        ("fascia superficialis", 6, "fascia"),
        ("hypoderme\nprofond", 14, "deep"),
        ("muscle", 0, "muscle"),
    ]
    for text, shift, name in names:
        middle = sum(at[name]) / 2
        drawing.leader(478, middle + shift, 410, middle)
        drawing.label(490, middle + shift, text)
    return drawing


def contents() -> Drawing:
    """What the dermis holds."""
    drawing = Drawing("Coupe schématique de la peau : ce que contient le derme", 330)
    left, right = 250, 550
    at = depths()
    layer(drawing, (left, right), lambda _: at["superficial"][0], lambda _: 310, FAT)
    lobules(drawing, (left, at["superficial"][0] + 4, right, 307), 19, 1)
    dermis(drawing, (left, right), flat)
    follicle(drawing, 330, -1)
    vessels(drawing, (400, 540))
    fibroblast(drawing, 384, 128, 0.5)
    drawing.leader(222, 136, 288, 146)
    drawing.label(212, 136, "glande\nsébacée", "end")
    drawing.leader(222, 236, 342, 196)
    drawing.label(212, 236, "follicule\npileux", "end")
    drawing.leader(578, 106, 394, 128)
    drawing.label(588, 106, "fibroblaste")
    drawing.leader(578, 176, 514, 150)
    drawing.label(588, 176, "vaisseaux")
    drawing.leader(578, 250, 392, 185)
    drawing.label(588, 250, "fibres\nde collagène")
    return drawing


def planes() -> Drawing:
    """Three injections and the planes that they reach: in the dermis, below the skin, in a joint."""
    drawing = Drawing("Trois injections schématiques, A, B et C, et le plan que chacune atteint", 730)
    with drawing.moved(70):
        skin(drawing, (20, 390))
        joint(drawing, (426, 666))
        needle(drawing, (118, TOP + 74), (72, TOP - 14), 17)
        needle(drawing, (268, TOP + 222), (222, TOP - 14), 24)
        needle(drawing, (560, 292), (704, 268), 18)
        for x, y, text in ((136, 18, "A"), (286, 18, "B"), (750, 206, "C")):
            drawing.letter(x, y, text)
    names = ((100, "A : intra-\ndermique"), (290, "B : sous-\ncutanée"), (586, "C : intra-articulaire\n(infiltration)"))
    for x, text in names:
        drawing.label(x, 668, text, "middle", 26)
    return drawing


def cellulite() -> Drawing:
    """Cellulite, in the superficial fat, beside a lipodystrophy, in the deep one."""
    drawing = Drawing(
        "Deux coupes schématiques de la peau, A et B ; dans chacune, une couche de graisse est plus épaisse", 730
    )
    with drawing.moved(66):

        def dimples(x: float) -> float:
            """Down where a septum holds the dermis, up between two of them."""
            return 10 * math.cos(2 * math.pi * (x - 64) / 88) - 2

        def hill(x: float) -> float:
            return -72 * max(0.0, 1 - ((x - 650) / 128) ** 2) ** 2

        at = skin(drawing, (20, 304), dimples, superficial=52)
        other = skin(drawing, (496, 780), lift=hill, deep=52)
        for text, name, y in (("hypoderme\nsuperficiel", "superficial", 306), ("hypoderme\nprofond", "deep", 440)):
            drawing.label(400, y, text, "middle", 25)
            for x, depth in ((292, at), (508, other)):
                drawing.leader(400 + (x - 400) * 0.78, y, x, sum(depth[name]) / 2)
    for x, letter, name in ((162, "A", "cellulite"), (638, "B", "lipodystrophie")):
        drawing.letter(x - 118, 44, letter)
        drawing.label(x, 698, name, "middle")
    return drawing


def scars(named: bool) -> Drawing:
    """Three scars: sunk within the dermis, sunk below it, raised and fibrous."""
    drawing = Drawing("Trois cicatrices en coupe schématique, A, B et C", 480 if named else 370)
    with drawing.moved(22):
        at = depths()
        for number, height in enumerate((58, 190, -30)):
            left = 12 + 264 * number
            middle, half = left + 124, (62, 70, 84)[number]

            def surface(x: float, middle: float = middle, half: float = half, height: float = height) -> float:
                return height * max(0.0, 1 - ((x - middle) / half) ** 2) ** 2

            layer(
                drawing,
                (left, left + 248),
                lambda x, at_x=surface: max(at["dermis"][1] - 9, TOP + 20 + at_x(x)),
                lambda _: 330,
                FAT,
            )
            lobules(drawing, (left, at["dermis"][1] + 4, left + 248, 327), 19, number)
            if height > 0:
                # Nothing is in the hollow: not the fat that lies below it.
                layer(drawing, (left, left + 248), lambda _: TOP, risen(TOP, surface), GROUND)
            dermis(drawing, (left, left + 248), surface, 0)
            if number == 2:
                fibrosis(drawing, middle, half)
            drawing.letter(left + 28, 24, "ABC"[number])
    if named:
        for number, text in enumerate(
            ("A : creux limité\nau derme", "B : creux au-delà\ndu derme", "C : fibrose\nen relief")
        ):
            drawing.label(136 + 264 * number, 412, text, "middle", 25)
    return drawing


def stage(drawing: Drawing, number: int, left: int, middle: tuple[int, int]) -> None:
    """What is in the picture of one of the four stages of a stretch mark."""
    if number == 1:
        inflammation(drawing, middle)
    if number < 2:
        fibroblast(drawing, *middle, 1)
    if number == 2:
        apoptosis(drawing, middle)
    if number == 3:
        parallel_fibres(drawing, (left + 7, 30, left + 178, 206))


def stretch_mark() -> Drawing:
    """What is said to happen to the fibroblast in a stretch mark: four stages, from left to right."""
    drawing = Drawing("Un fibroblaste du derme et ses fibres, en quatre étapes, de gauche à droite", 330)
    stages = ("fibroblaste\nactif", "inflam-\nmation", "apoptose", "fibres fines,\nparallèles")
    for number, (text, amount) in enumerate(zip(stages, (11, 9, 7, 0), strict=True)):
        left, middle = 12 + 197 * number, (12 + 197 * number + 92, 114)
        drawing.add("rect", x=left, y=20, width=185, height=190, rx=10, fill=DERMIS, stroke="#b98a75", stroke_width=2)
        for top, bottom in ((34, 78), (150, 196)):
            fibres(drawing, (left + 8, top, left + 177, bottom), amount, number + 5)
        stage(drawing, number, left, middle)
        if number:
            drawing.line(f"M{left - 14} 116h14m-8 -9l9 9l-9 9", INK, 4)
        drawing.label(middle[0], 268, text, "middle")
    return drawing


def front() -> Drawing:
    """Regions of which cosmetic mesotherapy is told: the bust from the front, and a forearm."""
    drawing = Drawing("Un buste de face, un avant-bras et une main : régions nommées", 640)
    bust(drawing, 500, 20)
    forearm(drawing, (270, 480))
    for x, y, text in ((456, 52, "cuir chevelu"), (466, 156, "visage"), (484, 242, "cou"), (496, 322, "décolleté")):
        drawing.leader(252, y, x, y)
        drawing.label(240, y, text, "end", 26)
    for x, text in ((338, "avant-bras"), (464, "main")):
        drawing.leader(x, 500, x, 558)
        drawing.label(x, 482, text, "middle", 26)
    return drawing


def back() -> Drawing:
    """Regions where pain is treated, on a body seen from behind."""
    drawing = Drawing("Un corps de dos : régions douloureuses nommées", 620)
    body(drawing, 400, 30)
    marks = [
        (400, 124, "rachis cervical", -1),
        (462, 158, "épaule", 1),
        (400, 254, "rachis lombaire", -1),
        (450, 330, "hanche", 1),
        (370, 446, "genou", -1),
        (424, 572, "talon", 1),
    ]
    for x, y, text, side in marks:
        start = 400 + side * 150
        drawing.leader(start, y, x, y)
        drawing.label(start + side * 12, y, text, "start" if side > 0 else "end", 28)
    return drawing
