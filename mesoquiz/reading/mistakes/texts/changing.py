"""Changes of words in a text -> the line of the file that says so, where nothing else changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from mesoquiz.diagnostics.diagnostic import Diagnostic, Fix
from mesoquiz.reading.mistakes.rewrite import quote
from mesoquiz.reading.nodes import Scalar

Change = Callable[[str], str]

_SPECIAL = re.compile(r"^[\[\]{}\"'#@`%*&!|>?,-]|: |:$| #")
"""What a text in no quotes cannot have, or cannot begin with."""
_IN_BRACKETS = re.compile(r"[\[\]{},]")


def fixed(found: Diagnostic, node: Scalar, lines: list[str], change: Change) -> Diagnostic:
    """A diagnostic on a line of a text with the lines of the text as they are to be written, where that is sure."""
    first, last = found.span.line - 1, min(node.end.line, len(lines) - 1)
    if first > last:
        return found
    if node.start.line == node.end.line:
        texts = [_in_line(node, lines[first], change)]
    elif (
        first > node.start.line and not node.plain and lines[node.start.line].startswith(("|", ">"), node.start.column)
    ):
        # A block ends where the next line begins.
        last -= not node.end.column and last == node.end.line
        texts = [change(line) for line in lines[first : last + 1]]
    else:
        return found
    while texts and texts[-1] == lines[first + len(texts) - 1]:
        texts.pop()
    if not texts or not texts[0]:
        return found
    fix = Fix(first + 1, "\n".join(texts), first + len(texts))
    return replace(found, hint=f"{found.hint}:\n{texts[0].strip()}", fix=fix)


def _in_line(node: Scalar, line: str, change: Change) -> str:
    """A line with the text that is on it changed; nothing where it would be read otherwise then."""
    start, end = node.start.column, node.end.column
    head, raw, tail = line[:start], line[start:end], line[end:]
    changed = _plain(head, raw, change) if node.plain else _quoted(raw, change)
    return f"{head}{changed}{tail}" if changed else ""


def _plain(head: str, raw: str, change: Change) -> str:
    text = change(raw)
    in_brackets = "[" in head or "{" in head
    return quote(text) if _SPECIAL.search(text) or (in_brackets and _IN_BRACKETS.search(text)) else text


def _quoted(raw: str, change: Change) -> str:
    """A text in quotes; nothing where the change brings in what is special there."""
    mark, inner = raw[:1], raw[1:-1]
    changed = change(inner)
    is_special = any(changed.count(one) > inner.count(one) for one in (mark, "\\"))
    return "" if mark not in "\"'" or is_special else f"{mark}{changed}{mark}"
