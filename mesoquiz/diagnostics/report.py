"""Diagnostics -> text for people, one line each, JSON and SARIF for programs, annotations for GitHub. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote

from mesoquiz.diagnostics.diagnostic import Diagnostic, Severity, Span
from mesoquiz.diagnostics.terminal import cells, json_without_commands, one_line, printable
from mesoquiz.diagnostics.wording import count_of
from mesoquiz.version import __version__

Style = Callable[[str, str], str]
"""`(text, role) -> text`, the role being error, warning, info, place, help or mark; colours it on a terminal."""

WIDTH = 66
"""Terminal cells of a source line that are shown: with the gutter, 80 columns are enough."""
BEFORE = 12
"""Cells shown before the mark in a line that is cut."""


def full(diagnostics: Iterable[Diagnostic], texts: Mapping[str, list[str]], style: Style) -> str:
    """Each diagnostic with its source line, an underline, second places and the hint."""
    return "\n".join(_full(diagnostic, texts, style) for diagnostic in diagnostics)


def concise(diagnostics: Iterable[Diagnostic], texts: Mapping[str, list[str]], style: Style) -> str:
    """One line each: `path:line:column: severity[code] message (hint)`."""
    lines = []
    for diagnostic in diagnostics:
        hint = f" ({one_line(diagnostic.hint)})" if diagnostic.hint else ""
        lines.append(f"{_head(diagnostic, style)}{_beside(diagnostic)}{hint}\n")
    return "".join(lines)


def as_json(diagnostics: Iterable[Diagnostic], texts: Mapping[str, list[str]], style: Style) -> str:
    """An array of objects, for programs."""
    return json_without_commands(json.dumps([_json(diagnostic) for diagnostic in diagnostics], indent=1)) + "\n"


def github(diagnostics: Iterable[Diagnostic], texts: Mapping[str, list[str]], style: Style) -> str:
    """Workflow commands that GitHub shows beside the line: docs.github.com, "Workflow commands"."""
    lines = []
    for diagnostic in diagnostics:
        span = diagnostic.span
        place = {
            "file": one_line(span.path),
            "line": span.line,
            "col": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
            "title": diagnostic.code,
        }
        marks = ",".join(f"{name}={_escape(str(value), property=True)}" for name, value in place.items())
        text = diagnostic.message + _beside(diagnostic) + (f"\n{diagnostic.hint}" if diagnostic.hint else "")
        lines.append(f"::{_GITHUB[diagnostic.severity]} {marks}::{_escape(printable(text))}\n")
    return "".join(lines)


_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_COUNTED = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}


def sarif(diagnostics: Iterable[Diagnostic], texts: Mapping[str, list[str]], style: Style) -> str:
    """A log of one run for code scanning: OASIS, Static Analysis Results Interchange Format 2.1.0."""
    found = list(diagnostics)
    tool = {
        "name": "mesoquiz",
        "semanticVersion": __version__,
        "rules": [{"id": code} for code in sorted({one.code for one in found})],
    }
    run = {"tool": {"driver": tool}, "columnKind": "unicodeCodePoints", "results": [_sarif(one) for one in found]}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json_without_commands(json.dumps(log, indent=1)) + "\n"


FORMATS = {"full": full, "concise": concise, "json": as_json, "github": github, "sarif": sarif}


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """The count that closes a report, such as `2 errors, 1 warning in 2 files`; empty without diagnostics."""
    found = list(diagnostics)
    counts = [(sum(one.severity is severity for one in found), noun) for severity, noun in _COUNTED.items()]
    parts = [count_of(number, name) for number, name in counts if number]
    files = {one.span.path for one in found}
    return f"{', '.join(parts)} in {count_of(len(files), 'file')}" if found else ""


def _head(diagnostic: Diagnostic, style: Style) -> str:
    severity = diagnostic.severity.value
    label = style(f"{severity}[{diagnostic.code}]", severity)
    return f"{style(_place(diagnostic.span), 'place')}: {label} {one_line(diagnostic.message)}"


def _beside(diagnostic: Diagnostic) -> str:
    """The second places of a diagnostic, for a message of one line."""
    return "".join(f"; {related.message}: {_place(related.span)}" for related in diagnostic.related)


def _place(span: Span) -> str:
    return f"{one_line(span.path)}:{span.line}:{span.column}"


def _full(diagnostic: Diagnostic, texts: Mapping[str, list[str]], style: Style) -> str:
    span = diagnostic.span
    gutter = " " * len(str(span.line))
    lines = [_head(diagnostic, style)]
    source = texts.get(span.path, [])
    if span.line <= len(source) and source[span.line - 1].strip():
        shown, before, cells = _excerpt(source[span.line - 1], span)
        mark = style("^" * cells, diagnostic.severity.value)
        lines += [f"{gutter} |", f"{span.line} | {shown}", f"{gutter} | {' ' * before}{mark}"]
    lines += [f"{gutter} = {related.message}: {_place(related.span)}" for related in diagnostic.related]
    if diagnostic.hint:
        first, *rest = printable(diagnostic.hint).split("\n")
        lines.append(f"{gutter} = {style('help', 'help')}: {first}")
        lines += [f"{gutter} |     {line}" for line in rest]
    return "\n".join(lines) + "\n"


def _excerpt(line: str, span: Span) -> tuple[str, int, int]:
    """The part of a source line to show, and the cells before and under the marked text in it."""
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    end = max(end, start + 1)
    # A line may have a megabyte; only what is near the mark can be shown.
    cut = max(0, start - 2 * WIDTH)
    near = line[cut : start + 2 * WIDTH]
    is_long = len(near) < len(line)
    line, start, end = one_line(near.replace("\t", " ")), start - cut, end - cut
    if is_long or cells(line) > WIDTH:
        first = _first_shown(line, start)
        lead = "…" if first or cut else ""
        line = lead + _beginning(line[first:], WIDTH - len(lead))
        start, end = start - first + len(lead), end - first + len(lead)
    return line, cells(line[:start]), max(1, cells(line[start : min(end, len(line))]))


def _first_shown(line: str, start: int) -> int:
    """Where to begin a line that is too long: a little before the mark, or earlier if what follows is short."""
    first = start
    while first and (cells(line[first - 1 : start]) <= BEFORE or cells(line[first - 1 :]) < WIDTH):
        first -= 1
    return first


def _beginning(text: str, room: int) -> str:
    """As much of a text as `room` cells hold, with an ellipsis where more follows."""
    excess = cells(text) - room
    if excess <= 0:
        return text
    end = len(text)
    while excess + 1 > 0 and end:
        end -= 1
        excess -= cells(text[end])
    return text[:end] + "…"


def _json(diagnostic: Diagnostic) -> dict[str, object]:
    fix = diagnostic.fix
    return {
        "path": diagnostic.span.path,
        **_range(diagnostic.span),
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message + _beside(diagnostic),
        "hint": diagnostic.hint,
        "related": [{"path": one.span.path, **_range(one.span), "message": one.message} for one in diagnostic.related],
        "fix": {"line": fix.line, "end_line": fix.lines[-1], "text": fix.text} if fix else None,
    }


def _range(span: Span) -> dict[str, int]:
    return {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}


def _sarif(diagnostic: Diagnostic) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "level": _SARIF[diagnostic.severity],
        "message": {"text": diagnostic.message + (f"\n{diagnostic.hint}" if diagnostic.hint else "")},
        "locations": [_location(diagnostic.span)],
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": number, **_location(one.span), "message": {"text": one.message}}
            for number, one in enumerate(diagnostic.related, 1)
        ]
    if diagnostic.fix:
        lines = diagnostic.fix.lines
        # Without columns, a region has whole lines, but for the last line end.
        region = {"startLine": lines[0], "endLine": lines[-1]}
        change = {"deletedRegion": region, "insertedContent": {"text": diagnostic.fix.text}}
        file = {"artifactLocation": _artifact(diagnostic.span.path), "replacements": [change]}
        result["fixes"] = [{"artifactChanges": [file]}]
    return result


def _location(span: Span) -> dict[str, object]:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": max(span.end_column, span.column if span.end_line == span.line else 1),
    }
    return {"physicalLocation": {"artifactLocation": _artifact(span.path), "region": region}}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path.replace("\\", "/").encode("utf-8", "surrogateescape"), safe="/")}


def _escape(text: str, *, property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property else text
