"""A way to write some lines of a file otherwise, and what to say if that is what was meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mesoquiz.diagnostics.diagnostic import Rule

KEY = re.compile(r"(?P<head>[ ]*(?:- +)*)(?P<key>[^\W\d]\w*):(?=[ \t]|$)")
"""A line that begins with a key."""

_MOST_SHOWN = 4
"""Lines of a remedy that are shown."""

ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000"
"""Spaces that are none to YAML, as a part of a pattern."""


_AROUND = {"“": '”"', "„": '“”"', "″": "″"}
"""Quotes of word processors -> what may close them."""
_OPENING = {'"': '"“„', "'": "'‘’"}
"""Straight quotes -> what, before one of them, may open what it closes."""


def name_of_space(space: str) -> str:
    """What messages call a character that looks like a space."""
    if space == "\t":
        return "tab"
    if space in "\u200b\u2060":
        return "zero-width character"
    return "no-break space" if space in "\u00a0\u202f" else "wide space"


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Lines to try in place of others, and what to say if they are read. Lines and columns count from 0.

    `text` replaces the lines from `line` to `last`; the mark is on the line `at`. Where `text` has another number of
    lines, `stand_in` serves to read on: lines in place of as many, so that all lines below keep their numbers.
    """

    line: int
    text: str
    rule: Rule
    column: int
    end_column: int
    values: dict[str, str] = field(default_factory=dict)
    last: int = -1
    at: int = -1
    stand_in: tuple[str, ...] = ()
    is_sure: bool = True
    """Whether it is the only thing that can have been meant."""
    is_clear: bool = False
    """Whether the lines show by themselves what is wrong, so that other ways to read on tell of no other fault."""

    @property
    def end(self) -> int:
        """The last line that it replaces."""
        return max(self.line, self.last)

    def applied(self, lines: list[str]) -> list[str]:
        """The lines of the file as they would be written."""
        return [*lines[: self.line], *self.text.split("\n"), *lines[self.end + 1 :]]


def indentation(line: str) -> int:
    """The spaces at the beginning of a line."""
    return len(line) - len(line.lstrip(" "))


def key_column(line: str) -> int:
    """Where the keys of an entry are: after its dash, else where the line begins."""
    dash = re.match(r"[ ]*(?:- +)*", line)
    return dash.end() if dash else 0


def is_key(line: str, words: frozenset[str]) -> bool:
    """Whether a line begins with a key that a file may have."""
    match = KEY.match(line)
    return match is not None and match["key"] in words


def shifted(lines: list[str], columns: int) -> list[str]:
    """Lines with another indentation; an empty line stays empty."""
    return [" " * max(0, indentation(line) + columns) + line.lstrip(" ") if line.strip() else line for line in lines]


def quote(text: str) -> str:
    """`text` as a YAML scalar: in double quotes, or in single ones where it has double quotes or backslashes.

    The quotes of a word processor around all of it were meant to be these, and so was one that closes what nothing
    opens.
    """
    if text[-1:] in _AROUND.get(text[:1], ()) and not any(mark in text[1:-1] for mark in '“”„″"'):
        text = text[1:-1]
    elif ends_in_half(text):
        text = text[:-1].rstrip()
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def ends_in_half(text: str) -> bool:
    """Whether a text ends in a quote that nothing opens; after a number, it may be inches or seconds."""
    last, before = text[-1:], text[:-1].rstrip()
    if last not in _OPENING or not before or before[-1].isdigit():
        return False
    inner = re.sub(r"(?<=\w)['’](?=\w)", "", before)
    return not any(mark in inner for mark in _OPENING[last])


def unquoted(text: str) -> str:
    """A text without the pair of quotes around it, or without what is left of one."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return as_meant(text[1:-1], text[0])
    return text.strip("\"'“”")


def as_meant(inner: str, mark: str) -> str:
    """What is between the quotes `mark` of a text that they end too early, where some in it are marked as YAML wants.

    Its author knows two ways to write a quote inside a text, and has forgotten it once.
    """
    if mark == "'":
        return re.sub(r"''|\\'", "'", inner)
    inner = re.sub(r"\"\"(?=\w)|(?<=\w)\"\"|\\(?=[\"'])", lambda match: '"' * (match[0] != "\\"), inner)
    return re.sub(r"\\\\(?=[A-Za-z()\[\]{},;:!%&#])", r"\\", inner)


def shown(text: str) -> str:
    """The lines of a remedy as they are shown: without what they are all indented by."""
    lines = text.split("\n")
    least = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    lines_shown = [line[least:].rstrip() for line in lines[:_MOST_SHOWN]]
    return "\n".join([*lines_shown, "…"] if len(lines) > _MOST_SHOWN else lines_shown)
