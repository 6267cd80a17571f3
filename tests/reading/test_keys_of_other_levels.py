"""Keys that belong to another part of a file, or to another file: where to write them, with the line if it is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

import mesoquiz
from mesoquiz.diagnostics.report import concise

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n    question: Quels os ?\n"
LISTED = "    answers:\n      - ulna\n      - radius\n"
ONE = "    answer: ulna\n"


def told(deck: str, file: Path) -> list[str]:
    """What is said of a deck, a line each, without the name of its file."""
    file.write_text(deck, encoding="utf-8")
    lines = concise(mesoquiz.load(file).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{file}:") for line in lines]


BESIDE = "(it is a key of the card: write `{}` on a line of its own, beside the others)"
OF_CARDS = {
    "must": (
        f"{LISTED}    must: true\n",
        "the answer that nobody may leave out: write `{text: …, must: true}` there)",
    ),
    "never": (
        "    answer: ulna\n    distractors: [talus, tibia, fibula]\n    never: oui\n",
        "(it belongs to a distractor: write `{text: fibula, never: true}` in `distractors:`, if it is one of them)",
    ),
    "the language": (
        f"{ONE}    lang: en\n",
        "(the whole deck has one language: write it above `cards:`, without spaces",
    ),
    "typography": (f"{ONE}    typography: off\n", "(write it into collection.yaml, without spaces before it)"),
    "what is asked": (f"{ONE}    ask: open\n", "(write it into the blueprint of an exam, a file of its own in"),
    "tags of a source": (
        f"{ONE}    source: {{doc: livret, tags: [douleur, palier]}}\n",
        BESIDE.format("tags: [douleur, palier]"),
    ),
    "a reason of a source": (
        f"{ONE}    source:\n      doc: livret\n      why: voir là\n",
        BESIDE.format("why: voir là"),
    ),
    "the title of a source": (
        f"{ONE}    source: {{doc: livret, title: Os}}\n",
        "(write it at this source in collection",
    ),
    "the order of a draw": (
        f"{ONE}    distractors: [talus, tibia, fibula]\n    draw: {{count: 3, shuffle: false}}\n",
        BESIDE.format("shuffle: false"),
    ),
    "a document and its words": (
        f"{ONE}    doc: manuel\n    quote: l'os du bras, long\n",
        '(write `source: {doc: manuel, quote: "l\'os du bras, long"}`)',
    ),
    "words without a document": (f"{ONE}    quote: un os long\n", "(write `source: {doc: …, quote: un os long}`)"),
    "a comma and a key": (
        "    answers:\n      - ulna, must: true\n      - radius\n",
        "error[keys-of-an-entry] an entry with a key of its own is written in braces (write `- {text: ulna, must: "
        "true}`)",
    ),
}


@pytest.mark.parametrize(("card", "expected"), OF_CARDS.values(), ids=OF_CARDS)
def test_a_key_in_a_card_is_told_with_its_place(card: str, expected: str, tmp_path: Path) -> None:
    (line,) = told(HEAD + card, tmp_path / "a.yaml")
    assert expected in line


OF_DECKS = {
    "shuffle: false": "(write it on each card that needs it, beside the other keys)",
    "typography: fr": "(write it into collection.yaml, without spaces before it)",
    "duration: 30": "(write it into the blueprint of an exam, a file of its own in `blueprints/`)",
}


@pytest.mark.parametrize(("key", "expected"), OF_DECKS.items(), ids=OF_DECKS)
def test_a_key_above_the_cards_is_told_with_its_place(key: str, expected: str, tmp_path: Path) -> None:
    deck = HEAD.replace("cards:", key + "\ncards:") + ONE
    (line,) = told(deck, tmp_path / "a.yaml")
    assert expected in line


@pytest.mark.parametrize("line", ["        must: true\n", "      - must: true\n"], ids=["below", "with a dash"])
def test_a_key_of_an_entry_gets_its_text(line: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    deck = f"{HEAD}    answers:\n      - ulna\n{line}      - radius\n"
    (found,) = told(deck, file)
    assert "this `must` belongs to the entry above it, whose text is then a key, too" in found
    run("check", "--fix", "--ignore", "ALL", file)
    mended = f"{HEAD}    answers:\n      - text: ulna\n        must: true\n      - radius\n"
    assert file.read_text(encoding="utf-8") == mended
