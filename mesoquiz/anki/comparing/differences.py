"""A note before and after -> what differs in it, field by field, as a person compares it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from operator import eq
from typing import NamedTuple

from mesoquiz.anki.comparing.updates import readable
from mesoquiz.anki.contents import PackedNote, PackedType

_MEDIA = re.compile(r"""(?:<img[^<>]{0,500}?src="|\[sound:)([^"\]<>]{1,300})""")
_DRAW = re.compile(r' data-draw="(\d{1,6}) (\d{1,6}) (\d{1,6})"')
"""How many options of a pool are shown, and how many of these are right: no text of the card says it."""
_PLACE = r"([0-9]{1,4}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})"
_ZONE = re.compile(rf'<b class="mq-zone" style="left:{_PLACE}%;top:{_PLACE}%;width:{_PLACE}%;height:{_PLACE}%">')
_MASK = re.compile(
    rf"\{{\{{c([0-9]{{1,6}})::image-occlusion:rect:left={_PLACE}:top={_PLACE}:width={_PLACE}:height={_PLACE}(:oi=1)?\}}\}}"
)
"""A rectangle of a picture: of a zone in percents, of a mask in fractions."""
_CONTEXT = 30
"""Characters that are shown before the first that differs, where it comes late in a text."""
_SHOWN = 200
"""Characters of a text that are shown, from there on: a paragraph."""
_LOOKED_AT = 20_000
"""Characters of a field in which something is looked for: packages are untrusted, and may hold a hundred million."""
_NAMED = 100
"""Tags or media that are named."""
_SPARE = {"Spare 1": "Context", "Spare 2": "Report"}
"""What the spare fields of mesoquiz's own note types hold; their names never change."""


class Difference(NamedTuple):
    """What differs in one field: its name, the old text and the new one."""

    where: str
    old: str
    new: str


def differences(before: PackedNote, after: PackedNote, types: Mapping[str, PackedType]) -> Iterator[Difference]:
    """Yield what differs in the fields of a note, then in its zones or masks, its media, its draw and its tags."""
    kind = types.get(after.note_type)
    spare = _SPARE if kind and kind.id_field is not None else {}
    names = [spare.get(part.name) or readable(part.name) for part in kind.fields] if kind else []
    starts = ([field[:_LOOKED_AT] for field in note.fields] for note in (before, after))
    for place, (old, new) in enumerate(zip(*starts, strict=False)):
        if old != new:
            where = names[place] if place < len(names) else f"field {place + 1}"
            shown = _around_the_first(_MASK.sub(" ", old), _MASK.sub(" ", new))
            if shown[0] != shown[1]:
                yield Difference(where, *shown)
    yield from _moved(_zones(before), _zones(after))
    yield from _moved(_masks(before), _masks(after))
    pairs = {
        "media": (_media(before), _media(after)),
        "draw": (_draws(before), _draws(after)),
        "tags": (before.tags, after.tags),
    }
    for where, (some, others) in pairs.items():
        old, new = (", ".join(readable(name) for name in sorted(set(found))[:_NAMED]) for found in (some, others))
        if old != new:
            yield Difference(where, old[:_SHOWN], new[:_SHOWN])


def _around_the_first(old: str, new: str) -> tuple[str, str]:
    """Two texts from shortly before they differ, without their elements."""
    start = sum(takewhile(bool, map(eq, old, new))) - _CONTEXT
    start = old.rfind(" ", 0, start) + 1 if start > _CONTEXT else 0
    # Not in the middle of an element.
    start = old.rfind("<", 0, start) if old.rfind("<", 0, start) > old.rfind(">", 0, start) else start
    lead = "… " if start else ""
    old, new = (lead + readable(text[start:])[:_SHOWN] for text in (old, new))
    return old, new


def _media(note: PackedNote) -> list[str]:
    return [name for field in note.fields for name in _MEDIA.findall(field[:_LOOKED_AT])]


def _draws(note: PackedNote) -> list[str]:
    found = (numbers for field in note.fields for numbers in _DRAW.findall(field[:_LOOKED_AT]))
    return [f"{count} options at a time, {_range(least, most)} of them right" for count, least, most in found]


def _range(least: str, most: str) -> str:
    return least if least == most else f"{least} to {most}"


def _moved(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Difference]:
    """Yield the rectangles of a picture that are elsewhere, by their names."""
    for name in [*dict.fromkeys((*old, *new))][:_NAMED]:
        if old.get(name) != new.get(name):
            yield Difference(name, old.get(name, ""), new.get(name, ""))


def _zones(note: PackedNote) -> dict[str, str]:
    found = [place for field in note.fields for place in _ZONE.findall(field[:_LOOKED_AT])]
    return {f"zone {number}": _in_words([*map(float, place)]) for number, place in enumerate(found, 1)}


def _masks(note: PackedNote) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for number, *place, others in (mask for field in note.fields for mask in _MASK.findall(field[:_LOOKED_AT])):
        said = _in_words([100 * float(part) for part in place]) + (", the others hidden, too" if others else "")
        found.setdefault(f"mask {number}", []).append(said)
    return {name: "; ".join(said)[:_SHOWN] for name, said in found.items()}


def _in_words(place: list[float]) -> str:
    left, top, width, height = (f"{round(edge, 2):g}%" for edge in place)
    return f"left {left}, top {top}, width {width}, height {height}"
