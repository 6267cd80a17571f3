"""How well an answer that turns round is told from a new wording, on all cards of the shipped decks."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from mesoquiz.anki.changes.answers import mark_of, turned
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import Arrange, Choose, Option, Pair, Recall

Texts = list[str]
CHANCE = random.Random("answers")


def right(bank: Bank) -> list[Texts]:
    """The right answers of all cards but true and false ones, whose words are the program's own."""
    labels = bank.collection.labels
    found = []
    for note in bank.notes:
        asked = note.asks(labels)[0]
        if isinstance(asked, Recall):
            found.append([option.text for option in asked.answers])
        elif isinstance(asked, Choose):
            texts = [asked.options[index].text for index in sorted(asked.keys)]
            found += [] if texts[0] in (labels.true, labels.false) else [texts]
    return found


def mark(texts: Texts) -> str:
    return mark_of(Recall(prompt="", answers=tuple(Option(text=text) for text in texts)))


def in_a_word(change: Callable[[str], str]) -> Callable[[str], str]:
    """A change of one word with eight letters or more, if there is one."""

    def made(text: str) -> str:
        words = [*re.finditer(r"[^\W\d_]{8,}", text)]
        if not words:
            return text
        match = CHANCE.choice(words)
        return text[: match.start()] + change(match[0]) + text[match.end() :]

    return made


def swapped(word: str) -> str:
    place = CHANCE.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def cut(word: str) -> str:
    place = CHANCE.randrange(len(word))
    return word[:place] + word[place + 1 :]


def each(change: Callable[[str], str]) -> Callable[[Texts], Texts]:
    return lambda texts: [change(text) for text in texts]


HARMLESS: dict[str, Callable[[Texts], Texts]] = {
    "letters swapped": each(in_a_word(swapped)),
    "a letter left out": each(in_a_word(cut)),
    "plural": each(lambda text: re.sub(r"\b([^\W\d_]{4,}[^\Wsx])\b", r"\1s", text)),
    "capitals": each(str.upper),
    "bold": each(lambda text: f"**{text}**"),
    "remark": each(lambda text: f"{text} (selon le document cité)"),
    "remark that denies": each(lambda text: f"{text} (sans autre précision)"),
    "lead": each(lambda text: f"environ {text}"),
    "a part more": lambda texts: [*texts, "une autre partie"],
    "another order": lambda texts: texts[::-1],
}
REVERSED: dict[str, Callable[[Texts], Texts]] = {
    "denied": each(lambda text: f"pas {text}"),
    "one part denied": lambda texts: [f"non {texts[0]}", *texts[1:]],
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=list(HARMLESS))
def test_a_new_wording_of_a_shipped_answer_is_none_that_turns_round(
    shipped: Bank, change: Callable[[Texts], Texts]
) -> None:
    answers = right(shipped)
    fired = [texts for texts in answers if turned(mark(texts), mark(change(texts)))]
    assert len(answers) > 100
    assert fired == []


@pytest.mark.parametrize("change", REVERSED.values(), ids=list(REVERSED))
def test_a_shipped_answer_that_is_denied_turns_round(shipped: Bank, change: Callable[[Texts], Texts]) -> None:
    assert [texts for texts in right(shipped) if not turned(mark(texts), mark(change(texts)))] == []


def test_each_wrong_option_in_the_place_of_a_right_one_turns_round(shipped: Bank) -> None:
    found = [note.asks(shipped.collection.labels)[0] for note in shipped.notes]
    choices = [asked for asked in found if isinstance(asked, Choose)]
    missed, tried = [], 0
    for choice in choices:
        for wrong in {*range(len(choice.options))} - {*choice.keys}:
            for key in choice.keys:
                keys = type(choice.keys)([wrong, *(other for other in choice.keys if other != key)])
                tried += 1
                if not turned(mark_of(choice), mark_of(replace(choice, keys=keys))):
                    missed.append((choice.prompt, choice.options[wrong].text))
    assert tried > 300
    assert missed == []


def test_another_cards_answer_is_another_answer(shipped: Bank) -> None:
    """But for those that share most of their words, such as two that name the same pages."""
    answers = right(shipped)
    pairs = [(texts, CHANCE.choice(answers)) for texts in answers for _ in range(20)]
    others = [(texts, other) for texts, other in pairs if texts != other]
    found = sum(turned(mark(texts), mark(other)) for texts, other in others)
    assert found / len(others) > 0.9


def swaps(parts: list[Any]) -> Iterator[list[Any]]:
    """The list with each two of its parts exchanged."""
    for one, other in combinations(range(len(parts)), 2):
        made = [*parts]
        made[one], made[other] = made[other], made[one]
        yield made


def test_two_pairs_or_steps_exchanged_turn_round(shipped: Bank) -> None:
    found = [note.asks(shipped.collection.labels)[0] for note in shipped.notes]
    changed: list[tuple[Arrange | Pair, Arrange | Pair]] = []
    for asked in found:
        if isinstance(asked, Arrange):
            changed += [(asked, replace(asked, steps=tuple(steps))) for steps in swaps([*asked.steps])]
        elif isinstance(asked, Pair):
            left, right = zip(*asked.pairs, strict=True)
            changed += [(asked, replace(asked, pairs=tuple(zip(left, new, strict=True)))) for new in swaps([*right])]
            assert not turned(mark_of(asked), mark_of(replace(asked, pairs=asked.pairs[::-1])))
            assert not turned(mark_of(asked), mark_of(replace(asked, pairs=asked.pairs[1:])))
    assert len(changed) > 100
    assert [old for old, new in changed if not turned(mark_of(old), mark_of(new))] == []


def test_a_statement_that_is_denied_turns_round_and_a_reworded_one_does_not(shipped: Bank) -> None:
    found = [note.asks(shipped.collection.labels)[0] for note in shipped.notes]
    statements = [asked for asked in found if isinstance(asked, Choose) and asked.fixed]
    assert len(statements) > 20
    for asked in statements:
        assert turned(mark_of(asked), mark_of(replace(asked, prompt=f"Non : {asked.prompt}"))), asked.prompt
        assert not turned(mark_of(asked), mark_of(replace(asked, prompt=f"{asked.prompt} (voir la page)"))), (
            asked.prompt
        )
