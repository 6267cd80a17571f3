"""A picture's bytes -> how many pixels it has, however few bytes these are. The only module that knows imagesize.

A file tells its pixels in its head: no picture is unpacked. What a drawing holds is taken as browsers and Typst take
it; what could not be judged is refused.
"""

from __future__ import annotations

import re
import zlib
from base64 import b64decode
from io import BytesIO
from urllib.parse import unquote_to_bytes
from xml.parsers import expat

from mesoquiz.limits import MAX_DRAWINGS, MAX_MEDIA, MAX_PROFILE

SVG = ".svg"
_DATA = re.compile("data:", re.IGNORECASE)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_LEFT_OUT = dict.fromkeys(map(ord, "\t\n\r"))
"""What browsers leave out of an address."""
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})\s?|(.))", re.DOTALL)
"""An escape of a style sheet, CSS Syntax Level 3, section 4.3.7."""
_GRIDS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_OTHERS = re.compile(rb"BM|II\*\0|MM\0\*|\0\0[\1\2]\0|....ftyp|\xff\x0a|\0\0\0\x0cJXL", re.DOTALL)
"""How pictures begin that some browsers show and some programs do not: BMP, TIFF, ICO, AVIF and HEIF, JPEG XL."""
_PACKED = b"\x1f\x8b"


class Damaged(ValueError):
    """The bytes are no picture that can be shown everywhere."""


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
    if content.startswith(b"\x89PNG"):
        _refuse_profile(content)
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


def _refuse_profile(content: bytes) -> None:
    """Raise `Damaged` if the profile of a PNG's colours is larger than any is once it is unpacked, or is cut.

    Whoever shows the picture unpacks it whole. Its chunks: PNG (third edition), 5.3; the profile, 11.3.2.3.
    """
    at = 8
    while (kind := content[at + 4 : at + 8]) and kind != b"IDAT":
        size = int.from_bytes(content[at : at + 4])
        if kind == b"iCCP":
            _, _, packed = content[at + 8 : at + 8 + size].partition(b"\0")
            _unpacked(packed[1:], MAX_PROFILE, zlib.MAX_WBITS)
        at += 12 + size


def _unpacked(packed: bytes, most: int, format: int) -> bytes:
    """Bytes unpacked, at most so many. Raises `Damaged`."""
    try:
        unpacker = zlib.decompressobj(format)
        content = unpacker.decompress(packed, most)
    except zlib.error as error:
        raise Damaged from error
    if not unpacker.eof:
        raise Damaged
    return content


def _in_drawing(content: bytes, depth: int = 0) -> int:
    """The pixels of the pictures inside a drawing, however they are spelt: entities and references are XML's affair."""
    if depth > MAX_DRAWINGS:
        raise Damaged
    texts: list[str] = []
    shown: list[str] = []
    styles: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _, attributes: texts.extend(attributes.values())
    parser.CharacterDataHandler = shown.append
    parser.ProcessingInstructionHandler = lambda name, _: styles.append(name)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        # What is inside another drawing may end within a style sheet.
        if not depth:
            raise Damaged from error
    if "xml-stylesheet" in styles:
        raise Damaged
    texts.append("".join(shown))
    addresses = (address for text in texts for address in _DATA.split(_read(text))[1:])
    return sum(_in_address(address, depth) for address in addresses)


def _read(text: str) -> str:
    """A text as a style sheet and an address are read."""
    if "\\" in text:
        text = _ESCAPE.sub(lambda match: _sign(int(match[1], 16)) if match[1] else match[2], text)
    return text.translate(_LEFT_OUT)


def _sign(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _in_address(address: str, depth: int) -> int:
    """The pixels of what a `data:` address holds. Browsers look at the bytes, not at the type that it names."""
    head, _, encoded = address.partition(",")
    content = unquote_to_bytes(encoded)
    if head.rstrip().lower().endswith("base64"):
        content = _NOT_BASE64.sub(b"", content)
        # A last character alone has less than a byte.
        content = content[:-1] if len(content) % 4 == 1 else content
        content = b64decode(content + b"=" * (-len(content) % 4))
    if content.startswith(_PACKED):
        content = _unpacked(content, MAX_MEDIA, zlib.MAX_WBITS | 16)
    if content.startswith(_GRIDS):
        return _in_grid(content)
    if _OTHERS.match(content):
        raise Damaged
    return _in_drawing(content, depth + 1) if b"<" in content[:1000] else 0
