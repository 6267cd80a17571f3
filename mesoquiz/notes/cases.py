"""Cases: runs of cards that share a context which grows (dossiers progressifs, mini-DP and KFP in French examinations).

    - id: talon-1
      case: talon
      context: Une femme de 54 ans souffre du talon droit.
      question: Quel diagnostic évoquer ?
      answer: une aponévropathie plantaire
    - id: talon-2
      case: talon
      more: La douleur est maximale aux premiers pas du matin.
      question: Quel examen demander ?
      answer: aucun

Each card is a step, of any kind, and names its case. The steps follow each other in one file: the first tells its story
in `context`, a later one what is new in `more`. A section of a blueprint takes whole cases with `ask: case`; with
`locked: true`, each step has a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mesoquiz.notes.note import Note


def steps_of(notes: Iterable[Note]) -> dict[str, list[Note]]:
    """The steps of each case among some notes, in their order."""
    found: dict[str, list[Note]] = {}
    for note in notes:
        if note.case:
            found.setdefault(note.case, []).append(note)
    return found


def telling(notes: Sequence[Note]) -> tuple[Note, ...]:
    """The notes of a deck, in which each step of a case knows what was told before it."""
    if not any(note.case for note in notes):
        return tuple(notes)
    told: dict[str, tuple[str, ...]] = {}
    made = []
    for note in notes:
        if note.case:
            own = tuple(text for text in (note.context, note.more) if text)
            told[note.case] = (*told.get(note.case, ()), *own)
            note = replace(note, told=told[note.case])  # noqa: PLW2901 (the same card, told more)
        made.append(note)
    return tuple(made)
