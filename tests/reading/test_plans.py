"""Blueprints and collections as teachers type them: one message each, with what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.diagnostics.diagnostic import Severity

DECK = "deck: Peau\ncards:\n" + "".join(
    f"  - id: c{number}\n    question: Quel est le numéro {number} ?\n    answer: n{number}\n" for number in range(3)
)
SECTION = "sections:\n  - title: A\n    count: 1\n"


def told(folder: Path, collection: str, blueprint: str) -> list[tuple[str, int, str]]:
    (folder / "collection.yaml").write_text(collection, encoding="utf-8")
    (folder / "a.yaml").write_text(DECK, encoding="utf-8")
    (folder / "blueprints").mkdir()
    (folder / "blueprints" / "e.yaml").write_text(blueprint, encoding="utf-8")
    found = mesoquiz.check(mesoquiz.load(folder)).diagnostics
    return [(Path(one.span.path).name, one.span.line, one.hint) for one in found if one.severity is not Severity.INFO]


BLUEPRINTS = {
    f"title: C\nforms: A, B\n{SECTION}": (2, "write `2`, the number of forms"),
    f"title: C\nforms: [A, B, C]\n{SECTION}": (2, "write `3`, the number of forms"),
    f"title: C\nscoring: -0,25\n{SECTION}": (2, "write `{rule: negative, penalty: 0.25}`"),
    f"title: C\nscoring: {{negative: 0,25}}\n{SECTION}": (2, "write a number with a point: `0.25`"),
    f"title: C\ncolumns: deux\n{SECTION}": (2, "write `2`"),
    f"title: C\n{SECTION}    bareme: 2\n": (5, "did you mean `each`?"),
    f"title: C\n{SECTION}    ask: [single, several]\n": (5, "write `choice`"),
    f"title: C\n{SECTION}    ask: Vrai/Faux\n": (5, "write `single`"),
    f"title: C\n{SECTION}    ask: questions ouvertes\n": (5, "write `open`"),
    f"title: C\n{SECTION}    require: c1, c2\n": (5, "write `[c1, c2]`"),
    "title: C\nquestions: 2\n": (2, "write `sections:`, and below it `- title: …` and `count:` with that number"),
    "title: C\nsections:\n  title: A\n  count: 1\n": (3, "write the dash before `title:`:\n- title: A\n  count: 1"),
    "Title: C\nSections:\n  - title: A\n    count: 1\n": (1, "write `title:`:\ntitle: C\nsections:"),
}


@pytest.mark.parametrize(("blueprint", "expected"), BLUEPRINTS.items())
def test_a_blueprint_is_told_with_what_to_write(blueprint: str, expected: tuple[int, str], tmp_path: Path) -> None:
    assert told(tmp_path, "id: t\ntitle: T\n", blueprint) == [("e.yaml", *expected)]


COLLECTIONS = {
    "id: t\ndeck: T\n": (2, "did you mean `title`?"),
    "id: t\ntitle: T\ncards: []\n": (
        3,
        "write it into a file of its own beside this one, which has `deck:` and `cards:`",
    ),
    "id: t\ntitle: T\nsources: Abrégé\n": (3, "write `sources: [{id: …, title: Abrégé}]`"),
    "id: t\ntitle: T\nsources: Abrégé d'anatomie\n": (3, 'write `sources: [{id: …, title: "Abrégé d\'anatomie"}]`'),
    "id: t\ntitle T\n": (2, "write them:\ntitle: T"),
    "id: t\n title: T\n": (2, "align it:\ntitle: T"),
}


@pytest.mark.parametrize(("collection", "expected"), COLLECTIONS.items())
def test_a_collection_is_told_with_what_to_write(collection: str, expected: tuple[int, str], tmp_path: Path) -> None:
    assert told(tmp_path, collection, f"title: C\n{SECTION}") == [("collection.yaml", *expected)]
