"""Whatever is read gives cards or a diagnostic."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import types
import typing
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

import jsonschema
import pytest
import yaml
from generated import KINDS, ids, notes, text
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pictures import png

import mesoquiz
from mesoquiz import questions
from mesoquiz.decks.loader import DeckFile
from mesoquiz.diagnostics.diagnostic import Rule, Severity
from mesoquiz.diagnostics.report import FORMATS
from mesoquiz.notes.note import LONG_QUOTE, Note
from mesoquiz.reading.decoder import decode
from mesoquiz.reading.findings import Problems
from mesoquiz.reading.keys import Key
from mesoquiz.reading.parser import parse
from mesoquiz.reading.schema import schema
from mesoquiz.reading.variants import is_required, key_hints

CASES = Path(__file__).parents[2] / "cases"

SEEDS = [
    seed
    for file in sorted(CASES.rglob("*.yaml"))
    if (seed := file.read_bytes().decode("utf-8", "replace")).startswith("id:") and len(seed) < 900
]

PIECES = ["\t", "\u00a0", ":", ": ", " :", "- ", "-", "\n", "\r\n", "'", '"', "[", "]", "{", "}", "{{", "}}", "#", " #"]
PIECES += [
    "&a ",
    "*a ",
    "!b ",
    "|",
    ">",
    "\\",
    "%",
    "@",
    "`",
    "---\n",
    "...\n",
    "<<: ",
    "? ",
    "é",
    "\u2028",
    "\x07",
    "~",
]


# Whatever is read


@st.composite
def nearly_valid(draw: st.DrawFn) -> str:
    """A sound deck in which a few things went wrong: pieces deleted, put in, doubled, or indented otherwise."""
    deck = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(deck)))
        end = start + draw(st.integers(0, 6))
        piece = draw(st.one_of(st.sampled_from(PIECES), st.just(""), st.just(deck[start:end] * 2)))
        deck = deck[:start] + piece + deck[end:]
    return deck


contents = st.one_of(
    nearly_valid().map(str.encode),
    st.text(st.sampled_from([*"abé:-#\"'[]{}|>&*!%@`\\,?~ \n\r\t", "\ufeff"])).map(str.encode),
    st.text().map(lambda text: b"\xff\xfe" + text.encode("utf-16-le", "surrogatepass")),
    st.builds(bytes.__add__, nearly_valid().map(str.encode), st.binary(max_size=4)),
    st.binary(),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the decks, which each example writes anew."""
    return tmp_path_factory.mktemp("decks")


@given(content=contents, with_libyaml=st.booleans())
@example(content=b"id: deck: Peau\ncards: []\n", with_libyaml=True)
@example(content=b"[[\n\t", with_libyaml=True)
@example(content=b"?\n- #:", with_libyaml=True)
def test_any_file_gives_cards_or_a_diagnostic_within_it(content: bytes, with_libyaml: bool, folder: Path) -> None:
    file = folder / "seul.yml"
    file.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        if not with_libyaml:
            patch.delattr(yaml, "CSafeLoader")
        bank = mesoquiz.load(file)
    file.unlink()
    assert bank.notes or bank.diagnostics
    for one in bank.diagnostics:
        for span in (one.span, *(related.span for related in one.related)):
            assert_within(content, span.line, span.column)
            assert_within(content, span.end_line, span.end_column - 1)
            assert (span.line, span.column) <= (span.end_line, span.end_column)
    for report in FORMATS.values():
        assert len(report(bank.diagnostics, bank.texts, lambda text, _: text)) >= 20 * len(bank.diagnostics)


