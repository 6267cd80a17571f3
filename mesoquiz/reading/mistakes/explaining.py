"""What to say of a line that is not YAML where no rewrite mends it. No word of the parser reaches an author."""

from __future__ import annotations

import re

from mesoquiz.reading.mistakes.rewrite import KEY, key_column
from mesoquiz.reading.parser import Fault

_ALIGNMENT = "this line is not aligned with those above it"
_KEYS = "align the keys of a card under each other, and put texts in quotes"
_QUOTES = "put texts in quotes, use | for long ones, and spaces instead of tabs"
_WORDS = {
    "quoted": ("a quote that opens here is never closed", "close it at the end of the text"),
    "expected ':'": (
        "this line is neither a key nor part of the text above it",
        "write `key: text`; if it belongs to the text above, indent it further than its key; if not, delete it",
    ),
    "mapping values": ("a second `: ` cannot follow on this line", "put the text in quotes, or begin a new line"),
    "sequence entries": ("a list cannot begin here", "align the entries of a list under each other"),
    "block scalar": (
        "a text cannot follow `|` on the same line",
        "write it on the next line, indented further than the key",
    ),
    "flow": ("a bracket is not closed, or a comma is missing", _QUOTES),
    "block": (_ALIGNMENT, _KEYS),
    "tab": ("a tab cannot be used here", "use spaces"),
    "cannot start any token": (
        "this character cannot begin a text",
        "put texts in quotes, and use spaces instead of tabs",
    ),
    "document start": ("a deck does not begin like this", "begin with `deck:`; comments begin with `#`"),
    "directive": ("a line that begins with `%` is not for decks", "remove it; comments begin with `#`"),
    "version": ("a line that begins with `%` is not for decks", "remove it; comments begin with `#`"),
    "escape": ('in "…" the backslash is special, and this one means nothing', "use '…' or a block |"),
    "tag": ("a text cannot begin with `!`, which has a meaning in YAML", "put it in quotes"),
    "anchor": ("a text cannot begin with `&`, which has a meaning in YAML", "put it in quotes"),
    "alias": ("a text cannot begin with `*`, which has a meaning in YAML", "put it in quotes"),
}
"""What the parser's problem or its context contains -> the matter in plain words, and what to do."""


def explain(work: list[str], fault: Fault) -> tuple[int, int, str, str]:
    """A fault that no rewrite mends: its line and column (from 0), what is the matter, what to do."""
    line, column = min(fault.line, len(work) - 1), fault.column
    is_simple_key = "expected ':'" in fault.problem
    if fault.context_line is not None and (is_simple_key or not work[line].strip()):
        # The parser may blame the end of the file, which it counts as a line of its own.
        line = min(fault.context_line, len(work) - 1)
        column = len(work[line]) - len(work[line].lstrip())
    said = f"{fault.problem} {fault.context}"
    unknown = ("this line cannot be read", _QUOTES)
    problem, hint = next((words for character, words in _WORDS.items() if character in said), unknown)
    if problem == _ALIGNMENT:
        problem, hint = _alignment(work, line)
    above = next((text.rstrip() for text in reversed(work[max(0, line - 3) : line]) if text.strip()), "")
    if is_simple_key and above.endswith(("]", "}")):
        is_outside = column < key_column(above)
        inside = "begin it with `#` as a comment" if is_outside else "write it inside the brackets above"
        hint = f"{inside}, or delete it"
    return line, min(column, len(work[line])), problem, hint


def _alignment(work: list[str], line: int) -> tuple[str, str]:
    if work[line].lstrip().startswith("- "):
        if not any(re.match(r"[ ]*(?:- +)*[^\W\d]\w*:[ \t]*(?:#.*)?$", above) for above in work[:line]):
            return "a list begins here, and no key holds it", "write `cards:` on a line above it"
        return _ALIGNMENT, "align the entries of a list under each other"
    return _ALIGNMENT, "indent all lines of a text alike" if _inside_block(work, line) else _KEYS


def _inside_block(work: list[str], line: int) -> bool:
    """Whether the lines above are those of a text opened by `|` or `>`."""
    for number in range(line - 1, max(-1, line - 30), -1):
        if re.search(r":[ \t]+[|>][-+0-9]*[ \t]*$", work[number]):
            return True
        if KEY.match(work[number]):
            return False
    return False
