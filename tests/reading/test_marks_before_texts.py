"""Bullets, letters and stray quotes that quotes around a text would keep: what is told, and what `--fix` writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

import mesoquiz
from mesoquiz.diagnostics.report import concise

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n"
Q = "    question: Quels os ?\n"
LETTERS = (
    "error[letter-of-entry] entries have no letters or numbers of their own: the program writes them (leave `{}` and "
    "the others out: `{}`)"
)
OF_OPTIONS = (
    "warning[letters-of-options] the options have letters of their own: they are shuffled, and lettered on paper "
    "(leave `{}` and the others out)"
)
SHOWN = "warning[shown-as-written] `{}` is shown as it is written (leave it out wherever it begins a text: `{}`)"

MENDED = {
    "a quote that closes a text with a colon": (
        '    question: Quel nerf : donnez son nom."\n    answer: facial\n',
        "5:42: error[unopened-quote] the quote that closes this text is never opened (open it where the text begins: "
        'question: "Quel nerf : donnez son nom.")',
        '    question: "Quel nerf : donnez son nom."\n    answer: facial\n',
    ),
    "an apostrophe that closes one": (
        "    question: Quel os de l'œil : donnez son nom.'\n    answer: facial\n",
        "5:49: error[unopened-quote]",
        '    question: "Quel os de l\'œil : donnez son nom."\n    answer: facial\n',
    ),
    "a quote that closes an entry with a colon": (
        f'{Q}    answers:\n      - os 1: fémur"\n      - tibia\n',
        "7:13: error[colon-in-text]",
        f'{Q}    answers:\n      - "os 1: fémur"\n      - tibia\n',
    ),
    "one apostrophe doubled and one not": (
        "    question: 'Quel est l'os de l''avant-bras ?'\n    answer: ulna\n",
        "5:26: error[quote-in-quotes]",
        "    question: \"Quel est l'os de l'avant-bras ?\"\n    answer: ulna\n",
    ),
    "the same beside double quotes": (
        "    question: 'Quel est l'os \"long\" de l''avant-bras ?'\n    answer: ulna\n",
        "5:26: error[quote-in-quotes]",
        "    question: 'Quel est l''os \"long\" de l''avant-bras ?'\n    answer: ulna\n",
    ),
    "one quote with a backslash and one without": (
        '    question: "Quel \\"os\\" du "bras" ?"\n    answer: ulna\n',
        "5:31: error[quote-in-quotes]",
        '    question: \'Quel "os" du "bras" ?\'\n    answer: ulna\n',
    ),
    "apostrophes with a backslash": (
        "    question: 'Quel est l\\'os du bras ?'\n    answer: ulna\n",
        "5:27: error[quote-in-quotes]",
        '    question: "Quel est l\'os du bras ?"\n    answer: ulna\n',
    ),
    "the quotes of a word in an entry in quotes": (
        f'{Q}    answers: ["l\'os "long"", ulna]\n',
        "6:15: error[quote-in-list]",
        f"{Q}    answers: ['l''os \"long\"', ulna]\n",
    ),
    "two kinds of quotes around a text": (
        '    question: “Quel os : lequel ?"\n    answer: ulna\n',
        "5:24: error[colon-in-text]",
        '    question: "Quel os : lequel ?"\n    answer: ulna\n',
    ),
    "backticks around a text": (
        "    question: `Quel os : lequel ?`\n    answer: ulna\n",
        "5:15: error[doubled-quotes]",
        '    question: "Quel os : lequel ?"\n    answer: ulna\n',
    ),
    "ratios": (
        f"{Q}    answer: 1: 10\n",
        "6:14: error[colon-in-text]",
        f'{Q}    answer: "1: 10"\n',
    ),
    "a dash before the one answer": (
        f"{Q}    answer: - l'ulna\n",
        "6:13: error[mark-before-text] `-` begins an entry of a list, and this is one text (leave `-` out: "
        "answer: l'ulna)",
        f"{Q}    answer: l'ulna\n",
    ),
    "a star before the one answer": (
        f"{Q}    answer: * ulna\n",
        "6:13: error[mark-before-text]",
        f"{Q}    answer: ulna\n",
    ),
    "stars after the dashes": (
        f"{Q}    answers:\n      - * ulna\n      - * radius\n",
        "7:9: error[two-marks] an entry of a list begins with `- `, and with no other mark (leave `*` out: ",
        f"{Q}    answers:\n      - ulna\n      - radius\n",
    ),
}


def told(deck: str, file: Path) -> list[str]:
    """What is said of a deck, a line each, without the name of its file and without rules of style."""
    file.write_text(deck, encoding="utf-8")
    lines = concise(mesoquiz.load(file).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{file}:") for line in lines]


@pytest.mark.parametrize(("card", "expected", "mended"), MENDED.values(), ids=MENDED)
def test_what_quotes_would_keep_goes(card: str, expected: str, mended: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    (line,) = told(HEAD + card, file)
    assert line.startswith(expected)
    run("check", "--fix", "--ignore", "ALL", file)
    assert file.read_text(encoding="utf-8") == HEAD + mended
    assert told(HEAD + mended, file) == []


TOLD = {
    "letters before wrong options": (
        f"{Q}    answer: ulna\n    distractors:\n      - B: l'os\n      - C: talus\n      - D: tibia\n",
        "8:9: " + LETTERS.format("B:", "- l'os"),
    ),
    "letters of which the right one is written apart": (
        f"{Q}    answer: ulna\n    distractors: [A: os, C: talus, D: tibia]\n",
        "7:19: " + LETTERS.format("A:", "[os, talus, tibia]"),
    ),
    "letters before all options": (
        f"{Q}    answer: A : ulna\n    distractors:\n      - B : os\n      - C : talus\n",
        "6:13: " + LETTERS.format("A :", "answer: ulna"),
    ),
    "letters in brackets": (
        f"{Q}    answer: ulna\n    distractors:\n      - [B] os\n      - [C] talus\n      - [D] tibia\n",
        "8:9: " + LETTERS.format("[B]", "- os"),
    ),
    "numbers before answers": (
        f"{Q}    answers:\n      - 1: os\n      - 2: talus\n",
        "7:9: " + LETTERS.format("1:", "- os"),
    ),
    "letters in quotes": (
        f'{Q}    answer: ulna\n    distractors: ["B: os", "C: talus", "D: tibia"]\n',
        "7:19: " + OF_OPTIONS.format("B:"),
    ),
    "letters before a long dash": (
        f"{Q}    answer: A – ulna\n    distractors: [B – os, C – talus, D – tibia]\n",
        "6:13: " + OF_OPTIONS.format("A –"),
    ),
    "a dash before a number": (
        f"{Q}    answer: - 2,5 dioptries\n",
        "6:13: error[dash-before-number] `- ` begins an entry of a list, and this is one value (write `2,5 dioptries` "
        'if nothing else was meant, or, with a minus, `"-2,5 dioptries"`)',
    ),
    "what may be greater, or a citation": (
        f"{Q}    answer: > la normale\n",
        '6:13: error[greater-first] a text cannot begin with `>`, which has a meaning in YAML (write `"> la normale"` '
        "if it means “greater than”; if not, `la normale`)",
    ),
    "dashes in quotes": (
        f'{Q}    answer: "- ulna"\n    distractors: ["- os", "- talus", "- tibia"]\n',
        "6:13: " + SHOWN.format("-", "ulna"),
    ),
    "the marks of Moodle": (f"{Q}    answer: = ulna\n", "6:13: " + SHOWN.format("=", "ulna")),
    "a long dash before an answer": (f"{Q}    answer: – ulna\n", "6:13: " + SHOWN.format("–", "ulna")),
}


@pytest.mark.parametrize(("card", "expected"), TOLD.values(), ids=TOLD)
def test_what_may_be_meant_is_told_once_and_stays(card: str, expected: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    assert told(HEAD + card, file) == [expected]
    run("check", "--fix", "--ignore", "ALL", file)
    assert file.read_text(encoding="utf-8") == HEAD + card


SOUND = {
    "inches at the end": f'{Q}    answer: un tube de 5"\n',
    "a word in quotes at the end": f'{Q}    answer: "l\'os dit \\"long\\""\n',
    "a speaker's dash": f"{Q}    answer: – Oui, dit-il, c'est bien cela.\n",
    "bacteria": f"{Q}    answer: C. difficile\n    distractors: [E. coli, H. pylori, B. cereus]\n",
    "a number below zero": f'{Q}    answer: "-5 °C"\n',
}


@pytest.mark.parametrize("card", SOUND.values(), ids=SOUND)
def test_what_looks_alike_is_left_alone(card: str, tmp_path: Path) -> None:
    assert told(HEAD + card, tmp_path / "a.yaml") == []
