"""A picture's bytes -> how many pixels it has, however few bytes these are. The only module that knows imagesize.

Nothing is unpacked: a file tells its pixels in its head.
"""

from __future__ import annotations

import re
from base64 import b64decode
from contextlib import suppress
from io import BytesIO
from urllib.parse import unquote_to_bytes
from xml.parsers import expat

from mesoquiz.limits import MAX_DRAWINGS

SVG = ".svg"
_DATA = re.compile("data:", re.IGNORECASE)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_GRIDS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")


class Damaged(ValueError):
    """The bytes are no picture that can be shown."""


def pixels(content: bytes, suffix: str) -> int:
    """Width by height, in pixels; of a drawing the sum of all pictures inside it. Raises `Damaged`."""
    return _in_drawing(content) if suffix == SVG else _in_grid(content)


def _in_grid(content: bytes) -> int:
    # It takes longer to import than most decks to read, and most have no picture.
    import imagesize

    try:
        width, height = imagesize.get(BytesIO(content))
    # Which errors it raises for damaged bytes changes from release to release.
    except Exception as error:
        raise Damaged from error
    if width < 1 or height < 1:
        raise Damaged
    if content.startswith(b"GIF"):
        across, down = _first_frame(content)
        width, height = max(width, across), max(height, down)
    return int(width) * int(height)


def _first_frame(content: bytes) -> tuple[int, int]:
    """Where the first frame of a GIF ends, to the right and below.

    Chromium enlarges the picture to hold that frame, whatever its head says (blink, GIFImageReader), so a head of 1 × 1
    hides any size; imagesize reads the head alone. The blocks before a frame: GIF89a, sections 18 to 26.
    """
    at = 13 + _table(content[10])
    while content[at : at + 1] == b"!":
        at += 2
        while at < len(content) and content[at]:
            at += 1 + content[at]
        at += 1
    frame = content[at : at + 10]
    if len(frame) < 10 or frame[:1] != b",":
        raise Damaged
    left, top, width, height = (int.from_bytes(frame[start : start + 2], "little") for start in (1, 3, 5, 7))
    return left + width, top + height


def _table(flags: int) -> int:
    """The bytes of a GIF's table of colours."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _in_drawing(content: bytes, depth: int = 0) -> int:
    """The pixels of the pictures inside a drawing, however they are spelt: entities and references are XML's affair."""
    texts: list[str] = []
    shown: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _, attributes: texts.extend(attributes.values())
    parser.CharacterDataHandler = shown.append
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        # What is inside another drawing may end within a style sheet.
        if not depth:
            raise Damaged from error
    texts.append("".join(shown))
    return sum(_in_address(address, depth) for text in texts for address in _DATA.split(text)[1:])


def _in_address(address: str, depth: int) -> int:
    """The pixels of what a `data:` address holds. Browsers look at the bytes, not at the type that it names."""
    head, _, encoded = address.partition(",")
    content = unquote_to_bytes(encoded)
    if head.rstrip().lower().endswith("base64"):
        content = _NOT_BASE64.sub(b"", content)
        content = b64decode(content[: len(content) // 4 * 4])
    if content.startswith(_GRIDS):
        with suppress(Damaged):
            return _in_grid(content)
    if b"<" not in content[:1000]:
        return 0
    if depth == MAX_DRAWINGS:
        raise Damaged
    return _in_drawing(content, depth + 1)
