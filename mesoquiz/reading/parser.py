"""YAML text -> located nodes, or diagnostics. The only module that knows PyYAML.

It reads parser events instead of PyYAML's composed nodes: as fast, and deep nesting, which kills the interpreter inside
libyaml's `compose`, is a plain diagnostic here. Nothing is typed: a scalar keeps the author's characters, so `no`,
`12:30`, `010` and `1,5` stay text. Without libyaml the same events come from PyYAML's Python parser, 20 times slower.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

import yaml

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.garbage import paused_collector
from mesoquiz.limits import MAX_DEPTH, MAX_VALUES
from mesoquiz.reading.mistakes.lines.escapes import eaten
from mesoquiz.reading.nodes import Invalid, Mapping, Node, Scalar, Sequence, span

_LONGEST = 2_000
"""Characters of a line that is mended."""
MAX_SHOWN = 60
"""Characters of a value that a hint repeats."""
_TOO_NESTED = "nesting depth"
"""In what libyaml 0.2.6 says at level 1,000. Looking ahead for a key, it gets there before it tells of the first."""

DEPTH = Rule("too-deep", "more than {limit} levels of nesting", "a deck has four levels: look for stray brackets")
NODES = Rule("too-many-values", "more than {limit} values in one file", "split the deck into several files")
ALIAS = Rule("alias", "`*{name}` is a YAML alias, which decks do not use", "{how}")
ANCHOR = Rule("anchor", "`&{name}` is a YAML anchor, which decks do not use", "{how}")
TAG = Rule("tag", "`{tag}` is a YAML tag, which decks do not use", "{how}")
MERGE_KEY = Rule("merge-key", "`<<` is a YAML merge key, which decks do not use", "write the keys out in each card")
DOCUMENT = Rule("second-document", "a second YAML document begins here", "{how}")
COMPLEX_KEY = Rule("complex-key", "this is read as a key, not as a text", "quote a text that begins with {{{{, [ or ?")
SYNTAX = Rule("yaml", "this is not YAML: {problem}", "{hint}")


class Fault(NamedTuple):
    """Where and why the YAML parser gave up: 0-based lines and columns, as PyYAML counts them."""

    problem: str
    context: str
    line: int
    column: int
    context_line: int | None


def parse(text: str, path: str) -> tuple[Node | None, list[Diagnostic], Fault | None]:
    """Read one YAML document into nodes.

    Returns the root (`None` for an empty or unreadable text), what was refused on the way, and the fault that stopped
    the parser, if any.
    """
    # An escape can spell an accent apart from its letter.
    builder = _Builder(path, composed="\\" not in text and unicodedata.is_normalized("NFC", text))
    with paused_collector():
        try:
            builder.read(text)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            context = error.context_mark
            if _TOO_NESTED in (error.problem or "") and mark:
                # What comes before that place is too deep for us already, and libyaml reads it.
                return parse(text[: mark.index], path)
            fault = Fault(
                error.problem or "",
                error.context or "",
                mark.line if mark else 0,
                mark.column if mark else 0,
                context.line if context else None,
            )
            return None, builder.found, fault
        except _Stop:
            return None, builder.found, None
        except (yaml.YAMLError, RecursionError, ValueError, OverflowError) as error:
            return None, builder.found, Fault(str(error).splitlines()[0], "", 0, 0, None)
    return builder.root, builder.found, None


class _Stop(Exception):
    """A limit was passed: reading on would cost time and memory."""


class _Builder:
    """Turns events into nodes with a stack of its own."""

    def __init__(self, path: str, *, composed: bool) -> None:
        self.path = path
        self.composed = composed
        self.found: list[Diagnostic] = []
        self.root: Node | None = None
        self.has_document = False
        self.text = ""
        self.anchored: dict[str, str] = {}
        """What to write where a name of the text stands for a value: the value."""

    def read(self, text: str) -> None:  # noqa: C901 (a call per event would cost a third of the speed)
        """Feed all events of `text`. One loop, the most frequent event first: this is where a build spends its time."""
        next_event = _events(text)
        self.text = text
        scalar, start_map, start_list = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
        # Nothing to compose, and no escape that could make a control character.
        is_ordinary = self.composed and "\\" not in text
        outer: list[tuple[Any, Any]] = []
        parent: Any = None
        key: Any = None
        values = 0
        while (kind := type(event := next_event())) is not yaml.StreamEndEvent:
            if kind is scalar:
                is_text = is_ordinary and not (event.anchor or event.tag)
                marks = event.start_mark, event.end_mark
                node = Scalar(event.value, not event.style, *marks) if is_text else self._scalar(event)
            elif kind is start_map or kind is start_list:
                self._check_container(event, len(outer))
                outer.append((parent, key))
                parent, key = (Mapping if kind is start_map else Sequence)(event.start_mark), None
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                node, (parent, key) = parent, outer.pop()
                node.end = event.end_mark
            elif kind is yaml.AliasEvent:
                node = self._alias(event, key)
            else:
                self._check_document(event)
                continue
            if (values := values + 1) > MAX_VALUES:
                self._stop(NODES, event, MAX_VALUES)
            if parent is None:
                self.root = node
            elif type(parent) is Sequence:
                parent.items.append(node)
            elif key is None:
                key = self._key(node, parent)
            else:
                parent.pairs.append((key, node))
                key = None

    def _alias(self, event: Any, key: Any) -> Node:
        merged = key is not None and key.text == "<<"
        how = self.anchored.get(event.anchor) or f'quote the text: "*{shorten(event.anchor)}"'
        return self._refuse(MERGE_KEY if merged else ALIAS, event, name=shorten(event.anchor), how=how)

    def _check_container(self, event: Any, depth: int) -> None:
        if event.anchor or event.tag:
            self._refuse_properties(event)
        if depth >= MAX_DEPTH:
            self._stop(DEPTH, event, MAX_DEPTH)

    def _check_document(self, event: Any) -> None:
        if type(event) is yaml.DocumentStartEvent:
            if self.has_document:
                line = self.text[getattr(event.start_mark, "index", 0) :].partition("\n")[0].strip()
                is_heading = line.strip("-") != ""
                how = "begin the line with `#`" if is_heading else "remove the line `---`, or make a second file"
                self._stop(DOCUMENT, event, 0, how=how)
            self.has_document = True

    def _scalar(self, event: Any) -> Node:
        if event.anchor or event.tag:
            return self._refuse_properties(event)
        value = event.value
        if not self.composed:
            value = unicodedata.normalize("NFC", value)
        style = event.style
        if style == '"' and "\\" in self.text:
            raw = self.text[getattr(event.start_mark, "index", 0) : getattr(event.end_mark, "index", 0)]
            node = Invalid(event.start_mark, event.end_mark)
            if found := eaten(value, raw, span(node, self.path), self._line_of(event)):
                self.found.append(found)
                return node
        return Scalar(value, not style, event.start_mark, event.end_mark)

    def _line_of(self, event: Any) -> str:
        """The line on which an event begins."""
        index = getattr(event.start_mark, "index", 0)
        first = max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1
        return re.split(r"[\r\n]", self.text[first : index + _LONGEST], maxsplit=1)[0]

    def _key(self, node: Node, parent: Sequence | Mapping) -> Scalar:
        if type(node) is Scalar:
            return node
        if type(parent) is Mapping:
            parent.is_broken = True
        if type(node) is not Invalid:
            self.found.append(COMPLEX_KEY.at(span(node, self.path)))
        return Scalar("", False, node.start, node.end)

    def _refuse_properties(self, event: Any) -> Invalid:
        text = getattr(event, "value", "")
        if event.anchor:
            self.anchored[event.anchor] = self._repeated(event)
            is_text = type(event) is yaml.ScalarEvent and f"*{event.anchor}" not in self.text
            how = _quoted(f"&{event.anchor} {text}".strip()) if is_text else f"remove `&{shorten(event.anchor)}`"
            return self._refuse(ANCHOR, event, name=shorten(event.anchor), how=how)
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        is_text = type(event) is yaml.ScalarEvent and not tag.startswith("!!")
        how = _quoted(f"{tag} {text}".strip()) if is_text else f"remove `{shorten(tag)}`"
        return self._refuse(TAG, event, tag=shorten(tag), how=how)

    def _repeated(self, event: Any) -> str:
        """What to write in place of an alias: the text, list or keys that its anchor names, if they are on one line."""
        line = self.text[getattr(event.start_mark, "index", 0) :].partition("\n")[0]
        said = line.partition(event.anchor)[2].strip()
        if type(event) is not yaml.ScalarEvent and not said.endswith(("}", "]")):
            return f"write once more here what follows `&{shorten(event.anchor)}`"
        return f"write it once more here: `{shorten(said, MAX_SHOWN)}`"

    def _refuse(self, rule: Rule, event: Any, **values: object) -> Invalid:
        node = Invalid(event.start_mark, event.end_mark)
        self.found.append(rule.at(span(node, self.path), **values))
        return node

    def _stop(self, rule: Rule, event: Any, limit: int, **values: str) -> None:
        node = Invalid(event.start_mark, event.end_mark)
        self.found.append(rule.at(span(node, self.path), limit=f"{limit:,}", **values))
        raise _Stop


def _quoted(text: str) -> str:
    """What to do about a text that begins with a mark of YAML."""
    return f'quote the text: "{shorten(text)}"' if '"' not in text else f"quote the text: '{shorten(text)}'"


def _events(text: str) -> Any:
    """The function that gives the next event, from libyaml where PyYAML was built with it."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return loader(text).get_event
