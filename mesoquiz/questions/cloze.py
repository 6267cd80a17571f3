"""A text with gaps: `{{hidden}}`, `{{2::hidden}}`, `{{2::hidden::hint}}`.

    id: devise
    cloze: "La devise de Pistor : {{peu}}, {{rarement}} et {{3::au bon endroit::où}}."

Gaps without a number are numbered in reading order, each a card of its own in Anki; gaps with the same number are
hidden together. Numbers never change once released: Anki ties the learning history to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Span
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.languages.labels import Labels
from mesoquiz.markup.gaps import Gap
from mesoquiz.markup.renderer import hides_all
from mesoquiz.notes.interactions import Fill, Interaction
from mesoquiz.notes.note import Note
from mesoquiz.questions.shared.gaps import BLANK, LIKE, OF_MOODLE, blanks, explained, lookalikes, misread, of_moodle
from mesoquiz.questions.shared.nogap import without_gap
from mesoquiz.reading.encoding import is_visible
from mesoquiz.reading.keys import Key
from mesoquiz.reading.places import Where

EMPTY_GAP = Rule("empty-gap", "the gap `{gap}` hides nothing", "put the words to hide in it")
OPEN_GAP = Rule("open-gap", "the gap `{gap}` is not closed", "write `}}}}` after the words to hide")
STRAY_END = Rule("stray-gap-end", "the `}}}}` after `{text}` closes no gap", "write `{{{{` before the words to hide")
HIDDEN = Rule(
    "gap-not-shown",
    "a gap cannot be shown in an address, a title, a description or a surplus table cell",
    "put it into the text itself",
)
ONE_COLON = Rule(
    "one-colon", "the gap `{gap}` has one colon after its number instead of two", "write `{{{{{number}::{text}}}}}`"
)
NESTED = Rule("nested-gap", "the gap `{gap}` is inside another gap", "{how}")
HIGH = Rule("gap-number", "the gap number {number} is out of range", "number gaps from 1 to {most}")

MAX_NUMBER = 499
"""Anki makes no card for cloze numbers of 500 and more."""

# A gap holds no other: without that, a megabyte of braces would take hours to search.
_GAP = re.compile(r"\{\{(?:c?(\d{1,6})::)?((?:(?!\{\{).)*?)\}\}(?!\})", re.DOTALL)
# Digits after it make a time, such as 12:30.
_ONE_COLON = re.compile(r"c?(\d{1,6}):(?![:\d])")
_AROUND = re.compile("\\{\\{[^{}\0]*\0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloze(Note):
    """Text with gaps."""

    gapped = "cloze"

    cloze: Annotated[
        str,
        Key(
            "The text, with {{gaps}}.",
            also=("text", "texte", "trous", "texte à trous"),
            gaps=True,
            editor={"pattern": r"\{\{[\s\S]*\}\}", "patternErrorMessage": "a cloze has a gap: {{hidden}}"},
        ),
    ]

    def check(self, where: Where) -> Iterator[Diagnostic]:  # noqa: C901 (one line for each fault)
        """Yield what is wrong with the gaps."""
        place = where("cloze")
        rest = _GAP.sub("\0", self.cloze)
        around = _AROUND.search(rest)
        if around:
            after, _, closed = rest[around.end() :].partition("}}")
            inner = _GAP.findall(self.cloze)[rest.count("\0", 0, around.end()) - 1]
            yield self._nested((around[0], after if closed or rest.endswith("}}") else ""), inner, where)
            return
        elif "{{" in rest:
            opened = rest[rest.index("{{") :]
            yield OPEN_GAP.at(where.word(opened.partition("\0")[0], "cloze"), gap=shorten(opened.replace("\0", "…")))
        elif "}}" in rest:
            ended = rest[: rest.index("}}") + 2].rpartition("\n")[2].rpartition("\0")[2]
            yield STRAY_END.at(where.word(ended, "cloze"), text=shorten(rest[: rest.index("}}")].replace("\0", "…")))
        elif rest == self.cloze:
            yield without_gap(rest, where)
        elif not hides_all(tuple(self._parts())):
            yield HIDDEN.at(place)
        for gap in _GAP.finditer(self.cloze):
            yield from self._check_gap(gap, rest, where)
        if "\0" in rest:
            yield from self._check_between(rest, where)
        numbers = [part.number for part in self._parts() if isinstance(part, Gap)]
        # Of many numbers that are too high, one is the fault.
        for number in [*[one for one in numbers if one < 1][:1], *[one for one in numbers if one > MAX_NUMBER][:1]]:
            yield HIGH.at(place, number=number, most=MAX_NUMBER)

    def _check_gap(self, gap: re.Match[str], rest: str, where: Where) -> Iterator[Diagnostic]:
        """Yield what is wrong with one gap; `rest` is the text with none."""
        text = gap[2].partition("::")[0]
        if not is_visible(text):
            yield EMPTY_GAP.at(self._place(where, gap), gap=shorten(gap[0]))
        elif answer := of_moodle(gap[0].strip("{}")):
            yield OF_MOODLE.at(self._place(where, gap), gap=shorten(gap[0]), how=f"{{{{{shorten(answer)}}}}}")
        elif numbered := _ONE_COLON.match(text):
            yield ONE_COLON.at(
                self._place(where, gap),
                gap=shorten(gap[0]),
                number=numbered[1],
                text=shorten(text[numbered.end() :]),
            )
        else:
            yield from misread(gap[0], gap[1] or "", gap[2], self._place(where, gap))
            yield from explained(gap[0], text, rest, self._place(where, gap))

    def _nested(self, outer: tuple[str, str], inner: tuple[str, str], where: Where) -> Diagnostic:
        """What to say of a gap, its number and the rest of it, inside another one, `outer`: before it, after it."""
        opened, after = outer
        number, text = inner[0], inner[1].strip("{}")
        gap = f"{{{{{number}::{text}}}}}" if number else f"{{{{{text}}}}}"
        before = opened.rstrip("\0").rstrip()
        how = f"{before}}}}} {gap}" if before.strip("{0123456789: c") else gap
        how = f"write gaps side by side: `{shorten(how)}`"
        if after.strip(" .,;:\0"):
            # Side by side, they would leave these words out.
            words = opened.rstrip("\0").lstrip("{")
            both = f"{{{{{words}{text}{after}}}}}", f"{words}{gap}{after}"
            how = "keep one of them" + ("" if "\0" in after else f": `{shorten(both[0])}` or `{shorten(both[1])}`")
        return NESTED.at(where.word(gap, "cloze"), gap=shorten(gap), how=how)

    def _check_between(self, rest: str, where: Where) -> Iterator[Diagnostic]:
        """Yield what is no gap, and was meant to be one."""
        for odd, meant in lookalikes(rest):
            yield LIKE.at(where.word(odd, "cloze"), text=shorten(odd), how=shorten(meant))
        for blank in blanks(rest):
            yield BLANK.at(where.word(blank, "cloze"), text=shorten(blank), how="{{…}}")

    def _place(self, where: Where, gap: re.Match[str]) -> Span:
        return where.word(gap[0], "cloze", skip=self.cloze.count(gap[0], 0, gap.start()))

    def asks(self, labels: Labels) -> tuple[Interaction, ...]:
        """The text with its gaps."""
        return (Fill(parts=tuple(self._parts())),)

    def _parts(self) -> Iterator[str | Gap]:
        end = 0
        taken = {int(gap[1]) for gap in _GAP.finditer(self.cloze) if gap[1]}
        free = (number for number in range(1, len(self.cloze)) if number not in taken)
        for gap in _GAP.finditer(self.cloze):
            if gap.start() > end:
                yield self.cloze[end : gap.start()]
            text, _, hint = gap[2].partition("::")
            number = int(gap[1]) if gap[1] else next(free)
            yield Gap(text=text.strip(), number=number, hint=hint.strip())
            end = gap.end()
        if end < len(self.cloze):
            yield self.cloze[end:]
