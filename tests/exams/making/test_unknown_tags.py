"""A plan that names a tag which no card has."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from surroundings import deck, written

PLAN = "title: T\nsections: [{count: 1, tags: {any: [os]}}]\n"


@pytest.mark.parametrize(
    ("tags", "help"), [("", "no card has a tag"), ("tags: [peau, geste]", "there are `geste` and `peau`")]
)
def test_the_tags_that_there_are_are_named(
    tags: str, help: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written("a.yaml", deck(f"  - {{id: derme, question: Où ?, answer: là{', ' + tags if tags else ''}}}\n"))
    written("plan.yaml", PLAN)
    done = run("quiz", "a.yaml", "-b", "plan.yaml")
    assert done.exit_code == 1
    assert "error[unknown-tag] no card has the tag `os`\n" in done.stderr
    assert f"= help: {help}\n" in done.stderr
