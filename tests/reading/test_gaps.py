"""Gaps as other programs write them: told at their place, with the gap to type."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.diagnostics.report import concise

# What is written beside a good gap, and what is said of it.
GAPS = {
    "{x}": "warning[like-a-gap] `{x}` is no gap, and is shown as it is written (write `{{x}}` to hide it)",
    "[[x]]": "warning[like-a-gap] `[[x]]` is no gap, and is shown as it is written (write `{{x}}` to hide it)",
    "((x))": "warning[like-a-gap] `((x))` is no gap, and is shown as it is written (write `{{x}}` to hide it)",
    "{ {x} }": "warning[like-a-gap] `{ {x} }` is no gap, and is shown as it is written (write `{{x}}` to hide it)",
    "{{x|os}}": "warning[hint-of-a-gap] all of `{{x|os}}` is hidden: `|` begins no hint (write `{{x::os}}` if `os` is",
    "{{100 pg/mL:seuil}}": "warning[hint-of-a-gap] all of `{{100 pg/mL:seuil}}` is hidden: `:` begins no hint (write ",
    "{{ 2 :: x }}": "error[spaced-gap-number] `{{ 2 :: x }}` hides its number, not its text (write `{{2::x}}`)",
    "{{C1::x}}": "error[spaced-gap-number] `{{C1::x}}` hides its number, not its text (write `{{1::x}}`)",
    "{{x:::os}}": "error[colons-in-gap] the gap `{{x:::os}}` has 3 colons in a row (write `{{x::os}}`)",
    "{{{x}}}": "warning[braces-in-gap] the gap `{{{x}}}` hides braces, too (write `{{x}}`)",
    "{{x::y::z}}": "warning[parts-of-gap] the gap `{{x::y::z}}` has too many `::`: only its number, its text and",
}


def told(text: str, folder: Path) -> list[str]:
    """What is said of a deck of one cloze, a line each, without the name of its file."""
    deck = folder / "a.yaml"
    deck.write_text(f"deck: T\nid: t\ncards:\n  - id: a\n    cloze: '{text}'\n", encoding="utf-8")
    lines = concise(mesoquiz.load(deck).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{deck}:") for line in lines]


@pytest.mark.parametrize(("gap", "expected"), GAPS.items())
def test_what_looks_like_a_gap_is_told(gap: str, expected: str, tmp_path: Path) -> None:
    (line,) = told(f"La {{{{peau}}}} et {gap} là.", tmp_path)
    assert line.startswith(f"5:28: {expected}")


@pytest.mark.parametrize("gap", ["{x}", "[[x]]", "((x))"])
def test_where_nothing_is_hidden_what_looks_like_a_gap_is_marked(gap: str, tmp_path: Path) -> None:
    (line,) = told(f"La peau et {gap} là.", tmp_path)
    assert line == (
        "5:24: error[cloze-without-gap] this cloze has no gap (put the words to hide in double braces: {{x}})"
    )


@pytest.mark.parametrize(
    "text",
    [
        "À {{12:30}} ou {{1:2}}, {{3::rapport 1:2}} et {{4::https://x.org}}.",
        "\\({x}_{2}\\) et `{x}` : {{x}}.",
        "{{|x|}} et {{\\(\\frac{a}{b}\\)}}.",
        "{{Une note : ici}}, {{sodium: 140}}, {{2::2::chiffre}}.",
        "Le [bulbe](https://x.org/(a)) est {{là}}.",
        "Le (bulbe) [olfactif] est {{là}} <<ici>>.",
    ],
)
def test_nothing_is_said_of_gaps_as_they_are_meant(text: str, tmp_path: Path) -> None:
    assert told(text, tmp_path) == []
