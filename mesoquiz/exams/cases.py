"""The cases of an exam that is printed with the texts of today: whole, and in the order of the decks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from mesoquiz.exams.quiz import Form
from mesoquiz.notes.bank import Bank


def in_order(form: Form, bank: Bank) -> Form:
    """A form in which the steps of each case come in the order of the decks."""
    places = {note.id: place for place, note in enumerate(bank.notes)}
    sections = []
    for section in form.sections:
        runs = [(case, list(items)) for case, items in groupby(section.items, key=lambda item: item.note.case)]
        ordered = [sorted(items, key=lambda item: places[item.note.id]) if case else items for case, items in runs]
        sections.append(replace(section, items=tuple(item for items in ordered for item in items)))
    return replace(form, sections=tuple(sections))


def other_cases(made: Mapping[str, Any], bank: Bank) -> list[str]:
    """The cases of a manifest whose steps are others in the decks of today, by their names there, else as printed."""
    texts = made.get("texts", {})
    now = _groups((note.id, note.case) for note in bank.notes if not note.retired or note.id in texts)
    then = _groups((id, said.get("case", "")) for id, said in texts.items())
    asked = {steps: case for steps, case in now.items() if steps & texts.keys()}
    return sorted({asked.get(steps) or then[steps] for steps in asked.keys() ^ then.keys()}) if texts else []


def _groups(cards: Iterable[tuple[str, str]]) -> dict[frozenset[str], str]:
    """The ids of the steps of each case -> its name."""
    found: dict[str, set[str]] = {}
    for id, case in cards:
        if case:
            found.setdefault(case, set()).add(id)
    return {frozenset(ids): case for case, ids in found.items()}
