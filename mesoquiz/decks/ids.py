"""What is wrong with the ids of cards: two that are alike, and cards whose author wrote none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span
from mesoquiz.diagnostics.wording import have
from mesoquiz.notes.note import Note

DUPLICATE_ID = Rule("duplicate-id", "the id `{id}` is used twice", "give one of the cards another id")
SAME_QUESTION = Rule(
    "same-question",
    "this card has no `id`, and asks the same as another",
    "ask something else, or give it an `id:` of its own, as `mesoquiz check --fix` does",
)
UNNAMED = Rule(
    "no-id",
    "this card has no `id`{others}",
    "`mesoquiz check --fix` writes it; until then, another wording of its question makes it a new card",
    Severity.WARNING,
)


class Ids:
    """The ids of the cards of one run, each with the place of the first card that has it."""

    def __init__(self) -> None:
        self.known: dict[str, Span] = {}
        self.implied: set[str] = set()
        """Those that no author wrote."""

    def take(self, note: Note) -> Iterator[Diagnostic]:
        """Keep the id of a note; yield that another one has it. A faulty card may have none."""
        if not note.id:
            return
        first = self.known.setdefault(note.id, note.at)
        if first is not note.at:
            is_written = note.is_named and note.id not in self.implied
            yield (DUPLICATE_ID if is_written else SAME_QUESTION).at(note.at, id=note.id).beside(first)
        if not note.is_named:
            self.implied.add(note.id)


def without_id(notes: Sequence[Note], found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the first of the cards of a deck that have no id: one message tells of all.

    `found` is what is wrong with the deck: first things first.
    """
    if any(one.severity is Severity.ERROR for one in found):
        return
    unnamed = [note for note in notes if not note.is_named]
    if unnamed:
        number = len(unnamed) - 1
        others = f", and {number:,} below it {have(number)} none" if number else ""
        yield UNNAMED.at(unnamed[0].at, others=others)
