"""Lists and texts of several lines without their marks, and quotes that never close: told once, at their place."""

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
REASONS = (
    "    distractors:\n      - text: tibia\n        why: plus court\n      - text: fibula\n        why: plus fin\n"
)
LAST = f'  - id: b\n{NEXT}  - id: c\n    question: "Trois ?"\n    answer: "trois"\n'

# The slip, where it is told and how, and the same cards as they were meant.
SLIPS = {
    "a quote that never closes": (
        f'    question: "Quel os ?\n    answer: fémur\n{LAST}',
        "5:15: error[unclosed-quote] the quote that opens here is never closed (close it at the end of the text: ",
        f'    question: "Quel os ?"\n    answer: fémur\n{LAST}',
    ),
    "a single quote that never closes": (
        "    question: 'Quel os ?\n    answer: fémur\n  - id: b\n    question: 'Deux ?'\n    answer: 'deux'\n",
        "5:15: error[unclosed-quote]",
        "    question: 'Quel os ?'\n    answer: fémur\n  - id: b\n    question: 'Deux ?'\n    answer: 'deux'\n",
    ),
    "a quote that a word processor closed": (
        f'{Q}    answer: "le nappage”\n{LAST}',
        "6:13: error[unclosed-quote]",
        f'{Q}    answer: "le nappage"\n{LAST}',
    ),
    "no dash before a card of another kind": (
        f"{REST}    id: b\n    statement: La peau.\n    answer: true\n",
        "7:5: error[missing-dash] a new entry begins here, but its `- ` is missing",
        f"{REST}  - id: b\n    statement: La peau.\n    answer: true\n",
    ),
    "no dash before a cloze": (
        f"{REST}    id: b\n    cloze: La {{{{peau}}}}.\n",
        "7:5: error[missing-dash]",
        f"{REST}  - id: b\n    cloze: La {{{{peau}}}}.\n",
    ),
    "reasons of distractors beside them": (
        f"{REST}    distractors:\n      - tibia\n    why: plus court\n      - fibula\n    why: plus fin\n",
        "9:5: error[why-of-an-entry] this `why` belongs to the entry above it, whose text is then a key, too",
        f"{REST}{REASONS}",
    ),
    "reasons of distractors below their texts": (
        f"{REST}    distractors:\n      - text: tibia\n    why: plus court\n      - text: fibula\n    why: plus fin\n",
        "9:5: error[why-of-an-entry]",
        f"{REST}{REASONS}",
    ),
    "reasons of distractors that are no keys": (
        f"{REST}    distractors:\n      - tibia\n        why: plus court\n      - fibula\n        why: plus fin\n",
        "9:9: error[why-of-an-entry]",
        f"{REST}{REASONS}",
    ),
    "lines without dashes": (
        f"{Q}    answers:\n      fémur\n      tibia\n      fibula\n",
        "7:7: error[entry-without-dash] each entry of a list begins with `- ` (write a dash and a space before it: ",
        f"{Q}    answers:\n      - fémur\n      - tibia\n      - fibula\n",
    ),
    "lines without dashes at the column of their key": (
        f"{Q}    answers:\n    fémur\n    tibia\n",
        "7:5: error[entry-without-dash]",
        f"{Q}    answers:\n    - fémur\n    - tibia\n",
    ),
    "quoted lines without dashes": (
        f'{Q}    answers:\n      "fémur",\n      "tibia"\n',
        "7:7: error[entry-without-dash]",
        f'{Q}    answers:\n      - "fémur"\n      - "tibia"\n',
    ),
    "pairs without dashes": (
        f"{Q}    pairs:\n      [a, b]\n      [c, d]\n",
        "7:7: error[entry-without-dash]",
        f"{Q}    pairs:\n      - [a, b]\n      - [c, d]\n",
    ),
    "an option in braces without its dash": (
        f"{REST}    distractors:\n      - tibia\n      {{text: fibula, why: non}}\n",
        "9:7: error[entry-without-dash]",
        f"{REST}    distractors:\n      - tibia\n      - {{text: fibula, why: non}}\n",
    ),
    "lines below a key without a bar": (
        f"{REST}    why:\n      Deux raisons :\n      - une\n      - deux: trois\n",
        "7:8: error[bar-missing] a text of several lines needs `|` after its key (write `|` there: why: |",
        f"{REST}    why: |\n      Deux raisons :\n      - une\n      - deux: trois\n",
    ),
    "lines at the column of their key": (
        f"{REST}    why:\n    Une.\n    Deux.\n",
        "7:8: error[bar-missing]",
        f"{REST}    why: |\n      Une.\n      Deux.\n",
    ),
    "two bars": (
        f"{REST}    why: ||\n      Une.\n",
        "7:10: error[doubled-bar] a text of several lines begins with one `|` (write `|`: why: |)",
        f"{REST}    why: |\n      Une.\n",
    ),
    "an absolute value": (
        f"{Q}    answer: |x| < 5\n",
        "6:13: error[special-start] a text cannot begin with `|`, which has a meaning in YAML (put it in quotes: ",
        f'{Q}    answer: "|x| < 5"\n',
    ),
    "formulas in a list": (
        f'{Q}    answers: ["\\(\\alpha\\)", "b"]\n',
        '6:16: error[backslash-in-list] in "…" the backslash is special, and `\\(` means nothing (use ',
        f"{Q}    answers: ['\\(\\alpha\\)', \"b\"]\n",
    ),
    "pairs without outer brackets": (
        f"{Q}    pairs: [a, b], [c, d]\n",
        "6:12: error[lists-without-brackets] several lists in brackets need a pair of brackets around them",
        f"{Q}    pairs: [[a, b], [c, d]]\n",
    ),
    "a pair with a colon": (
        f"{Q}    pairs:\n      - [a: b]\n      - [c, d]\n",
        "7:11: error[colon-in-pair] a comma divides the two parts of a pair, not a colon (write a comma: - [a, b])",
        f"{Q}    pairs:\n      - [a, b]\n      - [c, d]\n",
    ),
}
for mark in ("+", "_", "1.", "2)", "a.", "\u2011", "\u2212", "→", "=>", "o", "①", ">", "\uf0b7"):
    SLIPS[f"bullets {mark!a}"] = (
        f"{Q}    answers:\n      {mark} fémur\n      {mark} tibia\n",
        "7:7: error[bullet] the entries of a list begin with `- `, not with ",
        f"{Q}    answers:\n      - fémur\n      - tibia\n",
    )
    SLIPS[f"one bullet {mark!a}"] = (
        f"{Q}    answers:\n      {mark} fémur\n",
        "7:7: error[bullet]",
        f"{Q}    answers:\n      - fémur\n",
    )


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


