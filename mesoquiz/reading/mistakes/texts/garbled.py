"""Texts that a conversion of their file damaged: UTF-8 read as Windows-1252 or Mac Roman, and lost characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.nodes import Scalar

GARBLED = Rule(
    "garbled-character", "`{text}` was garbled when the file was converted", "write `{meant}`", Severity.WARNING
)
LOST = Rule(
    "lost-character",
    "a character was lost here when the file was converted",
    "write the character that was meant",
    Severity.WARNING,
)
_WINDOWS = re.compile(
    "[ÂÃÅ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{1,3}|â[\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{2}"
)
_MACINTOSH = re.compile("√[^\x00-\x7f]|‚Ä[^\x00-\x7f]")
_MAC_AS_WINDOWS = re.compile("(?<=[a-z])[ŽˆŠ](?=[a-z])")
_LATIN_9 = re.compile("[½¼](?:(?<=[a-zà-ÿ].)(?=[a-zà-ÿ])|(?<![\\w½¼].)(?=il\\b|u(?:f|vr)|dème|dém|soph|str))")
"""œ of ISO 8859-15, read as ISO 8859-1, inside a word or where few others begin."""
_MEANT = frozenset("ÃÂàâäáãçéèêëíìîïñóòôöõúùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒÆ°²³µ×±½¼·«»’‘“”–—…•€™®©\u00a0\u202f→≤≥")


HIDDEN = re.compile(
    r"```[^\0]{0,5000}?(?:```|\Z)|`[^`\n]{0,500}`"
    r"|!?\[[^\[\]\n]{0,500}(?:\[[^\[\]\n]{0,100}\][^\[\]\n]{0,200})?\]\((?:<[^\n>]{0,500}>|[^)\n]{0,500})\)"
    r"|\\\([^\0]{0,500}?\\\)|\\\[[^\0]{0,1000}?\\\]|\$\$[^\0$]{0,500}?\$\$"
    r"|(?<![^\n])[ ]*\[[ ]*\n[^\0\[\]]{1,500}\n[ ]*\](?![^\n])"
    r"|\\begin\{(?P<name>equation|align|gather|displaymath|math)\*?\}[^\0]{0,1000}?\\end\{(?P=name)\*?\}"
)
"""Code, maths, pictures and links, in which any character is meant."""


def garbled(text: str, node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with a text that was read in another encoding, or lost a character in it."""
    if "\ufffd" in text:
        yield LOST.at(place_of("\ufffd", node, lines, path))
        return
    for pattern, encoding in ((_WINDOWS, "cp1252"), (_MACINTOSH, "mac_roman")):
        for match in pattern.finditer(text):
            if _meant(match[0], encoding):
                start, end = word_around(text, match.start(), match.end())
                word = _restored(_restored(text[start:end], pattern, encoding), pattern, encoding)
                yield GARBLED.at(
                    place_of(match[0], node, lines, path), text=shorten(text[start:end]), meant=shorten(word)
                )
                return
    odd = _LATIN_9.search(text)
    if odd:
        start, end = word_around(text, *odd.span())
        word = _LATIN_9.sub(lambda match: "œ" if match[0] == "½" else "Œ", text[start:end])
        yield GARBLED.at(place_of(odd[0], node, lines, path), text=shorten(text[start:end]), meant=shorten(word))
    odd = _MAC_AS_WINDOWS.search(text)
    if odd:
        start, end = word_around(text, *odd.span())
        word = text[start:end].encode("cp1252", "replace").decode("mac_roman")
        yield GARBLED.at(place_of(odd[0], node, lines, path), text=shorten(text[start:end]), meant=shorten(word))


def _restored(word: str, pattern: re.Pattern[str], encoding: str) -> str:
    """A word as it was before it was read as another encoding."""
    done, end = [], 0
    while match := pattern.search(word, end):
        meant = _meant(match[0], encoding, frozenset())
        last = match.start() + (len(meant.encode()) if meant else 1)
        done += [word[end : match.start()], meant or word[match.start() : last]]
        end = last
    return "".join([*done, word[end:]])


def _meant(text: str, encoding: str, known: frozenset[str] = _MEANT) -> str:
    """The character that was written before UTF-8 was read as another encoding, or nothing."""
    for length in range(len(text), 1, -1):
        try:
            meant = _bytes(text[:length], encoding).decode("utf-8")
        except ValueError:
            continue
        if len(meant) == 1 and (not known or meant in known):
            return meant
    return ""


def _bytes(text: str, encoding: str) -> bytes:
    """Bytes as they were read: those that Windows-1252 does not have stay what they are."""
    return b"".join(char.encode("latin-1") if "\x80" <= char <= "\x9f" else char.encode(encoding) for char in text)


def word_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the word begins and ends that lies around a stretch of a text."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def place_of(word: str, node: Scalar, lines: list[str], path: str) -> Span:
    """The place of a word in the lines of a text, outside of code if it is there; else that of the text."""
    first = node.start.line
    raw = "\n".join(lines[first : node.end.line + 1])
    for text in (HIDDEN.sub(_blank, raw), raw):
        place = text.find(word, node.start.column)
        if place >= 0:
            number, column = first + text.count("\n", 0, place), place - text.rfind("\n", 0, place) - 1
            return Span(path, number + 1, column + 1, number + 1, column + len(word) + 1)
    return start_of(node, path)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "\0", match[0])


def start_of(node: Scalar, path: str) -> Span:
    """The place of a text, as far as its first line."""
    end = node.end if node.end.line == node.start.line else node.start
    return Span(
        path,
        node.start.line + 1,
        node.start.column + 1,
        node.start.line + 1,
        max(end.column, node.start.column + 1) + 1,
    )
