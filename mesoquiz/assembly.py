"""Bank + blueprint -> the forms of a quiz. No generator of random numbers: everything is ordered by hashes.

A hash of (seed, form, id) gives each question its place, so adding a card to the bank leaves the order of the others
alone, and the same seed gives the same quiz on every machine and version of Python.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mesoquiz.blueprint import Blueprint, Part
from mesoquiz.diagnostics import Diagnostic
from mesoquiz.interactions import Arrange, Choose, Interaction, Pair
from mesoquiz.model import Bank
from mesoquiz.planning import Asked, plan, rank
from mesoquiz.quiz import Form, Item, Layout, Quiz, Section, letter
from mesoquiz.work import Tell


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


def assemble(bank: Bank, *, count: int | None = None, seed: str = "1", forms: int = 1, title: str = "") -> Quiz:
    """Choose `count` notes of the bank (all without a count) and lay them out in `forms` forms.

    The notes are those with the smallest hash of (seed, id): a fair draw, the same for all forms. Raises `TooFew` when
    the bank has fewer notes, ValueError for a count or a number of forms below 1.
    """
    available = sum(not note.sound for note in bank.active)
    wanted = available if count is None else count
    if wanted < 1 or forms < 1:
        raise ValueError("a quiz has at least one question and one form")
    if wanted > available:
        raise TooFew(wanted, available)
    sections = (Part(count=wanted),)
    return assemble_blueprint(
        bank, Blueprint(title=title or bank.collection.title, seed=seed, forms=forms, sections=sections)
    )


def assemble_blueprint(
    bank: Bank, blueprint: Blueprint, used: frozenset[str] = frozenset(), tell: Tell | None = None
) -> Quiz:
    """Draw the exam that a blueprint plans; `used` are ids that were asked before.

    `tell` is called while quotas are looked into, with the work done and the most that there can be. Raises `Unmet`
    when the bank does not have what the blueprint asks for.
    """
    drawn = plan(blueprint, bank, used, tell)
    if drawn.found:
        raise Unmet(drawn.found)
    parts = list(zip(blueprint.sections, drawn.sections, strict=True))
    places = {note.id: place for place, note in enumerate(bank.notes)}

    def form(name: str) -> Form:
        return Form(name=name, sections=tuple(_section(*part, blueprint.seed, name, places) for part in parts))

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


def _section(part: Part, asked: tuple[Asked, ...], seed: str, form: str, places: dict[str, int]) -> Section:
    def place(one: Asked) -> tuple[int, str]:
        return (places[one.note.id], "") if part.order == "fixed" else (0, rank(seed, form, one.note.id))

    items = [
        Item(
            note=one.note,
            interaction=one.interaction,
            order=printed_order(one.interaction, seed, form, one.note.id),
            points=part.worth,
        )
        for one in sorted(asked, key=place)
    ]
    return Section(items=tuple(items), title=part.title, instructions=part.instructions)


def printed_order(interaction: Interaction, *salt: str) -> tuple[int, ...]:
    """The order in which what an interaction lists is printed: indexes; empty for one that lists nothing."""
    match interaction:
        case Choose():
            return option_order(interaction, *salt)
        case Arrange(steps=steps):
            return shuffled(len(steps), *salt)
        case Pair(pairs=pairs):
            return shuffled(len(pairs), *salt)
        case _:
            return ()


def shuffled(number: int, *salt: str) -> tuple[int, ...]:
    """The indexes 0 to `number` - 1 in an order that is not their own."""
    order = tuple(sorted(range(number), key=lambda index: rank(*salt, str(index))))
    return order if order != tuple(range(number)) else order[1:] + order[:1]


def option_order(choose: Choose, *salt: str) -> tuple[int, ...]:
    """The indexes of the options in a shuffled order; pinned ones stay first or last, a fixed choice as it is.

    Numbers stand in their own order, as item writers are told to give them (NBME's guide; Haladyna, rule 21).
    """
    if choose.fixed:
        return tuple(range(len(choose.options)))
    names, numbers = option_names(choose), _numbers(choose)

    def place(index: int) -> tuple[int, float, str]:
        pin = choose.options[index].pin
        shuffle = "" if pin else rank(*salt, names[index])
        return {"first": 0, None: 1, "last": 2}[pin], numbers.get(index, 0), shuffle

    return tuple(sorted(range(len(choose.options)), key=place))


def is_ordered(choose: Choose) -> bool:
    """Whether the options have an order of their own, which is never shuffled."""
    return choose.fixed or bool(_numbers(choose))


_NUMBER = re.compile(
    r"[^\w+\-\u2212]*([+\-\u2212]?\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?)(?:/(\d*[1-9]\d*))?(.*)", re.DOTALL
)
LONGEST_NUMBER = 100
"""Signs of what counts as a number: more than anybody writes, and few enough for every sum that is done with them."""


def _numbers(choose: Choose) -> dict[int, float]:
    """The value of each option that is not pinned, if all of them are numbers of one unit; else nothing."""
    found: dict[int, float] = {}
    units = set()
    for index, option in enumerate(choose.options):
        if option.pin:
            continue
        match = _NUMBER.fullmatch(option.text)
        if match is None:
            return {}
        number = re.sub(r"[ \u00a0\u202f]", "", match[1]).replace(",", ".").replace("\u2212", "-")
        divisor = match[2] or "1"
        if max(len(number), len(divisor)) > LONGEST_NUMBER:
            return {}
        found[index] = float(number) / int(divisor)
        # `3 à 4 mm` and `5 à 10 mm` count in one unit, `1 heure` and `2 heures` too.
        units.add(re.sub(r"\d+|s\b", "", match[3]).strip())
    return found if len(units) == 1 else {}


def option_names(choose: Choose) -> tuple[str, ...]:
    """A name for each option that outlives changes of text: `key-1`, `distractor-2`, in the author's order."""
    counts = {True: 0, False: 0}
    names = []
    for index in range(len(choose.options)):
        right = index in choose.keys
        counts[right] += 1
        names.append(f"{'key' if right else 'distractor'}-{counts[right]}")
    return tuple(names)
