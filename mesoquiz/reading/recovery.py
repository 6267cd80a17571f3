"""The bytes of a YAML file -> nodes, whatever is wrong in it: each fault explained, with a rewrite that was tried.

What libyaml says ("did not find expected key") helps nobody. So the faulty line is rewritten in the few ways that mend
ordinary prose, each rewrite is parsed, and only one that moves the parser on is proposed. Where none does, the card
around the fault is blanked, so that one fault does not hide the others.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from mesoquiz.diagnostics.diagnostic import Diagnostic, Fix, Span
from mesoquiz.limits import MAX_FAULTS
from mesoquiz.reading.encoding import decode_text, lines_of
from mesoquiz.reading.nodes import Node, Scalar
from mesoquiz.reading.parser import COMPLEX_KEY, SYNTAX, Fault, parse
from mesoquiz.reading.pitfalls import SPLITTING, document_end, has_odd_spaces, misread, odd_spaces
from mesoquiz.reading.repairs import Rewrite, explain, rewrites


@dataclass(slots=True)
class Reading:
    """A file as far as it could be read: its root, what is wrong, its lines as they stand, and those that were mended.

    The root may come from a mended text: it serves for further checks, never for an export.
    """

    root: Node | None
    found: list[Diagnostic]
    lines: list[str]
    mended: set[int] = field(default_factory=set)
    """Lines (from 1) that were changed to read on."""

    def touches(self, span: Span) -> bool:
        """Whether a place lies on a line that was mended."""
        return not self.mended.isdisjoint(range(span.line, span.end_line + 1))


def read(data: bytes, path: str) -> Reading:
    """Read a YAML file from its bytes."""
    text, found = decode_text(data, path)
    lines = lines_of(text)
    if found or not text.strip():
        return Reading(None, found, lines)
    ended = list(document_end(text, path))
    if ended:
        return Reading(None, ended, lines)
    reader = _Reader(path, lines)
    root = reader.read(text)
    if type(root) is Scalar and not root.text and root.plain:
        # Nothing but `---` or comments.
        root = None
    return Reading(root, reader.found, lines, reader.mended)


class _Reader:
    """Reads the lines of one file, mending a copy of them as it goes."""

    def __init__(self, path: str, lines: list[str]) -> None:
        self.path = path
        self.lines = lines
        self.work = list(lines)
        self.found: list[Diagnostic] = []
        self.mended: set[int] = set()

    def read(self, text: str) -> Node | None:
        """The root of the text, or of what was made of it."""
        root, refused, fault = parse(text, self.path)
        if has_odd_spaces(text):
            root, refused, fault = self._without_odd_spaces(root if fault is None else None)
        while fault is not None and len(self.found) < MAX_FAULTS:
            self._mend(fault)
            root, refused, fault = self._parse()
        if self._quote_gaps(refused):
            root, refused, fault = self._parse()
        if root is not None:
            refused = refused + list(misread(root, text, self.work, self.path))
        self.found += [one for one in refused if one.span.line not in self.mended]
        # What such a text says is not judged.
        self.mended |= {one.span.line for one in refused if one.code in SPLITTING}
        return root

    def _parse(self) -> tuple[Node | None, list[Diagnostic], Fault | None]:
        return parse("\n".join(self.work), self.path)

    def _without_odd_spaces(self, root: Node | None) -> tuple[Node | None, list[Diagnostic], Fault | None]:
        for found in odd_spaces(self.lines, root, self.path):
            self.found.append(found)
            if found.fix:
                self._write(found.fix.line - 1, found.fix.text)
        return self._parse()

    def _write(self, line: int, text: str) -> None:
        self.work[line] = text
        self.mended.add(line + 1)

    def _mend(self, fault: Fault) -> None:
        """Explain a fault and get the parser past it."""
        for rewrite in rewrites(self.work, fault):
            if self._helps(rewrite, fault):
                self._accept(rewrite)
                return
        line, column, problem, hint = explain(self.work, fault)
        place = Span(self.path, line + 1, column + 1, line + 1, column + 2)
        self.found.append(SYNTAX.at(place, problem=problem, hint=hint))
        self._blank_card(line)

    def _helps(self, rewrite: Rewrite, fault: Fault) -> bool:
        """Whether the text parses with a line rewritten, or fails only further on than the fault and that line."""
        kept, self.work[rewrite.line] = self.work[rewrite.line], rewrite.text
        root, _, after = self._parse()
        self.work[rewrite.line] = kept
        return root is not None if after is None else after.line > max(fault.line, rewrite.line)

    def _accept(self, rewrite: Rewrite) -> None:
        place = Span(self.path, rewrite.line + 1, rewrite.column + 1, rewrite.line + 1, rewrite.end_column + 1)
        found = rewrite.rule.at(place, **rewrite.values)
        fix = Fix(rewrite.line + 1, rewrite.text)
        self.found.append(replace(found, hint=f"{found.hint}:\n{rewrite.text.strip()}", fix=fix))
        self._write(rewrite.line, rewrite.text)

    def _quote_gaps(self, refused: list[Diagnostic]) -> bool:
        """Quote values that begin with a gap: `cloze: {{derme}}` parses, as a mapping that nobody meant."""
        changed = False
        for one in refused:
            line = one.span.line - 1
            if one.code != COMPLEX_KEY.code or line + 1 in self.mended:
                continue
            fault = Fault("", "", line, one.span.column - 1, None)
            gap = next((rewrite for rewrite in rewrites(self.work, fault) if "{{" in rewrite.text), None)
            if gap and gap.line == line:
                self._accept(gap)
                changed = True
        return changed

    def _blank_card(self, line: int) -> None:
        """Put a refused value in the place of the card around `line`: the rest is read, and nothing seems missing."""
        cards = _cards(self.work)
        if not cards:
            first, last, indent = line, len(self.work), 0
        else:
            first = max((number for number in cards if number <= line), default=0)
            last = min((number for number in cards if number > line), default=len(self.work))
            indent = len(self.work[first]) - len(self.work[first].lstrip(" "))
        for number in range(first, last):
            self._write(number, "")
        if cards and first in cards:
            self.work[first] = " " * indent + "- !"


def _cards(work: list[str]) -> list[int]:
    """The lines on which a card begins: list entries of the least indentation."""
    items = {
        number: len(text) - len(text.lstrip(" "))
        for number, text in enumerate(work)
        if text.lstrip(" ").startswith("- ")
    }
    least = min(items.values(), default=0)
    return [number for number, indent in items.items() if indent == least]
