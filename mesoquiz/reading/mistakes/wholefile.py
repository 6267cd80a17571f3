"""What is wrong with a file as a whole: another kind of file by this name, versions that git left side by side, a fence
of Markdown around it, cards that no key holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mesoquiz.diagnostics.diagnostic import Diagnostic, Fix, Rule, Span

CONFLICT = Rule(
    "merge-conflict",
    "here two versions of some lines lie one above the other: git could not join them",
    "keep one version, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`",
)
FENCE = Rule(
    "code-fence",
    "this line is a mark of Markdown around code, not a part of the deck",
    "delete the line, and the one that closes the code at the end",
)
AROUND = Rule("text-around-deck", "this is text around the deck, not a part of it", "delete {lines}")
NO_KEY = Rule("list-without-key", "the {key} begin here, and no key holds them", "write `{key}:` on a line above it")
QUOTED = Rule(
    "quoted-mail", "every line begins with `>`, as in an answer to a mail", "delete `> ` at the beginning of each line"
)
OTHER_FILE = Rule("not-a-deck", "this is {what}, whatever its name says", "{how}")

_CONFLICT = re.compile(r"^(?:<{7}(?: .*)?|>{7}(?: .*)?)$", re.MULTILINE)
_FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)[ ]?[\w-]*[ ]*$")
_OF_FILE = re.compile(r"(?:deck|cards|title|sections|sources):(?: |$)")
_NO_ROW = re.compile(r"[-#{\[]|\"?\w+\"?[ ]?:(?:\s|$)")
"""A line that is no row of a table: a key, an entry, a comment, a bracket."""
_ENTRIES = {
    "cards": re.compile(r"^[ ]*- +(?:id|question|cloze|statement|term|type):(?: |$)"),
    "sections": re.compile(r"^[ ]*- +(?:title|count|points|tags|decks):(?: |$)"),
    "sources": re.compile(r"^[ ]*- +(?:id|title|author|file):(?: |$)"),
}
"""The keys with which an entry of each list begins."""
_PLAIN = "copy its text into a new file of a text editor, and save it as UTF-8 with a name that ends in .yaml"
_FILES = (
    ("{\\rtf", "a document with formats (RTF)", f"in TextEdit, choose Format > Make Plain Text; or {_PLAIN}"),
    ("%PDF", "a PDF", _PLAIN),
    ("<!DOCTYPE", "a web page (HTML)", _PLAIN),
    ("<!doctype", "a web page (HTML)", _PLAIN),
    ("<html", "a web page (HTML)", _PLAIN),
    ("<?xml", "an XML file", _PLAIN),
    ("#separator:", "a list of notes that Anki exported", "make a card of each: `mesoquiz explain qa` shows how"),
)
_BINARIES = (
    (b"PK\x03\x04", "a document of a word processor or another package (zip)", _PLAIN),
    (b"\xd0\xcf\x11\xe0", "a document of an old word processor or spreadsheet", _PLAIN),
    (b"%PDF", "a PDF", _PLAIN),
)


def other_binary(data: bytes, path: str) -> Iterator[Diagnostic]:
    """Yield what a file is whose bytes are no text."""
    for start, what, how in _BINARIES:
        if data.startswith(start):
            yield OTHER_FILE.at(Span(path, 1, 1, 1, 1), what=what, how=how)


def other_file(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield what a text is that is no deck at all, or cannot be read before its author decided."""
    begin = text[:200].lstrip("\ufeff \t\r\n")
    if begin.startswith(">") and all(line.startswith(">") for line in text.splitlines() if line.strip()):
        yield QUOTED.at(Span(path, 1, 1, 1, 2))
    for start, what, how in _FILES:
        if begin.startswith(start):
            yield OTHER_FILE.at(Span(path, 1, 1, 1, 1), what=what, how=how)
            return
    if _is_table(text):
        how = "make a card of each line: `mesoquiz explain qa` shows how"
        yield OTHER_FILE.at(Span(path, 1, 1, 1, 1), what="a table (CSV)", how=how)
        return
    if "<<<<<<<" in text and (match := _CONFLICT.search(text.replace("\r\n", "\n"))):
        line = text.replace("\r\n", "\n").count("\n", 0, match.start()) + 1
        yield CONFLICT.at(Span(path, line, 1, line, 8))


def _is_table(text: str) -> bool:
    """Whether the first two lines of a text have as many columns, and no key is among the first."""
    lines = [line.strip() for line in text[:2_000].splitlines() if line.strip()][:20]
    if len(lines) < 2 or any(map(_NO_ROW.match, lines)):
        return False
    return any(lines[0].count(mark) == lines[1].count(mark) > 0 for mark in ";\t,|")


def fenced(lines: list[str], path: str) -> tuple[list[Diagnostic], list[int]]:
    """What is said of Markdown around a deck, and the lines (from 0) that are no part of it: its fences, and the text
    above the first and below the last of them."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    # Further below, an indented one may be a part of a text.
    marks = [at for at, line in enumerate(lines) if _FENCE.match(line) and (at == first or not line.startswith(" "))]
    if not marks:
        return [], []
    is_opened = not any(map(_OF_FILE.match, lines[: marks[0]]))
    above = range(marks[0] + 1) if is_opened else range(0)
    last = marks[-1] if not is_opened or len(marks) > 1 else len(lines)
    below = range(last, len(lines)) if not any(map(_OF_FILE.match, lines[last:])) else range(0)
    outside = [number for number in (*above, *below) if lines[number].strip()]
    if not outside:
        return [], []
    first = outside[0]
    place = Span(path, first + 1, 1, first + 1, len(lines[first]) + 1)
    if all(map(_FENCE.match, (lines[number] for number in outside))) and is_opened:
        return [FENCE.at(place)], outside
    runs = [run for run in ([one for one in outside if one in part] for part in (above, below)) if run]
    said = [f"lines {run[0] + 1} to {run[-1] + 1}" if len(run) > 1 else f"line {run[0] + 1}" for run in runs]
    return [AROUND.at(place, lines=" and ".join(said))], outside


def without_key(lines: list[str], words: frozenset[str], path: str) -> Iterator[Diagnostic]:
    """Yield the first entry of the list that a file is made of, if the file lacks its key."""
    name = next((name for name in ("cards", "sections", "sources") if name in words), "")
    entry = _ENTRIES[name] if name else None
    if entry is None or any(line.lstrip().startswith((name, f"- {name}", f'"{name}')) for line in lines):
        return
    first = next((number for number, line in enumerate(lines) if entry.match(line)), None)
    if first is None or not any(re.match(r"(?:deck|id|lang|title):", line) for line in lines[:first]):
        return
    if any(re.match(r"[^\s#][^:#]*:[ ]*$", line) for line in lines[:first]):
        # Some other word stands for the key.
        return
    start = lines[first].index("-")
    found = NO_KEY.at(Span(path, first + 1, start + 1, first + 1, start + 2), key=name)
    text = f"{name}:\n{lines[first]}"
    yield replace(found, hint=f"{found.hint}:\n{text}", fix=Fix(first + 1, text))
