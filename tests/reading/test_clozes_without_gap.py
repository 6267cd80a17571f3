"""A cloze without a gap: one message, at the blank or at the words to hide, with the gap to write."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.diagnostics.report import concise

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n"
APART = "error[answer-beside-cloze] a cloze has its answer in its text, as a gap ({}, and remove `{}:`)"
NO_GAP = "error[cloze-without-gap] this cloze has no gap (put the words to hide in double braces: {})"


def told(card: str, folder: Path) -> list[str]:
    """What is said of a deck of one card, a line each, without the name of its file."""
    deck = folder / "a.yaml"
    deck.write_text(HEAD + card, encoding="utf-8")
    lines = concise(mesoquiz.load(deck).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{deck}:") for line in lines]


@pytest.mark.parametrize("blank", ["....", "____", "…", "………", "[...]", "(…)", "( )", "------", "[ ]", "(____)", "..."])
def test_the_answer_is_written_in_place_of_the_blank(blank: str, tmp_path: Path) -> None:
    how = f"write `{{{{axillaire}}}}` in place of `{blank}`"
    card = f'    cloze: "Le nerf {blank} innerve le deltoïde."\n    answer: axillaire\n'
    assert told(card, tmp_path) == [f"5:21: {APART.format(how, 'answer')}"]


def test_so_are_several(tmp_path: Path) -> None:
    how = "write `{{axillaire}}` and `{{deltoïde}}` in place of the blanks"
    card = "    cloze: |\n      Le nerf ___\n      innerve le ___.\n    answers:\n      - axillaire\n      - deltoïde\n"
    assert told(card, tmp_path) == [f"6:15: {APART.format(how, 'answers')}"]


@pytest.mark.parametrize(
    ("text", "column"),
    [("Le nerf axillaire innerve le bras.", 20), ("Il innerve le bras.", 12), ("Un {axillaire}", 16)],
)
def test_without_a_blank_it_is_written_in_the_text(text: str, column: int, tmp_path: Path) -> None:
    card = f"    cloze: {text}\n    answer: axillaire\n    why: oui\n"
    how = "write `{{axillaire}}` where it is hidden in the text"
    assert told(card, tmp_path) == [f"5:{column}: {APART.format(how, 'answer')}"]


def test_a_cloze_with_options_was_a_question(tmp_path: Path) -> None:
    card = "    cloze: Le nerf ____ innerve le bras.\n    answer: axillaire\n    distractors: [radial, ulnaire]\n"
    expected = "5:5: error[options-of-cloze] a cloze has no options (write `question:` in place of `cloze:`)"
    assert told(card, tmp_path) == [expected]


@pytest.mark.parametrize(
    ("text", "column", "how"),
    [
        ("Le nerf ____ innerve le bras.", 20, "{{…}} in place of `____`"),
        ("Le nerf **axillaire** innerve le bras.", 20, "{{axillaire}}"),
        ("Le nerf __axillaire__ innerve le bras.", 20, "{{axillaire}}"),
        ("Le nerf [axillaire] innerve le bras.", 20, "{{axillaire}}"),
        ("Le nerf {axillaire} innerve le bras.", 20, "{{axillaire}}"),
        ("Le nerf axillaire innerve le bras.", 12, "{{…}}"),
    ],
)
def test_without_an_answer_the_words_to_hide_are_shown(text: str, column: int, how: str, tmp_path: Path) -> None:
    assert told(f"    cloze: {text}\n", tmp_path) == [f"5:{column}: {NO_GAP.format(how)}"]


def test_a_cloze_with_a_gap_still_has_no_answer(tmp_path: Path) -> None:
    (line,) = told("    cloze: Le nerf {{axillaire}}.\n    answer: axillaire\n", tmp_path)
    assert line.startswith("6:5: error[key-of-another-kind] `answer` does not belong to a card with `cloze`")
