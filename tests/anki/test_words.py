"""The words that the program puts on cards come from `mesoquiz/languages/`: one file there is a new language."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
from releases import NOW, THEN, publish
from rendering import Card, import_package, rendered, style, write_decks

import mesoquiz
from mesoquiz.anki import package as packages
from mesoquiz.languages import LANGUAGES
from mesoquiz.languages.english import LABELS as ENGLISH
from mesoquiz.languages.labels import Labels
from mesoquiz.markup.templates import template_text
from mesoquiz.resources import folder as resource

TEMPLATES = sorted(file.name for file in (resource("templates") / "anki").iterdir() if file.name != "times.txt")
BLANK = "<!DOCTYPE html><meta charset=utf-8><body class=card>"
SHOW = """html => {
    document.body.innerHTML = html;
    for (const old of document.querySelectorAll("script")) {
        const fresh = document.createElement("script");
        fresh.textContent = old.textContent;
        old.replaceWith(fresh);
    }
}"""
ADDED = """() => {
    const found = [];
    for (const element of document.querySelectorAll(".mq, .mq *")) {
        for (const part of ["::before", "::after"]) {
            const content = getComputedStyle(element, part).content;
            if (content[0] === '"' && content !== '""') found.push(content);
        }
    }
    return found;
}"""
"""What the style adds to the text of a card."""
CARDS: list[Card] = [
    {
        "id": "some",
        "question": "Q ?",
        "answers": [{"text": "un", "must": True}, "deux"],
        "distractors": ["trois"],
        "why": "Oui.",
        "beyond": "Ailleurs, non.",
        "caution": "Attention.",
        "source": [{"doc": "un", "quote": "a"}, {"doc": "deux", "quote": "b"}],
    },
    {"id": "typed", "question": "Q ?", "answer": "oui", "accept": ["oui", "si"], "source": {"doc": "un"}},
]
SOURCES = [{"id": "un", "title": "Titre"}, {"id": "deux", "title": "Autre"}]


def words(labels: Labels) -> set[str]:
    """All words of a language that are long enough to be told from code."""
    texts: list[str] = []
    for item in dataclasses.fields(labels):
        value = getattr(labels, item.name)
        texts += [value] if isinstance(value, str) else value if isinstance(value, tuple) else []
    return {word for text in texts for word in re.findall(r"[^\W\d_]{4,}", text)}


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> Labels:
    """A language that there is not yet: English with every word in capitals, and quotes of its own."""
    changes: dict[str, Any] = {"code": "de", "quoted": "„{}“"}
    for item in dataclasses.fields(ENGLISH):
        value = getattr(ENGLISH, item.name)
        if item.name not in ("code", "typography", "quoted", "retired_tag", "difficulty_tag", "day"):
            upper = value.upper() if isinstance(value, str) else value
            changes[item.name] = tuple(map(str.upper, value)) if isinstance(value, tuple) else upper
    made = dataclasses.replace(ENGLISH, **changes)
    monkeypatch.setitem(LANGUAGES, "de", made)
    return made


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_has_words_of_a_language(name: str) -> None:
    text = re.sub(r"^ *//.*$|/\*.*?\*/|\{#.*?#\}", "", template_text(f"anki/{name}"), flags=re.MULTILINE | re.DOTALL)
    french = {word for word in words(LANGUAGES["fr"]) if not word.isascii()}
    assert not {word for word in french if re.search(rf"\b{word}\b", text)}
    assert "lang(" not in text, "the style knows no language by name"
    assert not re.search(r"""["'](?:fr|en)["']""", text), "nor does a script"


def test_a_new_language_is_seen_on_cards(german: Labels, collection: Any, browser: Any, tmp_path: Path) -> None:
    folder = write_decks(tmp_path / "decks", CARDS, sources=SOURCES, version="1")
    bank = mesoquiz.load(folder)
    bank = dataclasses.replace(bank, collection=dataclasses.replace(bank.collection, lang="de"))
    (package,) = mesoquiz.export("apkg", bank)
    import_package(collection, package.content, tmp_path)
    some, typed = rendered(collection)
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body=BLANK, content_type="text/html"))
    page.goto("http://card.invalid/")
    page.add_style_tag(content=style(collection))
    page.evaluate(SHOW, some.front)
    page.get_by_text("deux", exact=True).click()
    page.get_by_text("trois", exact=True).click()
    page.evaluate(SHOW, some.back)
    said = ["RIGHT, BUT NOT TICKED", "EXPLANATION", "BEYOND THE DOCUMENTS", "CAUTION", "SOURCES", "— „", "“"]
    found = page.evaluate(ADDED)
    assert {f'"{text}"' for text in said} <= {*found}
    assert not [text for text in found if text != text.upper()]
    assert page.locator(".mq-score").inner_text() == "1 OF 2 RIGHT, 1 WRONG"
    assert page.locator(".mq-flag:visible").all_inner_texts() == ["INDISPENSABLE"]
    assert page.locator(".mq-version").inner_text() == "VERSION 1"
    page.evaluate(SHOW, typed.back)
    assert page.evaluate(ADDED)[:2] == ['"ALSO ACCEPTED: "', '"SOURCE"']
    page.close()


def test_cards_of_every_language_have_all_words() -> None:
    css = packages.style()
    blocks = {
        code: re.findall(r"--mq-([a-z-]+): \"", css.partition(f"lang({code})")[2].partition("}")[0])
        for code in LANGUAGES
    }
    assert len({tuple(names) for names in blocks.values()}) == 1
    used = {*re.findall(r"var\(--mq-([a-z-]+)\)", template_text("anki/style.css"))}
    defined = {*re.findall(r"--mq-([a-z-]+):", css)}
    assert used <= defined


def test_a_new_language_touches_no_note(
    collection: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    folder = write_decks(tmp_path / "decks", CARDS, sources=SOURCES)
    package, lock = publish(folder, None, THEN)
    import_package(collection, package, tmp_path)
    before = collection.db.all("select guid, mod, tags, flds from notes order by guid")
    request.getfixturevalue("german")
    package, settled = publish(folder, lock, NOW)
    log = import_package(collection, package, tmp_path)
    assert (len(log.updated), len(log.new), len(log.conflicting)) == (0, 0, 0)
    assert collection.db.all("select guid, mod, tags, flds from notes order by guid") == before
    assert b":lang(de)" in bytes(collection.db.scalar("select config from notetypes where name = 'Mesoquiz'"))
    assert settled.notes == lock.notes
