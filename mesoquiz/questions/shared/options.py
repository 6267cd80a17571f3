"""What the types with answers and distractors share: the rules on options, and the choice made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.notes.interactions import Choose, Option
from mesoquiz.questions.shared.order import check_order, in_order, same
from mesoquiz.reading.mistakes.texts.colons import SHOWN, reason_in
from mesoquiz.reading.places import Where

_OF_ALL = re.compile(
    r"(?:aucune?|toutes?|tous|none|all)\b.*\b(?:réponses?|propositions?|above|these|ci-dessus)\b", re.IGNORECASE
)

SAME = Rule("distractor-is-answer", "the distractor `{text}` is an answer of this card", "change or remove it")
TWICE = Rule("option-twice", "`{text}` is listed twice", "remove one")
NEVER_KEY = Rule(
    "never-right", "a right answer cannot be `never: true`", "`never` marks distractors that cost the question"
)
MUST_NOT = Rule(
    "must-wrong",
    "a distractor cannot be `must: true`",
    "write `never: true` if ticking it costs the question, or remove it",
)
LETTERS = Rule(
    "letters-of-options",
    "the options have letters of their own: {why} lettered on paper",
    "leave `{letter}` and the others out",
    Severity.WARNING,
)
_LETTER = re.compile(r"([A-Ha-h][.)])\s")


def check_options(
    where: Where, answers: tuple[Option, ...], answer_key: str, distractors: tuple[Option, ...], *, shuffle: bool = True
) -> Iterator[Diagnostic]:
    """Yield what is wrong between the options of one card. `answer_key` is the key that holds the answers.

    Without `shuffle`, the answers may be among the distractors, which then are all options in their order.
    """
    if not shuffle:
        yield from check_order(where, answers, distractors)
    if not distractors and len(answers) == 1 and not answers[0].never:
        return
    options = (*answers, *distractors) if shuffle else in_order(answers, distractors)[0]
    yield from _lettered(options, where(answer_key), "they are shuffled, and" if shuffle else "they are")
    reasons = ((place, told) for place, option in enumerate(distractors) if (told := reason_in(option.text)))
    yield from (SHOWN.at(where("distractors", place), **told) for place, told in islice(reasons, 1))
    seen: dict[str, tuple[str | int, ...]] = {}
    several = answer_key == "answers"
    for place, option in enumerate(answers):
        steps: tuple[str | int, ...] = (answer_key, place) if several else (answer_key,)
        if option.never:
            yield NEVER_KEY.at(where(*steps))
        if same(option) in seen:
            yield _again(TWICE, where, steps, seen[same(option)], option)
        seen.setdefault(same(option), steps)
    yield from _check_distractors(where, distractors, seen, shuffle=shuffle)


def _check_distractors(
    where: Where, distractors: tuple[Option, ...], seen: dict[str, tuple[str | int, ...]], *, shuffle: bool
) -> Iterator[Diagnostic]:
    """Yield what is wrong between distractors and what was `seen` before them: what is said, and where."""
    for place, option in enumerate(distractors):
        steps: tuple[str | int, ...] = ("distractors", place)
        first = seen.get(same(option))
        if first and first[0] != "distractors" and not shuffle:
            # An answer in its place.
            if option.never:
                yield NEVER_KEY.at(where(*steps))
            seen[same(option)] = steps
            continue
        if option.must:
            yield MUST_NOT.at(where(*steps))
        if first:
            yield _again(TWICE if first[0] == "distractors" else SAME, where, steps, first, option)
        seen.setdefault(same(option), steps)


def _lettered(options: tuple[Option, ...], place: Span, why: str) -> Iterator[Diagnostic]:
    """Yield a warning if all options have a letter: A, B and so on."""
    letters = [match[1] for option in options if (match := _LETTER.match(option.text))]
    # Bacteria begin with a letter as well: C. difficile, E. coli.
    is_row = sorted(letter[0].upper() for letter in letters) == list("ABCDEFGH"[: len(options)])
    if is_row and len(letters) > 1:
        yield LETTERS.at(place, letter=letters[0], why=why)


def choice(
    prompt: str, answers: tuple[Option, ...], distractors: tuple[Option, ...], *, single: bool, expected: int = 0
) -> Choose:
    """The choice among answers and distractors, answers first: who prints it shuffles it."""
    keys = frozenset(range(len(answers)))
    options = tuple(_pinned(option) for option in (*answers, *distractors))
    return Choose(prompt=prompt, options=options, keys=keys, single=single, expected=expected)


def _pinned(option: Option) -> Option:
    """“None of these” and “all of these” come last: they speak of the others."""
    return replace(option, pin="last") if option.pin is None and _OF_ALL.match(option.text) else option


def _again(
    rule: Rule, where: Where, steps: tuple[str | int, ...], first: tuple[str | int, ...], option: Option
) -> Diagnostic:
    return rule.at(where(*steps), text=shorten(option.text)).beside(where(*first))
