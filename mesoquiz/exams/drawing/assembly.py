"""Bank + blueprint -> the forms of a quiz. Nothing but a seed is random: everything is ordered by hashes.

A hash of (seed, form, id) gives each question its place, so adding a card to the bank leaves the order of the others
alone, and the same seed gives the same quiz on every machine and version of Python.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

from mesoquiz.diagnostics.diagnostic import Diagnostic
from mesoquiz.exams.blueprint import Blueprint, SectionPlan
from mesoquiz.exams.drawing.balancing import balanced
from mesoquiz.exams.drawing.blocks import Asked, Block
from mesoquiz.exams.drawing.planning import plan
from mesoquiz.exams.drawing.spreading import spread
from mesoquiz.exams.marking.shares import shares
from mesoquiz.exams.quiz import Form, Item, Layout, Quiz, Section
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.cases import steps_of
from mesoquiz.notes.interactions import Choose
from mesoquiz.notes.ordering import letter, printed_order, rank
from mesoquiz.notes.pools import drawn, narrowed
from mesoquiz.progress import OnProgress


class TooFew(ValueError):
    """The bank has fewer cards than the quiz asks for."""

    def __init__(self, wanted: int, available: int) -> None:
        self.wanted, self.available = wanted, available
        super().__init__(f"{wanted} questions wanted, {available} available")


class Unmet(ValueError):
    """A blueprint that the bank cannot meet; `diagnostics` say why."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(one.message for one in diagnostics))


def new_seed() -> str:
    """A seed that nobody can guess: 40 random bits. One that all know would let students print paper and key."""
    return secrets.token_hex(5)


def assemble(bank: Bank, *, count: int | None = None, seed: str = "", forms: int = 1, title: str = "") -> Quiz:
    """Choose `count` notes of the bank (all without a count, cases at the end) and lay them out in `forms` forms.

    The notes are those with the smallest hash of (seed, id): a fair draw, the same for all forms. Without a seed, a
    random one is drawn, and is in the quiz. Raises `TooFew` when the bank has fewer notes, ValueError for a count or a
    number of forms below 1.
    """
    available = sum(not (note.sound or note.case) for note in bank.active)
    cases = sum(not any(step.sound for step in steps) for steps in steps_of(bank.active).values())
    wanted = available if count is None else count
    if wanted < (1 if count is not None or not cases else 0) or forms < 1:
        raise ValueError("a quiz has at least one question and one form")
    if wanted > available:
        raise TooFew(wanted, available)
    sections = (SectionPlan(count=wanted),) if wanted else ()
    if count is None and cases:
        sections = (*sections, SectionPlan(count=cases, ask="case", each=1))
    return assemble_blueprint(
        bank,
        Blueprint(title=title or bank.collection.title.replace("::", " – "), seed=seed, forms=forms, sections=sections),
    )


def assemble_blueprint(
    bank: Bank, blueprint: Blueprint, used: frozenset[str] = frozenset(), tell: OnProgress | None = None
) -> Quiz:
    """Draw the exam that a blueprint plans; `used` are ids that were asked before. Without a seed, one is drawn.

    `tell` is called while quotas are looked into, with the work done and the most that there can be. Raises `Unmet`
    when the bank does not have what the blueprint asks for.
    """
    if not blueprint.seed:
        blueprint = replace(blueprint, seed=new_seed())
    planned = plan(blueprint, bank, used, tell)
    if planned.found:
        raise Unmet(planned.found)
    parts = list(zip(blueprint.sections, planned.sections, strict=True))
    places = {note.id: place for place, note in enumerate(bank.notes)}
    may_move = [part.order == "shuffled" and part.ask != "case" for part in blueprint.sections]

    def form(name: str) -> Form:
        sections = tuple(_section(*part, blueprint.seed, name, places) for part in parts)
        return balanced(spread(Form(name=name, sections=sections), may_move), blueprint.seed)

    return Quiz(
        bank=bank,
        title=blueprint.title,
        seed=blueprint.seed,
        forms=tuple(form(letter(place)) for place in range(blueprint.forms)),
        lang=blueprint.lang or bank.collection.lang,
        course=blueprint.course,
        date=blueprint.date,
        duration=blueprint.duration or 0,
        instructions=blueprint.instructions,
        fields=blueprint.fields,
        scoring=blueprint.scoring,
        layout=Layout(paper=blueprint.paper, columns=blueprint.columns, print=blueprint.print),
    )


def _section(part: SectionPlan, blocks: tuple[Block, ...], seed: str, form: str, places: dict[str, int]) -> Section:
    def place(block: Block) -> tuple[int, str]:
        return (places[block.asked[0].note.id], "") if part.order == "fixed" else (0, rank(seed, form, block.name))

    # Whatever comes first in a form, a question brings the same in all.
    worth = {block.name: points for block, points in zip(blocks, part.worth, strict=True)}
    items = tuple(
        _item(one, points, seed, form)
        for block in sorted(blocks, key=place)
        for one, points in zip(block.asked, shares(worth[block.name], len(block.asked)), strict=True)
    )
    return Section(items=items, title=part.title, instructions=part.instructions, locked=part.locked)


def _item(one: Asked, points: float, seed: str, form: str) -> Item:
    whole, id = one.interaction, one.note.id
    if not (one.draw and isinstance(whole, Choose)):
        return Item(note=one.note, interaction=whole, order=printed_order(whole, seed, form, id), points=points)
    # The same in all forms: with other options, and more of them right, one form would be harder than another.
    shown = drawn(whole, one.draw, seed, id)
    asked = narrowed(whole, shown)
    order = printed_order(asked, seed, form, id)
    return Item(note=one.note, interaction=asked, order=order, points=points, pool=whole, drawn=shown)
