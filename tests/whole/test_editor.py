"""What an editor with the YAML language server completes, says and underlines: the real server, at every keystroke."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import run
from language_server import LanguageServer
from programs import missing

from mesoquiz.starters.cards import examples

ROOT = Path(__file__).parents[2]
HEAD = "# yaml-language-server: $schema=../.schemas/deck.schema.json\ndeck: D\ncards:\n"
BLUEPRINT = "# yaml-language-server: $schema=../.schemas/blueprint.schema.json\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """The server in a folder that `mesoquiz new` made."""
    told = os.environ.get("YAML_LANGUAGE_SERVER", ROOT / "node_modules" / ".bin" / "yaml-language-server")
    if not Path(told).exists() or not shutil.which("node"):
        missing("the YAML language server")
    folder = tmp_path_factory.mktemp("editor")
    run("new", folder, "--title", "Heart", "--lang", "en")
    made = LanguageServer([str(told), "--stdio"], folder)
    yield made
    made.end()


def offered(server: LanguageServer, text: str, head: str = HEAD) -> dict[str, str]:
    """What is offered where `|` is: what one chooses, and what is then typed."""
    found: dict[str, str] = {}
    for one in server.completions("decks/typed.yaml", head + text):
        found.setdefault(one["label"], one.get("textEdit", {}).get("newText", one.get("insertText", "")))
    return found


def said(server: LanguageServer, text: str, head: str = HEAD) -> list[str]:
    """What is underlined, in words."""
    return [one["message"] for one in server.problems("decks/told.yaml", head + text)]


@pytest.mark.parametrize(
    ("typed", "key", "made"),
    [
        ("  - id: a\n    question: Q ?\n    answ|", "answer", "answer: "),
        ("  - id: a\n    question: Q ?\n    answer: a\n    im|", "image", "image: "),
        ("  - id: a\n    question: Q ?\n    answer: a\n    dif|", "difficulty", "difficulty: "),
        ("  - id: a\n    question: Q ?\n    answ|", "answers", "answers:\n  - "),
        ("  - id: a\n    question: Q ?\n    answer: a\n    an|", "anki", "anki:\n  "),
    ],
)
def test_a_key_is_completed_with_what_comes_after_it(typed: str, key: str, made: str, server: LanguageServer) -> None:
    assert offered(server, typed)[key] == made


def test_each_kind_has_a_skeleton_that_is_complete(server: LanguageServer) -> None:
    found = offered(server, "  - |")
    # A kind has a title of several words; a key is one word.
    skeletons = {label: re.sub(": $", ":", text) for label, text in found.items() if " " in label}
    assert len(skeletons) == 10
    for text in skeletons.values():
        assert re.fullmatch(r"(?:\s*\w+:(?: \$\d|\n +(?:- )?(?:\$\{\d:0\})?)?\n?)+", text), text
    assert "image: $1\n" in skeletons["Picture with hidden parts"]
    assert "image: $1\n" in skeletons["Picture to point at"]
    assert skeletons["Question and answer"] == "question: $1\n  answer: $2"


def test_values_are_offered(server: LanguageServer) -> None:
    assert list(offered(server, "  - id: a\n    statement: S.\n    answer: |")) == ["true", "false"]
    assert list(offered(server, "  - id: a\n    question: Q ?\n    answer: a\n    difficulty: |"))[:3] == [
        "1",
        "2",
        "3",
    ]
    rules = offered(server, "title: T\nscoring: |", BLUEPRINT)
    assert {"all-or-nothing", "discordance", "proportional", "negative"} <= set(rules)
    assert "single" in offered(server, "title: T\nsections:\n  - ask: |", BLUEPRINT)


@pytest.mark.parametrize(
    ("card", "words"),
    [
        ("cloze: sans trou", "a cloze has a gap: {{hidden}}"),
        ("question: Q ?\n    pairs: [[a, b, c], [d, e]]", "Array has too many items. Expected 2 or fewer."),
        ("statement: S.\n    answer: true\n    tags: [a b]", "a tag has no space, quote, star or empty level"),
        (
            "question: Q ?\n    answer: a\n    source: {doc: x, quote: a b c d e f g h i j k l m}",
            "a quote locates the passage in at most 12 words",
        ),
        (
            "image: {file: a.png, alt: A}\n    masks: [{left: 1, top: 1, width: 150, height: 3, label: x}]",
            "Value is above the maximum of 100.",
        ),
        ("masks: [{left: 1, top: 1, width: 15, height: 3, label: x}]", 'Missing property "image".'),
        ("question: Q ?\n    anwser: a", "Property anwser is not allowed."),
    ],
)
def test_faults_are_told_in_words(card: str, words: str, server: LanguageServer) -> None:
    found = said(server, f"  - id: a\n    {card}\n")
    assert words in found
    assert not [one for one in found if "pattern" in one]
    assert said(server, "  - id: é a\n    question: Q ?\n    answer: a\n") == [
        "it is made of at most 100 letters without accents, digits, `-`, `_` and `.`"
    ]


@pytest.mark.parametrize(
    ("card", "words"),
    [
        ("question: Q ?\n    anwser: a", ['Missing property "answer".', "Property anwser is not allowed."]),
        ("question: Q ?\n    réponse: a", ['Missing property "answer".', "Property réponse is not allowed."]),
        ("statemnt: S.\n    answer: true", ['Missing property "statement".', "Property statemnt is not allowed."]),
        ("statement: S.\n    answer: true\n    distractors: [a]", ["Property distractors is not allowed."]),
        ("statement: S.\n    answer: vrai", ["`true` or `false`"]),
        ("question: Q ?\n    answer: a\n    tag: [b]", ["Property tag is not allowed."]),
        ("question: Q ?\n    answer: a\n    source: {doc: x, quoet: y}", ["Property quoet is not allowed."]),
        ("question: Q ?\n    answer: a\n    source: [{doc: x, quoet: y}]", ["Property quoet is not allowed."]),
        ("question: Q ?\n    answer: a\n    distractors: [{text: b, wy: c}]", ["Property wy is not allowed."]),
        ("question: Q ?\n    answer: {text: a, wy: c}", ["Property wy is not allowed."]),
        ("question: Q ?\n    answer: a\n    ignore: [{code: D301, wy: c}]", ["Property wy is not allowed."]),
    ],
)
def test_a_slip_is_told_as_that_slip_and_nothing_else(card: str, words: list[str], server: LanguageServer) -> None:
    assert sorted(said(server, f"  - id: a\n    {card}\n")) == words


CITED = "  - id: a\n    question: Q ?\n    answer: a\n    sourc"


@pytest.mark.parametrize(
    "typed",
    [
        "e: {d|}",
        "e: {doc: x, q|}",
        "e:\n      |",
        "e:\n      d|",
        "e:\n      doc: x\n      |",
        "e:\n      - |",
        "e: [{d|}]",
    ],
)
def test_inside_a_source_its_keys_are_offered(typed: str, server: LanguageServer) -> None:
    found = offered(server, CITED + typed)
    wanted = {"quote"} if "doc" in typed else {"doc", "quote"}
    assert {"doc", "quote"} & set(found) == wanted
    # Nothing of the card, nor a name of the program's own.
    assert set(found) <= wanted | {"Citation", "{…}"}


def test_a_source_is_completed_as_most_are_written(server: LanguageServer) -> None:
    assert offered(server, CITED + "|")["source"] == 'source: {doc: $1, quote: "$2"}'
    assert offered(server, CITED + "e: |") == {"{…}": '{doc: $1, quote: "$2"}'}


@pytest.mark.parametrize("typed", ["  - |", "  - {i|}", "  - id: a\n    |", "  - {id: a, t|}", "  - id: a\n    ti|"])
def test_inside_the_sources_of_a_collection_their_keys_are_offered(typed: str, server: LanguageServer) -> None:
    head = "# yaml-language-server: $schema=../.schemas/collection.schema.json\nid: x\ntitle: T\nsources:\n"
    found = offered(server, typed, head)
    assert {"title", "author", "site", "file", "note", "url"} <= set(found)
    assert "lang" not in found


def test_what_is_offered_to_begin_with_has_names_that_say_something(server: LanguageServer) -> None:
    card = "  - id: a\n    question: Q ?\n    answer: a\n    "
    assert "Option" in offered(server, f"{card}distractors:\n      - |")
    assert "Picture" in offered(server, f"{card}image:\n      |")
    for typed in ("distractors:\n      - |", "image:\n      |", "ignore:\n      - |", "|"):
        assert not [label for label in offered(server, card + typed) if "object" in label]


def test_keys_are_explained(server: LanguageServer) -> None:
    shown = server.hover("decks/hover.yaml", HEAD + "  - id: a\n    question: Q ?\n    ans|wer: a\n")
    assert "The one right answer." in shown


def test_what_new_and_the_project_ship_is_underlined_nowhere(server: LanguageServer) -> None:
    for file in sorted(server.folder.rglob("*.yaml")):
        assert server.problems(str(file.relative_to(server.folder)), file.read_text("utf-8")) == [], file.name
    for file in sorted((ROOT / "decks").rglob("*.yaml")):
        kind = {"blueprints": "blueprint"}.get(file.parent.name, "collection" if file.stem == "collection" else "deck")
        text = re.sub(r"\$schema=\S+", f"$schema=../.schemas/{kind}.schema.json", file.read_text("utf-8"), count=1)
        assert server.problems(f"decks/shipped-{file.name}", text) == [], file.name


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=pytest.mark.thorough) for kind in examples("fr")])
def test_at_every_keystroke_of_a_card_being_typed(kind: str, server: LanguageServer) -> None:
    """The server answers, and what is whole at the end is underlined nowhere."""
    card = "".join(line for line in examples("fr")[kind].splitlines(keepends=True) if not line.startswith("  #"))
    place = f"decks/typing-{kind}.yaml"
    answered: list[list[Any]] = [server.completions(place, f"{HEAD}{card[:end]}|") for end in range(2, len(card))]
    assert any(answered)
    assert server.problems(place, HEAD + card) == []


def being_typed(name: str, folder: Path) -> str:
    """A file that `mesoquiz new` made, or the first cards of a shipped deck, without the lines that are remarks."""
    file = folder / name if (folder / name).is_file() else ROOT / "decks" / name
    text = re.sub(r"\$schema=\S+/", "$schema=../.schemas/", file.read_text("utf-8"), count=1)
    cards = text.split("\n  - id: ")
    lines = "\n  - id: ".join(cards if file.parent != ROOT / "decks" else cards[:4]).splitlines(keepends=True)
    return "".join([lines[0], *(line for line in lines[1:] if not line.lstrip().startswith("#"))])


@pytest.mark.thorough
@pytest.mark.parametrize(
    "name", ["decks/01-examples.yaml", "04-seance.yaml", "09-cellulite-cheveux.yaml", "decks/collection.yaml"]
)
def test_each_key_is_offered_as_it_is_typed_and_only_what_is_missing_is_told(name: str, server: LanguageServer) -> None:
    text, place = being_typed(name, server.folder), f"decks/as-typed-{Path(name).name}"
    keys = [found for found in re.finditer(r"(?m)^ *(?:- )?(\w+):", text) if found.start()]
    unoffered = [
        text[:end].rpartition("\n")[2]
        for found in keys
        for end in range(found.start(1) + 1, found.end(1))
        # This is a whole key, though `answers` begins so.
        if text[found.start(1) : end] != "answer"
        and found[1] not in {one["label"] for one in server.completions(place, f"{text[:end]}|")}
    ]
    assert keys
    assert unoffered == []
    ends = [found.end() for found in re.finditer("\n", text)]
    told = {one["message"] for end in ends[1:] for one in server.problems(place, text[:end])}
    assert [one for one in told if not re.match("Missing property|Incorrect type|Array has too few items", one)] == []
    assert server.problems(place, text) == []
