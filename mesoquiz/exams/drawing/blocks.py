"""Cards and cases -> what a section of an exam may draw, and how it asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mesoquiz.exams.asking import is_asked
from mesoquiz.exams.blueprint import Blueprint, Quota, SectionPlan
from mesoquiz.languages import LANGUAGES
from mesoquiz.languages.labels import Labels
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.cases import steps_of
from mesoquiz.notes.draw import Draw
from mesoquiz.notes.interactions import Choose, Interaction
from mesoquiz.notes.names import has_tag, is_below
from mesoquiz.notes.note import Note
from mesoquiz.notes.pools import draw_of


class Asked(NamedTuple):
    """A card as a section asks it; with `draw`, some of its options."""

    note: Note
    interaction: Interaction
    draw: Draw | None = None


class Block(NamedTuple):
    """What is drawn as one: a card, or all steps of a case in their order. The name has a place by hash."""

    name: str
    asked: tuple[Asked, ...]
    deck: str

    @property
    def tags(self) -> list[str]:
        """The tags of all its cards."""
        return [tag for one in self.asked for tag in one.note.tags]


Pool = Mapping[str, Block]
"""What may go into a section, by name."""


def pool_of(part: SectionPlan, blueprint: Blueprint, bank: Bank, used: frozenset[str]) -> Pool:
    """What may go into a section, each card with the interaction that it asks for."""
    labels = LANGUAGES[blueprint.lang or bank.collection.lang]
    pool = {}
    for deck in bank.decks:
        if part.decks and not any(is_below(deck.name, name) for name in part.decks):
            continue
        for name, notes in _blocks(deck.notes, part):
            names = {name, *(note.id for note in notes)}
            # What was asked before, or is asked by ear, goes into an exam only where it is required.
            may_not = any(note.id in used or note.sound for note in notes) and names.isdisjoint(part.require)
            if may_not or not names.isdisjoint(part.exclude):
                continue
            asked = tuple(one for note in notes if (one := _as_asked(note, part, labels)))
            block = Block(_key(name, part), asked, deck.name)
            if asked and len(asked) == len(notes) and _passes(part, block):
                pool[block.name] = block
    return pool


def steps_like(part: SectionPlan, blueprint: Blueprint, bank: Bank) -> int:
    """How many steps of cases a section would take if they were cards of their own."""
    labels = LANGUAGES[blueprint.lang or bank.collection.lang]
    steps = [note for note in bank.active if note.case and part.ask != "case"]
    asked = [one for note in steps if (one := _as_asked(note, part, labels))]
    return sum(_passes(part, Block(one.note.id, (one,), "")) for one in asked)


def _blocks(notes: Sequence[Note], part: SectionPlan) -> Iterator[tuple[str, list[Note]]]:
    """Yield the cards that a section may draw as one, by their name: never a step without its case."""
    active = [note for note in notes if not note.retired]
    if part.ask == "case":
        yield from steps_of(active).items()
    else:
        yield from ((note.id, [note]) for note in active if not note.case)


def _key(name: str, part: SectionPlan) -> str:
    return name_of_case(name) if part.ask == "case" else name


def name_of_case(case: str) -> str:
    """The name of a case as a block: it may be called as a card is, and an id has no space."""
    return f"case {case}"


def _as_asked(note: Note, part: SectionPlan, labels: Labels) -> Asked | None:
    """A card as a section asks it, with the draw of its options; none where it cannot show what is wanted."""
    ask = "any" if part.ask == "case" else part.ask
    # The first alone: a choice that does not fit is not asked as an open question instead.
    asked = next((one for one in note.asks(labels) if is_asked(ask, one)), None)
    if asked is None or not isinstance(asked, Choose):
        return None if asked is None or part.options else Asked(note, asked)
    draw, is_met = draw_of(asked, part.draw)
    shown = draw.count if draw else len(asked.options)
    return Asked(note, asked, draw) if is_met and (not part.options or shown in part.options) else None


def _passes(part: SectionPlan, block: Block) -> bool:
    """Whether a card is what a section takes; of a case, all steps count, and the tags of any."""
    tags, given = part.tags, block.tags
    notes = [one.note for one in block.asked]
    return (
        (not part.difficulty or all(note.difficulty in part.difficulty for note in notes))
        and (not part.kinds or all(note.kind in part.kinds for note in notes))
        and (
            tags is None
            or (
                (not tags.any or has_tag(given, _folded(tags.any)))
                and all(has_tag(given, _folded((tag,))) for tag in tags.all)
                and not has_tag(given, _folded(tags.none))
            )
        )
    )


def _folded(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tag.casefold() for tag in tags)


def required_names(part: SectionPlan, pool: Pool) -> Iterator[str]:
    """Yield the names of the blocks that a section requires: a case by its own name, or by that of a step."""
    of_step = {one.note.id: name for name, block in pool.items() for one in block.asked} if part.require else {}
    for id in part.require:
        name = _key(id, part)
        yield name if name in pool else of_step.get(id, name)


def members(quota: Quota, pool: Pool) -> frozenset[str]:
    """The names of the blocks that a quota counts: a case has the tags of all its steps."""
    return frozenset(
        name
        for name, block in pool.items()
        if (not quota.tag or has_tag(block.tags, _folded((quota.tag,))))
        and (quota.difficulty is None or all(one.note.difficulty == quota.difficulty for one in block.asked))
        and (not quota.deck or is_below(block.deck, quota.deck))
    )
