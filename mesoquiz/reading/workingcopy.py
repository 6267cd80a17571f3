"""The lines of a file that are mended to read on, and how much is wrong with the cards around a rewrite of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from mesoquiz.diagnostics.diagnostic import Diagnostic, Fix
from mesoquiz.reading.findings import Problems
from mesoquiz.reading.mistakes.lines.longtexts import COLON
from mesoquiz.reading.mistakes.pitfalls import with_points
from mesoquiz.reading.mistakes.rewrite import Rewrite, indentation, is_key, key_column
from mesoquiz.reading.mistakes.texts.hashes import COMMENT, hashtags
from mesoquiz.reading.nodes import Node, texts_in
from mesoquiz.reading.parser import Fault, parse

Judge = Callable[[Node, list[str], frozenset[int]], Problems]
"""Tells what is wrong with a root, as far as it could be read; from the lines of the file, what only they tell.

They may be none; with them come those on which a text may say something else than was meant."""

GENERAL = frozenset(("missing-key", "unknown-kind", "empty-value"))
"""What is said of a card as a whole, at its first line, and of what is still to be written: not of how a line is."""
_UNREADABLE = 50
"""How bad a rewrite is after which the card still cannot be read: worse than what is found in any that can."""


class WorkingCopy:
    """A copy of the lines of one file, which is mended while the file is read."""

    def __init__(self, path: str, lines: list[str], judge: Judge, words: frozenset[str]) -> None:
        self.path, self.judge, self.words = path, judge, words
        self.lines = list(lines)
        self.mended: set[int] = set()
        """Lines (from 1) that were changed to read on."""
        self.cards: list[int] | None = None
        """The lines on which cards begin, while the copy is as it was when they were counted."""

    def parse(self) -> tuple[Node | None, list[Diagnostic], Fault | None]:
        """What the parser makes of the lines as they are now."""
        return parse("\n".join(self.lines), self.path)

    def write(self, line: int, texts: Iterable[str]) -> None:
        """Put texts in the place of as many lines."""
        for number, text in enumerate(texts, line):
            if number < len(self.lines):
                self.lines[number] = text
                self.mended.add(number + 1)
        self.cards = None

    def has(self, rewrite: Rewrite) -> bool:
        """Whether the lines are as a rewrite would make them."""
        return rewrite.text.split("\n") == self.lines[rewrite.line : rewrite.end + 1]

    def weigh(self, rewrite: Rewrite, fault: Fault | None) -> tuple[int | None, bool]:
        """How much is wrong with the cards around a rewrite, and whether none of it is in the lines that it wrote.

        `None` where the rewrite does not get the parser past the fault.
        """
        beyond = max(fault.line if fault else 0, rewrite.end)
        first, last = self.card_around(min(rewrite.line, fault.line if fault else rewrite.line), beyond)
        written = rewrite.text.count("\n") + 1
        added = written - (rewrite.end + 1 - rewrite.line)
        lines = rewrite.applied(self._only(first, last))
        root, refused, after = parse("\n".join(lines), self.path)
        if after is not None:
            if after.line <= beyond + added:
                return None, False
            # Up to there, it can be judged.
            root, refused, _ = parse("\n".join(lines[: after.line]), self.path)
        errors = [*refused, *(self.judge(root, [], frozenset()).errors if root else [])]
        own = range(rewrite.line + 1, rewrite.line + written + 1)
        is_sure = root is not None and not any(one.span.line in own and one.code not in GENERAL for one in errors)
        is_lost = root is not None and self._loses_keys(root, lines, own)
        return len(errors) + len(refused) + (_UNREADABLE if after or is_lost else 0), is_sure

    def _loses_keys(self, root: Node, lines: list[str], own: range) -> bool:
        """Whether a line of `own` (from 1) that begins with a key would be read as a part of a text."""
        keys = [number - 1 for number in own if number <= len(lines) and is_key(lines[number - 1], self.words)]
        return bool(keys) and any(
            node.start.line < number < node.end.line + bool(node.end.column)
            for node in texts_in(root)
            if node.end.line > node.start.line
            for number in keys
        )

    def card_around(self, first: int, last: int) -> tuple[int, int]:
        """The lines of the cards from one line to another: the first of them, and the first below them."""
        if self.cards is None:
            self.cards = card_lines(self.lines)
        begin = max((number for number in self.cards if number < first), default=0)
        end = min((number for number in self.cards if number > last), default=len(self.lines))
        return begin, end

    def _only(self, first: int, last: int) -> list[str]:
        """The lines of the file above its cards and those of some cards; between them as many empty ones."""
        head = min(self.cards or [0])
        if first < head:
            return self.lines[:last]
        return [*self.lines[:head], *[""] * (first - head), *self.lines[first:last]]

    def sure(self, found: Diagnostic) -> Diagnostic:
        """A diagnostic with its remedy, if what that writes has no fault of its own."""
        if found.fix is None:
            return found
        rewrite = Rewrite(found.fix.line - 1, found.fix.text, COMMENT, 0, 0)
        if self.weigh(rewrite, None)[1]:
            return found
        if listed := hashtags(self.lines[rewrite.line]):
            rewrite = replace(rewrite, text=listed)
            if self.weigh(rewrite, None)[1]:
                hint = f"leave `#` out:\n{listed.strip()}"
                return replace(found, fix=Fix(found.fix.line, listed), hint=hint)
        if (pointed := with_points(self.lines[rewrite.line])) != self.lines[rewrite.line]:
            rewrite = replace(rewrite, text=pointed)
            if self.weigh(rewrite, None)[1]:
                hint = f"write numbers with a point:\n{pointed.strip()}"
                return replace(found, fix=Fix(found.fix.line, pointed), hint=hint)
        return replace(found, fix=None, hint=found.hint.partition(":\n")[0])

    def blank_line(self, line: int, fault: Fault) -> bool:
        """Put a refused value in the place of what a key says, if the rest can be read then."""
        match = re.match(r"[ ]*(?:- +)*[^\W\d]\w*:(?=[ \t])", self.lines[line]) if line < len(self.lines) else None
        if match is None:
            return False
        last = line
        if "block scalar" in f"{fault.problem} {fault.context}":
            # The lines of the text below are not to blame.
            while last + 1 < len(self.lines) and indentation(self.lines[last + 1]) > key_column(self.lines[line]):
                last += 1
        blank = Rewrite(line, "\n".join([f"{match[0]} !", *[""] * (last - line)]), COLON, 0, 0, last=last)
        if self.weigh(blank, fault)[0] is None:
            return False
        self.write(line, blank.text.split("\n"))
        return True

    def blank_card(self, line: int) -> None:
        """Put a refused value in the place of the card around `line`: the rest is read, and nothing seems missing."""
        cards = card_lines(self.lines)
        if not cards:
            first, last, indent = line, len(self.lines), 0
        else:
            first = max((number for number in cards if number <= line), default=0)
            last = min((number for number in cards if number > line), default=len(self.lines))
            indent = len(self.lines[first]) - len(self.lines[first].lstrip(" "))
        self.write(first, [""] * (last - first))
        if cards and first in cards:
            self.lines[first] = " " * indent + "- !"


def card_lines(work: list[str]) -> list[int]:
    """The lines (from 0) on which a card begins: list entries of the least indentation."""
    items = {
        number: len(text) - len(text.lstrip(" "))
        for number, text in enumerate(work)
        if text.lstrip(" ").startswith("- ")
    }
    least = min(items.values(), default=0)
    return [number for number, indent in items.items() if indent == least]
