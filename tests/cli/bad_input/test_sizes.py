"""Bombs, and texts and files of great length."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import run
from surroundings import DECK, deck, process, written

LITTLE_MEMORY = "import resource; resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))"


LAUGHS = "".join(
    f"{name}: &{name} [*{before}, *{before}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


# Bombs: each is refused before it costs memory or time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"a: &a [x, x]\n{LAUGHS}", "x.yaml:1:4: error[anchor] `&a` is a YAML anchor, which decks do not use"),
        ("[" * 100_000, "x.yaml:1:25: error[too-deep] more than 24 levels of nesting"),
        (deck(f"  - {{id: é, question: {'[' * 3000}"), "x.yaml:4:44: error[too-deep] more than 24 levels of nesting"),
        ("{a: " * 100_000, "error[too-deep] more than 24 levels of nesting"),
        ("- " * 100_000, "x.yaml:1:49: error[too-deep] more than 24 levels of nesting"),
        ("? " * 100_000, "error[too-deep] more than 24 levels of nesting"),
        ("".join(f"{' ' * depth}a:\n" for depth in range(1000)), "x.yaml:25:25: error[too-deep] more than 24 levels"),
        pytest.param(
            f"deck: [{'a,' * 2_100_000}]\n",
            "error[too-many-values] more than 2,000,000 values in one file",
            marks=pytest.mark.thorough,
        ),
        pytest.param(
            deck(f"  [{'{},' * 1_000_000}]"),
            "error[unknown-kind] nothing tells what kind of card this is",
            marks=pytest.mark.thorough,
        ),
        (
            deck("".join(f"  - {{id: c{n}, quesion: q, answer: a}}\n" for n in range(5_000))),
            "did you mean `question`?",
        ),
        (deck(f"  - {{id: a, {', '.join(f'k{n}: x' for n in range(50_000))}}}\n"), "x.yaml:4:"),
    ],
    ids=[
        "billion laughs",
        "brackets",
        "brackets in a card",
        "braces",
        "dashes",
        "question marks",
        "levels",
        "2.1 million values",
        "a million empty cards",
        "5,000 misspelt keys",
        "50,000 keys in a card",
    ],
)
def test_a_bomb(text: str, expected: str) -> None:
    written("x.yaml", text)
    done = process("check", "x.yaml", before=LITTLE_MEMORY)
    assert (done.exit_code, done.stderr) == (1, "")
    assert expected in done.stdout
    assert len(done.stdout) < 1_000_000, "nobody reads a report of hundreds of megabytes"


def test_a_file_that_is_too_large() -> None:
    with Path("x.yaml").open("wb") as file:
        file.truncate(50_000_000)
    done = process("check", "x.yaml", before=LITTLE_MEMORY)
    assert done == (
        1,
        "x.yaml:1:1: error[file-too-large] this file has more than 20 MB\n"
        "  = help: split the deck into several files, one theme each\n"
        "\n"
        "1 error in 1 file\n",
        "",
    )


def test_a_collection_that_is_too_large() -> None:
    written("decks/a.yaml")
    with Path("decks/collection.yaml").open("wb") as file:
        file.truncate(50_000_000)
    done = process("build", before=LITTLE_MEMORY)
    assert done.exit_code == 1
    assert "decks/collection.yaml:1:1: error[file-too-large] this file has more than 20 MB" in done.stderr


def test_the_largest_deck_that_is_allowed_is_not_too_large() -> None:
    written("x.yaml", DECK + "#" * (20_000_000 - len(DECK.encode())))
    assert run("check", "x.yaml").exit_code == 0


LONG = {
    "words": ["mot " * 250_000, "mot" * 100_000],
    "typography": [
        "a" + " " * 100_000 + "b",
        "!" * 100_000 + "a",
        ":" * 100_000 + "a",
        "«" * 100_000,
        "&" * 100_000 + ":",
        "a" * 100_000 + "&",
        "http:" * 20_000,
    ],
    "Markdown": [
        "*a" * 5_000,
        "[" * 10_000,
        "[a](" * 5_000,
        "\\(" * 20_000,
        "\\(a" * 20_000 + "\\]",
        "~a" * 5_000,
        " ".join("`" * number for number in range(1, 300)),
        "a\n" * 10_000,
        "- a\n" * 5_000,
        "".join("  " * depth + "- a\n" for depth in range(200)),
        "|" * 10_000 + "\n" + "|-" * 10_000,
    ],
}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.thorough) if name == "Markdown" else name for name in LONG]
)
def test_texts_of_great_length_are_made_and_listed(name: str) -> None:
    """What is not refused for its length may not cost time beyond it."""
    texts = [json.dumps(text[:30_000], ensure_ascii=False) for text in LONG[name]]
    written("x.yaml", deck("".join(f"  - {{id: c{n}, question: {text}, answer: a}}\n" for n, text in enumerate(texts))))
    assert process("build", "x.yaml").exit_code == 0
    listed = process("list", "x.yaml")
    assert listed.exit_code == 0
    assert max(map(len, listed.stdout.splitlines())) <= 80


@pytest.mark.parametrize("text", ["{{" * 50_000, "{{a" * 50_000, "}}" * 50_000, "{{a::b::" * 20_000, "{{a}}" * 20_000])
def test_gaps_without_end(text: str) -> None:
    written("x.yaml", deck(f'  - {{id: a, cloze: "{text}"}}\n'))
    done = process("check", "x.yaml")
    assert (done.exit_code, done.stderr) == (1, "")
    assert max(map(len, done.stdout.splitlines())) <= 160, "the message quotes only the beginning"


@pytest.mark.parametrize(
    "card",
    [
        '{{id: a, question: "{long}", answr: b}}',
        '{{id: "{long} é", question: a, answer: b}}',
        '{{id: a, question: a, answer: b, tags: ["{long} é"]}}',
        '{{id: a, question: a, answer: b, difficulty: "{long}"}}',
        '{{id: a, question: a, answer: b, source: {{doc: "{long}"}}}}',
        '{{id: a, question: a, answer: b, ? "{long}" : c}}',
        "{{id: a, question: a, answer: b, distractors: [*{long}]}}",
        "{{id: a, question: a, answer: !{long} b}}",
    ],
)
def test_messages_stay_short_on_lines_of_a_megabyte(card: str) -> None:
    written("x.yaml", deck(f"  - {card.format(long='m' * 1_000_000)}\n"))
    for start, style in ((process, "full"), (run, "concise"), (run, "github"), (run, "json")):
        done = start("check", "x.yaml", "--format", style)
        assert (done.exit_code, done.stderr) == (1, "")
        assert len(done.stdout) < 2000


@pytest.mark.thorough
def test_five_thousand_cards() -> None:
    cards = [f"  - {{id: c{n}, question: 'q {n}', answer: a, distractors: [b, c]}}\n" for n in range(5000)]
    written("essai.yaml", deck("".join(cards)))
    assert run("check", "essai.yaml", "--ignore", "ALL").stdout == "5,000 cards in 1 deck: no problem found.\n"
    assert "Anki deck: 5,000 notes in 1 deck\n" in run("build", "essai.yaml").stdout
    assert run("quiz", "essai.yaml", "-n", "5000").exit_code == 0
    manifest = json.loads(Path("quiz/manifest.json").read_text(encoding="utf-8"))
    assert len({item["id"] for item in manifest["forms"][0]["sections"][0]["items"]}) == 5000


def test_a_text_of_more_than_ten_pages() -> None:
    written("x.yaml", deck(f"  - {{id: a, question: {'a' * 30_001}, answer: b}}\n"))
    done = run("check", "x.yaml", "--format", "concise")
    assert done.exit_code == 1
    assert "error[text-too-long] `question` has 30,001 characters; a text may have 30,000" in done.stdout
