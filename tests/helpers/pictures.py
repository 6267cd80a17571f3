"""Small pictures, and some that only say that they are large: a file tells its size in pixels in its head."""

from __future__ import annotations

import struct
import zlib

Size = tuple[int, int]


MP3 = b"ID3\x03\0\0\0\0\0\0" + bytes(40)
"""The beginning of a sound, which is all that is looked at."""


def png(shade: int = 120, side: int = 4) -> bytes:
    """A small square in one colour."""
    rows = (b"\0" + bytes([shade, shade, 200]) * side) * side
    return _png((side, side), 8, 2, rows)


def blank_png(width: int, height: int) -> bytes:
    """A black picture of any size, one bit for each pixel, of which hardly a thousandth is left in the file."""
    return _png((width, height), 1, 0, (b"\0" + bytes((width + 7) // 8)) * height)


def with_profile(profile: bytes, *, cut: bool = False) -> bytes:
    """A small square with a profile of its colours, packed as PNG has it."""
    packed = zlib.compress(profile or bytes(1_000))
    whole = png()
    # After the signature and the head, which has 25 bytes.
    return whole[:33] + _chunk(b"iCCP", b"sRGB\0\0" + (packed[:6] if cut else packed)) + whole[33:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(size: Size, depth: int, colours: int, rows: bytes) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", *size, depth, colours, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    """The head of a photograph."""
    start = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
    return start + b"\xff\xc0\0\x0b\x08" + struct.pack(">HH", height, width) + b"\1\1\x11\0"


def webp(width: int, height: int) -> bytes:
    """The head of a WebP picture."""
    frame = b"\x30\1\0\x9d\1\x2a" + struct.pack("<HH", width, height) + bytes(14)
    chunk = b"VP8 " + struct.pack("<I", len(frame)) + frame
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


def gif(screen: Size, frame: Size | None = None, before: bytes = b"") -> bytes:
    """A GIF whose frame may be larger than the screen that its head tells, with other blocks `before` it."""
    head = b"GIF89a" + struct.pack("<HHBBB", *screen, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    return head + before + b"," + struct.pack("<HHHHB", 0, 0, *(frame or screen), 0) + b"\2\2D\1\0;"