def assert_within(content: bytes, line: int, column: int) -> None:
    """The place is in the file, or just after the end of one of its lines."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    rows = re.split("\r\n|\r|\n", content.decode(encoding, "replace"))
    assert 1 <= line <= len(rows)
    assert 0 <= column <= len(rows[line - 1]) + 1


# The schema that editors read, and the decoder

scalars = st.sampled_from(["texte", " ", "", "Un mot : deux", "derme", 12, 1, True, False, None])
odd_values = st.one_of(scalars, st.sampled_from(["[]", "{}", '["a"]', '{"text": "a"}', '{"doc": "a"}']).map(json.loads))


@cache
def fitting(hint: Any, key: Key) -> st.SearchStrategy[Any]:
    """Plain data that a type hint accepts, as an author would write it."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        if args[0] is Note:
            return st.one_of([structure(kind) for kind in KINDS.values()])
        told = next((extra for extra in args[1:] if isinstance(extra, Key)), key)
        return fitting(args[0], told)
    if origin in (types.UnionType, typing.Union):
        return fitting(args[0], key)
    if origin is tuple:
        entries = fitting(args[0], Key(""))
        many = st.lists(entries, min_size=1, max_size=3)
        return st.one_of(many, entries) if key.single else many
    if origin is Literal:
        return st.sampled_from(args)
    if hint in (bool, float, int):
        return st.booleans() if hint is bool else st.integers(0, 100)
    if hint is str:
        return ids if key.pattern else text
    shorthand = getattr(hint, "shorthand", None)
    return st.one_of(structure(hint), fitting(*key_hints(hint)[shorthand])) if shorthand else structure(hint)


