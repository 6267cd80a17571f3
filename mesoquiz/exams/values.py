"""The values in a manifest, which anybody may have changed: none is taken that is not of its type and size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar, get_args, get_type_hints

from mesoquiz.diagnostics.diagnostic import NOWHERE, Span
from mesoquiz.exams.marking.steps import check_steps
from mesoquiz.exams.marking.table import check_table
from mesoquiz.exams.scoring import Scoring
from mesoquiz.limits import MAX_TEXT

T = TypeVar("T")


def a_text(value: Any) -> str:
    """A text that is not too long. Raises TypeError."""
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise TypeError
    return value


def a_number(value: Any, most: float) -> float:
    """A number from 0 to `most`; `true` is none, and neither is a text. Raises ValueError."""
    if type(value) not in (int, float) or not 0 <= value <= most:
        raise ValueError("number")
    return float(value)


def a_whole_number(value: Any, most: int) -> int:
    """A whole number from 0 to `most`, by whatever program the file was written: some write 90.0. Raises ValueError."""
    number = a_number(value, most)
    if not number.is_integer():
        raise ValueError("whole number")
    return int(number)


def a_value(kind: type[T], made: Mapping[str, Any]) -> T:
    """A small value whose words are checked. Raises LookupError, TypeError, ValueError."""
    hints = get_type_hints(kind)
    for name, value in made.items():
        words = get_args(hints[name])
        if not any(_is_one(value, word) for word in words):
            raise ValueError(name)
    return kind(**made)


def _is_one(value: Any, word: Any) -> bool:
    """Whether a value is of this type, or is this word: `true` is not 1, though they are equal."""
    return type(value) is word if isinstance(word, type) else type(value) is type(word) and bool(value == word)


def a_scoring(made: Mapping[str, Any]) -> Scoring:
    """The scoring of an exam. Raises LookupError, TypeError, ValueError."""
    table, steps = made.get("table", []), made.get("steps", [])
    plain = a_value(Scoring, {name: value for name, value in made.items() if name not in ("table", "steps")})
    if plain.penalty is not None:
        a_number(plain.penalty, 1)
    scoring = replace(
        plain,
        table=tuple(tuple(a_number(mark, 1) for mark in row) for row in table),
        steps=tuple(a_number(step, 1) for step in steps),
    )
    found = (*check_table(scoring.table, scoring.rule, _nowhere), *check_steps(scoring.steps, _nowhere))
    if found:
        raise ValueError("scoring")
    return scoring


def _nowhere(*steps: object) -> Span:  # noqa: ARG001 (a manifest is read without places)
    return NOWHERE
