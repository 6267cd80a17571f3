"""What may be meant in two ways: the message names both, and `check --fix` leaves the lines as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

import mesoquiz
from mesoquiz.diagnostics.report import concise

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n"
Q = "    question: Quels os ?\n"

DOUBTFUL = {
    "quotes that end before a parenthesis": (
        f'{Q}    answer: "0,1 ml" (environ)\n',
        '6:20: error[text-after-quotes] the text ends at this inner quote (write `"0,1 ml (environ)"`, or `\'"0,1 ml" '
        "(environ)'` if the quotes are a part of the text)",
    ),
    "quotes around the first gap": (
        '    cloze: "{{Le derme}}" est épais.\n',
        '5:25: error[text-after-quotes] the text ends at this inner quote (write `"{{Le derme}} est épais."`, or '
        "`'\"{{Le derme}}\" est épais.'` if the quotes are a part of the text)",
    ),
    "quotes that end before a question mark": (
        '    question: "Que signifie IMC" ?\n    answer: x\n',
        '5:32: error[text-after-quotes] the text ends at this inner quote (write `"Que signifie IMC ?"`, or ',
    ),
    "the citation of a chat": (
        f'{Q}    answer: "le derme"【4†source】\n',
        "6:23: error[after-quotes] `【4†source】` after the end of the text belongs to nothing (leave it out)",
    ),
    "a note for authors in a list": (
        f"{Q}    answers: [15 (SAMU), 18 (pompiers) # à vérifier]\n",
        "6:26: error[note-in-list] a text with `#` needs quotes here (quote it; if this is a note for authors, "
        "write it on a line of its own above, after `#`)",
    ),
    "an option with its reason": (
        f"{Q}    answer: fémur\n    distractors:\n      - l'ulna: il est dans le bras\n",
        "8:15: error[option-with-reason] `: ` begins a new key in the middle of this text (put the text in quotes; "
        "if the rest tells why, write `text: l'ulna`, and below it `why: il est dans le bras`)",
    ),
    "an entry that goes on, or another one": (
        f"{Q}    answers:\n      - boire de l'eau\n      en petite quantité\n      - dormir\n",
        "8:7: error[entry-or-rest] each entry of a list begins with `- ` (write `- ` before it, or, if it goes "
        "on with the entry above, indent it further than its dash)",
    ),
    "steps with their numbers": (
        "    question: Dans quel ordre ?\n    sequence:\n      - étape 1: laver\n      - étape 2: piquer\n",
        "7:9: error[steps-with-labels] `étape 1: ` is read as a key, and the order of the lines numbers the steps "
        "(leave it and the others out: `- laver`)",
    ),
}


def told(deck: str, file: Path) -> list[str]:
    """What is said of a deck, a line each, without the name of its file."""
    file.write_text(deck, encoding="utf-8")
    lines = concise(mesoquiz.load(file).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{file}:") for line in lines]


@pytest.mark.parametrize(("card", "expected"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_what_may_be_meant_in_two_ways_is_told_and_stays(card: str, expected: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    (line,) = told(HEAD + card, file)
    assert line.startswith(expected)
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == HEAD + card


SURE = {
    "two pairs of quotes": (f'{Q}    answer: ""le derme""\n', f'{Q}    answer: "le derme"\n'),
    "two pairs of apostrophes": (f"{Q}    answer: ''l'os du bras''\n", f'{Q}    answer: "l\'os du bras"\n'),
    "the quotes of LaTeX": (f"{Q}    answer: ``le derme''\n", f'{Q}    answer: "le derme"\n'),
    "a key after a text in quotes": (
        f'{Q}    answer: "fémur" why: "il est long"\n',
        f'{Q}    answer: "fémur"\n    why: "il est long"\n',
    ),
    "a text of two lines that begins with a word in quotes": (
        f"{Q}    answer: x\n    why: \"Il dit\" qu'il a mal\n      et qu'il dort.\n",
        f"{Q}    answer: x\n    why: '\"Il dit\" qu''il a mal\n      et qu''il dort.'\n",
    ),
    "a term with its definition": (
        "    term: derme : la couche moyenne\n",
        "    term: derme\n    definition: la couche moyenne\n",
    ),
}


@pytest.mark.parametrize(("card", "mended"), SURE.values(), ids=SURE)
def test_what_can_only_be_meant_in_one_way_is_mended(card: str, mended: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    assert len(told(HEAD + card, file)) == 1
    run("check", "--fix", "--ignore", "ALL", file)
    assert file.read_text(encoding="utf-8") == HEAD + mended


def test_the_steps_of_a_case_do_not_become_a_part_of_the_card_before(tmp_path: Path) -> None:
    deck = f"{HEAD}{Q}    answer: fémur\n  - case: genou\n    context: Un choc.\n    steps:\n      - id: b\n{Q}"
    file = tmp_path / "a.yaml"
    assert "needless-dash" not in "".join(told(deck, file))
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == deck


def test_steps_in_quotes_have_no_numbers(tmp_path: Path) -> None:
    deck = f'{HEAD}    question: Dans quel ordre ?\n    sequence: ["étape 1: laver", "étape 2: piquer"]\n'
    (line,) = told(deck, tmp_path / "a.yaml")
    assert line == (
        "6:16: warning[numbered-steps] the steps have numbers of their own, which tell their order (leave `étape 1:` "
        "and the others out)"
    )


@pytest.mark.parametrize("value", ['"x"y', "[rare], non", "'aujourd'hui"])
def test_what_is_a_text_or_another_form_stays(value: str, tmp_path: Path) -> None:
    deck = f"{HEAD}{Q}    answer: {value}\n"
    file = tmp_path / "a.yaml"
    assert len(told(deck, file)) == 1
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == deck


@pytest.mark.parametrize("value", ["[sic], que faire", "{rare}, {fréquent}", "(source: Vidal) est sûr"])
def test_a_text_that_begins_with_a_bracket_stays_a_text(value: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{HEAD}{Q}    answer: x\n    why: {value}\n", encoding="utf-8")
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == f'{HEAD}{Q}    answer: x\n    why: "{value}"\n'
