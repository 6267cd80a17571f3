"""Blueprint + bank -> the cards of each section and how they are asked, or what prevents them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Span
from mesoquiz.diagnostics.wording import all_of, did_you_mean, shorten
from mesoquiz.exams.blueprint import Blueprint, SectionPlan, Tags
from mesoquiz.exams.choice import MOST_TOLD
from mesoquiz.exams.drawing.blocks import Block, Pool, members, name_of_case, pool_of, required_names, steps_like
from mesoquiz.exams.drawing.selection import Conflict, Shortage, draw
from mesoquiz.exams.drawing.shortfalls import explain_conflict, explain_shortage
from mesoquiz.exams.solver.program import Bound, Demand
from mesoquiz.exams.solver.work import Undecided
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.cases import steps_of
from mesoquiz.notes.draw import Draw
from mesoquiz.notes.interactions import Choose
from mesoquiz.notes.names import levels
from mesoquiz.notes.note import Note
from mesoquiz.notes.ordering import rank
from mesoquiz.notes.pools import leaves_nothing_wrong
from mesoquiz.progress import OnProgress
from mesoquiz.questions import kinds
from mesoquiz.reading.places import Places

UNKNOWN_TAG = Rule("unknown-tag", "no card has the tag `{name}`", "{guess}")
UNKNOWN_DECK = Rule("unknown-deck", "there is no deck `{name}`", "{guess}")
UNKNOWN_CARD = Rule("unknown-card", "there is no card `{name}`", "{guess}")
UNKNOWN_KIND = Rule("unknown-card-kind", "there is no kind of card `{name}`", "{guess}")
UNFIT = Rule("required-unfit", "`{id}` is required here and {why}", "change the section, or require another")
REQUIRED_TWICE = Rule("required-twice", "`{id}` is required twice", "remove it from one section")
NEEDLESS = Rule(
    "draw-beyond-all",
    "`draw: {count}` shows {count} options, and no choice of this section has more than {most}",
    "write fewer than {most}, or remove it",
)
NO_ROOM = Rule(
    "draw-below-expected",
    "`draw: {count}` shows no wrong option of `{id}`, which has `expected: {expected}`",
    "write `draw: {number}` or more",
)
UNDECIDED = Rule(
    "undecided",
    "the quotas of this exam overlap too much to find out whether they can be met",
    "use fewer sections or quotas, or wider ranges (`least:`, `most:`)",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The blocks of each section, in the order of the draw; none where `found` says why it cannot be."""

    sections: tuple[tuple[Block, ...], ...]
    found: tuple[Diagnostic, ...] = ()


def plan(blueprint: Blueprint, bank: Bank, used: frozenset[str] = frozenset(), tell: OnProgress | None = None) -> Plan:
    """Draw the cards of an exam: for each section those that come first in an order by hash of (seed, id).

    `used` are ids that are not asked again, unless a section requires them. `tell` is called while quotas are looked
    into, with the work done and the most that there can be.
    """
    found = list(_unknown_names(blueprint, bank))
    pools = [pool_of(part, blueprint, bank, used) for part in blueprint.sections]
    small = list(_small_draws(blueprint, bank, pools, used))
    found += small or _misplaced(blueprint, bank, pools)
    found += _needless_draws(blueprint, pools)
    if found:
        return Plan((), tuple(found))
    demands = [_demand(part, pool) for part, pool in zip(blueprint.sections, pools, strict=True)]
    steps = steps_of(bank.active)
    names = [*(note.id for note in bank.active if not note.case), *map(name_of_case, steps)]
    order = sorted(names, key=lambda name: rank(blueprint.seed, name))
    try:
        chosen = draw(demands, order, tell)
    except Shortage as short:
        return Plan(
            (), (explain_shortage(short, blueprint, steps_like(blueprint.sections[short.section], blueprint, bank)),)
        )
    except Conflict as conflict:
        return Plan((), (explain_conflict(conflict, blueprint),))
    except Undecided:
        return Plan((), (UNDECIDED.at(blueprint.at),))
    return Plan(tuple(tuple(pool[id] for id in ids) for pool, ids in zip(pools, chosen, strict=True)))


