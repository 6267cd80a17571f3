"""The lines to write an answer on, where its author says how many."""

from __future__ import annotations

from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule
from mesoquiz.reading.places import Where

MOST = 60
"""Two pages."""
LINES = Rule("lines", "{lines} lines to write on cannot be printed", "write a number from 1 to {most}")


def check_lines(where: Where, lines: int | None) -> Iterator[Diagnostic]:
    """Yield an error for a number of lines that no answer has."""
    if lines is not None and not 1 <= lines <= MOST:
        yield LINES.at(where("lines"), lines=lines, most=MOST)
