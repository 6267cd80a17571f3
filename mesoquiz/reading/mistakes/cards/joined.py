"""A list that nothing divides, which is told by itself and by what asks for more entries: one message is enough."""

from __future__ import annotations

from dataclasses import replace

from mesoquiz.diagnostics.diagnostic import Diagnostic, Severity, Span
from mesoquiz.diagnostics.wording import enumerate_words
from mesoquiz.reading.mistakes.entries import DIVIDED

_NUMBERS = ("expected-number", "expected-whole-number")
_COUNTED = "fewer-answers"
"""What is said of a list of which some entries seem to be missing."""


def one_message(found: list[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics without the second of two about a list of one entry: the error stays, with the remedy."""
    found = _of_one_line(found)
    lists = [one for one in found if one.code == DIVIDED.code]
    if not lists:
        return found
    by_line: dict[int, list[Diagnostic]] = {}
    for one in lists:
        by_line.setdefault(one.span.line, []).append(one)
    told: set[Span] = set()
    kept = []
    for one in found:
        near = lists if one.span.end_line > one.span.line else by_line.get(one.span.line, ())
        within = [other for other in near if _is_inside(other.span, one)]
        inner = within[0] if within else None
        if inner and one.severity is Severity.ERROR:
            told.update(other.span for other in within)
            kept.append(replace(one, hint=inner.hint))
        elif not inner or one.code != _COUNTED:
            kept.append(one)
    return [one for one in kept if one.code != DIVIDED.code or one.span not in told]


def _of_one_line(found: list[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics with one for all numbers of a line that are none: `{left: 10%, top: 5%}`."""
    numbers: dict[tuple[str, int], list[Diagnostic]] = {}
    for one in found:
        if one.code in _NUMBERS and one.hint.startswith("write `"):
            numbers.setdefault(one.span[:2], []).append(one)
    several = [ones for ones in numbers.values() if len(ones) > 1]
    if not several:
        return found
    told = {id(ones[0]): enumerate_words([one.hint.split("`")[1] for one in ones], "and") for ones in several}
    silent = {id(one) for ones in several for one in ones[1:]}
    return [
        replace(one, hint=f"write {told[id(one)]}") if id(one) in told else one
        for one in found
        if id(one) not in silent
    ]


def _is_inside(inner: Span, outer: Diagnostic) -> bool:
    span = outer.span
    return outer.code != DIVIDED.code and span[1:3] <= inner[1:3] and inner[3:] <= span[3:]
