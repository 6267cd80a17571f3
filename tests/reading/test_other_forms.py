"""Values in another form than is wanted: each is told with what its own words make of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

import mesoquiz

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n"
Q = "    question: Quels os ?\n"
QA = f"{Q}    answer: fémur\n"

FORMS = {
    "a list in braces": (f"{QA}    accept: {{fémur, os long}}\n", "write `accept: [fémur, os long]`"),
    "a rule with its reason": (f"{QA}    ignore: {{D301: trop}}\n", "write `[{code: D301, why: trop}]`"),
    "a text below `text:`": (
        "    question:\n      text: Quel os ?\n    answer: x\n",
        "write `question: Quel os ?`, without `text:`",
    ),
    "a sound below `file:`": (f"{QA}    sound: {{file: a.mp3}}\n", "write `sound: a.mp3`, without `file:`"),
    "an answer and its reason without a dash": (
        f"{Q}    answers:\n      text: fémur\n      why: Il est long.\n",
        "begin each entry with `- `, here `- text: fémur`",
    ),
    "tags in two brackets": (
        f"{QA}    tags: [[os, jambe]]\n",
        "leave out the brackets around it: its entries are then those of the list",
    ),
    "options of GIFT in braces": (
        f"{Q}    answer: {{=fémur ~tibia ~ulna}}\n",
        "write `answer: fémur` and `distractors: [tibia, ulna]`",
    ),
    "a number in braces": (
        f"{Q}    answers: [a, b]\n    distractors: [c, d]\n    draw: {{3, least: 1}}\n",
        "write `count: 3`",
    ),
    "an option in braces": (f"{QA}    distractors: [{{tibia, why: non}}]\n", "write `text: tibia`"),
    "an address as a source": (
        f"{QA}    source: https://exemple.fr\n",
        "write `{doc: …, quote: …}`, where `doc` is the `id` that collection.yaml gives the source with this `url`",
    ),
    "options as keys": (f"{QA}    distractors:\n      A: tibia\n      B: ulna\n", "write `distractors: [tibia, ulna]`"),
    "two dashes": (f"{Q}    answers:\n      - - fémur\n      - tibia\n", "write `- fémur`, with one dash"),
    "pairs in parentheses": (
        f"{Q}    pairs:\n      - (a, un)\n      - (b, deux)\n",
        "write each as a list in brackets:\n- [a, un]\n- [b, deux]",
    ),
    "pairs as two lists": (
        f"{Q}    pairs:\n      left: [a, b]\n      right: [un, deux]\n",
        "write each as a list in brackets:\n- [a, un]\n- [b, deux]",
    ),
    "`alt` beside a picture on its line": (
        f"{QA}    image: a.png\n    alt: Un os\n",
        "write `image: {file: a.png, alt: Un os}`",
    ),
    "`least` beside `draw`": (
        f"{Q}    answers: [a, b]\n    distractors: [c, d]\n    draw: 3\n    least: 1\n",
        "write `draw: {count: 3, least: 1}`",
    ),
    "a quote beside its source": (
        f'{QA}    source: {{doc: m}}\n    quote: "un, deux"\n',
        'write `source: {doc: m, quote: "un, deux"}`',
    ),
    "a gap in an answer": (f"{Q}    answer: le {{{{fémur}}}}\n", "write `fémur`, without braces"),
    "a distractor that costs the question": (
        f"{QA}    distractors: [tibia, {{text: ulna, must: true}}]\n",
        "write `never: true` if ticking it costs the question, or remove it",
    ),
    "a question with gaps": ('    question: "Le {{derme}} est épais."\n', "write `cloze:` in place of `question:`"),
    "a statement that is a question": (
        "    statement: Quelle couche ?\n    answer: le derme\n",
        "write `question:` in place of `statement:`",
    ),
    "`answers:` of a statement": ("    statement: Un os.\n    answers: true\n", "write `answer:`"),
    "pairs as answers": (f"{Q}    answers: [[a, un], [b, deux]]\n", "write `pairs:` in place of `answers:`"),
    "pairs with another mark": (f"{Q}    pairs: [[a; un], [b; deux]]\n", "write `[a, un]`"),
    "a pair whose second part is not indented": (
        f"{Q}    pairs:\n      - - a\n        - un\n      - - b\n      - deux\n",
        "write two spaces before `- deux`: it is the second part of the pair above",
    ),
    "a word for `shuffle`": (
        f"{QA}    distractors: [tibia, fémur, ulna]\n    shuffle: non\n",
        "write `false`",
    ),
    "keys in other words": (
        f"{Q}    answers: [a, b]\n    distractors: [c, d]\n    draw: {{n: 3, min: 1}}\n",
        "write `{count: 3, least: 1}`",
    ),
    "steps as an answer": (
        "    question: Dans quel ordre ?\n    answer: [un, deux]\n",
        "write `sequence:` if they are steps in order, or `answers:`",
    ),
    "a table of pairs": (
        f"{Q}    pairs:\n      | A | B |\n      |---|---|\n      | a | un |\n      | b | deux |\n",
        "write each row as `- [a, un]`",
    ),
    "two sources": (
        f"{QA}    source: {{doc: m, quote: un}}\n    source: {{doc: m, quote: deux}}\n",
        "write `source: [{…}, {…}]`, with both in brackets",
    ),
    "a source of another program": (f"{QA}    evidence: x\n", "write `source:`"),
    "what goes beyond, in French": (f"{QA}    au-delà: x\n", "write `beyond:`"),
}


@pytest.mark.parametrize(("card", "hint"), FORMS.values(), ids=FORMS)
def test_a_value_in_another_form_is_told_with_what_to_write(card: str, hint: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(HEAD + card, encoding="utf-8")
    apart = ("media-missing", "unknown-source")
    found = [one for one in mesoquiz.load(file).diagnostics if one.code not in apart]
    assert [one.hint for one in found] == [hint]
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == HEAD + card


def test_keys_below_an_empty_key_are_indented(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{HEAD}{QA}    image:\n    file: a.png\n    alt: Un os\n", encoding="utf-8")
    first, *rest = mesoquiz.load(file).diagnostics
    assert (first.code, first.message) == ("key-not-indented", "`file:` belongs to `image:` above it")
    assert [one.code for one in rest] == ["media-missing"]
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == f"{HEAD}{QA}    image:\n      file: a.png\n      alt: Un os\n"


def test_numbers_in_percent_are_told_once(tmp_path: Path) -> None:
    zones = "zones:\n      - {left: 10%, top: 5%, width: 10%, height: 40%, label: poil}"
    file = tmp_path / "a.yaml"
    file.write_text(f"{HEAD}{Q}    image: {{file: a.png, alt: Un os}}\n    {zones}\n", encoding="utf-8")
    found = [one for one in mesoquiz.load(file).diagnostics if one.code != "media-missing"]
    assert [one.hint for one in found] == ["write `10`, `5`, `10` and `40`"]


HEADS = {
    "a number as the key": (
        "  - 1: Quelle couche ?\n    answer: le derme\n",
        "write `- id: …`, and below it `question: Quelle couche ?`",
    ),
    "a question as the key": (
        "  - Quelle couche ? : le derme\n",
        "write `- id: …`, and below it `question: Quelle couche ?` and `answer: le derme`",
    ),
    "steps below a case": (
        "  - case: genou\n    steps:\n      - id: b\n        question: Quoi ?\n        answer: rien\n",
        "write each below the dashes of `cards:`, with `case: genou` in it; `context:` goes into the first",
    ),
}


@pytest.mark.parametrize(("card", "hint"), HEADS.values(), ids=HEADS)
def test_a_card_with_another_head_is_told_once(card: str, hint: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{HEAD}{QA}{card}", encoding="utf-8")
    (found,) = mesoquiz.load(file).diagnostics
    assert found.hint == hint


MENDED = {
    "a colon after an id": (
        "  - id: b:\n    question: Quoi ?\n    answer: x\n",
        "  - id: b\n    question: Quoi ?\n    answer: x\n",
    ),
    "an entry after its list": (
        f"  - id: b\n{Q}    answers: [un, deux], trois\n",
        f"  - id: b\n{Q}    answers: [un, deux, trois]\n",
    ),
    "no commas in braces": (
        f"  - id: b\n{Q}    answers: [a, b, c]\n    distractors: [d, e]\n    draw: {{count: 4 least: 2 most: 3}}\n",
        f"  - id: b\n{Q}    answers: [a, b, c]\n    distractors: [d, e]\n    draw: {{count: 4, least: 2, most: 3}}\n",
    ),
    "keys in parentheses": (
        f"  - id: b\n{Q}    answers: [a, b, c]\n    distractors: [d, e]\n    draw: (count: 4, least: 2)\n",
        f"  - id: b\n{Q}    answers: [a, b, c]\n    distractors: [d, e]\n    draw: {{count: 4, least: 2}}\n",
    ),
}


@pytest.mark.parametrize(("card", "mended"), MENDED.values(), ids=MENDED)
def test_a_slip_with_one_remedy_is_mended(card: str, mended: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{HEAD}{QA}{card}", encoding="utf-8")
    assert len(mesoquiz.load(file).diagnostics) == 1
    run("check", "--fix", "--ignore", "ALL", file)
    assert file.read_text(encoding="utf-8") == f"{HEAD}{QA}{mended}"


def test_several_terms_are_several_cards(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"{HEAD}    terms:\n      derme: milieu\n      épiderme: surface\n", encoding="utf-8")
    hints = [one.hint for one in mesoquiz.load(file).diagnostics]
    assert hints == ["add `definition:`", "make a card of each, with `term: derme` and `definition: milieu`"]
