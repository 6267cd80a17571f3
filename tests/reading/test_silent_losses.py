"""What was read without a word and shows students something else than was meant: a warning each, and none for what
only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.diagnostics.report import concise

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n"
Q = "    question: Quels os ?\n"

LOST = {
    "no comma at the end of a line in brackets": (
        f"{Q}    answers: [\n      le fémur,\n      le tibia\n      le radius\n    ]\n",
        "9:7: warning[comma-missing] this line is read as a part of the entry above it (write a comma at the end of "
        "the line above if it is an entry; if not, write both on one line)",
    ),
    "a gap of a number": (
        "    cloze: Le {{1}} contient le collagène. (1 = derme)\n",
        "5:15: warning[gap-of-a-number] the gap `{{1}}` hides only a number, which the text explains (write the word "
        "in the gap, `{{1::derme}}`, and leave the explanation out)",
    ),
    "a full stop after the number of a gap": (
        "    cloze: Le {{1.derme}} est épais.\n",
        "5:15: warning[mark-of-gap-number] the gap `{{1.derme}}` hides `1.`, too (write `{{1::derme}}`)",
    ),
    "a brace of a formula": (
        f"{Q}    answer: \\(\\frac{{U \\times V}}{{P\\)\n",
        "6:13: warning[braces-in-formula] this formula has 2 `{` and 1 `}`: Anki shows an error in its place (write "
        "as many of both)",
    ),
    "a reason after an arrow": (
        f"{Q}    answer: fémur\n    distractors:\n      - l'ulna -> il est dans le bras\n      - le tibia\n",
        "8:9: warning[reason-in-option] what follows `->` is shown as a part of the option (if it tells why, write "
        "`text: l'ulna`, and below it `why: il est dans le bras`)",
    ),
    "a reason of GIFT": (
        f'{Q}    answer: fémur\n    distractors: ["ulna # faux, dans le bras", tibia]\n',
        "7:19: warning[reason-in-option] what follows `#` is shown as a part of the option (if it tells why, write "
        "`text: ulna`, and below it `why: faux, dans le bras`)",
    ),
    "a slash for a bar": (
        f"{Q}    answer: fémur\n    why: /\n      Un.\n      Deux.\n",
        "7:10: warning[mark-of-block] `/` is shown as a part of the text, and its lines are joined (write `|` in "
        "place of `/`: it begins a text of several lines)",
    ),
    "a letter for a bar": (
        f"{Q}    answer: fémur\n    why: l\n      Un.\n      Deux.\n",
        "7:10: warning[mark-of-block] `l` is shown as a part of the text, and its lines are joined",
    ),
}


def told(card: str, file: Path) -> list[str]:
    """What is said of a deck of one card, a line each, without the name of its file."""
    file.write_text(HEAD + card, encoding="utf-8")
    lines = concise(mesoquiz.load(file).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{file}:") for line in lines]


@pytest.mark.parametrize(("card", "expected"), LOST.values(), ids=LOST)
def test_a_loss_is_told(card: str, expected: str, tmp_path: Path) -> None:
    (line,) = told(card, tmp_path / "a.yaml")
    assert line.startswith(expected)


SOUND = {
    "long entries in brackets": f"{Q}    answers: [\n      {'os ' * 16}\n      du bras,\n      un autre\n    ]\n",
    "several entries on a line": f"{Q}    answers: [fémur, tibia,\n      ulna, radius\n      gauche]\n",
    "a number to learn": "    cloze: Le cœur a {{4}} cavités, dont 2 = oreillettes.\n",
    "a number with a unit": "    cloze: Le {{1.5}} est un nombre.\n",
    "formulas": f"{Q}    answer: \\(\\{{x \\mid x^{{2}}\\}}\\) et \\[\\frac{{a}}{{b}}\\] et \\(0 \\le x\\)\n",
    "a gap in a formula": "    cloze: La masse vaut \\({{m}} = \\rho V\\).\n",
    "an arrow between causes": f"{Q}    answer: x\n    distractors: [calcium -> contraction, le rein → l'urine]\n",
    "a number sign": f'{Q}    answer: x\n    distractors: ["le lit # 4", "C# majeur"]\n',
    "a text on two lines": f"{Q}    answer: x\n    why: La\n      peau.\n",
}


@pytest.mark.parametrize("card", SOUND.values(), ids=SOUND)
def test_nothing_is_said_of_what_is_meant(card: str, tmp_path: Path) -> None:
    assert told(card, tmp_path / "a.yaml") == []
