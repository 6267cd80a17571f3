"""Brackets, braces and marks as other programs write them: told once, at their place, and mended where it is sure."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

import mesoquiz
from mesoquiz.diagnostics.report import concise

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n"
Q = "    question: Quels os ?\n"
REST = "    question: Quel os ?\n    answer: fémur\n"
NEXT = "    question: Et là ?\n    answer: tibia\n"

# The slip, where it is told and how, and the same cards as they were meant.
SLIPS = {
    "a bracket of several lines that never closes": (
        f"{Q}    answers: [\n      un,\n      deux\n  - id: b\n{NEXT}",
        "6:14: error[bracket-of-lines] the bracket that opens here is never closed (write `]` after its last entry",
        f"{Q}    answers: [\n      un,\n      deux]\n  - id: b\n{NEXT}",
    ),
    "dashes inside brackets": (
        f"{Q}    answers: [\n      - un,\n      - deux\n    ]\n",
        "6:14: error[dashes-in-brackets] a list has brackets or dashes, not both (leave out the brackets: ",
        f"{Q}    answers:\n      - un\n      - deux\n",
    ),
    "no comma between the lines of JSON": (
        '    "question": "Quels os ?"\n    "answers": [\n      "un"\n      "deux"\n    ]\n',
        "7:10: error[comma-between-lines] inside brackets, a comma stands between two entries (write it here: ",
        '    "question": "Quels os ?"\n    "answers": [\n      "un",\n      "deux"\n    ]\n',
    ),
    "a comma after a card of JSON": (
        f'{REST}  - {{"id": "b", "question": "Et ?", "answer": "x"}},\n',
        "7:51: error[after-quotes] `,` after the end of the text belongs to nothing",
        f'{REST}  - {{"id": "b", "question": "Et ?", "answer": "x"}}\n',
    ),
    "no comma in a card of JSON": (
        f'{REST}  - {{"id": "b" "question": "Et ?", "answer": "x"}}\n',
        "7:15: error[missing-comma] two texts in quotes need a comma between them",
        f'{REST}  - {{"id": "b", "question": "Et ?", "answer": "x"}}\n',
    ),
    "no space after the colons in braces": (
        f"{REST}    distractors:\n      - {{text:tibia, why:court}}\n",
        "8:10: error[colon-without-space] in braces, a space follows the colon of a key (write the spaces: ",
        f"{REST}    distractors:\n      - {{text: tibia, why: court}}\n",
    ),
    "quotes in threes": (
        f'{REST}    why: """\n      Deux\n      lignes.\n      """\n',
        '7:10: error[text-in-fences] a text of several lines begins with `|`, not with `"""` (write `|`: why: |',
        f"{REST}    why: |\n      Deux\n      lignes.\n",
    ),
    "bold keys": (
        "    **question**: Quel os ?\n    **answer**: fémur\n",
        "5:5: error[key-in-marks] a key stands alone before its colon, without other marks (write `question:`: ",
        REST,
    ),
    "a dash in place of the colon": ("    question – Quel os ?\n    answer: fémur\n", "5:5: error[key-colon]", REST),
    "a line between two cards": (
        f"{REST}*****\n  - id: b\n{NEXT}",
        "7:1: error[comment-mark] `***` begins no comment in YAML",
        f"{REST}# *****\n  - id: b\n{NEXT}",
    ),
    "number signs in a list of tags": (
        f"{REST}    tags: [#os, #bras]\n",
        "7:12: error[hash-in-tags] `#` begins a comment in YAML, and tags have none (leave it out: tags: [os, bras])",
        f"{REST}    tags: [os, bras]\n",
    ),
    "the quotes of a spreadsheet": (
        f'{Q}    answer: "le ""grand"" os"\n',
        "6:17: error[quote-in-quotes]",
        f"{Q}    answer: 'le \"grand\" os'\n",
    ),
    "keys at the edge": (
        "question: Quel os ?\nanswer: fémur\n",
        "5:1: error[alignment] this line is not aligned with the keys of the card",
        REST,
    ),
    "a key inside a text": (
        "    question: |\n      Quel os ?\n      answer: fémur\n",
        "7:7: error[alignment]",
        "    question: |\n      Quel os ?\n    answer: fémur\n",
    ),
    "a dash before the second key of the card": (
        f"{REST}    - why: long\n",
        "7:5: error[needless-dash]",
        f"{REST}    why: long\n",
    ),
    "a quote that another one closes": (
        "    question: \"Un ?'\n    answer: deux\n",
        "5:15: error[unclosed-quote]",
        '    question: "Un ?"\n    answer: deux\n',
    ),
    "entries that a word processor closed": (
        f'{Q}    answers:\n      - "un”\n      - "deux”\n',
        "7:9: error[unclosed-quote]",
        f'{Q}    answers:\n      - "un"\n      - "deux"\n',
    ),
    "a list that a word processor closed": (
        f'{Q}    answers: ["un”, "deux”]\n',
        "6:15: error[quote-in-list]",
        f'{Q}    answers: ["un", "deux"]\n',
    ),
    "two quotes that never close": (
        '    question: "Un ?\n    answer: "deux\n',
        "5:15: error[unclosed-quote]",
        '    question: "Un ?"\n    answer: "deux"\n',
    ),
    "the quotes of a word processor": (
        "    question: “Un : deux ?”\n    answer: x\n",
        "5:19: error[colon-in-text]",
        '    question: "Un : deux ?"\n    answer: x\n',
    ),
    "two cards without their dashes": (
        f"{REST}    id: b\n{NEXT}    id: c\n    cloze: La {{{{peau}}}}.\n",
        "7:5: error[missing-dash]",
        f"{REST}  - id: b\n{NEXT}  - id: c\n    cloze: La {{{{peau}}}}.\n",
    ),
    "a card at the edge whose keys are not": (
        f"{REST}id: b\n{NEXT}",
        "7:1: error[missing-dash]",
        f"{REST}  - id: b\n{NEXT}",
    ),
    "a list at the column of the cards": (
        f"{Q}    answers:\n  - un\n  - deux\n  - id: b\n{NEXT}",
        "7:3: error[alignment] this line is not aligned with a list below `answers` (align it: - un - deux)",
        f"{Q}    answers:\n      - un\n      - deux\n  - id: b\n{NEXT}",
    ),
    "a list between the columns of the cards and of their keys": (
        f"{Q}    answers:\n   - un\n   - deux\n",
        "7:1: error[alignment]",
        f"{Q}    answers:\n      - un\n      - deux\n",
    ),
    "two dashes before the entries": (
        f"{Q}    answers:\n      -- un\n      -- deux\n",
        "7:7: error[bullet] the entries of a list begin with `- `, not with `--`",
        f"{Q}    answers:\n      - un\n      - deux\n",
    ),
}