def _demand(part: SectionPlan, pool: Pool) -> Demand:
    required = frozenset(required_names(part, pool))
    bounds = [Bound(members=required, least=len(required))] if required else []
    bounds += [
        Bound(members=members(quota, pool), least=min(quota.lower, part.size + 1), most=quota.upper)
        for quota in part.quotas
    ]
    return Demand(count=part.size, candidates=frozenset(pool), bounds=tuple(bounds))


def _unknown_names(blueprint: Blueprint, bank: Bank) -> Iterator[Diagnostic]:
    """Yield what the blueprint names and the bank does not have."""
    tags = levels(tag for note in bank.notes for tag in note.tags)
    decks = levels(deck.name for deck in bank.decks)
    ids = {name: name for note in bank.notes for name in (note.id, note.case) if name}
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


def _misplaced(blueprint: Blueprint, bank: Bank, pools: Sequence[Pool]) -> Iterator[Diagnostic]:
    """Yield the required cards that cannot be where they are required."""
    notes = {note.id: note for note in bank.notes}
    cases = {note.case: note for note in bank.notes if note.case}
    first: dict[str, Span] = {}
    for part, pool in zip(blueprint.sections, pools, strict=True):
        for place, (id, name) in enumerate(zip(part.require, required_names(part, pool), strict=True)):
            at = part.where("require", place)
            if name in first:
                yield REQUIRED_TWICE.at(at, id=id).beside(first[name])
            elif (id in notes or id in cases) and name not in pool:
                yield UNFIT.at(at, id=id, why=_why_unfit(part, notes.get(id), id in cases))
            first.setdefault(name, at)


def _needless_draws(blueprint: Blueprint, pools: Sequence[Pool]) -> Iterator[Diagnostic]:
    """Yield the draws of sections whose choices all have fewer options; a card's own draw is its own affair."""
    for part, pool in zip(blueprint.sections, pools, strict=True):
        asked = [one.interaction for block in pool.values() for one in block.asked]
        sizes = [len(one.options) for one in asked if isinstance(one, Choose) and not one.draw]
        if part.draw and sizes and max(sizes) < part.draw.count:
            yield NEEDLESS.at(part.where("draw", "count"), count=part.draw.count, most=max(sizes))


def _small_draws(blueprint: Blueprint, bank: Bank, pools: Sequence[Pool], used: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield the draws of sections that keep out cards which the section needs: nothing wrong of them would be shown."""
    for part, pool in zip(blueprint.sections, pools, strict=True):
        if not part.draw or (len(pool) >= part.size and pool.keys() >= {*required_names(part, pool)}):
            continue
        whole = pool_of(replace(part, draw=None), blueprint, bank, used)
        kept_out = sorted(_expected(part.draw, block) for name, block in whole.items() if name not in pool)
        kept_out = [(expected, id) for expected, id in kept_out if expected]
        needed = [one for one in kept_out if one[1] in part.require] or kept_out[: part.size - len(pool)]
        if needed and len(pool) + len(kept_out) >= part.size:
            expected, id = needed[-1]
            told = {"id": id, "expected": expected, "number": expected + 1}
            yield NO_ROOM.at(part.where("draw", "count"), count=part.draw.count, **told)


def _expected(draw: Draw, block: Block) -> tuple[int, str]:
    """The most answers that a card asks for, and its id, where the draw would show nothing else; else 0."""
    asked = [(one.interaction, one.note.id) for one in block.asked]
    found = [(one.expected, id) for one, id in asked if isinstance(one, Choose) and leaves_nothing_wrong(draw, one)]
    return max(found, default=(0, ""))


def _why_unfit(part: SectionPlan, note: Note | None, is_case: bool) -> str:
    if note is not None and note.retired:
        return "is retired"
    if part.ask != "case" and (is_case or (note and note.case)):
        what = f"is a step of the case `{note.case}`" if note and note.case else "is a case"
        return f"{what}: cases are asked by a section with `ask: case`"
    if part.ask == "case" and note is not None and not note.case:
        return "is a step of no case"
    return "does not fit what the section takes"
