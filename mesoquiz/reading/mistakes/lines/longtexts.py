"""Texts of several lines in quotes, one of whose lines has a colon; and the rule on such a colon in any text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.reading.mistakes.rewrite import Rewrite, indentation, is_key, key_column

COLON = Rule("colon-in-text", "`: ` begins a new key in the middle of this text", "put the text in quotes")

ENTRY = re.compile(r"(?P<head>[ ]*(?:- +)*(?:[^\s:'\"\[{#*&!@%`|>?-][^:]*:[ \t]+)?)(?P<value>\S(?:.*[^ \t])?)[ \t]*$")
"""A line with a value, after its dash or its key."""


def long_text(number: int, work: list[str], words: frozenset[str]) -> Iterator[Rewrite]:
    """A text of several lines in quotes, one of whose lines has a colon."""
    inside = work[number]
    if ": " not in inside and not inside.endswith(":"):
        return
    first = next((above for above in range(number - 1, max(-1, number - 30), -1) if _encloses(work[above], inside)), -1)
    below = work[number + 1] if number + 1 < len(work) else ""
    begun = ENTRY.match(inside) if is_key(inside, words) else None
    if begun and ": " in begun["value"] and indentation(below) > key_column(inside) and below.strip():
        # The colon is in the first line of a text that goes on.
        first = number
    entry = ENTRY.match(work[first]) if first >= 0 else None
    if entry is None or entry["head"].strip() in ("", "-", "id:", "- id:") or entry["value"][0] in "\"'[{|>":
        return
    last = number
    column = key_column(work[first])
    while last + 1 < len(work) and indentation(work[last + 1]) > column and work[last + 1].strip():
        last += 1
    if any(is_key(line, words) or line.lstrip().startswith("- ") for line in work[first + 1 : last + 1]):
        return
    mark = "'" if any('"' in line or "\\" in line for line in work[first : last + 1]) else '"'
    value = [entry["value"], *(line.rstrip() for line in work[first + 1 : last + 1])]
    text = "\n".join(line.replace("'", "''") if mark == "'" else line for line in value)
    start = entry.start("value") if first == number else 0
    at = inside.find(": ", start) if ": " in inside[start:] else len(inside) - 1
    yield Rewrite(first, f"{entry['head']}{mark}{text}{mark}", COLON, at, at + 1, last=last, at=number)


def _encloses(line: str, inner: str) -> bool:
    return bool(line.strip()) and indentation(line) < indentation(inner)
