"""A list that nothing divides, which is told by itself and by what asks for more entries: one message is enough."""

from __future__ import annotations

from dataclasses import replace

from mesoquiz.diagnostics.diagnostic import Diagnostic, Severity, Span
from mesoquiz.reading.mistakes.entries import DIVIDED

_COUNTED = "fewer-answers"
"""What is said of a list of which some entries seem to be missing."""


def one_message(found: list[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics without the second of two about a list of one entry: the error stays, with the remedy."""
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


def _is_inside(inner: Span, outer: Diagnostic) -> bool:
    span = outer.span
    return outer.code != DIVIDED.code and span[1:3] <= inner[1:3] and inner[3:] <= span[3:]
