"""Text as a terminal or a log may show it: no character of it steers, hides or begins a command."""

from __future__ import annotations

import re
import shlex
import unicodedata

_PLAIN = re.compile(r"[\w./\\:+@,%=-]+")
_MEANT = re.compile(r'["$`!]|\\$')
_COMMAND = "##["
_COMMAND_LINE = re.compile(r"^([^\S\n]*+)::", re.MULTILINE)
"""How commands begin in a log of GitHub Actions: the older ones anywhere in a line (ActionCommand.cs of its runner)."""


def cells(text: str) -> int:
    """The terminal columns that `text` takes: none for a combining character, two for a wide one."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def printable(text: str) -> str:
    """`text` as a terminal or log may print it: control and formatting characters become a visible one."""
    text = text.replace(_COMMAND, _COMMAND.replace("[", "\ufffd"))
    # Most texts have none, and that is told at once.
    if text.replace("\n", " ").replace("\u00a0", " ").replace("\u202f", " ").isprintable():
        return text
    return "".join(char if char == "\n" or not is_hidden(char) else "\ufffd" for char in text)


def is_hidden(char: str) -> bool:
    """Whether a character is not seen, and may do something: a control or formatting character, a separator."""
    category = unicodedata.category(char)
    return category[0] == "C" or category in ("Zl", "Zp")


def one_line(text: str) -> str:
    """`text` as it can be printed on one line of a terminal, whatever is in it."""
    return printable(text).replace("\n", " ")


def typed(path: str) -> str:
    """A path as one types it after a command: in quotes where a shell would part or change it."""
    shown = one_line(path)
    if _PLAIN.fullmatch(shown):
        return shown
    # Quotes that the shells of all systems know, as far as nothing inside has a meaning for them.
    return shlex.quote(shown) if _MEANT.search(shown) else f'"{shown}"'


def without_commands(text: str) -> str:
    """Lines of text of which none begins as GitHub's workflow commands do (`::error::`), with or without an indent."""
    return _COMMAND_LINE.sub("\\1\ufffd::", text)


def json_without_commands(text: str) -> str:
    """The same JSON without the marker by which GitHub knows its older commands."""
    return text.replace(_COMMAND, _COMMAND.replace("[", "\\u005b"))
