"""The lines to write an answer on, where its author says how many."""

from __future__ import annotations

from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity
from mesoquiz.reading.places import Where

MOST = 60
"""Two pages."""
LINES = Rule("lines", "{lines} lines to write on cannot be printed", "write a number from 1 to {most}")


OF_CHOICE = Rule(
    "lines-of-a-choice",
    "a card with options has no lines to write on, but where it is asked openly",
    "remove it, or write `ask: open` in the section of the blueprint that is to take the card",
    Severity.INFO,
)


def check_lines(where: Where, lines: int | None, *, has_options: bool) -> Iterator[Diagnostic]:
    """Yield an error for a number of lines that no answer has, and a remark where options are ticked."""
    if lines is None:
        return
    if not 1 <= lines <= MOST:
        yield LINES.at(where("lines"), lines=lines, most=MOST)
    elif has_options:
        yield OF_CHOICE.at(where("lines"))
