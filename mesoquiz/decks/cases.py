"""What is wrong with the cases of a deck: steps that are alone, apart, or tell their context in the wrong place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Span
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
    last: dict[str, Note] = {}
    counts: dict[str, int] = {}
    before = ""
    for note in notes:
        # What a refused key said is not known.
        case, more = (text if type(text) is str else "" for text in (note.case, note.more))
        if case:
            yield from _check_step(note, last.get(case), before == case, lines)
            last[case], counts[case] = note, counts.get(case, 0) + 1
        elif more and type(note.case) is str:
            yield NO_CASE.at(locate(note.at, "more:", lines))
        before = case
    for case, number in counts.items():
        place = _named(last[case], lines)
        if case in known:
            yield ELSEWHERE.at(place, case=case).beside(known[case])
        elif number == 1:
            yield ONE_STEP.at(place, case=case)
        known.setdefault(case, place)


def _check_step(note: Note, last: Note | None, follows: bool, lines: list[str]) -> Iterator[Diagnostic]:
    if last is None:
        if note.more:
            yield FIRST.at(locate(note.at, "more:", lines), case=note.case)
        return
    if not follows:
        yield APART.at(_named(note, lines), case=note.case, last=last.id).beside(_named(last, lines))
    elif note.context:
        yield CONTEXT.at(locate(note.at, "context:", lines), case=note.case)


def _named(note: Note, lines: list[str]) -> Span:
    """Where a step names its case."""
    return locate(note.at, "case:", lines)