def told(text: str, file: Path) -> list[str]:
    """What is said of a deck, a line each, without the name of its file."""
    file.write_bytes(text.encode())
    lines = concise(mesoquiz.load(file).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{file}:") for line in lines]


@pytest.mark.parametrize(("slip", "expected", "meant"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_once_and_mended(slip: str, expected: str, meant: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    (line,) = told(HEAD + slip, file)
    assert line.startswith(expected)
    done = run("check", "--fix", "--ignore", "ALL", file)
    assert file.read_text(encoding="utf-8") == HEAD + meant
    assert done.stdout.endswith(": no problem found.\n")


TOLD = {
    "lines with a colon": (
        f"{Q}    answers:\n      cause 1: HTA\n      cause 2: tabac\n",
        "7:7: error[expected-list] `answers` takes a list, not keys and values (write "
        '`answers: ["cause 1: HTA", "cause 2: tabac"]`)',
    ),
    "long lines": (
        f"{Q}    answers:\n      {'un os très long ' * 4}\n      {'un os court ' * 4}\n",
        "7:7: error[expected-list] `answers` takes a list, not a text (write `answers: [un os très long un os",
    ),
    "a level of a tag with one colon": (
        f"{REST}    tags: [os: long]\n",
        "7:12: error[expected-text] an entry of `tags` takes a text, not keys and values (write `os::long`)",
    ),
    "a type of another program": (
        f"{REST}    type: QCM\n",
        "7:11: error[unknown-type] there is no type `QCM` (remove `type:`, as the keys tell it, or write `cloze`",
    ),
    "settings for Anki": (
        f"{REST}    anki: folded\n",
        "7:11: error[expected-mapping] `anki` is made of keys and values, not of a text (write `{choices: folded}`)",
    ),
    "boxes": (
        f"{Q}    answers:\n      - [x] fémur\n      - [ ] tibia\n",
        "7:9: error[boxes-in-list] boxes do not tell which answers are right (write `answer: fémur` and `distractors: ",
    ),
    "an apostrophe at the beginning": ("    question: 'aujourd'hui\n    answer: x\n", "5:23: error[quote-in-quotes]"),
    "options with a mark for the right ones": (
        f"{Q}    options:\n      - {{text: a, correct: true}}\n      - b\n",
        "6:5: error[unknown-kind] nothing tells what kind of card this is (write what is right of `options:` below ",
    ),
    "steps with numbers": (
        "    question: Ordre ?\n    sequence:\n      1: un\n      2: deux\n",
        "7:7: error[expected-list] `sequence` takes a list, not keys and values (write `sequence: [un, deux]`)",
    ),
    "pairs in lines": (
        "    question: Quoi ?\n    pairs:\n      a -> b\n      c -> d\n",
        "7:7: error[expected-pairs] `pairs` takes a list of lists (write each as a list in brackets: - [a, b] - [c, d]",
    ),
    "pairs with commas": (
        "    question: Quoi ?\n    pairs:\n      - a, b\n      - c, d\n",
        "7:9: error[expected-pairs] `pairs` takes a list of lists (write each as a list in brackets: - [a, b] - [c, d]",
    ),
    "lines in brackets": (
        f"{Q}    answers: [\n      un\n      deux\n    ]\n",
        "7:7: warning[one-entry] this list has one entry: entries are divided by commas (write `[un, deux]`)",
    ),
    "answers to type without brackets": (
        f"{REST}    accept: fémur, femur\n",
        "7:13: warning[one-entry] this list has one entry: entries are divided by commas (write `[fémur, femur]`)",
    ),
    "an answer with its reason": (
        "    statement: Un.\n    answer: vrai, car oui\n",
        "6:13: error[expected-boolean] `answer` is true or false, not `vrai, car oui` (write `true`, and the rest",
    ),
    "a picture in brackets": (
        f"{REST}    image: [a.png]\n",
        "7:12: error[expected-text] `image` takes a text, not a list (write `a.png`, without brackets)",
    ),
    "a picture of the web": (f"{REST}    image: https://x.org/a.png\n", "7:12: error[media-address]"),
}


@pytest.mark.parametrize(("slip", "expected"), TOLD.values(), ids=TOLD)
def test_what_has_no_sure_remedy_is_told_once_and_stays(slip: str, expected: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    (line,) = told(HEAD + slip, file)
    assert line.startswith(expected)
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == HEAD + slip


def test_a_card_below_its_id_becomes_one(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    head = "deck: T\nid: t\ncards:\n"
    (line,) = told(f"{head}  - a:\n      question: Quel os ?\n      answer: fémur\n", file)
    assert line.startswith("4:5: error[cards-by-id] the cards are a list: each begins with `- id:`, not with its id")
    run("check", "--fix", "--ignore", "ALL", file)
    assert file.read_text(encoding="utf-8") == HEAD + REST


def test_a_card_below_another_key_is_told_once(tmp_path: Path) -> None:
    head = "deck: T\nid: t\ncards:\n"
    (line,) = told(
        f"{head}  - card:\n      id: a\n      question: Quel os ?\n      answer: fémur\n", tmp_path / "a.yaml"
    )
    assert line == (
        "4:5: error[card-in-a-key] the keys of a card stand beside its dash, not below `card:` (leave `card:` out, "
        "and write `- ` before its first key)"
    )


def test_a_picture_in_markdown_becomes_keys(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    first, _ = told(f"{HEAD}{REST}    image: ![Un os](a.png)\n", file)
    assert first.startswith("7:12: error[picture-in-markdown] `image:` takes a file and what it shows, not Markdown")
    run("check", "--fix", file)
    assert '    image: {file: a.png, alt: "Un os"}\n' in file.read_text(encoding="utf-8")
