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
from mesoquiz.reading.mistakes.lines.leads import is_row
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
_LETTER = re.compile(
    r"(?P<mark>[(\[]?(?P<name>[A-Ha-h]|\d{1,2})(?P<end>[.)\]/]|[ \u00a0\u202f]?[-–—:=](?=[ \u00a0])))\s"
)
JUDGED = Rule(
    "judged-option", "`{mark}` in this option is shown, and tells the answer", "leave it out", Severity.WARNING
)
_SIGN = (
    r"(?:[✓✔✅❌✗✘]\ufe0f?|\((?:vraie?|fausse|faux|(?:bonne|mauvaise) réponse|bon|mauvais|correcte?|incorrecte?"
    r"|true|false|right|wrong)\))"
)
_JUDGEMENT = re.compile(rf"(?P<first>{_SIGN})(?=[ ])|(?<=\S)[ ]?(?P<last>{_SIGN})$", re.IGNORECASE)
"""What an author marks right and wrong options with."""
_TRUTH = re.compile(r"(?<=\S)(?P<first>[ ]?)(?P<last>\([VFT]\))$")
"""The same as one letter, which may be a part of a name: only where all options have it."""
_FEW = 3
"""Letters with a full stop that make a row where not all options have one: bacteria have them, too."""


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
    why = "they are shuffled, and" if shuffle else "they are"
    yield from _lettered(options, where(answer_key), why)
    if not any(_LETTER.match(option.text) or len(option.text) == 1 for option in answers):
        yield from _lettered_in_part(where, distractors, why)
    yield from _judged(where, answers, answer_key, distractors)
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


def _judged(
    where: Where, answers: tuple[Option, ...], answer_key: str, distractors: tuple[Option, ...]
) -> Iterator[Diagnostic]:
    """Yield the first option that tells whether it is right."""
    for key, options in ((answer_key, answers), ("distractors", distractors)):
        for place, option in enumerate(options):
            match = _JUDGEMENT.match(option.text) or _JUDGEMENT.search(option.text)
            if not match and _tell_truth(answers, distractors):
                match = _TRUTH.search(option.text)
            if match and (match["last"] or not match.start()):
                yield JUDGED.at(
                    where(*((key,) if key == "answer" else (key, place))), mark=match["last"] or match["first"]
                )
                return


def _tell_truth(answers: tuple[Option, ...], distractors: tuple[Option, ...]) -> bool:
    """Whether all options end with a letter in brackets, the right ones with another than the wrong ones."""
    right, wrong = (
        {match["last"] if (match := _TRUTH.search(option.text)) else "" for option in options}
        for options in (answers, distractors)
    )
    return "" not in right | wrong and len(right) == len(wrong) == 1 and right != wrong


def _lettered(options: tuple[Option, ...], place: Span, why: str) -> Iterator[Diagnostic]:
    """Yield a warning if all options have a letter or a number: A, B and so on."""
    marks = [match for option in options if (match := _LETTER.match(option.text))]
    names = sorted(match["name"].upper() for match in marks)
    # Bacteria begin with a letter as well: C. difficile, E. coli.
    is_row = names == list("ABCDEFGH"[: len(options)])
    is_row = is_row or sorted(map(_as_number, names)) == [*range(1, len(options) + 1)]
    if is_row and len(marks) > 1:
        yield LETTERS.at(place, letter=marks[0]["mark"], why=why)


def _lettered_in_part(where: Where, distractors: tuple[Option, ...], why: str) -> Iterator[Diagnostic]:
    """Yield the same where the wrong options alone have them: B, C, D."""
    marks = [_LETTER.match(option.text) for option in distractors]
    names = [match["name"].upper() for match in marks if match]
    places = sorted("ABCDEFGH".find(name) + 1 if name.isalpha() else _as_number(name) for name in names)
    is_whole = len(places) == len(distractors) and is_row(places)
    is_clear = len(places) >= _FEW or all(match and match["end"].strip() in (")", "]", ":") for match in marks)
    if is_whole and is_clear and marks[0]:
        yield LETTERS.at(where("distractors", 0), letter=marks[0]["mark"], why=why)


def _as_number(name: str) -> int:
    return int(name) if name.isdecimal() else 0


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
