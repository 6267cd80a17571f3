"""Decks, texts and quizzes that could be written."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any, get_args

import yaml
from hypothesis import assume
from hypothesis import strategies as st

from mesoquiz.notes.draw import Draw
from mesoquiz.notes.interactions import Mask, Option, Zone
from mesoquiz.notes.note import AnkiSettings, Citation, Ignored, Note, Picture
from mesoquiz.questions import kinds
from mesoquiz.reading.nodes import Scalar
from mesoquiz.reading.places import Where
from mesoquiz.reading.variants import key_hints

KINDS = kinds().kinds
LETTERS = "aàeéiouœ bBcC «»?!;:.,%'’()0123456789-–/=+<>&\"#@|\u00a0\u202f𝛽漢"
"""Characters that are neither markup nor refused in a deck."""
plain = st.text(LETTERS, max_size=40)
text = plain.map(lambda text: unicodedata.normalize("NFC", text).strip()).filter(lambda text: text and text != "\u00a0")
lines = st.lists(text, min_size=1, max_size=3).map("\n".join)
ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}", fullmatch=True)


# A note, written and read

pins = st.sampled_from([None, None, "first", "last"])
side, size = st.integers(0, 50).map(float), st.integers(1, 50).map(float)

own_texts = {
    "cloze": lines.map(lambda text: text.translate({ord("{"): None, ord("}"): None}) + " {{2::derme::où}} {{peau}}"),
    "answer": st.builds(Option, text=text, why=lines, must=st.booleans(), pin=pins),
    "answers": st.lists(st.builds(Option, text=text, must=st.booleans()), min_size=1, max_size=3).map(tuple),
    "distractors": st.lists(st.builds(Option, text=text, never=st.booleans(), pin=pins), max_size=3).map(tuple),
    "source": st.lists(st.builds(Citation, doc=ids, quote=text), max_size=2).map(tuple),
    "tags": st.lists(ids, max_size=2).map(tuple),
    "ignore": st.lists(st.builds(Ignored, code=text, why=lines), max_size=2).map(tuple),
    "accept": st.lists(text, max_size=2).map(tuple),
    "sequence": st.lists(text, min_size=2, max_size=4, unique=True).map(tuple),
    "pairs": st.lists(st.tuples(text, text), min_size=2, max_size=3, unique_by=(lambda p: p[0], lambda p: p[1])).map(
        tuple
    ),
    "masks": st.lists(
        st.builds(Mask, left=side, top=side, width=size, height=size, label=text), min_size=1, max_size=2
    ).map(tuple),
    "zones": st.lists(st.builds(Zone, left=side, top=side, width=size, height=size, label=text), min_size=1).map(tuple),
    "image": st.sampled_from([None, Picture(file="peau.png", alt="Coupe")]),
    "anki": st.sampled_from([None, AnkiSettings(choices="folded"), AnkiSettings(choices="shown")]),
    "hide": st.sampled_from(["one", "all"]),
    "sound": st.just(""),
    # A case has at least two cards: `test_cases_are_whole` makes some.
    "case": st.just(""),
    "more": st.just(""),
    "panel": st.lists(st.integers(0, 20), min_size=5, max_size=5).filter(sum).map(tuple),
    "lines": st.sampled_from([None, 1, 12, 60]),
    "about": st.sampled_from(["diagnosis", "investigation", "treatment"]),
    "expected": st.sampled_from([None, 1, 2]),
    "draw": st.sampled_from([None, Draw(count=2), Draw(count=3, most=2)]),
}


@st.composite
def notes(draw: st.DrawFn) -> Note:
    """A sound note of any question type."""
    kind = draw(st.sampled_from(sorted(KINDS.values(), key=lambda kind: kind.__module__)))
    values: dict[str, Any] = {}
    for name, (hint, _) in key_hints(kind).items():
        inner = get_args(hint)[0]
        if inner is bool:
            values[name] = draw(st.booleans())
        elif name == "distractors" and "pairs" in values:
            values[name] = draw(st.lists(text, max_size=2).map(tuple))
        elif name in own_texts:
            values[name] = draw(own_texts[name])
        elif name not in ("type", "difficulty"):
            values[name] = draw(ids if name == "id" else lines)
    note: Note = kind(**values, difficulty=draw(st.sampled_from([None, 1, 2, 3])))
    check: Callable[[Where], Any] = getattr(note, "check", lambda _: ())
    assume(not list(check(Where(Scalar("", True, NOWHERE, NOWHERE), ""))))
    return note


NOWHERE = yaml.Mark("", 0, 0, 0, None, None)

kept = st.sampled_from(
    ["12:30", "https://exemple.fr/a?b=c;d", "mailto:anne@exemple.fr", "`a ; b : c ?`", r"\(a : b ; c!\)", r"\[x ?\]"]
)

names = st.integers(0, 99).map(str)
