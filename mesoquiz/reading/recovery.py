"""The bytes of a YAML file -> nodes, whatever is wrong in it: each fault explained, with a rewrite that was tried.

What libyaml says ("did not find expected key") helps nobody. So the faulty lines are rewritten in the few ways that
mend ordinary prose; each rewrite is read, and the one that leaves the least to complain of is proposed. Where none
helps, the line, or else the card around the fault, is blanked, so that one fault does not hide the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from mesoquiz.diagnostics.diagnostic import Diagnostic, Fix, Span
from mesoquiz.limits import MAX_FAULTS, MAX_SLIPS
from mesoquiz.reading.encoding import decode_text, lines_of
from mesoquiz.reading.findings import Problems
from mesoquiz.reading.mistakes.cards.outline import outline
from mesoquiz.reading.mistakes.explaining import explain
from mesoquiz.reading.mistakes.inside.entries import inner_lists
from mesoquiz.reading.mistakes.layout import ALIGN, broken
from mesoquiz.reading.mistakes.lines.longtexts import COLON
from mesoquiz.reading.mistakes.pitfalls import (
    SPLITTING,
    document_end,
    has_odd_spaces,
    misread,
    odd_indents,
    odd_spaces,
)
from mesoquiz.reading.mistakes.repairs import SPECIAL, rewrites
from mesoquiz.reading.mistakes.rewrite import Rewrite, shown
from mesoquiz.reading.mistakes.slips import slips
from mesoquiz.reading.mistakes.texts.losses import suspects
from mesoquiz.reading.mistakes.wholefile import fenced, other_binary, other_file, without_key
from mesoquiz.reading.nodes import Node, Scalar
from mesoquiz.reading.parser import COMPLEX_KEY, SYNTAX, Fault, parse
from mesoquiz.reading.workingcopy import GENERAL, Judge, WorkingCopy

_NEAR = 3
"""Lines below an entry on which the parser may blame it: blank ones, and the first of the next."""


@dataclass(slots=True)
class Reading:
    """A file as far as it could be read: its root, what is wrong, its lines as they are, and those that were mended.

    The root may come from a mended text: it serves for further checks, never for an export.
    """

    judged: Problems | None
    """What its root was judged to be; nothing where it says nothing or cannot be read at all."""
    found: list[Diagnostic]
    lines: list[str]
    mended: set[int] = field(default_factory=set)
    """Lines (from 1) that were changed to read on."""

    def touches(self, span: Span) -> bool:
        """Whether a place lies on a line that was mended."""
        return not self.mended.isdisjoint(range(span.line, span.end_line + 1))


def read(data: bytes, path: str, judge: Judge, words: frozenset[str] = frozenset()) -> Reading:
    """Read a YAML file from its bytes. `words` are the keys that it may have; `judge` tells what is wrong with it.

    The judge also decides among the ways to mend a line.
    """
    other = list(other_binary(data, path))
    text, found = ("", other) if other else decode_text(data, path)
    lines = lines_of(text)
    if found or not text.strip():
        return Reading(None, found, lines)
    ended = [*other_file(text, path), *document_end(text, path), *without_key(lines, words, path)]
    if ended:
        return Reading(None, ended[:1], lines)
    reader = _Reader(path, lines, judge, words)
    judged = reader.read(reader.without_fences(text))
    return Reading(judged, reader.found, lines, reader.copy.mended)


class _Reader:
    """Reads the lines of one file, mending a copy of them as it goes."""

    def __init__(self, path: str, lines: list[str], judge: Judge, words: frozenset[str]) -> None:
        self.path, self.judge, self.words = path, judge, words
        self.lines = lines
        self.copy = WorkingCopy(path, lines, judge, words)
        self.found: list[Diagnostic] = []
        self.told: set[int] = set()
        """The lines (from 0) whose fault was told and not mended."""

    def read(self, text: str) -> Problems | None:
        """What the root of the text, or of what was made of it, is judged to be."""
        root, refused, fault = parse(text, self.path)
        if has_odd_spaces(text):
            root, refused, fault = self._without_odd_spaces(root if fault is None else None)
        for _ in range(2 * MAX_FAULTS):
            if fault is None or len(self.found) >= MAX_FAULTS:
                break
            self._mend(fault)
            root, refused, fault = self.copy.parse()
        if self._quote_gaps(refused):
            root, refused, _ = self.copy.parse()
        judged = self._judged(root, text)
        if root is not None and judged is not None and judged.errors and self._mend_slips(root, judged):
            root, refused, fault = self.copy.parse()
            judged = self._judged(root, text)
        if root is not None:
            cut = list(misread(root, text, self.copy.lines, self.path))
            refused = [*refused, *map(self.copy.sure, cut[:MAX_SLIPS]), *cut[MAX_SLIPS:]]
        self.found += [one for one in refused if one.span.line not in self.copy.mended]
        # What such a text says is not judged.
        self.copy.mended |= {one.span.line for one in refused if one.code in SPLITTING}
        return judged

    def without_fences(self, text: str) -> str:
        """The text without what Markdown writes around code."""
        found, outside = fenced(self.lines, self.path)
        for number in outside:
            self.copy.write(number, [""])
        self.found += found
        return "\n".join(self.copy.lines) if found else text

    def _judged(self, root: Node | None, text: str) -> Problems | None:
        if root is None or (type(root) is Scalar and not root.text and root.plain):
            # Nothing but `---` or comments.
            return None
        return self.judge(root, self.lines, suspects(text))

    def _without_odd_spaces(self, root: Node | None) -> tuple[Node | None, list[Diagnostic], Fault | None]:
        for look in (odd_indents, odd_spaces):
            for found in look(self.copy.lines, root, self.path):
                self.found.append(found)
                if found.fix:
                    self.copy.write(found.fix.line - 1, found.fix.text.split("\n"))
        return self.copy.parse()

    def _mend(self, fault: Fault) -> None:
        """Explain a fault and get the parser past it."""
        near = (one for one in outline(self.copy.lines, self.words) if one.line <= fault.line <= one.end + _NEAR)
        inner = inner_lists([fault.line, fault.line - 1], self.copy.lines, self.words)
        best = self._best(chain(near, inner, rewrites(self.copy.lines, fault, self.words)), fault)
        if best:
            self._accept(*best)
            return
        line, column, problem, hint = explain(self.copy.lines, fault)
        if line in self.told:
            # Nothing that is left of the line can be read: one fault is told once.
            self.copy.write(line, [""])
            return
        self.told.add(line)
        place = Span(self.path, line + 1, column + 1, line + 1, column + 2)
        self.found.append(SYNTAX.at(place, problem=problem, hint=hint))
        if not self.copy.blank_line(line, fault):
            self.copy.blank_card(line)

    def _best(self, candidates: Iterable[Rewrite], fault: Fault) -> tuple[Rewrite, bool] | None:
        """The rewrite that leaves the least to complain of, and whether it is sure; nothing where none helps."""
        best: tuple[int, Rewrite, bool] | None = None
        for rewrite in (one for one in candidates if not self.copy.has(one) and not self._was_told(one)):
            faults, is_sure = self.copy.weigh(rewrite, fault)
            faults = 0 if rewrite.is_clear and faults is not None else faults
            if faults and rewrite.rule is ALIGN and "expected ':'" in fault.problem:
                # A line without a key is to blame, and no key above it.
                continue
            if faults is not None and (best is None or faults < best[0]):
                best = faults, rewrite, is_sure
            if faults == 0:
                break
        return (best[1], best[2] and best[1].is_sure and not self._is_doubtful(best[1], fault)) if best else None

    def _was_told(self, rewrite: Rewrite) -> bool:
        """Whether a rewrite was accepted already: what it wrote did not last, and would not now."""
        line = (rewrite.at if rewrite.at >= 0 else rewrite.line) + 1
        return any(one.code == rewrite.rule.code and one.span.line == line for one in self.found)

    def _is_doubtful(self, rewrite: Rewrite, fault: Fault) -> bool:
        """Whether a text with a colon may as well be two keys on one line."""
        if rewrite.rule is not COLON:
            return False
        return any(self.copy.weigh(other, fault)[0] == 0 for other in broken(rewrite.line, self.copy.lines, self.words))

    def _accept(self, rewrite: Rewrite, is_sure: bool) -> None:
        line = (rewrite.at if rewrite.at >= 0 else rewrite.line) + 1
        found = rewrite.rule.at(
            Span(self.path, line, rewrite.column + 1, line, rewrite.end_column + 1), **rewrite.values
        )
        if is_sure:
            fix = Fix(rewrite.line + 1, rewrite.text, rewrite.end + 1)
            found = replace(
                found, hint=f"{found.hint}:\n{shown(rewrite.text)}" if rewrite.text else found.hint, fix=fix
            )
        elif rewrite.rule is COLON:
            found = replace(found, hint=self._doubt(rewrite, found.hint))
        self.found.append(found)
        if rewrite.stand_in:
            # What of the card could not be kept seems to be missing.
            self.copy.mended.add(self.copy.card_around(rewrite.line + 1, rewrite.line)[0] + 1)
        texts = list(rewrite.stand_in) or rewrite.text.split("\n")
        self.copy.write(rewrite.line, texts + [""] * (rewrite.end + 1 - rewrite.line - len(texts)))

    def _doubt(self, rewrite: Rewrite, hint: str) -> str:
        other = next(broken(rewrite.line, self.copy.lines, self.words), None)
        return f"{hint}, or begin a new line before `{other.values['key']}:`" if other else hint

    def _mend_slips(self, root: Node, judged: Problems) -> bool:
        """Mend what is YAML but not what was meant: only where there is something to complain of."""
        troubled = self._troubled(judged)
        known = len(self.found)
        candidates = (one for one in slips(root, self.copy.lines, self.words) if self._is_open(one, troubled))
        for rewrite in islice(candidates, 2 * MAX_SLIPS):
            then, is_sound = self.copy.weigh(rewrite, None)
            same = replace(rewrite, text="\n".join(self.copy.lines[rewrite.line : rewrite.end + 1]))
            # Weighing reads the cards around anew: what they are now is weighed only where it matters.
            if then is not None and is_sound and then < (self.copy.weigh(same, None)[0] or 0):
                self._accept(rewrite, is_sure=rewrite.is_sure)
        return len(self.found) > known

    def _troubled(self, judged: Problems) -> set[int]:
        """The lines (from 0) of which something is wrong; where something is missing, all of its card."""
        lines: set[int] = set()
        for one in judged.errors[:MAX_SLIPS]:
            line = one.span.line - 1
            lines.update(range(*self.copy.card_around(line + 1, line)) if one.code in GENERAL else (line,))
        return lines

    def _is_open(self, rewrite: Rewrite, troubled: set[int]) -> bool:
        """Whether there is something to complain of where a rewrite is, and nothing was mended there yet."""
        own = range(rewrite.line, rewrite.end + 1)
        # An entry that is out of line is blamed on the next.
        return not troubled.isdisjoint(range(rewrite.line, rewrite.end + 2)) and self.copy.mended.isdisjoint(
            line + 1 for line in own
        )

    def _quote_gaps(self, refused: list[Diagnostic]) -> bool:
        """Quote values that begin with a gap: `cloze: {{derme}}` parses, as a mapping that nobody meant."""
        changed = False
        for one in refused:
            line = one.span.line - 1
            if one.code != COMPLEX_KEY.code or line + 1 in self.copy.mended:
                continue
            fault = Fault("", "", line, one.span.column - 1, None)
            candidates = rewrites(self.copy.lines, fault, self.words)
            gap = next((other for other in candidates if other.rule is SPECIAL and "{{" in other.text), None)
            if gap and gap.line == line:
                self._accept(gap, is_sure=True)
                changed = True
        return changed
