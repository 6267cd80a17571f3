"""What is said -> the terminal: the only way there, so that no text of a deck, a package or a file's name steers it."""

from __future__ import annotations

import json
import re
from typing import Any

import click

from mesoquiz.diagnostics.terminal import is_hidden, json_without_commands, printable, without_commands

_COLOURED = re.compile(r"(\x1b\[[0-9;]{0,12}m)")
"""What click puts around words to colour them. Nothing else that begins with an escape gets through."""


def show(text: str, *, err: bool = False, nl: bool = True, commands: bool = False) -> None:
    """Print lines of text, to standard error with `err`; control characters are shown as visible ones.

    So is what begins a command for GitHub's logs, unless with `commands` that is what the lines are.
    """
    parts = _COLOURED.split(text)
    parts[::2] = map(printable, parts[::2])
    shown = "".join(parts)
    try:
        click.echo(shown if commands else without_commands(shown), err=err, nl=nl)
    except OSError as error:
        # It does not say what could not be written.
        raise OSError(error.errno, error.strerror, "standard error" if err else "standard output") from error


def as_json(value: Any) -> str:
    """A value as indented JSON, as it is but for what could steer a terminal, which is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    text = json_without_commands(text)
    if text.isascii():
        return text
    return "".join(json.dumps(char)[1:-1] if char != "\n" and is_hidden(char) else char for char in text)
