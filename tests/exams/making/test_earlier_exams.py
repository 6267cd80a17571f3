"""Earlier exams that a plan excludes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from commands import run
from exam_plans import SMALL, files, plan, sealed

from mesoquiz.exams.blueprint import Blueprint, SectionPlan
from mesoquiz.exams.drawing.assembly import assemble_blueprint
from mesoquiz.notes.bank import Bank


def test_a_manifest_that_a_program_has_sorted_prints_the_same_exam(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond Z, the letters do not sort as they are counted: AA comes before B."""
    monkeypatch.chdir(tmp_path)
    wrong = ", ".join(f"faux {chr(97 + n % 26)}{n}" for n in range(34))
    Path("deck.yaml").write_text(
        f"deck: Essai\nid: essai\ncards:\n  - {{id: a, question: Q, answers: [juste, vrai], distractors: [{wrong}]}}\n",
        "utf-8",
    )
    run("quiz", "deck.yaml", "-o", "first")
    made = json.loads(Path("first/manifest.json").read_text("utf-8"))
    Path("sorted.json").write_text(json.dumps(made, sort_keys=True), encoding="utf-8")
    assert run("quiz", "deck.yaml", "--from", "sorted.json", "-o", "again").exit_code == 0
    assert files("again") == files("first")


def test_a_manifest_of_other_cards_excludes_nothing_and_says_so(decks: Path) -> None:
    run("quiz", SMALL, "-o", "other")
    path = plan("{count: 1}", head="title: T\nexclude_used: [other/manifest.json]\n")
    done = run("quiz", "-b", path)
    assert done.exit_code == 1
    assert (
        "plan.yaml:2:16: error[manifest-unusable] `other/manifest.json` cannot be used: "
        "its cards are those of the collection `essai`\n"
    ) in done.stderr
    path = plan("{count: 1}", head="title: T\nexclude_used: [other]\n")
    assert "`other` cannot be used: is a directory" in run("quiz", "-b", path).stderr


def test_an_earlier_exam_that_is_named_again_and_again_is_read_once(decks: Path) -> None:
    """Each of these would take a second, and a blueprint of a page has a thousand."""
    run("quiz", "-n", "2", "-o", "other")
    made = json.loads(Path("other/manifest.json").read_text("utf-8"))
    Path("other/manifest.json").write_text(sealed(made | {"more": [{"": 0}] * 1_500_000}), encoding="utf-8")
    Path("other/link.json").symlink_to("manifest.json")
    names = ", ".join(["other/manifest.json", "./other/manifest.json", "other/link.json"] * 1_000)
    done = run("quiz", "-b", plan("{count: 1}", head=f"title: T\nexclude_used: [{names}]\n"))
    assert (done.exit_code, done.stderr) == (0, "")


def test_earlier_exams_may_have_so_many_bytes_in_all(decks: Path) -> None:
    run("quiz", "-n", "2", "-o", "other")
    made = json.loads(Path("other/manifest.json").read_text("utf-8"))
    text = sealed(made | {"more": "x" * 30_000_000})
    for number in range(3):
        Path(f"other/{number}.json").write_text(text, encoding="utf-8")
    names = ", ".join(f"other/{number}.json" for number in range(3))
    done = run("quiz", "-b", plan("{count: 1}", head=f"title: T\nexclude_used: [{names}]\n"))
    assert done.exit_code == 1
    assert (
        "plan.yaml:2:44: error[manifest-unusable] `other/2.json` cannot be used: "
        "with those named before, it has more than 70 MB\n"
    ) in done.stderr


def test_a_card_of_an_earlier_exam_is_asked_again_where_it_is_required(small: Bank) -> None:
    used = frozenset(note.id for note in small.active) - {"aiguille"}
    quiz = assemble_blueprint(small, Blueprint(title="T", sections=(SectionPlan(count=2, require=("derme",)),)), used)
    assert {item.note.id for item in quiz.forms[0].items} == {"derme", "aiguille"}


def test_a_blueprint_draws_from_the_decks_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SMALL, "cours")
    Path("cours/blueprints").mkdir()
    Path("cours/blueprints/x.yaml").write_text("title: T\nsections: [{count: 3}]\n", "utf-8")
    done = run("quiz", "-b", "cours/blueprints/x.yaml")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(Path("quiz/manifest.json").read_text("utf-8"))["collection"] == "essai"
    assert run("check", "cours/blueprints/x.yaml").stdout.startswith("19 cards in 3 decks: no problem found.")
