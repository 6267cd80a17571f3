"""Blueprint + bank -> the cards of each section and how they are asked, or what prevents them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Span
from mesoquiz.diagnostics.wording import all_of, did_you_mean, shorten
from mesoquiz.exams.blueprint import Blueprint, Quota, SectionPlan, Tags, is_asked
from mesoquiz.exams.choice import MOST_TOLD
from mesoquiz.exams.selection import Conflict, Shortage, draw
from mesoquiz.exams.shortfalls import explain_conflict, explain_shortage
from mesoquiz.exams.solver.program import Bound, Demand
from mesoquiz.exams.solver.work import Undecided
from mesoquiz.languages import LANGUAGES
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.draw import Draw
from mesoquiz.notes.interactions import Choose, Interaction
from mesoquiz.notes.names import has_tag, is_below, levels
from mesoquiz.notes.note import Note
from mesoquiz.notes.ordering import rank
from mesoquiz.notes.pools import draw_of
from mesoquiz.progress import OnProgress
from mesoquiz.questions import kinds
from mesoquiz.reading.places import Places

UNKNOWN_TAG = Rule("unknown-tag", "no card has the tag `{name}`", "{guess}")
UNKNOWN_DECK = Rule("unknown-deck", "there is no deck `{name}`", "{guess}")
UNKNOWN_CARD = Rule("unknown-card", "there is no card `{name}`", "{guess}")
UNKNOWN_KIND = Rule("unknown-card-kind", "there is no kind of card `{name}`", "{guess}")
UNFIT = Rule("required-unfit", "the card `{id}` is required here and {why}", "change the section, or require another")
REQUIRED_TWICE = Rule("required-twice", "the card `{id}` is required twice", "remove it from one section")
UNDECIDED = Rule(
    "undecided",
    "the quotas of this exam overlap too much to find out whether they can be met",
    "use fewer sections or quotas, or wider ranges (`least:`, `most:`)",
)


class Asked(NamedTuple):
    """A card as a section asks it; with `draw`, some of its options."""

    note: Note
    interaction: Interaction
    deck: str
    draw: Draw | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The cards of each section, in the order of the draw; none where `found` says why it cannot be."""

    sections: tuple[tuple[Asked, ...], ...]
    found: tuple[Diagnostic, ...] = ()


def plan(blueprint: Blueprint, bank: Bank, used: frozenset[str] = frozenset(), tell: OnProgress | None = None) -> Plan:
    """Draw the cards of an exam: for each section those that come first in an order by hash of (seed, id).

    `used` are ids that are not asked again, unless a section requires them. `tell` is called while quotas are looked
    into, with the work done and the most that there can be.
    """
    found = list(_unknown_names(blueprint, bank))
    pools = [_pool(part, blueprint, bank, used) for part in blueprint.sections]
    found += _misplaced(blueprint, bank, pools)
    if found:
        return Plan((), tuple(found))
    demands = [_demand(part, pool) for part, pool in zip(blueprint.sections, pools, strict=True)]
    order = sorted((note.id for note in bank.active), key=lambda id: rank(blueprint.seed, id))
    try:
        chosen = draw(demands, order, tell)
    except Shortage as short:
        return Plan((), (explain_shortage(short, blueprint),))
    except Conflict as conflict:
        return Plan((), (explain_conflict(conflict, blueprint),))
    except Undecided:
        return Plan((), (UNDECIDED.at(blueprint.at),))
    return Plan(tuple(tuple(pool[id] for id in ids) for pool, ids in zip(pools, chosen, strict=True)))


def _pool(part: SectionPlan, blueprint: Blueprint, bank: Bank, used: frozenset[str]) -> dict[str, Asked]:
    """The cards that may go into a section, by id, each with the interaction that it asks for."""
    labels = LANGUAGES[blueprint.lang or bank.collection.lang]
    pool = {}
    for deck in bank.decks:
        if part.decks and not any(is_below(deck.name, name) for name in part.decks):
            continue
        for note in deck.notes:
            required = note.id in part.require
            if note.retired or note.id in part.exclude or (note.id in used and not required):
                continue
            # What is asked by ear cannot be printed.
            if not _passes(part, note) or (note.sound and not required):
                continue
            # The first alone: a choice that does not fit is not asked as an open question instead.
            asked = next((asked for asked in note.asks(labels) if is_asked(part.ask, asked)), None)
            if asked is not None and (one := _as_drawn(part, Asked(note, asked, deck.name))):
                pool[note.id] = one
    return pool


