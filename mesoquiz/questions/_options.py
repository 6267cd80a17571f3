"""What the types with answers and distractors share: the rules on options, and the choice made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.notes.interactions import Choose, Option
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
    "must-wrong", "a distractor cannot be `must: true`", "`must` marks right answers that cost the question"
)
LETTERS = Rule(
    "letters-of-options",
    "the options have letters of their own: they are shuffled, and lettered on paper",
    "leave `{letter}` and the others out",
    Severity.WARNING,
)
_LETTER = re.compile(r"([A-Ha-h][.)])\s")


def check_options(
    where: Where, answers: tuple[Option, ...], answer_key: str, distractors: tuple[Option, ...]
) -> Iterator[Diagnostic]:
    """Yield what is wrong between the options of one card. `answer_key` is the key that holds the answers."""
    if not distractors and len(answers) == 1 and not answers[0].never:
        return
    yield from _lettered((*answers, *distractors), where(answer_key))
    seen: dict[str, tuple[str | int, ...]] = {}
    several = answer_key == "answers"
    for place, option in enumerate(answers):
        steps: tuple[str | int, ...] = (answer_key, place) if several else (answer_key,)
        if option.never:
            yield NEVER_KEY.at(where(*steps))
        if _same(option) in seen:
            yield _again(TWICE, where, steps, seen[_same(option)], option)
        seen.setdefault(_same(option), steps)
    for place, option in enumerate(distractors):
        steps = ("distractors", place)
        if option.must:
            yield MUST_NOT.at(where(*steps))
        first = seen.get(_same(option))
        if first:
            yield _again(TWICE if first[0] == "distractors" else SAME, where, steps, first, option)
        seen.setdefault(_same(option), steps)


def _lettered(options: tuple[Option, ...], place: Span) -> Iterator[Diagnostic]:
    """Yield a warning if all options have a letter: A, B and so on."""
    letters = [match[1] for option in options if (match := _LETTER.match(option.text))]
    # Bacteria begin with a letter as well: C. difficile, E. coli.
    is_row = sorted(letter[0].upper() for letter in letters) == list("ABCDEFGH"[: len(options)])
    if is_row and len(letters) > 1:
        yield LETTERS.at(place, letter=letters[0])


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


def _same(option: Option) -> str:
    """What makes two options the same to a reader. Case and accents can be the difference: CO and Co."""
    text = " ".join(option.text.split()).rstrip(".")
    return text[:1].casefold() + text[1:]


def _again(
    rule: Rule, where: Where, steps: tuple[str | int, ...], first: tuple[str | int, ...], option: Option
) -> Diagnostic:
    return rule.at(where(*steps), text=shorten(option.text)).beside(where(*first))
