"""Quotes looked up in the texts that they come from, and what of these texts no card speaks of."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Done, process, run
from programs import missing
from rendering import Card, sources, written

from mesoquiz.decks.phrases import tokens

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT.parent / "shared" / "documents"
"""The five documents are not part of the project; where they lie beside it, the shipped decks are held against them."""

TEXT = """\
La mésothérapie

Elle consiste à injecter de petites quantités de substances dans le derme.
L\u2019\u0153d\u00e8me\u00a0: \u00ab\u00a0rare\u00a0\u00bb, dit\u2011on \u2013 Pistor, 1952.
Rien à voir.
"""
LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
"""
"""The command line, which is ended when it has computed for half a minute, several times what it may take."""
COLLECTION = """\
id: essai
title: Essai
sources:
  - {id: article, title: Un article, file: article.txt}
  - {id: livre, title: Un livre, file: livre.txt}
"""


@pytest.fixture
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("decks").mkdir()
    Path("texts").mkdir()
    Path("decks/collection.yaml").write_text(COLLECTION, "utf-8")
    Path("texts/article.txt").write_text(TEXT, "utf-8")
    Path("texts/livre.txt").write_text("Un seul mot.\n", "utf-8")
    return Path("decks")


def write(*quotes: str) -> None:
    cards = "".join(f"  - {{id: c{n}, question: Q, answer: A, source: {quote}}}\n" for n, quote in enumerate(quotes))
    Path("decks/a.yaml").write_text("deck: Essai\ncards:\n" + cards, "utf-8")


def check(*options: str) -> Done:
    return run("check", "--documents", "texts", "--format", "concise", *options)


@pytest.mark.parametrize(
    "quote",
    [
        "petites quantités de substances",
        "PETITES QUANTITES DE  SUBSTANCES",
        "L'oedème : «rare»",
        "L’œdème",
        "dit-on - Pistor (1952)",
        "oede\u0300me",
    ],
)
def test_a_quote_is_found_however_it_is_spelt(quote: str, decks: Path) -> None:
    write(f"{{doc: article, quote: {json.dumps(quote, ensure_ascii=False)}}}")
    done = check()
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("1 card in 1 deck: no problem found.\n")


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        (
            "de petites doses de substances",
            "error[quote-not-found] `article` does not have this phrase "
            "(the nearest is `de petites quantités de substances`, on line 3)",
        ),
        (
            "petites quantités de substance",
            "error[quote-not-found] `article` does not have this phrase "
            "(the nearest is `petites quantités de substances`, on line 3)",
        ),
        (
            "tout autre chose ici",
            "error[quote-unlike] `article` has neither this phrase nor one like it (quote another passage)",
        ),
    ],
)
def test_a_quote_that_is_not_there_is_shown_with_its_nearest(quote: str, said: str, decks: Path) -> None:
    write(f'{{doc: article, quote: "{quote}"}}')
    done = check()
    assert done.exit_code == 1
    column = Path("decks/a.yaml").read_text("utf-8").splitlines()[2].index(f'"{quote}"') + 1
    assert done.stdout.startswith(f"decks/a.yaml:3:{column}: {said}"), done.stdout


def test_so_many_wrong_quotes_end(decks: Path) -> None:
    """Words that are all the same are like any other stretch of them: two hundred such quotes would take minutes."""
    Path("texts/article.txt").write_text("mot " * 20_000 + "\n", "utf-8")
    write(*["{doc: article, quote: " + "mot " * 40 + "autre}"] * 200)
    said = check().stdout
    assert "error[quote-not-found] `article` does not have this phrase (the nearest is `mot mot" in said
    assert (
        "error[quote-missing] `article` does not have this phrase "
        "(correct the other quotes first: with so many missing, similar phrases were not searched for)"
    ) in said
    assert said.count("error[quote-") == 200


