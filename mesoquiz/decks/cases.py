"""What is wrong with the cases of a deck: steps that are alone, apart, or tell their context in the wrong place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span
from mesoquiz.notes.note import Note
from mesoquiz.reading.places import locate

NO_CASE = Rule(
    "more-without-case",
    "`more:` adds to what a case has told, and this card is in no case",
    "write `context:`, or name a case with `case:` here and on the cards before",
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
APART = Rule("case-apart", "the case `{case}` goes on after another card", "move this step below `{last}`")
CONTEXT = Rule(
    "case-context", "`context:` begins a case, and this is a later step of `{case}`", "write `more:` for what is new"
)
FIRST = Rule(
    "case-first-step", "`more:` adds to what was told, and this is the first step of `{case}`", "write `context:`"
)
ELSEWHERE = Rule(
    "case-in-two-decks",
    "the case `{case}` has steps in another deck, too",
    "move all of them into one file, or give one of the cases another name",
)


def check_cases(notes: Sequence[Note], lines: list[str], known: dict[str, Span]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the cases of one deck, whose file has these `lines`; faulty cards are among the notes.

    `known` are the places of the cases of other decks, to which those of this one are added.
    """
    if not any(note.case or note.more for note in notes):
        return
    steps: dict[str, list[Note]] = {}
    unsure = _beside_refused(notes)
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
    before = ""
    for note in notes:
        if type(note.case) is not str:
            continue
        if note.case:
            last = steps.setdefault(note.case, [])
            if last or note.case not in unsure:
                yield from _check_step(note, last[-1:], before == note.case, lines)
            last.append(note)
        elif note.more and type(note.more) is str:
            yield NO_CASE.at(locate(note.at, "more:", lines))
        before = note.case


def _beside_refused(notes: Sequence[Note]) -> set[str]:
    """The cases that have a neighbour whose own `case` was refused: it may have been meant for theirs."""
    names = [note.case for note in notes]
    beside = {name for pair in pairwise(names) if any(type(one) is not str for one in pair) for name in pair}
    return {name for name in beside if type(name) is str}


def _check_number(case: str, steps: list[Note], lines: list[str]) -> Iterator[Diagnostic]:
    left = [note for note in steps if note.retired is not True]
    if len(steps) == 1:
        yield ONE_STEP.at(_named(steps[0], lines), case=case)
    elif len(left) == 1:
        yield ONE_LEFT.at(_named(left[0], lines), case=case)


def _check_step(note: Note, before: list[Note], follows: bool, lines: list[str]) -> Iterator[Diagnostic]:
    # What a refused key said is not known.
    context, more = (text if type(text) is str else "" for text in (note.context, note.more))
    if not before and more:
        yield FIRST.at(locate(note.at, "more:", lines), case=note.case)
    elif before and not follows:
        (last,) = before
        name = last.id if type(last.id) is str else "the other steps"
        yield APART.at(_named(note, lines), case=note.case, last=name).beside(_named(last, lines))
    elif before and context:
        yield CONTEXT.at(locate(note.at, "context:", lines), case=note.case)


def _named(note: Note, lines: list[str]) -> Span:
    """Where a step names its case."""
    return locate(note.at, "case:", lines)
