"""A few answers -> the text of a blueprint, with remarks on what else it can say."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_args, get_type_hints

from mesoquiz.diagnostics.wording import are, count_of
from mesoquiz.exams.asking import Ask, is_asked
from mesoquiz.exams.blueprint import Blueprint, SectionPlan
from mesoquiz.exams.drawing.assembly import Unmet, assemble_blueprint
from mesoquiz.exams.scoring import Scoring
from mesoquiz.languages.labels import Labels
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.cases import steps_of
from mesoquiz.notes.interactions import Choose
from mesoquiz.notes.note import Note

WAYS: Mapping[Ask, str] = {
    "single": "one right answer among several",
    "several": "several right answers",
    "open": "an answer in words of one's own",
    "gaps": "gaps to fill",
    "order": "steps to put in order",
    "match": "pairs to match",
    "picture": "parts of a picture to name",
    "zone": "a place of a picture to point at",
    "concordance": "what a new finding makes of a hypothesis",
    "case": "whole cases, step by step",
}
"""How a blueprint can ask, in the order of the sections, and what that is in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a blueprint is begun with. `counts` are numbers of questions; `duration` is in minutes, 0 for none."""

    title: str
    counts: Mapping[Ask, int]
    date: str = ""
    duration: int = 0
    forms: int = 1
    scoring: str = "all-or-nothing"
    tags: tuple[str, ...] = field(default=())


def available(bank: Bank, labels: Labels) -> dict[Ask, int]:
    """How many cards can be asked each way, and how many cases; those that are asked by ear cannot be printed."""
    asked = [note.asks(labels) for note in _single(bank)]
    found = {ask: sum(any(is_asked(ask, one) for one in ways) for ways in asked) for ask in WAYS}
    cases = steps_of(bank.active).values()
    return found | {"case": sum(not any(step.sound for step in steps) for steps in cases)}


def pools(bank: Bank, labels: Labels) -> dict[Ask, int]:
    """How many of the choices show only some of their options."""
    asked = [one for note in _single(bank) for one in note.asks(labels) if isinstance(one, Choose) and one.draw]
    return {ask: sum(is_asked(ask, one) for one in asked) for ask in WAYS}


def _single(bank: Bank) -> list[Note]:
    """The cards that are asked alone: a step is asked with its case."""
    return [note for note in bank.active if not note.sound and not note.case]


def spread(bank: Bank, labels: Labels, count: int) -> dict[Ask, int]:
    """So many questions, each card asked in the first way that it can be; fewer where there are fewer cards.

    Cases are taken where there is nothing else.
    """
    asked = [note.asks(labels) for note in _single(bank)]
    first = Counter(next((ask for ask in WAYS if any(is_asked(ask, one) for one in ways)), None) for ways in asked)
    counts: dict[Ask, int] = {}
    for ask in WAYS:
        counts[ask] = min(first[ask], count - sum(counts.values()))
    if not any(counts.values()):
        counts["case"] = min(count, available(bank, labels)["case"])
    return counts


def missing(bank: Bank, outline: Outline) -> str:
    """Why the cards cannot give these questions, in words; a card is asked once. Empty where they can."""
    wanted = sum(count for ask, count in outline.counts.items() if ask != "case")
    there = len(_single(bank))
    if wanted > there:
        return f"{count_of(wanted, 'question')} are wanted, and there {are(there)} {count_of(there, 'card')}"
    sections = tuple(
        SectionPlan(title=WAYS[ask], ask=ask, count=count) for ask, count in outline.counts.items() if count
    )
    if not sections:
        return "an exam has at least one question"
    try:
        assemble_blueprint(bank, Blueprint(title=outline.title, sections=sections))
    except Unmet as error:
        return str(error)
    return ""


def written(outline: Outline, labels: Labels) -> str:
    """The blueprint, as YAML that is read without a fault."""
    return "".join(f"{line}\n" for line in _lines(outline, labels))


def size(outline: Outline) -> str:
    """How much it asks, in words."""
    cases = outline.counts.get("case", 0)
    questions = sum(outline.counts.values()) - cases
    said = (count_of(number, thing) for number, thing in ((questions, "question"), (cases, "case")) if number)
    return " and ".join(said)


def _lines(outline: Outline, labels: Labels) -> Iterator[str]:
    yield f"title: {quoted(outline.title)}"
    if outline.date:
        yield f"date: {quoted(outline.date)}"
    if outline.duration:
        yield f"duration: {outline.duration}   # minutes"
    yield f"forms: {outline.forms}   # A, B, C …"
    rules = get_args(get_type_hints(Scoring)["rule"])
    others = " | ".join(rule for rule in rules if rule not in (outline.scoring, "table"))
    yield f"scoring: {outline.scoring}   # | {others}"
    yield "sections:"
    for ask, count in outline.counts.items():
        if count:
            yield f"  - title: {quoted(labels.asked[ask])}"
            yield f"    ask: {ask}"
            yield f"    count: {count}"
            if outline.tags:
                yield f"    tags: [{', '.join(map(quoted, outline.tags))}]"


def quoted(text: str) -> str:
    """A text in quotes: JSON's are also those of YAML."""
    return json.dumps(text, ensure_ascii=False)
