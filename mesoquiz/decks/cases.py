"""What is wrong with the cases of a deck: steps that are alone, apart, or tell their context in the wrong place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span
from mesoquiz.notes.note import Note
from mesoquiz.reading.places import locate

NO_CASE = Rule(
    "more-without-case",
    "`more:` adds to what a case has told, and this card is in no case",
    "{how}",
)
ONE_STEP = Rule(
    "case-of-one-step",
    "the case `{case}` has one step",
    "write `case: {case}` on the cards that go on with it; a single card needs only `context:`",
)
ONE_LEFT = Rule(
    "case-of-one-left",
    "of the case `{case}` only this step is left: the others are retired",
    "write a step that goes on with it, or `retired: true` on this one, too",
    Severity.WARNING,
)
APART = Rule("case-apart", "the case `{case}` goes on after another card", "move this step below `{last}`{or_else}")
CONTEXT = Rule("case-context", "`context:` begins a case, and this is a later step of `{case}`", "{how}")
FIRST = Rule(
    "case-first-step", "`more:` adds to what was told, and this is the first step of `{case}`", "write `context:`"
)
MISSPELT = Rule("case-misspelt", "the case `{case}` has this step alone", "did you mean `{other}`?")
ELSEWHERE = Rule(
    "case-in-two-decks",
    "the case `{case}` has steps in another deck, too",
    "move all of them into one file, or give one of the cases another name",
)

NAMELESS = "write `context:`, or name a case with `case:` here and on the cards before"
_CASE = re.compile(r"[ ]*(?:- +)*case:[ ]+[\"']?(?P<name>[\w.-]+)")
_ALIKE, _SHORT = 0.75, 3
"""How alike two names must be (difflib's ratio) for one to be a slip, and how long they are at least, and one more."""


def check_cases(notes: Sequence[Note], lines: list[str], known: dict[str, Span]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the cases of one deck, whose file has these `lines`; faulty cards are among the notes.

    `known` are the places of the cases of other decks, to which those of this one are added.
    """
    if not any(note.case or note.more for note in notes):
        return
    slips = _slips([note.case for note in notes if type(note.case) is str and note.case])
    for note in notes:
        if type(note.case) is str and note.case in slips:
            yield MISSPELT.at(_named(note, lines), case=note.case, other=slips[note.case])
    notes = [_respelt(note, slips) for note in notes] if slips else notes
    steps: dict[str, list[Note]] = {}
    unsure = _beside_refused(notes) | _of_refused(notes, lines)
    yield from _check_steps(notes, steps, unsure, lines)
    for case, those in steps.items():
        place = _named(those[-1], lines)
        if case in known:
            yield ELSEWHERE.at(place, case=case).beside(known[case])
        elif case not in unsure:
            yield from _check_number(case, those, lines)
        known.setdefault(case, place)


def _check_steps(
    notes: Sequence[Note], steps: dict[str, list[Note]], unsure: set[str], lines: list[str]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with single steps, and add each to those of its case."""
    before, between = "", 0
    for note in notes:
        if type(note.case) is not str:
            continue
        if note.case:
            last = steps.setdefault(note.case, [])
            if last or note.case not in unsure:
                yield from _check_step(note, last, before == note.case, lines, is_near=between == 1)
            last.append(note)
            between = 0
        elif note.more and type(note.more) is str:
            how = f"write `case: {before}` if it goes on with the step above it; if not, write `context:`"
            yield NO_CASE.at(locate(note.at, "more:", lines), how=how if before else NAMELESS)
            # It is one of the case around it, which goes on below.
            continue
        between += not note.case
        before = note.case


def _slips(names: list[str]) -> dict[str, str]:
    """The cases of one step whose name is a slip of that of a neighbour, and that name."""
    numbers = Counter(names)
    found: dict[str, str] = {}
    for above, below in pairwise(names):
        if above == below or not _is_slip(above, below):
            continue
        # Of two with one step each, the second is the slip.
        odd, other = (above, below) if numbers[above] < numbers[below] else (below, above)
        if numbers[odd] == 1 and other not in found:
            found[odd] = other
    return found


def _is_slip(name: str, other: str) -> bool:
    """Whether two names differ by a slip of the keyboard, and not by the numbers that tell cases apart."""
    digits = [re.findall(r"\d+", text) for text in (name, other)]
    alike = SequenceMatcher(None, name.casefold(), other.casefold(), autojunk=False).ratio()
    return digits[0] == digits[1] and alike > _ALIKE and min(len(name), len(other)) > _SHORT


def _respelt(note: Note, slips: dict[str, str]) -> Note:
    """A step with the name that was meant."""
    meant = slips.get(note.case) if type(note.case) is str else None
    return replace(note, case=meant) if meant else note


def _beside_refused(notes: Sequence[Note]) -> set[str]:
    """The cases that have a neighbour whose own `case` was refused: it may have been meant for theirs."""
    names = [note.case for note in notes]
    beside = {name for pair in pairwise(names) if any(type(one) is not str for one in pair) for name in pair}
    return {name for name in beside if type(name) is str}


def _of_refused(notes: Sequence[Note], lines: list[str]) -> set[str]:
    """The cases that more cards name in these lines than there are notes: of some, nothing told the kind."""
    steps = Counter(note.case for note in notes if type(note.case) is str and note.case)
    named = Counter(match["name"] for line in lines if (match := _CASE.match(line)))
    return {case for case, number in steps.items() if named[case] > number}


def _check_number(case: str, steps: list[Note], lines: list[str]) -> Iterator[Diagnostic]:
    left = [note for note in steps if note.retired is not True]
    if len(steps) == 1:
        yield ONE_STEP.at(_named(steps[0], lines), case=case)
    elif len(left) == 1:
        yield ONE_LEFT.at(_named(left[0], lines), case=case)


def _check_step(
    note: Note, before: list[Note], follows: bool, lines: list[str], *, is_near: bool
) -> Iterator[Diagnostic]:
    # What a refused key said is not known.
    context, more = (text if type(text) is str else "" for text in (note.context, note.more))
    if not before and more:
        yield FIRST.at(locate(note.at, "more:", lines), case=note.case)
    elif before and not follows:
        last = before[-1]
        name = last.id if type(last.id) is str else "the other steps"
        or_else = f", or write `case: {note.case}` on the card between" if is_near else ""
        yield APART.at(_named(note, lines), case=note.case, last=name, or_else=or_else).beside(_named(last, lines))
    elif before and context:
        is_told = any(context == one.context for one in before)
        how = "leave it out: an earlier step has told it" if is_told else "write `more:` for what is new"
        yield CONTEXT.at(locate(note.at, "context:", lines), case=note.case, how=how)


def _named(note: Note, lines: list[str]) -> Span:
    """Where a step names its case."""
    return locate(note.at, "case:", lines)
