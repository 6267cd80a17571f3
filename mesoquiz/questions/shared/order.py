"""Options that keep the order in which they are written, right ones among wrong ones: `shuffle: false`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.notes.interactions import Choose, Option
from mesoquiz.reading.mistakes.lists import as_list
from mesoquiz.reading.places import Where

Options = tuple[Option, ...]

ALWAYS_FIRST = Rule(
    "answer-first",
    "`shuffle: false` keeps the order: {what} first",
    "list all options in the order to show, {too}, such as `distractors: {listed}`",
    Severity.WARNING,
)
NOT_LISTED = Rule(
    "answer-not-listed",
    "`distractors` lists some answers in their place, and not `{text}`",
    "list all options in the order to show: `distractors: {listed}`",
)
ALL_RIGHT = Rule("no-wrong-option", "all options are right", "add wrong ones to `distractors:`")
NO_ORDER = Rule(
    "shuffle-without-options",
    "`shuffle: false` keeps the order of options, and this card has none",
    "add `distractors:`, or remove it",
)
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_NUMBER = re.compile(rf"\d{{1,6}}(?:[.,]\d{{1,4}})?|\b(?:{'|'.join(_ROMAN[:0:-1])})\b")
MAX_SHOWN = 120
"""Characters of options that a message lists."""


def same(option: Option) -> str:
    """What makes two options the same to a reader. Case and accents can be the difference: CO and Co."""
    text = " ".join(option.text.split()).rstrip(".")
    return text[:1].casefold() + text[1:]


def in_order(answers: Options, distractors: Options) -> tuple[Options, frozenset[int]]:
    """All options in the order to show, and the places of the right ones.

    Distractors that list the answers, too, are that order; else the answers come first.
    """
    right = {same(one): one for one in answers}
    places = frozenset(place for place, one in enumerate(distractors) if same(one) in right)
    if not places:
        return (*answers, *distractors), frozenset(range(len(answers)))
    return tuple(_one(right.get(same(one)), one) for one in distractors), places


def as_written(choose: Choose, answers: Options, distractors: Options) -> Choose:
    """A choice with its options in the order in which they are written, which nobody shuffles."""
    options, keys = in_order(answers, distractors)
    return replace(choose, options=options, keys=keys, in_order=True)


def _one(answer: Option | None, listed: Option) -> Option:
    """An option that is written once or, as an answer in its place, twice: what is said in either place is said."""
    if answer is None:
        return listed
    return replace(
        answer,
        why=answer.why or listed.why,
        beyond=answer.beyond or listed.beyond,
        must=answer.must or listed.must,
    )


def _by_number(answers: Options, others: list[Option]) -> list[str]:
    """The texts of options in an order to show: that of their numbers, if each has one."""
    texts = [one.text for one in (*others[:1], *answers, *others[1:])]
    found = [_NUMBER.search(text) for text in texts]
    numbers = {text: _value(match[0]) for text, match in zip(texts, found, strict=True) if match}
    if len(set(numbers.values())) < len(texts):
        return texts
    listed = [numbers[one.text] for one in others]
    is_falling = len(listed) > 1 and listed == sorted(listed, reverse=True)
    return sorted(texts, key=lambda text: numbers[text], reverse=is_falling)


def _value(number: str) -> float:
    """What a number says, in digits or in Roman ones."""
    return float(number.replace(",", ".")) if number[0].isdigit() else float(_ROMAN.index(number))


def check_order(where: Where, answers: Options, distractors: Options) -> Iterator[Diagnostic]:
    """Yield what is wrong with a card that says `shuffle: false`."""
    names, listed = {same(one) for one in answers}, {same(one) for one in distractors}
    missing = [one for one in answers if same(one) not in listed]
    others = [one for one in distractors if same(one) not in names]
    shown = shorten(as_list(_by_number(answers, others)), MAX_SHOWN)
    if not distractors:
        yield NO_ORDER.at(where("shuffle"))
    elif not others:
        yield ALL_RIGHT.at(where("distractors"))
    elif len(missing) == len(answers):
        one = len(answers) == 1
        what = "the right answer always comes" if one else "the right answers always come"
        yield ALWAYS_FIRST.at(
            where("shuffle"), what=what, too="the right one too" if one else "the right ones too", listed=shown
        )
    elif missing:
        yield NOT_LISTED.at(where("distractors"), text=shorten(missing[0].text), listed=shown)
