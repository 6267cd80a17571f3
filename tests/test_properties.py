"""What holds for every deck, text and quiz that could be written, and not only for those somebody thought of."""

from __future__ import annotations

import json
import re
import types
import typing
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

import jsonschema
import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

import mesoquiz
from mesoquiz.decks.loader import DeckFile
from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.diagnostics.report import FORMATS
from mesoquiz.exams.quiz import Item, Quiz
from mesoquiz.markup.renderer import Markup
from mesoquiz.notes.bank import Bank, Collection, Deck
from mesoquiz.notes.interactions import Choose, Mask, Option
from mesoquiz.notes.note import AnkiSettings, Citation, Ignored, Note
from mesoquiz.questions import kinds
from mesoquiz.reading.decoder import decode
from mesoquiz.reading.findings import Problems
from mesoquiz.reading.keys import Key
from mesoquiz.reading.nodes import Scalar
from mesoquiz.reading.parser import parse
from mesoquiz.reading.places import Where
from mesoquiz.reading.schema import schema
from mesoquiz.reading.variants import is_required, key_hints

CASES = Path(__file__).parent / "cases"
KINDS = kinds().kinds
SEEDS = [
    text
    for file in sorted(CASES.rglob("*.yaml"))
    if (text := file.read_bytes().decode("utf-8", "replace")).startswith("id:") and len(text) < 900
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
LETTERS = "aàeéiouœ bBcC «»?!;:.,%'’()0123456789-–/=+<>&\"#@|\u00a0\u202f𝛽漢"
"""Signs that are neither markup nor refused in a deck."""
MARKUP = [
    "**",
    "*",
    "_",
    "`",
    "```",
    "~",
    "^",
    "[",
    "](",
    ")",
    "](https://x.fr)",
    "![",
    "\\(",
    "\\)",
    "\\[",
    "\\",
    "<b>",
]
MARKUP += [
    "<script>",
    "&amp;",
    "javascript:",
    "http://",
    "| a |\n| - |\n| b |\n",
    "\n\n",
    "\n- ",
    "\n3. ",
    "\n",
    ' "t"',
]
MARKUP += ["```sh\n", "\n    ", "\n> ", "\n# ", "mailto:", "onclick=", "\n---\n", "[x]: https://x.fr\n"]

plain = st.text(LETTERS, max_size=40)
text = plain.map(lambda text: unicodedata.normalize("NFC", text).strip()).filter(lambda text: text and text != "\u00a0")
lines = st.lists(text, min_size=1, max_size=3).map("\n".join)
marked = st.lists(st.one_of(st.sampled_from(MARKUP), text), max_size=8).map("".join)
spacing = st.sampled_from(["off", "fr", "fr-nbsp"])
ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}", fullmatch=True)


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
    """The place is in the file, or just behind the end of one of its lines."""
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
    if hint in (bool, float):
        return st.booleans() if hint is bool else st.integers(0, 100)
    if hint is str:
        return ids if key.pattern else text
    shorthand = getattr(hint, "shorthand", None)
    return st.one_of(structure(hint), text) if shorthand else structure(hint)


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
    """The rules that question types have beyond single keys: a schema cannot know these."""
    import mesoquiz.questions as package

    modules = [kind.__module__ for kind in KINDS.values()] + [f"{package.__name__}._options"]
    found = [vars(__import__(module, fromlist=["_"])).values() for module in modules]
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
    refused = [found.message for found in problems.found if found.code not in ACROSS_KEYS]
    underlined = [error.message for error in VALIDATOR.iter_errors(deck)]
    assert bool(refused) == bool(underlined), (refused, underlined)


# A note, written and read

pins = st.sampled_from([None, None, "first", "last"])
side, size = st.integers(0, 50).map(float), st.integers(1, 50).map(float)
own_texts = {
    "cloze": lines.map(lambda text: text.translate({ord("{"): None, ord("}"): None}) + " {{2::derme::où}} {{peau}}"),
    "answer": st.builds(Option, text=text, why=lines, must=st.booleans(), pin=pins),
    "answers": st.lists(st.builds(Option, text=text, must=st.booleans()), min_size=1, max_size=3).map(tuple),
    "distractors": st.lists(st.builds(Option, text=text, never=st.booleans(), pin=pins), max_size=3).map(tuple),
    "source": st.lists(st.builds(Citation, doc=ids, quote=text), max_size=2).map(tuple),
    "tags": st.lists(ids, max_size=2).map(tuple),
    "ignore": st.lists(st.builds(Ignored, code=text, why=lines), max_size=2).map(tuple),
    "accept": st.lists(text, max_size=2).map(tuple),
    "sequence": st.lists(text, min_size=2, max_size=4, unique=True).map(tuple),
    "pairs": st.lists(st.tuples(text, text), min_size=2, max_size=3, unique_by=(lambda p: p[0], lambda p: p[1])).map(
        tuple
    ),
    "masks": st.lists(st.builds(Mask, left=side, top=side, width=size, height=size, label=text), max_size=2).map(tuple),
    "image": st.none(),
    "anki": st.sampled_from([None, AnkiSettings(choices="folded"), AnkiSettings(choices="shown")]),
    "sound": st.just(""),
}


