"""Sources as they are typed by who has never seen the keys: on a card, in a collection, repeated by an anchor."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.diagnostics.diagnostic import Diagnostic

COLLECTION = "id: t\ntitle: T\nsources:\n  - id: manuel\n    title: Manuel\n"
CARD = "deck: T\ncards:\n  - id: a\n    question: Quel os ?\n    answer: fémur\n    source: "
NEXT = "\n  - id: b\n    question: Où ?\n    answer: là\n"


def told(folder: Path, deck: str, collection: str = COLLECTION) -> list[Diagnostic]:
    (folder / "collection.yaml").write_text(collection, encoding="utf-8")
    (folder / "a.yaml").write_text(deck, encoding="utf-8")
    return list(mesoquiz.load(folder).diagnostics)


PAGE = "write `{doc: manuel}`: a page has no place there, `quote:` finds the passage by its words"
CITED = {
    "manuel: p. 12": PAGE,
    "manuel : page 12": PAGE,
    "manuel, p. 12": PAGE,
    "manuel (p. 12)": PAGE,
    "manuel: le fémur est long": 'write `{doc: manuel, quote: "le fémur est long"}`',
    'manuel : "le fémur est long"': 'write `{doc: manuel, quote: "le fémur est long"}`',
    '"manuel: le fémur est long"': 'write `{doc: manuel, quote: "le fémur est long"}`',
    "manuel: « le fémur est long »": 'write `{doc: manuel, quote: "le fémur est long"}`',
    "[manuel, fémur]": 'write `[{doc: manuel}, {doc: fémur}]`, or `{doc: manuel, quote: "fémur"}`',
    '[manuel, "le fémur est long"]': 'write `{doc: manuel, quote: "le fémur est long"}`',
    "[manuel, atlas, abrege]": "write `[{doc: manuel}, {doc: atlas}, {doc: abrege}]`",
    "{manuel}": "write `{doc: manuel}`",
    "{manuel: le fémur}": 'write `{doc: manuel, quote: "le fémur"}`',
    "manuel": "write `{doc: manuel}`",
    "Manuel d'anatomie": "write `{doc: …, quote: …}`, where `doc` is the `id` that collection.yaml gives the source",
}


@pytest.mark.parametrize("last", [False, True], ids=["above others", "last"])
@pytest.mark.parametrize(("source", "hint"), CITED.items())
def test_a_source_is_written_as_keys(source: str, hint: str, last: bool, tmp_path: Path) -> None:
    (found,) = told(tmp_path, CARD + source + ("\n" if last else NEXT))
    assert (found.span.line, found.hint) == (6, hint)


SOURCES = {
    "  - doc: manuel\n    title: Manuel\n": [(4, "did you mean `id`?")],
    "  - nom: manuel\n    title: Manuel\n": [(4, "did you mean `id`?")],
    "  manuel: Manuel d'anatomie\n  atlas: {title: Atlas, author: X}\n": [
        (
            4,
            "write each as keys in braces:\n"
            '- {id: manuel, title: "Manuel d\'anatomie"}\n- {id: atlas, title: Atlas, author: X}',
        )
    ],
    "  id: manuel\n  title: Manuel\n": [(4, "write the dash before `id:`:\n- id: manuel\n  title: Manuel")],
}


@pytest.mark.parametrize(("sources", "expected"), SOURCES.items())
def test_the_sources_of_a_collection_are_entries(sources: str, expected: list[tuple[int, str]], tmp_path: Path) -> None:
    found = told(tmp_path, CARD + "{doc: manuel}\n", f"id: t\ntitle: T\nsources:\n{sources}")
    assert [(one.span.line, one.hint) for one in found] == expected


ANCHORED = {
    '{doc: manuel, quote: "long"}': 'write it once more here: `{doc: manuel, quote: "long"}`',
    "\n      doc: manuel\n      quote: long": "write once more here what follows `&src`",
}


@pytest.mark.parametrize(("value", "hint"), ANCHORED.items())
def test_what_an_anchor_stands_for_is_written_again(value: str, hint: str, tmp_path: Path) -> None:
    deck = f"{CARD}&src {value}{NEXT}    source: *src\n"
    assert [one.hint for one in told(tmp_path, deck)] == ["remove `&src`", hint]


def test_a_text_that_only_looks_like_an_anchor_is_quoted(tmp_path: Path) -> None:
    (found,) = told(tmp_path, CARD.replace("fémur", "&c (voir)").partition("    source")[0])
    assert found.hint == 'quote the text: "&c (voir)"'
