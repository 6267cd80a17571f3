"""Cases that are printed with the texts of today: whole and in the order of the decks, or told why not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from commands import run
from rendering import write_decks

STEPS: list[dict[str, Any]] = [
    {"id": f"talon-{n}", "case": "talon", "question": f"Question {n} ?", "answer": "oui", "distractors": ["non", "si"]}
    | ({"context": "Le début."} if n == 1 else {"more": f"Plus {n}."})
    for n in (1, 2, 3)
]
ALONE = {"id": "seule", "question": "Seule ?", "answer": "oui", "distractors": ["non"]}
SWAPPED = [STEPS[0], STEPS[2], STEPS[1], ALONE]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def decks(*cards: dict[str, Any]) -> Path:
    return write_decks(Path("decks").resolve(), list(cards))


def drawn(where: Path) -> None:
    """The exam of all of them, in two forms, in `exam`."""
    plan = Path("plan.yaml")
    plan.write_text("title: T\nforms: 2\nsections: [{count: 1}, {ask: case, count: 1}]\n", encoding="utf-8")
    done = run("quiz", where, "-b", plan, "-o", "exam")
    assert done.exit_code == 0, done.output


def told(folder: str) -> list[str]:
    """What a paper asks and tells, in its order."""
    text = Path(folder, "quiz-A.html").read_text("utf-8")
    return re.findall(r"Question \d|Plus \d|Le début", text)


def id_of(folder: str) -> str:
    made: dict[str, Any] = json.loads(Path(folder, "manifest.json").read_text("utf-8"))
    return str(made["exam"])


def test_swapped_steps_are_printed_in_the_order_of_the_decks_as_another_exam() -> None:
    where = decks(*STEPS, ALONE)
    drawn(where)
    first = ["Le début", "Question 1", "Plus 2", "Question 2", "Plus 3", "Question 3"]
    assert told("exam") == first
    decks(*SWAPPED)
    done = run("quiz", where, "--from", "exam/manifest.json", "--current", "-o", "new")
    assert done.exit_code == 0, done.output
    assert told("new") == ["Le début", "Question 1", "Plus 3", "Question 3", "Plus 2", "Question 2"]
    assert id_of("new") != id_of("exam"), "a key of one is no key of the other"
    assert done.stderr.endswith(
        "The steps of a case stand in another order now, so this is another exam: it is named "
        f"{id_of('new')}, not {id_of('exam')}, and has a key of its own.\n"
    )
    for form in "AB":
        asked = re.findall(r"Question \d", Path("new", f"quiz-{form}.html").read_text("utf-8"))
        keyed = re.findall(r"Question \d", Path("new", f"explained-{form}.html").read_text("utf-8"))
        assert asked == keyed
    again = run("quiz", where, "--from", "new/manifest.json", "-o", "third")
    assert (again.exit_code, told("third")) == (0, told("new"))
    done = run("quiz", where, "--from", "exam/manifest.json", "--current", "-o", "exam")
    assert done.exit_code == 2
    assert "which would be replaced: name another folder with -o" in done.stderr
    assert told("exam") == first
    done = run("quiz", where, "--from", "exam/manifest.json", "-o", "old")
    assert (done.exit_code, told("old")) == (0, first)


@pytest.mark.parametrize(
    "cards",
    [
        [*STEPS, {**STEPS[2], "id": "talon-4", "question": "Question 4 ?"}, ALONE],
        [
            *STEPS[:2],
            {"id": "talon-3", "question": "Question 3 ?", "answer": "oui", "distractors": ["non", "si"]},
            ALONE,
        ],
    ],
    ids=["a step more", "a step that left it"],
)
def test_a_case_that_has_other_steps_now_is_named(cards: list[dict[str, Any]]) -> None:
    where = decks(*STEPS, ALONE)
    drawn(where)
    decks(*cards)
    done = run("quiz", where, "--from", "exam/manifest.json", "--current", "-o", "new")
    assert done.exit_code == 2
    assert done.stderr.endswith(
        "Error: exam/manifest.json cannot be printed again: the steps are others now of the case `talon`; "
        "without --current it is printed as it was\n"
    )
    assert run("quiz", where, "--from", "exam/manifest.json", "-o", "old").exit_code == 0


@pytest.mark.parametrize(
    "change",
    [{"distractors": ["non", "si"]}, {"distractors": []}, {"answers": ["oui", "si"], "answer": None}],
    ids=["an option more", "no options", "another number of right ones"],
)
def test_cards_whose_letters_no_longer_fit_are_named(change: dict[str, Any]) -> None:
    where = decks(*STEPS, ALONE)
    drawn(where)
    card = {name: value for name, value in (ALONE | change).items() if value}
    decks(*STEPS[:2], card)
    done = run("quiz", where, "--from", "exam/manifest.json", "--current", "-o", "new")
    assert done.exit_code == 2
    assert "1 card of it is gone: `talon-3`; " in done.stderr
    assert "the options or the right letters are others now of `seule`; " in done.stderr
    assert not Path("new").exists()


def test_an_answer_that_is_another_one_now_is_told() -> None:
    where = decks({"id": "vrai", "statement": "Il court.", "answer": True})
    run("quiz", where, "-o", "exam")
    decks({"id": "vrai", "statement": "Il court.", "answer": False})
    done = run("quiz", where, "--from", "exam/manifest.json", "--current", "-o", "new")
    assert done.exit_code == 0
    assert done.stderr.endswith(" It is printed with today's texts:\n  vrai: the right options\n")
