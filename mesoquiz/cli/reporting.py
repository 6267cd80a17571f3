"""What is wrong, and what else is to be said, as a person at a terminal reads it."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any, Never

import click

from mesoquiz.cli.terminal import show
from mesoquiz.diagnostics import report
from mesoquiz.diagnostics.diagnostic import Diagnostic

_COLOURS: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "blue", "bold": True},
    "place": {"bold": True},
    "help": {"fg": "cyan"},
}


def colour(text: str, role: str) -> str:
    """`text` in the colour of its role; click drops it where the output is no terminal."""
    return click.style(text, **_COLOURS[role])


def say(text: str) -> None:
    """Print a remark beside the output, wrapped on a terminal."""
    is_terminal = sys.stderr is not None and sys.stderr.isatty()
    width = min(100, shutil.get_terminal_size().columns)
    # Not click's: that one would part the name of a file at its hyphen.
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) if is_terminal else [text]
    show("\n".join(lines), err=True)


def tell(found: Iterable[Diagnostic], texts: Mapping[str, list[str]]) -> None:
    """Print what is wrong, if anything is."""
    found = tuple(found)
    if found:
        show(report.full(found, texts, colour), err=True)


def refuse(found: Iterable[Diagnostic]) -> Never:
    """End a command that found errors and told them: it has written nothing. The exit code is 1."""
    show(f"{report.summary(found)}: nothing was written.", err=True)
    sys.exit(1)
