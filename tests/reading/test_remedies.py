"""Remedies that hold when they are followed, one message for one fault, and decks in which there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n"
Q = "    question: Quel os est long ?\n"
ONE = f"{Q}    answer: ulna\n"

TOLD = {
    "a list that ends in a text": (
        f'{ONE}    distractors: ["la rotule", "la\n',
        "7:32: error[cut-off] the quote and the bracket that open here are never closed: the line ends in the middle "
        'of an entry (finish the entry, and close it: `distractors: ["la rotule", "la"]`)',
    ),
    "keys that end in a text": (
        f'{Q}    answer: {{text: ulna, why: "il\n',
        "6:31: error[cut-off] the quote and the bracket that open here are never closed: the line ends in the middle "
        'of an entry (finish the entry, and close it: `answer: {text: ulna, why: "il"}`)',
    ),
    "keys in a list that ends": (
        f"{ONE}    distractors: [{{text: tibia, why: il\n",
        "7:19: error[cut-off] the bracket that opens here is never closed: the line ends in the middle of an "
        "entry (finish the entry, and close it: `distractors: [{text: tibia, why: il}]`)",
    ),
    "a gap of Moodle": (
        '    cloze: "Il s\'ouvre par le {1:SHORTANSWER:=pylore}."\n',
        "5:31: error[cloze-without-gap] this cloze has no gap (put the words to hide in double braces: {{pylore}})",
    ),
    "a gap of Moodle in two braces": (
        "    cloze: Il s'ouvre par le {{1:MC:cardia~=pylore#oui}}.\n",
        "5:30: error[gap-of-moodle] the gap `{{1:MC:cardia~=pylore#oui}}` hides the signs of Moodle, too (write "
        "`{{pylore}}`)",
    ),
    "a gap of Moodle with a number": (
        '    cloze: "Le nombre est {1:NUMERICAL:=12,5:0,1}."\n',
        "5:27: error[cloze-without-gap] this cloze has no gap (put the words to hide in double braces: {{12,5}})",
    ),
    "a gap in an explanation": (
        f"{ONE}    why: Il est {{{{long}}}}.\n",
        "7:17: warning[gap-outside-cloze] `{{long}}` is shown as it is written here (write `long`, without braces)",
    ),
    "a gap in a gap": (
        '    cloze: "Par la {{1::veine {{2::porte}}}}."\n',
        "5:31: error[nested-gap] the gap `{{2::porte}}` is inside another gap (write gaps side by side: `{{1::veine}} "
        "{{2::porte}}`)",
    ),
    "bounds that changed places": (
        "    question: Quels os ?\n    answers: [a, b, c]\n    distractors: [d, e, f]\n"
        "    draw: {count: 5, least: 3, most: 1}\n",
        "8:38: error[draw-bounds] at least 3 and at most 1 cannot both hold (write `least: 1, most: 3`, if they "
        "changed places)",
    ),
    "numbers that are not in order": (
        f'{Q}    answer: "stade 4"\n    distractors: ["stade 1", "stade 2", "stade 3", "stade 5"]\n    shuffle'
        ": false\n",
        "8:14: warning[answer-first] `shuffle: false` keeps the order: the right answer always comes first (list all "
        "options in the order to show, the right one too, such as `distractors: [stade 1, stade 2, stade 3, stade 4, "
        "stade 5]`)",
    ),
    "Roman numbers that fall": (
        f"{Q}    answer: grade III\n    distractors: [grade IV, grade II, grade I]\n    shuffle: false\n",
        "8:14: warning[answer-first] `shuffle: false` keeps the order: the right answer always comes first (list all "
        "options in the order to show, the right one too, such as `distractors: [grade IV, grade III, grade II, grade "
        "I]`)",
    ),
    "two answers in one": (
        "    question: Quels sont les trois organes du lupus ?\n    answers: [peau, articulations et rein]\n",
        "6:14: warning[fewer-answers] the question asks for 3; this list has 2 answers (if `articulations et rein` is "
        "several answers, write `answers: [peau, articulations, rein]`; if not, add what is missing)",
    ),
    "a draw as a list": (
        "    question: Quels os ?\n    answers: [a, b, c]\n    distractors: [d, e, f]\n    draw: [4, 1, 3]\n",
        "8:11: error[expected-whole-number] `draw` is a whole number, not a list (write `draw: {count: 4, least: 1, "
        "most: 3}`)",
    ),
    "a range of a draw": (
        "    question: Quels os ?\n    answers: [a, b, c]\n    distractors: [d, e, f]\n"
        "    draw: {count: 4, least: 1 à 3}\n",
        "8:29: error[expected-whole-number] `least` is a whole number, not `1 à 3` (write `least: 1, most: 3`)",
    ),
    "the gap of H5P": (
        "    cloze: Le *fémur/femur:os* est long.\n",
        "5:15: error[cloze-without-gap] this cloze has no gap (put the words to hide in double braces: {{fémur::os}})",
    ),
    "a letter for the number of a gap": (
        "    cloze: Le {{cl::fémur}} est long.\n",
        "5:15: error[spaced-gap-number] `{{cl::fémur}}` hides its number, not its text (write `{{1::fémur}}`)",
    ),
    "a definition in its term": (
        '    term: "tachypnée = respiration rapide"\n',
        "5:11: error[missing-key] a card lacks `definition` (write `term: tachypnée`, and below it `definition: "
        "respiration rapide`)",
    ),
    "half a formula": (
        f"{Q}    answer: \\(\\frac{{VP}}{{VP + FN}}\n",
        "6:13: warning[unclosed-mark] the `\\(` that opens here is never closed (write `\\)` at the end of the "
        "formula)",
    ),
}


def told(deck: str, folder: Path) -> list[str]:
    """What `check` says of a deck, rules of style included, a line each, without the name of its file."""
    file = folder / "a.yaml"
    file.write_text(deck, encoding="utf-8")
    lines = run("check", "--format", "concise", file).stdout.splitlines()
    return [line.partition("a.yaml:")[2] for line in lines if "a.yaml:" in line and "info[" not in line]


@pytest.mark.parametrize(("card", "expected"), TOLD.values(), ids=TOLD)
def test_one_fault_is_one_message_with_what_to_write(card: str, expected: str, tmp_path: Path) -> None:
    assert told(HEAD + card, tmp_path) == [expected]
    before = (tmp_path / "a.yaml").read_bytes()
    run("check", "--fix", tmp_path / "a.yaml")
    assert (tmp_path / "a.yaml").read_bytes() == before


def test_a_list_that_nothing_divides_is_not_called_short(tmp_path: Path) -> None:
    (line,) = told(f"{HEAD}{Q}    answer: ulna\n    distractors: [rotule ; tibia ; fibula]\n", tmp_path)
    assert "warning[one-entry]" in line


def test_an_address_with_spaces_is_shown_without(tmp_path: Path) -> None:
    (tmp_path / "collection.yaml").write_text(
        'id: t\ntitle: T\nreport: "mailto:a@b.fr?subject=Carte {id}, version {version}"\n', encoding="utf-8"
    )
    (tmp_path / "a.yaml").write_text(HEAD.replace("id: t\n", "") + ONE, encoding="utf-8")
    said = run("check", "--format", "concise", tmp_path).stdout
    assert "(write `mailto:a@b.fr?subject=Carte%20{id},%20version%20{version}`)" in said


SOUND = {
    "a denial of a clause": "    question: Quelle classe traite la crise quand les AINS ne suffisent pas ?\n"
    "    answer: les triptans\n    distractors: [les bêtabloquants, les statines, les diurétiques]\n",
    "a wording that names several things": f'{Q}    answer: C4\n    accept: [C4 seul, "C3, C4 et C5"]\n',
    "an entry that goes on deeper": "    question: Quels signes ?\n    answers:\n      - tremblement d'action\n"
    "          des deux mains\n      - raideur\n",
    "an entry that goes on with a preposition": "    question: Quels signes ?\n    answers:\n"
    "      - tremblement d'action\n        des deux mains\n      - raideur\n",
    "a coordinated prefix": f"{ONE}    why: Les soins pré- et postopératoires, l'hyper- ou hypotension.\n",
}


@pytest.mark.parametrize("card", SOUND.values(), ids=SOUND)
def test_a_sound_deck_is_not_accused(card: str, tmp_path: Path) -> None:
    assert told(HEAD + card, tmp_path) == []
