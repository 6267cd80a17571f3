"""Cards without their dash, out of line as a whole, or with dashes too many: at every place of several decks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.decks.mending import mended
from mesoquiz.diagnostics.diagnostic import Diagnostic, Severity
from mesoquiz.notes.note import Note

CARDS = {
    "qa": "question: Où injecter ?\nanswer: dans le derme\ndistractors: [dans l'os, plus loin]",
    "list": "question: Quelles couches ?\nanswers:\n  - épiderme\n  - derme\ndistractors:\n  - text: os\n    why: loin",
    "term": "term: hypoderme\ndefinition: couche profonde",
    "truefalse": "statement: Le derme est en haut.\nanswer: false\nwhy: |\n  Il est au milieu.\n\n  Voilà.",
    "cloze": 'cloze: "Le {{derme}} est au milieu."\ntags: [peau]',
}
KINDS = ("list", "qa", "cloze", "truefalse", "term")
STYLES = {
    "two spaces": {"indent": 2},
    "no spaces, blank lines": {"indent": 0, "blank": True},
    "four spaces": {"indent": 4},
    "without ids": {"indent": 2, "ids": False},
    "three spaces after the dash": {"indent": 2, "step": 4},
}
Slip = Callable[[list[str], int], list[str]]
"""The lines of a card, and the column of its dash -> the same with a slip."""


def dash_left_out(card: list[str], dash: int) -> list[str]:
    return [" " * dash + card[0][dash:].lstrip("- "), *card[1:]]


def space_for_the_dash(card: list[str], dash: int) -> list[str]:
    return [card[0].replace("-", " ", 1), *card[1:]]


def keys_where_the_dash_would_be(card: list[str], dash: int) -> list[str]:
    gap = len(card[0]) - len(card[0].lstrip("- ")) - dash
    return [card[0].replace("-", " ", 1)[gap:], *(line[gap:] for line in card[1:])]


def keys_below_the_dash(card: list[str], dash: int) -> list[str]:
    gap = len(card[0]) - len(card[0].lstrip("- ")) - dash
    return [card[0], *(line[gap:] for line in card[1:])]


def at_the_edge(card: list[str], dash: int) -> list[str]:
    return [line[dash:] for line in card]


def at_the_edge_without_dash(card: list[str], dash: int) -> list[str]:
    return [line[dash:] for line in keys_where_the_dash_would_be(card, dash)]


def deeper(card: list[str], dash: int) -> list[str]:
    return [f" {line}" if line else line for line in card]


def no_space_after_the_dash(card: list[str], dash: int) -> list[str]:
    return [" " * dash + "-" + card[0].lstrip("- "), *card[1:]]


def dash_of_a_word_processor(card: list[str], dash: int) -> list[str]:
    return [card[0].replace("-", "–", 1), *card[1:]]


def dash_before_the_second_key(card: list[str], dash: int) -> list[str]:
    mark = card[0][: len(card[0]) - len(card[0].lstrip("- "))]
    return [card[0], mark + card[1].lstrip(), *card[2:]]


def dash_before_every_key(card: list[str], dash: int) -> list[str]:
    mark = card[0][: len(card[0]) - len(card[0].lstrip("- "))]
    return [re.sub(rf"^ {{{len(mark)}}}(?=\w)", mark, line) for line in card]


SLIPS: dict[Slip, str] = {
    dash_left_out: "missing-dash",
    space_for_the_dash: "missing-dash",
    keys_where_the_dash_would_be: "missing-dash",
    keys_below_the_dash: "alignment",
    at_the_edge: "alignment",
    at_the_edge_without_dash: "missing-dash",
    deeper: "alignment",
    no_space_after_the_dash: "no-space",
    dash_of_a_word_processor: "bullet",
    dash_before_the_second_key: "needless-dash",
    dash_before_every_key: "needless-dash",
}


def written(kind: str, number: int, indent: int, *, blank: bool = False, ids: bool = True, step: int = 2) -> list[str]:
    """The lines of a card."""
    lines = [*([f"id: c{number}"] if ids else []), *CARDS[kind].split("\n")]
    first = " " * indent + "-" + " " * (step - 1) + lines[0]
    return [first, *(" " * (indent + step) + line if line else line for line in lines[1:]), *([""] if blank else [])]


def read(text: str, file: Path) -> tuple[list[Diagnostic], list[Note]]:
    file.write_text(text, encoding="utf-8")
    bank = mesoquiz.load(file)
    return [one for one in bank.diagnostics if one.severity is Severity.ERROR], list(bank.notes)


def deck_of(cards: Iterable[list[str]]) -> str:
    return "\n".join(["id: t", "deck: Peau", "cards:", *chain.from_iterable(cards), ""])


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.__name__.replace("_", " "))
def test_a_slip_of_the_outline_is_told_once_and_mended(slip: Slip, tmp_path: Path) -> None:
    """At the first, the last and another card, which has another kind in each style."""
    for number, style in enumerate(STYLES.values()):
        kinds = KINDS[number:] + KINDS[:number]
        cards = [written(kind, place, **style) for place, kind in enumerate(kinds)]
        sound = read(deck_of(cards), tmp_path / "a.yaml")
        for place in (0, 1 + number % 3, 4):
            wrong = slip(cards[place], style["indent"])
            text = deck_of([*cards[:place], wrong, *cards[place + 1 :]])
            if wrong == cards[place]:
                continue
            found, _ = read(text, tmp_path / "a.yaml")
            first = 4 + sum(map(len, cards[:place]))
            (told,) = [(one.code, first <= one.span.line < first + len(wrong)) for one in found]
            assert told == (SLIPS[slip], True), text
            again = mended(text.encode(), "a.yaml")[0].decode()
            assert read(again, tmp_path / "a.yaml") == sound, text


def test_neighbours_that_are_out_of_line_alike_are_one_message(tmp_path: Path) -> None:
    cards = [written("term", 0, 2), *([f" {line}" for line in written("qa", number, 2)] for number in range(1, 4))]
    (found,), _ = read(deck_of(cards), tmp_path / "a.yaml")
    assert (found.code, found.span.line) == ("alignment", 7)


def test_the_entries_of_a_blueprint_have_an_outline_too(tmp_path: Path) -> None:
    (tmp_path / "collection.yaml").write_text("id: t\ntitle: T\n", "utf-8")
    (tmp_path / "a.yaml").write_text("deck: T\ncards:\n  - id: a\n    question: Os ?\n    answer: fémur\n", "utf-8")
    (tmp_path / "blueprints").mkdir()
    (tmp_path / "blueprints" / "e.yaml").write_text("title: E\nsections:\n  title: Tout\n  count: 1\n", "utf-8")
    (found,) = [one for one in mesoquiz.check(mesoquiz.load(tmp_path)).diagnostics if one.severity is Severity.ERROR]
    assert (found.code, found.span.line) == ("missing-dash", 3)
    assert found.hint == "write the dash before `title:`:\n- title: Tout\n  count: 1"


SOUND = {
    "a card without id among others": "  - id: a\n    term: os\n    definition: x\n  - question: Q ?\n    answer: r\n",
    "another key first": "  - tags: [a]\n    question: Q ?\n    answer: r\n"
    "  - context: C.\n    question: R ?\n    answer: r\n",
    "kinds of cards without ids": "  - term: os\n    definition: x\n  - question: Q ?\n    answers: [a, b]\n"
    "  - statement: S.\n    answer: true\n  - cloze: 'Le {{x}}.'\n",
    "an id below": "  - question: Q ?\n    answer: r\n    id: a\n  - question: R ?\n    id: b\n    answer: r\n",
}


@pytest.mark.parametrize("cards", SOUND.values(), ids=SOUND)
def test_a_card_may_begin_with_any_key(cards: str, tmp_path: Path) -> None:
    """No fault beside them is blamed on their dashes either."""
    found, notes = read(f"id: t\ndeck: T\ncards:\n{cards}", tmp_path / "a.yaml")
    assert (found, len(notes)) == ([], cards.count("  - "))
    wrong = f"id: t\ndeck: T\ncards:\n{cards}  - id: z\n    question: Quel os ?\n    anwser: fémur\n"
    (told,), _ = read(wrong, tmp_path / "a.yaml")
    assert (told.code, told.span.line) == ("unknown-key", wrong.count("\n"))