def _passes(part: SectionPlan, note: Note) -> bool:
    tags = part.tags
    return (
        (not part.difficulty or note.difficulty in part.difficulty)
        and (not part.kinds or note.kind in part.kinds)
        and (
            tags is None
            or (
                (not tags.any or has_tag(note.tags, _folded(tags.any)))
                and all(has_tag(note.tags, _folded((tag,))) for tag in tags.all)
                and not has_tag(note.tags, _folded(tags.none))
            )
        )
    )


def _folded(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tag.casefold() for tag in tags)


def _as_drawn(part: SectionPlan, one: Asked) -> Asked | None:
    """A card with the draw of its options; none where it cannot show as many, or as many right ones, as are wanted."""
    if not isinstance(one.interaction, Choose):
        return None if part.options else one
    draw, is_met = draw_of(one.interaction, part.draw)
    shown = draw.count if draw else len(one.interaction.options)
    return one._replace(draw=draw) if is_met and (not part.options or shown in part.options) else None


def _demand(part: SectionPlan, pool: Mapping[str, Asked]) -> Demand:
    required = frozenset(part.require)
    bounds = [Bound(members=required, least=len(required))] if required else []
    bounds += [
        Bound(members=_members(quota, pool), least=min(quota.lower, part.size + 1), most=quota.upper)
        for quota in part.quotas
    ]
    return Demand(count=part.size, candidates=frozenset(pool), bounds=tuple(bounds))


def _members(quota: Quota, pool: Mapping[str, Asked]) -> frozenset[str]:
    return frozenset(
        id
        for id, (note, _, deck, _) in pool.items()
        if (not quota.tag or has_tag(note.tags, _folded((quota.tag,))))
        and (quota.difficulty is None or note.difficulty == quota.difficulty)
        and (not quota.deck or is_below(deck, quota.deck))
    )


def _unknown_names(blueprint: Blueprint, bank: Bank) -> Iterator[Diagnostic]:
    """Yield what the blueprint names and the bank does not have."""
    tags = levels(tag for note in bank.notes for tag in note.tags)
    decks = levels(deck.name for deck in bank.decks)
    ids = {note.id: note.id for note in bank.notes}
    types = {name: name for name in kinds().kinds}
    for part in blueprint.sections:
        wanted = part.tags or Tags()
        for key in ("any", "all", "none"):
            yield from _unknown(UNKNOWN_TAG, getattr(wanted, key), tags, part.where, "tags", key)
        yield from _unknown(UNKNOWN_DECK, part.decks, decks, part.where, "decks")
        yield from _unknown(UNKNOWN_KIND, part.kinds, types, part.where, "kinds")
        yield from _unknown(UNKNOWN_CARD, part.require, ids, part.where, "require")
        yield from _unknown(UNKNOWN_CARD, part.exclude, ids, part.where, "exclude")
        for quota in part.quotas:
            yield from _unknown(UNKNOWN_TAG, [quota.tag] if quota.tag else [], tags, quota.where, "tag")
            yield from _unknown(UNKNOWN_DECK, [quota.deck] if quota.deck else [], decks, quota.where, "deck")


def _unknown(
    rule: Rule, names: Sequence[str], known: Mapping[str, str], where: Places, *steps: str
) -> Iterator[Diagnostic]:
    for place, name in enumerate(names):
        if name not in known and name.casefold() not in known:
            none = "no card has a tag" if rule is UNKNOWN_TAG else "there is none"
            # Of kinds all are told: they are few, and one that is left out would seem not to be there.
            most = None if rule is UNKNOWN_KIND else MOST_TOLD
            there = f"there are {all_of(sorted(known.values()), most)}" if known else none
            guess = did_you_mean(name, known.values()) or there
            yield rule.at(where(*steps, place), name=shorten(name), guess=guess)


def _misplaced(blueprint: Blueprint, bank: Bank, pools: Sequence[Mapping[str, Asked]]) -> Iterator[Diagnostic]:
    """Yield the required cards that cannot be where they are required."""
    notes = {note.id: note for note in bank.notes}
    first: dict[str, Span] = {}
    for part, pool in zip(blueprint.sections, pools, strict=True):
        for place, id in enumerate(part.require):
            at = part.where("require", place)
            if id in first:
                yield REQUIRED_TWICE.at(at, id=id).beside(first[id])
            elif id in notes and id not in pool:
                why = "is retired" if notes[id].retired else "does not fit what the section takes"
                yield UNFIT.at(at, id=id, why=why)
            first.setdefault(id, at)
