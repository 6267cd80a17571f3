"""Tags, accepted wordings, letters of options and numbers as people type them: told once, with what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.diagnostics.report import concise

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n"
CARD = "    question: Quel nerf innerve le deltoïde ?\n    answer: axillaire\n"


def told(card: str, folder: Path) -> list[str]:
    """What is said of a deck of one card, a line each, without the name of its file."""
    deck = folder / "a.yaml"
    deck.write_text(HEAD + card, encoding="utf-8")
    lines = concise(mesoquiz.load(deck).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{deck}:") for line in lines]


def test_a_tag_with_one_colon_is_told_once(tmp_path: Path) -> None:
    card = f"{CARD}    tags: [os, chirurgie:biliaire]\n  - id: b\n{CARD}    tags:\n      - chirurgie:biliaire\n"
    expected = "warning[one-colon-in-tag] the tag `chirurgie:biliaire` has one colon, which makes no level"
    assert told(card, tmp_path) == [f"7:16: {expected} (write `chirurgie::biliaire`, wherever it is)"]


@pytest.mark.parametrize("tag", ["chirurgie::biliaire", "dilution-1:10", "a::b::c", "anatomie/membre"])
def test_nothing_is_said_of_other_tags(tag: str, tmp_path: Path) -> None:
    assert told(f"{CARD}    tags: [{tag}]\n", tmp_path) == []


ACCEPTED = {
    '    accept: "circonflexe, nervus axillaris"\n': (13, "[circonflexe, nervus axillaris]"),
    "    accept: [circonflexe; nervus axillaris muscle, autre]\n": (
        14,
        "[circonflexe, nervus axillaris muscle, autre]",
    ),
    '    accept: "circonflexe,nervus axillaris"\n': (13, "[circonflexe, nervus axillaris]"),
    "    accept: circonflexe ou nervus axillaris\n": (13, "[circonflexe, nervus axillaris]"),
    "    accept: le nerf axillaire, le nerf circonflexe\n": (13, "[le nerf axillaire, le nerf circonflexe]"),
    "    accept: [axillaire, circonflexe / nervus axillaris]\n": (25, "[axillaire, circonflexe, nervus axillaris]"),
    "    accept: [circonflexe or axillary nerve]\n": (14, "[circonflexe, axillary nerve]"),
    "    accept: |\n      circonflexe\n      nervus axillaris\n": (13, "[circonflexe, nervus axillaris]"),
}


@pytest.mark.parametrize(("line", "expected"), ACCEPTED.items())
def test_one_wording_that_is_several_is_told(line: str, expected: tuple[int, str], tmp_path: Path) -> None:
    column, how = expected
    (found,) = told(CARD + line, tmp_path)
    assert found.startswith(f"7:{column}: warning[several-wordings] `")
    assert found.endswith(f"` is accepted only as a whole (if these are several wordings, write `accept: {how}`)")


@pytest.mark.parametrize(
    "accept", ['["37,5 °C", mg/kg]', "['nerf axillaire (circonflexe, C5)']", '["« un, deux »"]', "circonflexe"]
)
def test_nothing_is_said_of_one_wording(accept: str, tmp_path: Path) -> None:
    assert told(f"{CARD}    accept: {accept}\n", tmp_path) == []


def test_a_wording_may_have_the_marks_of_its_answer(tmp_path: Path) -> None:
    card = "    question: Quels signes ?\n    answer: rougeur, chaleur et mal\n    accept: ['rougeur, chaleur, mal']\n"
    assert told(card, tmp_path) == []


LETTERED = {
    "numbers": ("    answer: 1) axillaire\n    distractors: [2) radial, 3) ulnaire]\n", "6:13", "1)"),
    "dashes": ("    answers: [A - axillaire, B - radial]\n    distractors: [C - ulnaire]\n", "6:14", "A -"),
    "parentheses": ("    answers: [(a) un, (b) deux]\n    distractors: [(c) trois, (d) quatre]\n", "6:14", "(a)"),
    "wrong ones": ("    answer: un\n    distractors: [b) deux, c) trois]\n", "7:19", "b)"),
    "three wrong ones": ("    answer: un\n    distractors: [B. deux, C. trois, D. quatre]\n", "7:19", "B."),
}


@pytest.mark.parametrize(("rest", "at", "letter"), LETTERED.values(), ids=LETTERED)
def test_letters_and_numbers_of_options_are_told(rest: str, at: str, letter: str, tmp_path: Path) -> None:
    said = "warning[letters-of-options] the options have letters of their own: they are shuffled, and lettered on paper"
    assert told("    question: Quels nerfs ?\n" + rest, tmp_path) == [
        f"{at}: {said} (leave `{letter}` and the others out)"
    ]


@pytest.mark.parametrize(
    "rest",
    [
        "    answer: un virus\n    distractors: [B. fragilis, C. difficile]\n",
        "    answer: E. coli\n    distractors: [B. fragilis, C. difficile, A. baumannii]\n",
        "    answer: C 5\n    distractors: [C 6, C 7]\n",
        '    answer: "10"\n    distractors: ["20", "1. 5"]\n',
    ],
)
def test_nothing_is_said_of_names_that_begin_with_a_letter(rest: str, tmp_path: Path) -> None:
    assert told("    question: Lequel ?\n" + rest, tmp_path) == []


NUMBERS = {
    "    lines: 3-4\n": "write `3` or `4`",
    "    lines: 2 ou 3\n": "write `2` or `3`",
    "    lines: ≈5\n": "write `5` alone",
    "    lines: environ 5 lignes\n": "write `5` alone",
    "    lines: 5 lignes\n": "write `5` alone",
    "    lines: 5,5\n": "write digits alone, at most six, such as `12`",
}


@pytest.mark.parametrize(("line", "how"), NUMBERS.items())
def test_a_number_with_words_or_of_two_is_told(line: str, how: str, tmp_path: Path) -> None:
    (found,) = told(CARD + line, tmp_path)
    assert found.startswith("7:12: error[expected-whole-number] `lines` is a whole number, not `")
    assert found.endswith(f"({how})")


@pytest.mark.parametrize(
    "panel", ["[0%, 10%, 40%, 30%, 20%]", "[0 expert, 10 experts, 40 experts, 30 experts, 20 experts]"]
)
def test_numbers_with_a_unit_are_told_once(panel: str, tmp_path: Path) -> None:
    card = f"    hypothesis: une allergie\n    information: une fièvre\n    panel: {panel}\n"
    (found,) = told(card, tmp_path)
    assert found.startswith("7:13: error[expected-whole-number] an entry of `panel` is a whole number, not `0")
    assert found.endswith("(write `0`, `10`, `40`, `30` and `20`)")


def test_what_other_programs_take_for_a_date_or_a_number_is_a_text(tmp_path: Path) -> None:
    values = [
        "2010-05-01",
        "01/05/2010",
        "12:30",
        "1:30",
        "0123",
        "1e3",
        "1_000",
        "0x1F",
        ".5",
        "+5",
        "oui",
        "non",
        "±2",
    ]
    card = "    question: Lesquels ?\n    answers: [{}]\n".format(", ".join(values))
    assert told(card, tmp_path) == []
    (note,) = mesoquiz.load(tmp_path / "a.yaml").notes
    assert [answer.text for answer in note.answers] == values  # type: ignore[attr-defined]


@pytest.mark.parametrize(("word", "number"), [("facile", 1), ("moyen", 2), ("moyenne", 2), ("difficile", 3)])
def test_a_difficulty_in_words_is_told_as_its_number(word: str, number: int, tmp_path: Path) -> None:
    (said,) = told(f"{CARD}    difficulty: {word}\n", tmp_path)
    assert f"write `{number}`" in said
