"""Slips that YAML takes without a word, or blames on another line: looked for in the text and in what was read.

A tab or a no-break space behind `:` or `-`; ` #` in a text, which cuts it; `[1,5 mL]`, which is two entries; text
behind `...`. Each search begins with one pass over the whole file, so a clean deck costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Diagnostic, Fix, Rule, Span
from mesoquiz.reading.nodes import Mapping, Node, Scalar, Sequence

ODD_SPACE = Rule(
    "odd-space", "behind `{what}` stands a {sign}, not an ordinary space", "write an ordinary space:\n{line}"
)
COMMENT = Rule(
    "comment-in-text", "`#` begins a comment here: what follows is not read", "put the text in quotes:\n{line}"
)
DECIMAL = Rule(
    "decimal-comma", "the comma of `{number}` separates two entries here", 'put a text with a comma in quotes: "{text}"'
)
END = Rule("document-end", "`...` ends the deck here: what follows is not read", "remove the line `...`")

SPLITTING = frozenset({COMMENT.code, DECIMAL.code})
"""A text that was cut or split says something else than its author meant."""

_ODD = re.compile(
    r"^(?P<head>[ ]*(?:- +)*)(?P<what>-|[A-Za-z_]+:)(?P<sign>[\t\u00a0\u202f])[ \t\u00a0\u202f]*", re.MULTILINE
)
_HASH = re.compile(r"[ \t]#[^\s#]")
_CUT = re.compile(r"[ \t]*(?P<comment>#[^\s#].*)$")
_COMMA = re.compile(r"\d,\d")
_END = re.compile(r"^\.\.\.[ \t]*$", re.MULTILINE)
_SIGNS = {"\t": "tab", "\u00a0": "no-break space", "\u202f": "no-break space"}


def odd_spaces(lines: list[str], root: Node | None, path: str) -> Iterator[Diagnostic]:
    """Yield the lines whose `:` or `-` is followed by something that only looks like a space."""
    texts = set(_text_lines(root)) if root else set()
    for number, line in enumerate(lines):
        match = _ODD.match(line)
        if match and number not in texts:
            mended = match["head"] + match["what"] + " " + line[match.end() :]
            place = _place(path, number, match.start("sign"), match.start("sign") + 1)
            found = ODD_SPACE.at(place, what=match["what"], sign=_SIGNS[match["sign"]], line=mended.strip())
            yield _fixed(found, number, mended)


def has_odd_spaces(text: str) -> bool:
    """Whether a text needs the look at its lines."""
    return _ODD.search(text) is not None


def document_end(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield the first `...` that something follows."""
    match = _END.search(text)
    if match and text[match.end() :].strip():
        number = len(re.split("\r\n|\r|\n", text[: match.start()])) - 1
        yield END.at(_place(path, number, 0, 3))


def misread(root: Node, text: str, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield what was read otherwise than it was meant: texts cut at `#`, decimals split at the comma."""
    hash, comma = _HASH.search(text), _COMMA.search(text)
    if not hash and not comma:
        return
    for node in _nodes(root):
        if hash and type(node) is Scalar and node.plain:
            yield from _cut_text(node, lines, path)
        elif comma and type(node) is Sequence:
            yield from _split_decimals(node, path)


def _cut_text(node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    # The parser may end an empty text behind the last line.
    line = lines[node.end.line] if node.end.line < len(lines) else ""
    match = _CUT.match(line, node.end.column)
    if match and node.start.line == node.end.line:
        column = match.start("comment")
        # An empty text begins where its key ends.
        start = node.start.column if node.text else column
        mended = line[:start] + '"' + line[start:].rstrip().replace("\\", "\\\\").replace('"', '\\"') + '"'
        found = COMMENT.at(_place(path, node.end.line, column, column + 1), line=mended.strip())
        yield _fixed(found, node.end.line, mended)


def _split_decimals(node: Sequence, path: str) -> Iterator[Diagnostic]:
    for left, right in zip(node.items, node.items[1:], strict=False):
        if type(left) is not Scalar or type(right) is not Scalar or not (left.plain and right.plain):
            continue
        touching = left.end.line == right.start.line and right.start.column - left.end.column == 1
        before, after = re.search(r"(?<!\d)\d+$", left.text), re.match(r"\d+", right.text)
        if touching and before and after:
            place = _place(path, left.end.line, left.end.column, left.end.column + 1)
            yield DECIMAL.at(place, number=f"{before[0]},{after[0]}", text=f"{left.text},{right.text}")


def _nodes(root: Node) -> Iterator[Node]:
    """All nodes, in reading order, but for keys."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        if type(node) is Mapping:
            stack += [value for _, value in reversed(node.pairs)]
        elif type(node) is Sequence:
            stack += reversed(node.items)


def _text_lines(root: Node) -> Iterator[int]:
    """The lines inside blocks and quoted texts, 0-based: what they look like is the author's affair."""
    for node in _nodes(root):
        if type(node) is Scalar and not node.plain and node.end.line > node.start.line:
            yield from range(node.start.line + 1, node.end.line + bool(node.end.column))


def _place(path: str, line: int, start: int, end: int) -> Span:
    return Span(path, line + 1, start + 1, line + 1, end + 1)


def _fixed(found: Diagnostic, line: int, text: str) -> Diagnostic:
    return Diagnostic(
        code=found.code,
        severity=found.severity,
        message=found.message,
        span=found.span,
        hint=found.hint,
        fix=Fix(line + 1, text),
    )
