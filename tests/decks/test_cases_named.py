"""Steps whose case is misspelt or left out: the name that was meant, and nothing of what follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz


def told(steps: list[str], file: Path) -> list[tuple[int, str, str]]:
    """What is said of steps of four lines each, of which the first is on line 4."""
    cards = [
        f"  - id: c{place}\n    {step}\n    question: Quoi {place} ?\n    answer: rien\n"
        for place, step in enumerate(steps)
    ]
    file.write_text("deck: T\nid: t\ncards:\n" + "".join(cards), encoding="utf-8")
    return [(one.span.line, one.code, one.hint) for one in mesoquiz.load(file).diagnostics]


FIRST, LATER = "case: talon\n    context: Une femme.", "case: talon\n    more: Elle boite."


@pytest.mark.parametrize("odd", ["tallon", "Talon", "talom", "taloon"])
@pytest.mark.parametrize("place", range(4))
def test_a_misspelt_case_is_told_alone(odd: str, place: int, tmp_path: Path) -> None:
    steps = [FIRST, LATER, LATER, LATER]
    steps[place] = steps[place].replace("talon", odd)
    line = 5 + sum(step.count("\n") + 4 for step in steps[:place])
    assert told(steps, tmp_path / "a.yaml") == [(line, "case-misspelt", "did you mean `talon`?")]


def test_of_two_steps_the_second_is_misspelt(tmp_path: Path) -> None:
    steps = [FIRST, LATER.replace("talon", "tallon")]
    assert told(steps, tmp_path / "a.yaml") == [(10, "case-misspelt", "did you mean `talon`?")]


@pytest.mark.parametrize("names", [("dossier-1", "dossier-2"), ("coude", "genou"), ("cas", "cat")])
def test_names_of_other_cases_are_no_slips(names: tuple[str, str], tmp_path: Path) -> None:
    steps = [FIRST.replace("talon", name) for name in names]
    assert [code for _, code, _ in told(steps, tmp_path / "a.yaml")] == ["case-of-one-step"] * 2
    both = [step for name in names for step in (FIRST.replace("talon", name), LATER.replace("talon", name))]
    assert told(both, tmp_path / "a.yaml") == []


def test_a_step_without_its_case_is_told_alone(tmp_path: Path) -> None:
    assert told([FIRST, "more: Elle boite.", LATER], tmp_path / "a.yaml") == [
        (10, "more-without-case", "write `case: talon` if it goes on with the step above it; if not, write `context:`")
    ]


def test_a_card_between_two_steps_may_be_one(tmp_path: Path) -> None:
    assert told([FIRST, "difficulty: 1", LATER], tmp_path / "a.yaml") == [
        (14, "case-apart", "move this step below `c0`, or write `case: talon` on the card between")
    ]


@pytest.mark.parametrize("place", range(3))
def test_a_step_of_no_kind_is_told_alone(place: int, tmp_path: Path) -> None:
    """It is a step all the same: its case has all that it names."""
    steps = [FIRST, LATER, LATER]
    file = tmp_path / "a.yaml"
    assert told(steps, file) == []
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    answers = [number for number, line in enumerate(lines) if "answer:" in line]
    file.write_text("".join(lines[: answers[place]] + lines[answers[place] + 1 :]), encoding="utf-8")
    (one,) = mesoquiz.load(file).diagnostics
    assert one.code == "unknown-kind"


def test_a_story_that_is_told_again_is_left_out(tmp_path: Path) -> None:
    assert told([FIRST, FIRST], tmp_path / "a.yaml") == [
        (11, "case-context", "leave it out: an earlier step has told it")
    ]