DOUBTFUL = {
    "a quote that a word processor closed in the middle": (
        f'{Q}    answer: "le nappage” désigne\n{LAST}',
        "6:13: error[unclosed-quote] the quote that opens here is never closed (close it at the end of the text)",
    ),
    "dashes in brackets": (
        f"{Q}    answers: [- 2 g, - 12 g]\n",
        "6:15: error[dash-in-brackets] a list in brackets has no dashes (leave them out: `[2 g, 12 g]`; quote a minus",
    ),
}


@pytest.mark.parametrize(("slip", "expected"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_what_is_doubtful_is_told_and_not_mended(slip: str, expected: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    (line,) = told(HEAD + slip, file)
    assert line.startswith(expected)
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == HEAD + slip


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "A: B",
            "1:7: error[colon-in-deck-name] `: ` begins a new key in the name of this deck (write `deck: A::B`",
        ),
        ("A::", "1:7: error[colon-in-deck-name] `: ` begins a new key in the name of this deck (write `deck: A`)"),
        ("A:::B", "1:7: warning[one-colon-in-name] more than two colons make no subdeck: this deck is named `A:::B`"),
    ],
)
def test_the_name_of_a_deck_is_told_and_not_changed(name: str, expected: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    text = HEAD.replace("deck: T", f"deck: {name}") + REST
    (line,) = told(text, file)
    assert line.startswith(expected)
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == text


def test_cards_by_their_ids_become_a_list(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    head = "deck: T\nid: t\ncards:\n"
    (line,) = told(f"{head}  a:\n    question: Un ?\n    answer: un\n  b:\n    question: Deux ?\n    answer: 2\n", file)
    assert line.startswith("4:3: error[cards-by-id] the cards are a list: each begins with `- id:`, not with its id")
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == (
        f"{head}  - id: a\n    question: Un ?\n    answer: un\n  - id: b\n    question: Deux ?\n    answer: 2\n"
    )


def test_the_key_that_comes_again_is_marked_where_no_dash_mends_the_card(tmp_path: Path) -> None:
    card = "    question: Un ?\n    answer: un\n    term: deux\n    definition: trois\n    answer: quatre\n"
    (line,) = told(HEAD + card, tmp_path / "a.yaml")
    assert line.startswith("9:5: error[two-in-one] the key `answer` comes a second time in this card (write `- `")


def test_keys_of_a_source_in_brackets_are_put_in_braces(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    first, second = told(f"{HEAD}{REST}    source: [doc: inphysio, quote: x]\n", file)
    assert first.startswith("7:13: error[keys-in-brackets] keys and values stand in braces, not in brackets")
    assert "error[unknown-source]" in second
    run("check", "--fix", file)
    assert "    source: {doc: inphysio, quote: x}\n" in file.read_text(encoding="utf-8")


def test_a_comma_before_a_key_in_braces_is_written(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    _, second = told(f'{HEAD}{REST}    source: {{doc: x quote: "y"}}\n', file)
    assert second.startswith("7:21: error[comma-before-key] there is no comma before `quote:`")
    run("check", "--fix", file)
    assert '    source: {doc: x, quote: "y"}\n' in file.read_text(encoding="utf-8")
