"""What holds for every quiz."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generated import KINDS, names, pins
from hypothesis import assume, given
from hypothesis import strategies as st

import mesoquiz
from mesoquiz.exams.quiz import Item, Quiz
from mesoquiz.notes.bank import Bank, Collection, Deck
from mesoquiz.notes.interactions import Choose, Option
from mesoquiz.notes.note import Note


def choice(id: str, right: list[Any], wrong: list[Any]) -> Note:
    """A note with an answer for each pin in `right` and a distractor for each in `wrong`."""
    answers = tuple(Option(text=f"juste {place}", pin=pin) for place, pin in enumerate(right))
    distractors = tuple(Option(text=f"faux {place}", pin=pin) for place, pin in enumerate(wrong))
    return KINDS["list"](id=id, question="?", answers=answers, distractors=distractors)


asked = st.one_of(
    st.builds(choice, names, st.lists(pins, min_size=1, max_size=3), st.lists(pins, max_size=4)),
    st.builds(KINDS["truefalse"], id=names, statement=st.just("?"), answer=st.booleans()),
    st.builds(KINDS["cloze"], id=names, cloze=st.just("{{?}}")),
)


def bank_of(notes: Iterable[Note]) -> Bank:
    return Bank(collection=Collection(id="c", title="t"), decks=(Deck(name="Peau", notes=tuple(notes)),))


banks = st.lists(asked, min_size=1, max_size=8, unique_by=lambda note: note.id).map(bank_of)
seeds = st.text("ab1é", max_size=3)


def printed(quiz: Quiz) -> list[list[tuple[str, tuple[int, ...], str]]]:
    """Each form as the reader gets it: questions, the order of their options, the key."""
    return [[(item.note.id, item.order, item.key) for item in form.items] for form in quiz.forms]


def right_and_wrong(item: Item) -> tuple[list[str], list[str]]:
    """The options that the printed key calls right, and the others, as texts in one order."""
    assert isinstance(item.interaction, Choose)
    texts = {name: item.interaction.options[place].text for name, place in zip(item.letters, item.order, strict=True)}
    return sorted(texts[name] for name in item.key), sorted(texts[name] for name in texts if name not in item.key)


@given(bank=banks, seed=seeds, forms=st.integers(1, 3), data=st.data())
def test_a_seed_gives_one_quiz_whose_forms_hold_the_same_questions(
    bank: Bank, seed: str, forms: int, data: st.DataObject
) -> None:
    count = data.draw(st.integers(1, len(bank.notes)))
    quiz = mesoquiz.assemble(bank, count=count, seed=seed, forms=forms)
    assert printed(mesoquiz.assemble(bank, count=count, seed=seed, forms=forms)) == printed(quiz)
    assert len(quiz.forms) == forms
    for form in quiz.forms:
        assert len({item.note.id for item in form.items}) == len(form.items) == count
        assert {item.note.id for item in form.items} == {item.note.id for item in quiz.forms[0].items}


@given(bank=banks, seed=seeds)
def test_shuffled_options_keep_their_keys_and_pins(bank: Bank, seed: str) -> None:
    for form in mesoquiz.assemble(bank, seed=seed, forms=2).forms:
        for item in form.items:
            if not isinstance(item.interaction, Choose):
                assert item.key == ""
                continue
            options, keys = item.interaction.options, item.interaction.keys
            right = sorted(options[place].text for place in keys)
            wrong = sorted(option.text for place, option in enumerate(options) if place not in keys)
            assert right_and_wrong(item) == (right, wrong)
            pins = [options[place].pin for place in item.order]
            assert pins == sorted(pins, key=["first", None, "last"].index)


@given(bank=banks, more=asked, seed=seeds, data=st.data())
def test_a_card_more_leaves_the_others_in_their_order(bank: Bank, more: Note, seed: str, data: st.DataObject) -> None:
    assume(more.id not in {note.id for note in bank.notes})
    place = data.draw(st.integers(0, len(bank.notes)))
    grown = bank_of([*bank.notes[:place], more, *bank.notes[place:]])
    count = data.draw(st.integers(1, len(bank.notes)))
    old = mesoquiz.assemble(bank, count=count, seed=seed, forms=2)
    new = mesoquiz.assemble(grown, count=count + 1, seed=seed, forms=2)
    for before, after in zip(printed(old), printed(new), strict=True):
        kept = {id for id, _, _ in before} & {id for id, _, _ in after}
        assert len(kept) >= count - 1
        # True statements may come before false ones, so that none has the same letter four times in a row.
        for letter in ("A", "B", ""):
            statements = {note.id for note in grown.notes if isinstance(note, KINDS["truefalse"])}
            old_order, new_order = (
                [one for one in form if one[0] in kept and (one[2] if one[0] in statements else "") == letter]
                for form in (before, after)
            )
            assert new_order == old_order
