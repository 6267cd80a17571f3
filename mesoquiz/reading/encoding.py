"""Bytes of a deck file -> text: encoding, size, and characters that no deck needs."""

from __future__ import annotations

import codecs
import re

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Span
from mesoquiz.limits import MAX_FILE

_VISIBLE = re.compile(
    "[^\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\uffa0]"
)
"""Whatever is seen: no space, and none of Unicode's Default_Ignorable_Code_Point or the empty Braille pattern."""

TOO_LARGE = Rule(
    "file-too-large", "this file has more than {limit} MB", "split the deck into several files, one theme each"
)
ENCODING = Rule("encoding", "this file is not UTF-8: byte {byte} does not belong here", "{how}")
UTF_16 = Rule(
    "no-byte-order-mark",
    "this file is not UTF-8: it looks like UTF-16 without a byte order mark",
    "save the file again as UTF-8",
)
BINARY = Rule("not-text", "this is not a text file", "decks are text: name the .yaml files, or their folder")
CHARACTER = Rule("character", "the character {code} is not allowed in a deck", "{how}")

MAX_WORD = 60
"""Characters before an invisible one in which a word is looked for that tells where it is."""
UNWANTED = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Controls, U+0085, U+2028, U+2029 (libyaml breaks lines there, no editor does) and U+FEFF inside the text."""


def decode_text(data: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    """The text of a file: UTF-8 (with or without a byte order mark) or UTF-16 with one.

    Returns the text, or as much of it as can be shown, and what is wrong with it.
    """
    if len(data) > MAX_FILE:
        return "", [TOO_LARGE.at(Span(path, 1, 1, 1, 1), limit=MAX_FILE // 1_000_000)]
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    if encoding != "utf-16" and _is_binary(data):
        return "", [BINARY.at(Span(path, 1, 1, 1, 1))]
    if encoding != "utf-16" and b"\0" in data[:2]:
        return "", [UTF_16.at(Span(path, 1, 1, 1, 1))]
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return "", [_undecodable(data, encoding, error.start, path)]
    bad = UNWANTED.search(text)
    if bad is None:
        return text, []
    place = _place(text[: bad.start()], path)
    return text, [CHARACTER.at(place, code=f"U+{ord(bad[0]):04X}", how=_how_to_mend(bad[0], text[: bad.start()]))]


def _is_binary(data: bytes) -> bool:
    """Whether a file begins as packages and pictures do: a twentieth of its bytes are controls. UTF-16 is text."""
    head = data[:2_000]
    controls = len(re.findall(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", head))
    is_utf_16 = head[::2].count(0) > len(head) // 3 or head[1::2].count(0) > len(head) // 3
    return len(head) > 3 and controls * 20 > len(head) and not is_utf_16


def is_visible(text: str) -> bool:
    """Whether a reader sees anything of a text."""
    return _VISIBLE.search(text) is not None


def lines_of(text: str) -> list[str]:
    """The lines as YAML and editors count them."""
    # In place of a regular expression, which takes ten times as long.
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


_OLD = {"Windows-1252": "cp1252", "Mac OS Roman": "mac_roman"}
"""What files had before UTF-8, the more frequent first."""
_STRAY = re.compile("[\udc80-\udcff]")
"""A byte that is not UTF-8, as Python escapes it."""
_FRENCH = frozenset("éèêëàâçîïôùûüœÉÈÊÀÇ«»’…°€\u00a0")


def _letters(data: bytes, encoding: str) -> int:
    """How many of the characters beyond ASCII are what French has, in the first part of a file."""
    text = data[:100_000].decode(encoding, "replace")
    return sum(character in _FRENCH for character in text if character > "\x7f")


def _undecodable(data: bytes, encoding: str, start: int, path: str) -> Diagnostic:
    # The codec counts from the end of a byte order mark that it has dropped.
    body = data[3:] if encoding == "utf-8-sig" and data.startswith(codecs.BOM_UTF8) else data
    byte = body[start]
    place = _place(body[:start].decode(encoding, "replace"), path)
    how = "save the file again as UTF-8"
    if encoding != "utf-16" and (word := _stray(body, start)):
        how = f"type `{word}` again: it was pasted in another encoding, and the rest of the file is UTF-8"
    elif encoding != "utf-16" and byte >= 0x80:
        name, encoding = max(_OLD.items(), key=lambda old: _letters(body, old[1]))
        shown = bytes([byte]).decode(encoding, "replace")
        how += f" (it looks like {name}, where this byte is “{shown}”)"
    return ENCODING.at(place, byte=f"0x{byte:02X}", how=how)


def _stray(body: bytes, start: int) -> str:
    """The word around a byte that is not UTF-8, as Windows-1252 has it, in a file that mostly is; else nothing."""
    text = body.decode("utf-8", "surrogateescape")
    strays = len(_STRAY.findall(text))
    if strays * 2 > sum(character > "\x7f" for character in text):
        return ""
    at = len(body[:start].decode("utf-8", "surrogateescape"))
    before = re.split(r"\s", text[max(at - MAX_WORD, 0) : at])[-1]
    word = before + re.split(r"\s", text[at : at + MAX_WORD])[0]
    meant = _STRAY.sub(lambda odd: bytes([ord(odd[0]) - 0xDC00]).decode("cp1252", "replace"), word)
    return meant.strip("«»\"'“”().,;:!?[]") if UNWANTED.search(meant) is None else ""


def _place(before: str, path: str) -> Span:
    """The place of the character after `before`."""
    lines = lines_of(before)
    line, column = len(lines), len(lines[-1]) + 1
    return Span(path, line, column, line, column + 1)


def _how_to_mend(character: str, before: str) -> str:
    """What to do about a character that nobody sees, which follows `before`."""
    if "\x80" <= character <= "\x9f" and character != "\x85":
        meant = character.encode("latin-1").decode("cp1252", "replace")
        if meant != "\ufffd":
            return f"write `{meant}`, which it was before the file was converted badly"
    words = lines_of(before[-MAX_WORD:])[-1].split()
    where = f" after `{words[-1]}`" if words else ""
    if character in "\x0b\x0c\u0085\u2028\u2029":
        return (
            f"delete it{where}, and type a space there, or, in a block `|`, press Enter: it is an invisible line break"
        )
    what = "byte order mark" if character == "\ufeff" else "control character"
    return f"delete it{where}: it is an invisible {what}"
