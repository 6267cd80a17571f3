"""Texts and tags that `#` cuts: to YAML it begins a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mesoquiz.diagnostics.diagnostic import Diagnostic, Fix, Rule, Span
from mesoquiz.reading.mistakes.lists import HASHED
from mesoquiz.reading.nodes import Mapping, Scalar, Sequence

COMMENT = Rule(
    "comment-in-text", "`#` begins a comment here: what follows is not read", "put the text in quotes:\n{line}"
)
_CUT = re.compile(r"[ \t]*(?P<comment>#[^\s#].*)$")
_TAG = re.compile(r"(?P<head>[ ]*-[ ]+)#(?P<tag>[^\s#,;]+)[ ]*$")
_HASHTAGS = re.compile(r"(?P<head>[ ]*(?:- +)*[^\W\d]\w*:)[ ]+(?P<tags>#[^\s#,;]+(?:[ ,;]+#[^\s#,;]+)*)[ ]*$")


def cut_text(node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield the comment that cuts a text, or is all of it."""
    # The parser may end an empty text after the last line.
    line = lines[node.end.line] if node.end.line < len(lines) else ""
    match = _CUT.match(line, node.end.column)
    if match and node.start.line == node.end.line:
        column = match.start("comment")
        # An empty text begins where its key ends.
        start = node.start.column if node.text else column
        mended = line[:start] + '"' + line[start:].rstrip().replace("\\", "\\\\").replace('"', '\\"') + '"'
        found = COMMENT.at(place_of(path, node.end.line, column, column + 1), line=mended.strip())
        yield fixed(found, node.end.line, mended)


def tag_lines(node: Mapping, lines: list[str]) -> Iterator[int]:
    """The lines of a card that are tags with a number sign, below their key."""
    for key, value in node.pairs:
        if key.text == "tags" and type(value) is Sequence:
            numbers = (item.start.line for item in value.items if type(item) is Scalar and not item.text)
            yield from (number for number in numbers if number < len(lines) and _TAG.match(lines[number]))


def cut_tag(node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield a tag that is a comment, `- #os`."""
    number = node.start.line
    if match := _TAG.match(lines[number]):
        mended, column = f"{match['head']}{match['tag']}", match.end("head")
        found = HASHED.at(place_of(path, number, column, column + 1))
        yield fixed(replace(found, hint=f"{found.hint}:\n{mended.strip()}"), number, mended)


def hashtags(line: str) -> str:
    """A line whose tags are written as elsewhere, `tags: #os #bras`, with a list; nothing where it is another line."""
    match = _HASHTAGS.match(line)
    return f"{match['head']} [{', '.join(re.split('[ ,;#]+', match['tags'].strip(' #')))}]" if match else ""


def place_of(path: str, line: int, start: int, end: int) -> Span:
    """The place of some characters of a line, all counted from 0."""
    return Span(path, line + 1, start + 1, line + 1, end + 1)


def fixed(found: Diagnostic, line: int, text: str) -> Diagnostic:
    """A diagnostic with a text that replaces a line, counted from 0."""
    return Diagnostic(
        code=found.code,
        severity=found.severity,
        message=found.message,
        span=found.span,
        hint=found.hint,
        fix=Fix(line + 1, text),
    )