@pytest.mark.thorough
def test_wrong_quotes_of_common_words_end(decks: Path) -> None:
    """Each of these words stands in each line: a hundred such quotes took a minute."""
    words = [f"mot{number}" for number in range(20)]
    lines = (" ".join(random.Random(number).choices(words, k=80)) for number in range(10_000))
    Path("texts/article.txt").write_text("\n".join(lines) + "\n", "utf-8")
    write(
        *(f"{{doc: article, quote: {' '.join(random.Random(n + 10_000).choices(words, k=8))}}}" for n in range(1, 401))
    )
    done = process("check", "--documents", "texts", before=LIMITED)
    assert done.exit_code == 1
    assert "error[quote-missing] `article` does not have this phrase" in done.stdout


@pytest.mark.in_process("the limit is lowered")
def test_quotes_that_were_not_looked_for_are_named(decks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quote that is not looked for is no quote that is there."""
    monkeypatch.setattr("mesoquiz.decks.phrases.MAX_SEARCHED", 300)
    write("{doc: article, quote: derme}", *["{doc: article, quote: de petites}"] * 5)
    done = check()
    assert done.exit_code == 1
    said = (
        "error[quote-unchecked] this phrase was not searched for in `article` "
        "(check fewer decks at once: so many quotes made of common words take too long)"
    )
    assert 0 < done.stdout.count(said) < 5
    assert "decks/a.yaml:3:" not in done.stdout


def test_of_quotes_without_end_some_are_named(decks: Path) -> None:
    write(*["{doc: article, quote: tout autre chose}"] * 3_000)
    done = check()
    assert done.exit_code == 1
    assert done.stdout.count("error[quote-unlike]") == 1_000


def test_cards_without_evidence_are_named(decks: Path) -> None:
    write("{doc: article}", "{doc: article, quote: derme}")
    Path("decks/b.yaml").write_text("deck: B\ncards:\n  - {id: sans, question: Q, answer: A}\n", "utf-8")
    done = check()
    assert done.exit_code == 0
    assert done.stdout.splitlines()[:2] == [
        "decks/a.yaml:3:10: warning[no-evidence] the card `c0` has no evidence (write `source: {doc: …, quote: …}`)",
        "decks/b.yaml:3:10: warning[no-evidence] the card `sans` has no evidence (write `source: {doc: …, quote: …}`)",
    ]
    assert check("--strict").exit_code == 1


def test_a_source_with_an_address_and_no_file_lies_elsewhere(decks: Path) -> None:
    page = "  - {id: page, title: Une page, url: 'https://example.org/page'}\n"
    Path("decks/collection.yaml").write_text(COLLECTION + page, "utf-8")
    write("{doc: page}", "{doc: page, quote: ce que la page dit}", "[{doc: article, quote: derme}, {doc: page}]")
    done = check("--strict")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "3 cards in 1 deck: no problem found.")


def test_the_passages_that_no_card_cites_are_listed(decks: Path) -> None:
    write("[{doc: article, quote: dans le derme}, {doc: article, quote: Pistor}]", "{doc: article, quote: Pistor}")
    done = check("--coverage", "coverage.json")
    assert done.stdout.splitlines() == [
        "2 cards in 1 deck: no problem found.",
        "",
        "  passages   cited  uncited  document",
        "         4       2        2  article",
        "",
        "2 passages of article that no card cites, by line:",
        "     1  La mésothérapie",
        "     5  Rien à voir.",
    ]
    (made,) = json.loads(Path("coverage.json").read_text("utf-8"))
    assert (made["document"], made["title"], made["passages"], made["cited"]) == ("article", "Un article", 4, 2)
    assert {entry["line"]: entry["cards"] for entry in made["lines"]} == {1: [], 3: ["c0"], 4: ["c0", "c1"], 5: []}


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda: Path("texts/article.txt").unlink(), "there is no text of `article`: texts has no file article.txt"),
        (
            lambda: Path("texts/article.txt").write_bytes(b"caf\xe9 noir et tout le reste"),
            "there is no text of `article`: this file is not UTF-8: byte 0xE9 does not belong here",
        ),
        (
            lambda: Path("texts/article.txt").write_text("mot " * 1_250_001, "utf-8"),
            "there is no text of `article`: article.txt has more than 5 MB (name a file that holds the text alone)",
        ),
        (
            lambda: Path("decks/collection.yaml").write_text(COLLECTION.replace(", file: article.txt", ""), "utf-8"),
            "there is no text of `article`: it has no `file:`",
        ),
    ],
    ids=["gone", "not UTF-8", "too large", "not named"],
)
def test_a_document_that_cannot_be_read_is_named(damage: object, said: str, decks: Path) -> None:
    write("{doc: article, quote: derme}")
    damage()  # type: ignore[operator]
    done = check()
    assert done.exit_code == 1
    assert f"decks/collection.yaml:1:1: error[no-document] {said}" in done.stdout


def test_a_folder_that_is_not_there_is_wrong_usage(decks: Path) -> None:
    write("{doc: article, quote: derme}")
    done = run("check", "--documents", "nichts")
    assert done.exit_code == 2
    said = done.stderr.splitlines()[-1]
    assert said.startswith("Error: ")
    assert {"--documents", "nichts"} <= set(re.findall(r"[-\w]+", said))
    done = run("check", "--coverage", "c.json")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, "Error: --coverage needs --documents")


# The shipped decks, where the documents are at hand.

EXCEPTED = (
    *("peu rarement au bon endroit", "rarement peu et au bon endroit", "peu rarement et au bon endroit"),
    "le conseil national de l ordre des medecins",
)
"""The motto of Pistor, and the name of an authority."""
LONGEST = 7
"""Words that a card and a document may share in a row."""


def texts_of(card: Card) -> Iterator[str]:
    """What an author wrote of a card, but for ids, tags and quotes."""
    for key, value in card.items():
        if key not in ("id", "source", "tags", "difficulty", "type"):
            yield from _texts(value)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        # A gap hides nothing from whoever looks for a copy.
        yield re.sub(r"\{\{(?:c?\d+::)?(.*?)(?:::.*?)?\}\}", r"\1", value)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


@pytest.fixture
def documents() -> Path:
    if not DOCUMENTS.is_dir():
        missing("the documents of the shipped cards")
    return DOCUMENTS


def test_every_shipped_card_has_evidence_in_the_documents(documents: Path) -> None:
    # Advice on how questions are asked says nothing of their evidence.
    done = run("check", "--strict", "--ignore", "ALL", "--documents", documents, "--format", "concise", ROOT / "decks")
    assert done.exit_code == 0, done.stdout


def test_no_shipped_card_copies_a_document(documents: Path) -> None:
    runs: dict[tuple[str, ...], str] = {}
    for file in sorted(documents.glob("*.txt")):
        said = [token.word for token in tokens(" ".join(file.read_text("utf-8").split()))]
        for start in range(len(said) - LONGEST):
            runs[tuple(said[start : start + LONGEST + 1])] = file.name
    copied = {}
    for _, card in written(ROOT / "decks"):
        for text in texts_of(card):
            plain = " ".join(token.word for token in tokens(" ".join(text.split())))
            for excepted in EXCEPTED:
                plain = plain.replace(excepted, "")
            said = plain.split()
            for start in range(len(said) - LONGEST):
                words = tuple(said[start : start + LONGEST + 1])
                if words in runs:
                    copied[card["id"]] = (runs[words], " ".join(words))
    assert copied == {}


def test_what_no_card_cites_is_short_and_no_sentence(documents: Path, tmp_path: Path) -> None:
    """Headings, captions and the furniture of a page; a sentence about mesotherapy ends with a full stop."""
    report = tmp_path / "coverage.json"
    # The English cards, in a collection of their own, are a choice.
    run("check", *sorted((ROOT / "decks").glob("*-*.yaml")), "--documents", documents, "--coverage", report)
    made = json.loads(report.read_text("utf-8"))
    assert {one["document"] for one in made} == {
        id for id, source in sources(ROOT / "decks").items() if "file" in source
    }
    sentences = [
        (one["document"], entry["line"])
        for one in made
        for entry in one["lines"]
        if not entry["cards"] and entry["text"].rstrip().endswith(".")
    ]
    # A shop greets its readers, and presents the author of its blog.
    assert {*sentences} <= {("inphysio", 7), ("inphysio", 83)}
