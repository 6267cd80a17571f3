"""An exam is as planned, or the message is true."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mesoquiz.exams.asking import is_asked
from mesoquiz.exams.blueprint import Blueprint, Quota, SectionPlan, Tags
from mesoquiz.exams.drawing.assembly import Unmet, assemble_blueprint
from mesoquiz.exams.manifest import dump
from mesoquiz.exams.quiz import Item, Quiz
from mesoquiz.exams.reprints import restore
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import Choose
from mesoquiz.notes.names import has_tag
from mesoquiz.notes.ordering import printed_order


@st.composite
def plans(draw: st.DrawFn) -> Blueprint:
    tags = ["technique", "histoire", "sécurité", "séance", "produits"]
    asks = ["any", "choice", "single", "several", "open", "gaps", "order", "match"]

    def part() -> SectionPlan:
        quotas = draw(
            st.lists(
                st.builds(
                    Quota,
                    tag=st.sampled_from(tags),
                    least=st.none() | st.integers(0, 2),
                    most=st.none() | st.integers(2, 4),
                ),
                max_size=2,
            )
        )
        return SectionPlan(
            count=draw(st.integers(1, 4)),
            ask=draw(st.sampled_from(asks)),
            tags=draw(st.none() | st.builds(Tags, none=st.sampled_from(tags).map(lambda tag: (tag,)))),
            quotas=tuple(quotas),
            order=draw(st.sampled_from(["shuffled", "fixed"])),
        )

    sections = tuple(part() for _ in range(draw(st.integers(1, 3))))
    return Blueprint(
        title="T", seed=draw(st.text("ab", min_size=1, max_size=3)), forms=draw(st.integers(1, 3)), sections=sections
    )


@given(blueprint=plans())
def test_an_exam_is_as_planned_or_the_message_is_true(blueprint: Blueprint, small: Bank) -> None:
    try:
        quiz = assemble_blueprint(small, blueprint)
    except Unmet as error:
        assert_true(error, blueprint, small)
        return
    assert_planned(quiz, blueprint)
    assert restore(dump(quiz), small) == quiz
    assert dump(assemble_blueprint(small, blueprint)) == dump(quiz)


def assert_planned(quiz: Quiz, blueprint: Blueprint) -> None:
    first = quiz.forms[0]
    for form in quiz.forms:
        assert Counter(item.note.id for item in form.items) == Counter({item.note.id: 1 for item in first.items})
        for part, section in zip(blueprint.sections, form.sections, strict=True):
            assert len(section.items) == part.count
            assert all(is_asked(part.ask, item.interaction) for item in section.items)
            for quota in part.quotas:
                number = sum(has_tag(item.note.tags, (quota.tag,)) for item in section.items)
                assert quota.lower <= number <= (quota.upper if quota.upper is not None else number)
        for item in form.items:
            if isinstance(item.interaction, Choose):
                right = {
                    item.letters[place] for place, index in enumerate(item.order) if index in item.interaction.keys
                }
                assert set(item.key) == right
                assert sorted(item.order) == list(range(len(item.interaction.options)))


def assert_true(error: Unmet, blueprint: Blueprint, bank: Bank) -> None:
    """With one question or one quota less in the place that is named, and nothing after it, the exam can be had."""
    (found,) = error.diagnostics
    match = re.match(r".*section (\d+).*: (\d+) too few", found.message)
    if match is None or found.code != "section-short":
        return
    place, missing = int(match[1]) - 1, int(match[2])
    part = blueprint.sections[place]
    bare = [replace(one, quotas=()) for one in blueprint.sections[: place + 1]]
    for fewer, works in ((missing, True), (missing - 1, False)):
        count = (part.count or 0) - fewer
        trial = bare[:place] if count == 0 else [*bare[:place], replace(bare[place], count=count)]
        if trial:
            assert can_be_had(replace(blueprint, sections=tuple(trial)), bank) is works


def can_be_had(blueprint: Blueprint, bank: Bank) -> bool:
    try:
        assemble_blueprint(bank, blueprint)
    except Unmet:
        return False
    return True


def usual(item: Item, seed: str, form: str) -> tuple[int, ...]:
    """The order that depends on the card alone."""
    return printed_order(item.interaction, seed, form, item.note.id)


def is_single(item: Item) -> bool:
    return isinstance(item.interaction, Choose) and item.interaction.single


@given(blueprint=plans(), dropped=st.integers(0, 10))
def test_a_card_more_never_reorders_the_others(blueprint: Blueprint, dropped: int, small: Bank) -> None:
    """The cards that two exams share have one order, with their options in one order, unless keys are balanced."""
    gone = small.active[dropped % len(small.active)].id
    fewer = replace(
        small,
        decks=tuple(replace(deck, notes=tuple(note for note in deck.notes if note.id != gone)) for deck in small.decks),
    )
    try:
        before, after = assemble_blueprint(fewer, blueprint), assemble_blueprint(small, blueprint)
    except Unmet:
        return
    for old, new in zip(before.forms, after.forms, strict=True):
        for was, now in zip(old.sections, new.sections, strict=True):
            shared = {item.note.id for item in was.items} & {item.note.id for item in now.items}
            kept = [
                [(one.note.id, usual(one, blueprint.seed, old.name)) for one in items if one.note.id in shared]
                for items in (was.items, now.items)
            ]
            assert kept[0] == kept[1]
        for form in (old, new):
            moved = [one for one in form.items if one.order != usual(one, blueprint.seed, form.name)]
            assert all(map(is_single, moved)), "only keys that are one letter are balanced"