@st.composite
def notes(draw: st.DrawFn) -> Note:
    """A sound note of any question type."""
    kind = draw(st.sampled_from(sorted(KINDS.values(), key=lambda kind: kind.__module__)))
    values: dict[str, Any] = {}
    for name, (hint, _) in key_hints(kind).items():
        inner = get_args(hint)[0]
        if inner is bool:
            values[name] = draw(st.booleans())
        elif name in own_texts:
            values[name] = draw(own_texts[name])
        elif name not in ("type", "difficulty"):
            values[name] = draw(ids if name == "id" else lines)
    note: Note = kind(**values, difficulty=draw(st.sampled_from([None, 1, 2, 3])))
    check: Callable[[Where], Any] = getattr(note, "check", lambda _: ())
    assume(not list(check(Where(Scalar("", True, NOWHERE, NOWHERE), ""))))
    return note


NOWHERE = yaml.Mark("", 0, 0, 0, None, None)


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
    bank = mesoquiz.load(folder)
    assert not bank.errors, mesoquiz.format_report(bank)
    assert bank.notes == (note,)


# Markup


class Shown(HTMLParser):
    """What a reader sees of HTML, and every tag and attribute in it."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str, str | None]] = set()
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, name, value) for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


SUBSET = {"strong", "em", "code", "a", "sub", "sup", "br", "p", "ul", "ol", "li", "pre"}
SUBSET |= {"table", "thead", "tbody", "tr", "th", "td"}


@given(st.text(LETTERS))
def test_a_text_without_markup_is_shown_as_written(text: str) -> None:
    shown = Shown(Markup("off").html(text))
    assert shown.text == text
    assert not shown.tags
    assert Markup("off").plain(text) == text


@given(text=plain, spacing=spacing)
def test_a_text_without_markup_reads_alike_with_and_without_the_parser(text: str, spacing: str) -> None:
    markup = Markup(spacing)
    parsed = markup.fill((text,), lambda *_: "")
    assert Shown(parsed).text == Shown(markup.html(text)).text


@given(text=marked, spacing=spacing)
@example(text="```sh\na\n```", spacing="fr")
@example(text='[x](https://x.fr "t")', spacing="fr")
def test_html_has_only_the_tags_of_the_subset_and_safe_links(text: str, spacing: str) -> None:
    shown = Shown(Markup(spacing).html(text))
    assert shown.tags <= SUBSET
    for tag, name, value in shown.attributes:
        assert (tag, name) in {("a", "href"), ("ol", "start"), ("th", "style"), ("td", "style")}
        safe = (
            r"(https?://|mailto:)[^\s\"<>]*"
            if tag == "a"
            else r"\d+"
            if tag == "ol"
            else r"text-align:(left|right|center)"
        )
        assert re.fullmatch(safe, value or "")


def without_spaces(text: str) -> str:
    return re.sub("[ \u00a0\u202f]", "", text)


@given(text=plain, spacing=spacing)
def test_typography_changes_nothing_but_spaces(text: str, spacing: str) -> None:
    assert without_spaces(Markup(spacing).typeset(text)) == without_spaces(text)


@given(text=plain, spacing=spacing)
@example(text="« Il répond :»", spacing="fr")
@example(text="a ?:", spacing="fr")
def test_typography_applied_twice_is_applied_once(text: str, spacing: str) -> None:
    once = Markup(spacing).typeset(text)
    assert Markup(spacing).typeset(once) == once


words = st.text("abé »«;:?!.,", max_size=12)
kept = st.sampled_from(
    ["12:30", "https://exemple.fr/a?b=c;d", "mailto:anne@exemple.fr", "`a ; b : c ?`", r"\(a : b ; c!\)", r"\[x ?\]"]
)


@given(before=words, kept=kept, after=words, spacing=spacing)
def test_typography_leaves_times_addresses_code_and_maths(before: str, kept: str, after: str, spacing: str) -> None:
    shown = Shown(Markup(spacing).html(f"{before} {kept} {after}")).text
    assert kept.strip("`") in shown


# Quizzes


def choice(id: str, right: list[Any], wrong: list[Any]) -> Note:
    """A note with an answer for each pin in `right` and a distractor for each in `wrong`."""
    answers = tuple(Option(text=f"juste {place}", pin=pin) for place, pin in enumerate(right))
    distractors = tuple(Option(text=f"faux {place}", pin=pin) for place, pin in enumerate(wrong))
    return KINDS["list"](id=id, question="?", answers=answers, distractors=distractors)


names = st.integers(0, 99).map(str)
asked = st.one_of(
    st.builds(choice, names, st.lists(pins, min_size=1, max_size=3), st.lists(pins, max_size=4)),
    st.builds(KINDS["truefalse"], id=names, statement=st.just("?"), answer=st.booleans()),
    st.builds(KINDS["cloze"], id=names, cloze=st.just("{{?}}")),
)


def bank_of(notes: Iterable[Note]) -> Bank:
    return Bank(collection=Collection(id="c", title="t"), decks=(Deck(name="Peau", notes=tuple(notes)),))


banks = st.lists(asked, min_size=1, max_size=8, unique_by=lambda note: note.id).map(bank_of)
seeds = st.text("ab1é", max_size=3)


def printed(quiz: Quiz) -> list[list[tuple[str, tuple[int, ...], str]]]:
    """Each form as the reader gets it: questions, the order of their options, the key."""
    return [[(item.note.id, item.order, item.key) for item in form.items] for form in quiz.forms]


def right_and_wrong(item: Item) -> tuple[list[str], list[str]]:
    """The options that the printed key calls right, and the others, as texts in one order."""
    assert isinstance(item.interaction, Choose)
    texts = {name: item.interaction.options[place].text for name, place in zip(item.letters, item.order, strict=True)}
    return sorted(texts[name] for name in item.key), sorted(texts[name] for name in texts if name not in item.key)


@given(bank=banks, seed=seeds, forms=st.integers(1, 3), data=st.data())
def test_a_seed_gives_one_quiz_whose_forms_hold_the_same_questions(
    bank: Bank, seed: str, forms: int, data: st.DataObject
) -> None:
    count = data.draw(st.integers(1, len(bank.notes)))
    quiz = mesoquiz.assemble(bank, count=count, seed=seed, forms=forms)
    assert printed(mesoquiz.assemble(bank, count=count, seed=seed, forms=forms)) == printed(quiz)
    assert len(quiz.forms) == forms
    for form in quiz.forms:
        assert len({item.note.id for item in form.items}) == len(form.items) == count
        assert {item.note.id for item in form.items} == {item.note.id for item in quiz.forms[0].items}


@given(bank=banks, seed=seeds)
def test_shuffled_options_keep_their_keys_and_pins(bank: Bank, seed: str) -> None:
    for form in mesoquiz.assemble(bank, seed=seed, forms=2).forms:
        for item in form.items:
            if not isinstance(item.interaction, Choose):
                assert item.key == ""
                continue
            options, keys = item.interaction.options, item.interaction.keys
            right = sorted(options[place].text for place in keys)
            wrong = sorted(option.text for place, option in enumerate(options) if place not in keys)
            assert right_and_wrong(item) == (right, wrong)
            pins = [options[place].pin for place in item.order]
            assert pins == sorted(pins, key=["first", None, "last"].index)


@given(bank=banks, more=asked, seed=seeds, data=st.data())
def test_a_card_more_leaves_the_others_in_their_order(bank: Bank, more: Note, seed: str, data: st.DataObject) -> None:
    assume(more.id not in {note.id for note in bank.notes})
    place = data.draw(st.integers(0, len(bank.notes)))
    grown = bank_of([*bank.notes[:place], more, *bank.notes[place:]])
    count = data.draw(st.integers(1, len(bank.notes)))
    old = mesoquiz.assemble(bank, count=count, seed=seed, forms=2)
    new = mesoquiz.assemble(grown, count=count + 1, seed=seed, forms=2)
    for before, after in zip(printed(old), printed(new), strict=True):
        kept = {id for id, _, _ in before} & {id for id, _, _ in after}
        assert len(kept) >= count - 1
        assert [one for one in after if one[0] in kept] == [one for one in before if one[0] in kept]
