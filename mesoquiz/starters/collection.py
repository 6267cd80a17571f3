"""A title, a language and an id -> all files of a folder in which one begins to write decks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from mesoquiz.decks.given import load_text
from mesoquiz.decks.loader import DeckFile
from mesoquiz.diagnostics.wording import slug
from mesoquiz.exams.blueprint import Blueprint
from mesoquiz.languages import LANGUAGES
from mesoquiz.notes.bank import Collection
from mesoquiz.reading.schema import schema
from mesoquiz.resources import folder
from mesoquiz.starters.blueprint import Outline, quoted, spread, written
from mesoquiz.starters.cards import deck_text, examples, pictures, text_in

DECKS = "decks"
SCHEMAS = ".schemas"
"""The folder of the schemas, beside that of the decks, where editors find them without a network."""
QUESTIONS = 6
"""Of the first exam."""
FILES: dict[str, Any] = {"deck": DeckFile, "collection": Collection, "blueprint": Blueprint}
"""What an editor helps with, and the dataclass of each."""
SAID = ("description", "title", "patternErrorMessage", "errorMessage")
"""What of a schema an author reads."""

_SETTINGS = {
    "yaml.schemas": {
        f"{SCHEMAS}/deck.schema.json": [f"{DECKS}/*.yaml", f"!{DECKS}/collection.yaml"],
        f"{SCHEMAS}/collection.schema.json": f"{DECKS}/collection.yaml",
        f"{SCHEMAS}/blueprint.schema.json": f"{DECKS}/blueprints/*.yaml",
    },
    "[yaml]": {"editor.quickSuggestions": {"other": True, "comments": False, "strings": True}},
    "files.associations": {f"{DECKS}/collection.lock": "plaintext"},
}
_ATTRIBUTES = f"""\
# Two authors may add cards at the same time: the lines of both are kept.
{DECKS}/collection.lock merge=union
"""
_WORKFLOW = """\
# On each push, what `mesoquiz check` finds is shown beside its line, and the package is there to download.
name: decks
on: [push, pull_request]
jobs:
  decks:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {python-version: "3.13"}
      - run: pip install mesoquiz
      - run: mesoquiz check --format github
      - run: mesoquiz build
      - uses: actions/upload-artifact@v4
        with: {name: decks, path: dist}
"""


def beginnings(title: str, lang: str, id: str) -> dict[str, str | bytes]:
    """The files to begin with, by their places in the folder.

    A collection, a deck with a card of every kind and its pictures, a blueprint, and what editors, git and GitHub read.
    """
    cards = "\n".join(examples(lang).values())
    remarks, _, rest = text_in(lang, "deck").partition("deck: ")
    name = rest.partition("\n")[0]
    deck = deck_text(f"{title}::{name}", cards, _modeline("deck") + remarks)
    return {
        f"{DECKS}/collection.yaml": _collection(title, lang, id),
        f"{DECKS}/01-{slug(name)}.yaml": deck,
        **{f"{DECKS}/{place}": content for place, content in pictures(cards).items()},
        f"{DECKS}/blueprints/{slug(title) or 'exam'}.yaml": _blueprint(title, lang, deck),
        **{f"{SCHEMAS}/{file}.schema.json": _json(schema_of(file, lang)) for file in FILES},
        ".vscode/settings.json": _json(_SETTINGS),
        ".vscode/extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
        ".gitattributes": _ATTRIBUTES,
        ".gitignore": "/dist/\n/export/\n/quiz/\n",
        ".github/workflows/decks.yml": _WORKFLOW,
    }


def schema_of(file: str, lang: str = "en") -> dict[str, Any]:
    """The JSON Schema of one of `FILES`, whose words are in a language as far as it has them."""
    words = folder("templates") / "new" / f"schema.{lang}.json"
    told = json.loads(words.read_text(encoding="utf-8")) if words.is_file() else {}
    made: dict[str, Any] = _translated(schema(FILES[file], f"mesoquiz {file}"), told)
    return made


def _translated(value: Any, words: Mapping[str, str]) -> Any:
    """A schema in which what an author reads is in other words."""
    if isinstance(value, dict):
        return {
            key: words.get(inner, inner) if key in SAID and isinstance(inner, str) else _translated(inner, words)
            for key, inner in value.items()
        }
    return [_translated(one, words) for one in value] if isinstance(value, list) else value


def _collection(title: str, lang: str, id: str) -> str:
    told = f"id: {quoted(id)}\ntitle: {quoted(title)}\nlang: {lang}\n"
    return _modeline("collection") + told + text_in(lang, "collection")


def _blueprint(title: str, lang: str, deck: str) -> str:
    labels = LANGUAGES[lang]
    bank = load_text(deck, {"id": "beginning", "title": title, "lang": lang})
    outline = Outline(title=title, counts=spread(bank, labels, QUESTIONS))
    remarks = text_in(labels.code, "blueprint")
    return f"{_modeline('blueprint', '../')}{written(outline, labels)}\n{remarks}"


def _modeline(file: str, up: str = "") -> str:
    """The first line of a YAML file, by which editors find its schema; `up` leads from a folder inside the decks."""
    return f"# yaml-language-server: $schema={up}../{SCHEMAS}/{file}.schema.json\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