@cache
def structure(kind: type) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping that is decoded to the dataclass `kind`."""
    found = {name: fitting(hint, key) for name, (hint, key) in key_hints(kind).items() if name != "type"}
    if issubclass(kind, Note):
        names = [name for name, known in KINDS.items() if known is kind]
        found["type"] = st.just(names[0])
    needed = {item.name for item in fields(kind) if item.name in found and is_required(item)}
    optional = {name: value for name, value in found.items() if name not in needed}
    return st.fixed_dictionaries({name: found[name] for name in needed}, optional=optional)


@st.composite
def decks(draw: st.DrawFn) -> Any:
    """A deck as plain data, sound or with a few keys and values changed somewhere in it."""
    deck = json.loads(json.dumps(draw(structure(DeckFile))))
    for _ in range(draw(st.integers(0, 2))):
        places = [place for place in walk(deck) if place]
        place = draw(st.sampled_from(places))
        if isinstance(place, list):
            place[draw(st.integers(0, len(place) - 1))] = draw(odd_values)
            continue
        key = draw(st.sampled_from(sorted(place)))
        change = draw(st.sampled_from(["value", "remove", "rename", "add"]))
        value = place.pop(key) if change in ("remove", "rename") else draw(odd_values)
        if change == "value":
            place[key] = value
        elif change in ("rename", "add"):
            place[draw(st.sampled_from(["anwser", "définition", "question", "cloze", "text", "x"]))] = value
    return deck


def walk(node: Any) -> Iterator[Any]:
    """All mappings and lists in plain data."""
    if isinstance(node, dict | list):
        yield node
        for value in node.values() if isinstance(node, dict) else node:
            yield from walk(value)


def codes_of_types() -> set[str]:
    """The rules that question types have beyond single keys: of these a schema knows only some."""
    modules = [found.name for found in pkgutil.walk_packages(questions.__path__, f"{questions.__name__}.")]
    found = [vars(importlib.import_module(name)).values() for name in (*modules, "mesoquiz.notes.draw")]
    return {value.code for values in found for value in values if isinstance(value, Rule)}


VALIDATOR = jsonschema.Draft7Validator(schema(DeckFile, "deck"))
ACROSS_KEYS = codes_of_types()


@given(decks())
@example({"deck": "Peau", "cards": [{"id": 1952, "question": True, "answer": 12, "tags": [True]}]})
def test_an_editor_and_the_program_agree(deck: Any) -> None:
    node, found, fault = parse(json.dumps(deck, ensure_ascii=False), "")
    assert node is not None
    assert not found
    assert fault is None
    problems = Problems("")
    decode(DeckFile, node, problems, "a deck")
    told = [found for found in problems.found if found.severity is Severity.ERROR or found.code == LONG_QUOTE.code]
    refused = [found.message for found in told if found.code not in ACROSS_KEYS and found.code != LONG_QUOTE.code]
    underlined = [error.message for error in VALIDATOR.iter_errors(deck)]
    # What is underlined is wrong; and what one key alone tells is underlined.
    assert told or not underlined, underlined
    assert underlined or not refused, refused


@pytest.mark.parametrize(
    ("card", "is_right"),
    [
        ({"cloze": "sans trou"}, False),
        ({"cloze": "a {{b\nc}} d"}, True),
        ({"question": "Q ?", "pairs": [["a", "b"], ["c", "d"]]}, True),
        ({"question": "Q ?", "pairs": [["a", "b", "x"], ["c", "d"]]}, False),
        ({"question": "Q ?", "pairs": [["a", "b"]]}, False),
        (
            {
                "image": {"file": "a.png", "alt": "A"},
                "masks": [{"left": 1, "top": 1, "width": 9, "height": 9, "label": "x"}],
            },
            True,
        ),
        (
            {
                "image": {"file": "a.png", "alt": "A"},
                "masks": [{"left": 1, "top": 1, "width": 150, "height": 9, "label": "x"}],
            },
            False,
        ),
        ({"masks": [{"left": 1, "top": 1, "width": 9, "height": 9, "label": "x"}]}, False),
        ({"question": "Q ?", "answer": "a", "difficulty": "2", "retired": "true", "lines": "3"}, True),
        ({"question": "Q ?", "answer": "a", "difficulty": "4"}, False),
        ({"question": "Q ?", "answer": "a", "retired": "vrai"}, False),
        ({"question": "Q ?", "answer": "a", "source": {"doc": "x", "quote": " ".join("abcdefghijkl")}}, True),
        ({"question": "Q ?", "answer": "a", "source": {"doc": "x", "quote": " ".join("abcdefghijklm")}}, False),
    ],
)
def test_the_editor_sees_the_limits_of_a_card(card: dict[str, Any], is_right: bool) -> None:
    deck = {"deck": "D", "id": "d", "cards": [{"id": "a", **card}]}
    assert VALIDATOR.is_valid(deck) is is_right
    node, _, _ = parse(json.dumps(deck), "")
    problems = Problems("")
    decode(DeckFile, node, problems, "a deck")
    assert (problems.found == []) is is_right, problems.found


def written(value: Any) -> Any:
    """A value of the model as plain data, without what is left at its default."""
    if isinstance(value, tuple):
        return [written(one) for one in value]
    if not hasattr(value, "__dataclass_fields__"):
        return value
    kept = {name: getattr(value, name) for name in key_hints(type(value))}
    return {name: written(one) for name, one in kept.items() if one not in ("", (), None) or one is False}


class Writer(yaml.SafeDumper):
    """Writes every text in one style."""

    style: str | None = None


def write_text(writer: Writer, text: str) -> yaml.Node:
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=writer.style)


Writer.add_representer(str, write_text)


@given(note=notes(), style=st.sampled_from([None, "'", '"', "|", ">"]), flow=st.booleans(), width=st.integers(20, 200))
def test_a_note_that_is_written_and_read_is_the_same(
    note: Note, style: str | None, flow: bool, width: int, folder: Path
) -> None:
    Writer.style = style
    sources = [{"id": doc, "title": "t"} for doc in {one.doc for one in note.source}] or [{"id": "x", "title": "t"}]
    for name, content in (
        ("collection.yaml", {"id": "c", "title": "t", "sources": sources}),
        ("peau.yaml", {"deck": "Peau", "cards": [written(note)]}),
    ):
        made = yaml.dump(content, None, Writer, allow_unicode=True, default_flow_style=flow, width=width)
        (folder / name).write_text(made, encoding="utf-8")
    (folder / "peau.png").write_bytes(png())
    bank = mesoquiz.load(folder)
    # Two texts such as `«` and `»` look like one that a comma divides.
    assume(all(found.code != "entry-cut-at-comma" for found in bank.diagnostics))
    assert not bank.errors, mesoquiz.format_report(bank)
    assert bank.notes == (note,)
