"""What a YAML text is read into: texts, lists and mappings, each with its place. Nothing is typed yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from mesoquiz.diagnostics.diagnostic import Span


class Scalar:
    """A text with its place. `plain` is false when it was quoted or a block."""

    __slots__ = ("end", "plain", "start", "text")

    def __init__(self, text: str, plain: bool, start: Any, end: Any) -> None:
        self.text, self.plain, self.start, self.end = text, plain, start, end


class Sequence:
    """A list with its place."""

    __slots__ = ("end", "items", "start")

    def __init__(self, start: Any) -> None:
        self.items: list[Node] = []
        self.start = self.end = start


class Mapping:
    """Keys and values in the author's order, duplicates included."""

    __slots__ = ("end", "is_broken", "pairs", "start")

    def __init__(self, start: Any) -> None:
        self.pairs: list[tuple[Scalar, Node]] = []
        self.is_broken = False
        """Whether a key was refused, so that what it said is not known."""
        self.start = self.end = start


class Invalid:
    """Stands where something was refused, so that what encloses it fails without a second diagnostic."""

    __slots__ = ("end", "start")

    def __init__(self, start: Any, end: Any) -> None:
        self.start, self.end = start, end


Node = Scalar | Sequence | Mapping | Invalid


class Mark(NamedTuple):
    """A place as the parser tells it: line and column from 0."""

    line: int
    column: int


def texts_in(root: Node) -> Iterator[Scalar]:
    """All texts below a node, in no order, but for keys."""
    stack = [root]
    while stack:
        node = stack.pop()
        if type(node) is Mapping:
            stack += [value for _, value in node.pairs]
        elif type(node) is Sequence:
            stack += node.items
        elif type(node) is Scalar:
            yield node


def at_dash(node: Node, lines: list[str]) -> Node:
    """The dash of an entry that says nothing; the node itself where there is none on its line."""
    line = lines[node.start.line] if node.start.line < len(lines) else ""
    column = line.rfind("-", 0, node.start.column)
    if column < 0 or type(node) is not Scalar or node.text:
        return node
    return Scalar("", True, Mark(node.start.line, column), Mark(node.start.line, column + 1))


def span(node: Node, path: str) -> Span:
    """The place of a node. A block ends where its last line ends, not at the start of the next."""
    start, end = node.start, node.end
    if end.line > start.line and end.column == 0:
        return Span(path, start.line + 1, start.column + 1, start.line + 1, start.column + 2)
    return Span(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
