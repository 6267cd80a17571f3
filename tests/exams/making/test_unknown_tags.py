"""A plan that names a tag, a deck or a card which there is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from surroundings import deck, written

from mesoquiz.exams.blueprint import Blueprint, SectionPlan, Tags
from mesoquiz.exams.drawing.planning import plan
from mesoquiz.notes.bank import Bank, Collection

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


def test_what_is_named_of_decks_that_there_are_not_is_unknown() -> None:
    """A program may have made a bank without decks."""
    bank = Bank(collection=Collection(id="c", title="Peau"), decks=())
    part = SectionPlan(count=1, decks=("Os",), require=("a",), tags=Tags(any=("os",)))
    found = plan(Blueprint(title="T", seed="s", sections=(part,)), bank).found
    assert [(one.code, one.hint) for one in found] == [
        ("unknown-tag", "no card has a tag"),
        ("unknown-deck", "there is none"),
        ("unknown-card", "there is none"),
    ]
