"""Where values lie in their file: looked up in the nodes while they are at hand, or kept when they are gone."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from collections.abc import Sequence as Sequence_
from dataclasses import dataclass, field
from typing import NamedTuple

from mesoquiz.diagnostics.diagnostic import NOWHERE, Span
from mesoquiz.limits import MAX_CARD_LINES
from mesoquiz.reading.nodes import Mapping, Node, Scalar, Sequence, span

Step = str | int
"""A key, or an index from 0."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a value and of all values in it, for a value that is kept: `places("tags", "any", 1)`."""

    span: Span = NOWHERE
    inner: MappingABC[Step, Places] = field(default_factory=dict)

    def __call__(self, *steps: Step) -> Span:
        """The place of the value that `steps` lead to. A missing one gives the nearest around it."""
        places = self
        for step in steps:
            places = places.inner.get(step, places)
        return places.span


NO_PLACES = Places()
"""Those of a value that was made by a program."""


class Where(NamedTuple):
    """Finds places in a value that was just decoded: `where("distractors", 1)`. Holds nodes, so it is not kept."""

    node: Node
    path: str
    lines: Sequence_[str] = ()
    """The lines of the file, to look for a word of a text."""

    def __call__(self, *steps: Step) -> Span:
        """The place of the value that `steps` lead to. A missing one gives the nearest around it."""
        return span(self._node(*steps), self.path)

    def word(self, word: str, *steps: Step, skip: int = 0) -> Span:
        """The place of a word in the text that `steps` lead to, after `skip` others of it; else that of the text.

        Of a word of several lines, that of the first.
        """
        node = self._node(*steps)
        first = word.partition("\n")[0].strip()
        for number in range(node.start.line, min(node.end.line + 1, len(self.lines))) if first else ():
            line = self.lines[number]
            column = line.find(first, node.start.column if number == node.start.line else 0)
            while column >= 0:
                if not skip:
                    return Span(self.path, number + 1, column + 1, number + 1, column + len(first) + 1)
                skip -= 1
                column = line.find(first, column + 1)
        return span(node, self.path)

    def _node(self, *steps: Step) -> Node:
        node = self.node
        for step in steps:
            if type(node) is Mapping:
                node = next((value for key, value in node.pairs if key.text == step), node)
            elif type(node) is Sequence and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
        return node

    def has(self, name: str) -> bool:
        """Whether a key was written, whatever became of it."""
        return type(self.node) is Mapping and any(key.text == name for key, _ in self.node.pairs)

    def texts(self, name: str) -> list[str]:
        """The text, or those of the list, below a key, whatever was said of it; none where it is something else."""
        value = self._node(name)
        if value is self.node:
            return []
        items = value.items if type(value) is Sequence else [value]
        return [one.text for one in items if type(one) is Scalar and one.text.strip()]

    def key(self, name: str) -> Span:
        """The place of the key `name` itself."""
        if type(self.node) is Mapping:
            for key, _ in self.node.pairs:
                if key.text == name:
                    return span(key, self.path)
        return span(self.node, self.path)

    def whole(self, handle: str) -> Span:
        """What to mark of a whole mapping: what its handle says, else its first key."""
        if type(self.node) is not Mapping or not self.node.pairs:
            return span(self.node, self.path)
        said = next((value for key, value in self.node.pairs if key.text == handle), self.node.pairs[0][0])
        return span(said, self.path)

    def kept(self) -> Places:
        """All places that can be looked up, without the nodes."""
        inner: dict[Step, Places] = {}
        if type(self.node) is Mapping:
            for key, value in reversed(self.node.pairs):
                inner[key.text] = Where(value, self.path).kept()
        elif type(self.node) is Sequence:
            inner = {place: Where(item, self.path).kept() for place, item in enumerate(self.node.items)}
        return Places(span(self.node, self.path), inner)


def locate(at: Span, text: str, lines: list[str]) -> Span:
    """Where a value at `at` in these lines of its file writes `text`: the first place from there, else `at`."""
    for number, line in enumerate(lines[at.line - 1 : at.line + MAX_CARD_LINES], at.line):
        column = line.find(text) + 1
        if column:
            return Span(at.path, number, column, number, column + len(text))
    return at
