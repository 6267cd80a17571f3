"""Lines of a card without a key, and cards below a key too many: told at their place, once, and no good line with
them."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

import mesoquiz
from mesoquiz.diagnostics.report import concise

HEAD = "deck: T\nid: t\ncards:\n"
BEFORE = "  - id: x\n    statement: Le derme est vivant.\n    answer: true\n"
AFTER = "  - id: y\n    term: nappage\n    definition: une technique\n"
CARD = "  - id: a\n    question: Quelle couche ?\n"
WRONG = "if these are options, write the wrong ones as `distractors: "

KEYLESS = {
    "options with letters": (
        f"{CARD}    A) l'épiderme\n    B) le derme\n    answer: le derme\n",
        f'9:5: error[options-without-key] this line has no key ({WRONG}["l\'épiderme"]`, and what is right below',
    ),
    "options with dashes, and a letter as the answer": (
        f"{CARD}    - épiderme\n    - derme\n    answer: A\n",
        f"9:5: error[options-without-key] this line has no key ({WRONG}[derme]`, and what is right below `answer:`)",
    ),
    "bare lines": (
        f"{CARD}    épiderme\n    derme\n    answer: derme\n",
        f"9:5: error[options-without-key] this line has no key ({WRONG}[épiderme]`, and what is right below `answer:`)",
    ),
    "an option in italics": (
        f"{CARD}    *épiderme*\n    answer: derme\n",
        f"9:5: error[options-without-key] this line has no key ({WRONG}[épiderme]`, and what is right below `answer:`)",
    ),
    "true without its key": (
        "  - id: a\n    statement: Un os.\n    vrai\n",
        "9:5: error[answer-without-key] this line has no key (write `answer: true`)",
    ),
    "a question after the dash": (
        "  - Quelle couche est froide ?\n    answer: l'hypoderme\n",
        "7:5: error[card-without-keys] a card begins with a key, not with a text (write `- id: …`, and below it "
        "`question: Quelle couche est froide ?`)",
    ),
    "question and answer by their letters": (
        "Q: Quelle couche ?\nR: le derme\n",
        "7:1: error[card-without-dash] `Q:` is no key of a card, and no card begins here (write `- id: …`, and below "
        "it `question:` and `answer:`)",
    ),
    "options that are keys": (
        f"{CARD}    A: épiderme\n    B: derme\n    answer: B\n",
        "9:5: error[unknown-key] unknown key `A` in a card (write `answer: derme` and `distractors: [épiderme]`)",
    ),
    "options that are longer keys": (
        f"{CARD}    option_a: épiderme\n    option_b: derme\n    answer: derme\n",
        "9:5: error[unknown-key] unknown key `option_a` in a card (write `distractors: [épiderme]`)",
    ),
    "a card below a word": (
        "  - card:\n      id: a\n      question: Quoi ?\n      answer: rien\n",
        "7:5: error[card-in-a-key] the keys of a card stand beside its dash, not below `card:` (leave `card:` out, ",
    ),
    "a card without an id below a word": (
        "  - carte:\n      question: Quoi ?\n      answer: rien\n",
        "7:5: error[card-without-id] the keys of a card stand beside its dash, not below `carte:` (leave `carte:` out, "
        "and write `- id: …` in its place)",
    ),
    "the keys of a card below a word": (
        "  - id: a\n    qa:\n      question: Quoi ?\n      answer: rien\n",
        "8:5: error[keys-in-a-key] the keys of a card stand beside `id:`, not below `qa:` (leave `qa:` out, and align "
        "what is below it with `id:`)",
    ),
    "a word that holds nothing": (
        "  - card:\n    id: a\n    question: Quoi ?\n    answer: rien\n",
        "7:5: error[unknown-key] unknown key `card` in a card (remove `card:`, which holds nothing)",
    ),
}


def told(deck: str, file: Path) -> list[str]:
    """What is said of a deck, a line each, without the name of its file."""
    file.write_text(deck, encoding="utf-8")
    lines = concise(mesoquiz.load(file).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{file}:") for line in lines]


@pytest.mark.parametrize(("card", "expected"), KEYLESS.values(), ids=KEYLESS)
def test_it_is_told_once_and_stays(card: str, expected: str, tmp_path: Path) -> None:
    file, deck = tmp_path / "a.yaml", HEAD + BEFORE + card + AFTER
    (line,) = told(deck, file)
    assert line.startswith(expected)
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == deck


MENDED = {
    "a quote in braces": (
        f'{CARD}    answer: {{text: "le derme}}\n    why: "x"\n',
        f'{CARD}    answer: {{text: "le derme"}}\n    why: "x"\n',
    ),
    "a quote in braces of JSON": (
        '  - {"id": "a", "question": "Quoi ?, "answer": "rien"}\n',
        '  - {"id": "a", "question": "Quoi ?", "answer": "rien"}\n',
    ),
    "one card of several below its id": (
        "  - a:\n      question: Quoi ?\n      answer: rien\n",
        "  - id: a\n    question: Quoi ?\n    answer: rien\n",
    ),
}


@pytest.mark.parametrize(("card", "mended"), MENDED.values(), ids=MENDED)
def test_it_is_told_once_and_mended(card: str, mended: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    assert len(told(HEAD + BEFORE + card + AFTER, file)) == 1
    run("check", "--fix", "--ignore", "ALL", file)
    assert file.read_text(encoding="utf-8") == HEAD + BEFORE + mended + AFTER


def test_a_comma_in_an_unclosed_quote_may_be_its_end(tmp_path: Path) -> None:
    deck = f'{HEAD}{BEFORE}{CARD}    answer: {{text: "le derme, why: il est là}}\n{AFTER}'
    (line,) = told(deck, tmp_path / "a.yaml")
    assert (
        line
        == "9:20: error[unclosed-quote] the quote that opens here is never closed (close it at the end of the text)"
    )
