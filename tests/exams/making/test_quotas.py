"""Penalties and quotas."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from exam_plans import PLANS, plan

from mesoquiz.exams import loader
from mesoquiz.exams.drawing.assembly import assemble_blueprint
from mesoquiz.notes.bank import Bank


@pytest.mark.parametrize("penalty", ["0", "0.25", "1"])
def test_a_penalty_costs_from_nothing_to_the_whole_question(penalty: str, decks: Path) -> None:
    path = plan("{count: 1}", head=f"title: T\nscoring: {{rule: negative, penalty: {penalty}}}\n").rename(
        "decks/blueprints/plan.yaml"
    )
    done = run("check", path, "--ignore", "ALL")
    assert done.exit_code == 0, done.output
    assert "no problem found" in done.stdout


@pytest.mark.parametrize("penalty", ["-0.01", "1.01"])
def test_a_penalty_that_is_no_part_of_the_points_is_refused(penalty: str, decks: Path) -> None:
    path = plan("{count: 1}", head=f"title: T\nscoring: {{rule: negative, penalty: {penalty}}}\n").rename(
        "decks/blueprints/plan.yaml"
    )
    done = run("check", path)
    assert done.exit_code == 1
    assert (
        f"decks/blueprints/plan.yaml:2:36: error[penalty] a penalty of {penalty} is not between 0 and 1\n"
        in done.stdout
    )


@pytest.mark.in_process("the solver is made to give up")
def test_quotas_that_cannot_be_decided_are_said_to_be(decks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mesoquiz.exams.drawing.selection.MOST_WORK", 10)
    done = run("quiz", "-b", "decks/blueprints/qru-qrm.yaml")
    assert done.exit_code == 1
    assert (
        "error[undecided] the quotas of this exam overlap too much to find out whether they can be met\n" in done.stderr
    )
    assert "help: use fewer sections or quotas, or wider ranges (`least:`, `most:`)\n" in done.stderr


@pytest.mark.in_process("the solver is made to give up")
def test_quotas_of_which_the_one_too_much_is_not_found_are_said_to_conflict(
    decks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mesoquiz.exams.solver.program.QUESTION", 0)
    path = plan("{count: 4, quotas: [{tag: securite, least: 3}, {tag: securite, most: 2}]}")
    done = run("quiz", "-b", path)
    assert done.exit_code == 1
    assert "error[quotas-conflict] the quotas of this exam cannot all be met\n" in done.stderr
    assert "help: use fewer, or lower ones\n" in done.stderr


@pytest.mark.in_process("the solver is made to give up")
def test_a_quota_of_which_the_number_is_not_found_is_named(decks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mesoquiz.exams.drawing.selection._bound_shortage", lambda *_: None)
    path = plan("{title: QCM, count: 4, quotas: [{tag: securite, least: 3}, {tag: securite, most: 2}]}")
    done = run("quiz", "-b", path)
    assert done.exit_code == 1
    said = "the quota of the tag `securite` of section 1 (“QCM”) cannot be met together with those above it"
    assert f"plan.yaml:3:64: error[quota-conflict] {said}\n" in done.stderr
    assert "help: lower it, or those above it\n" in done.stderr


def test_a_long_search_tells_how_far_it_is(shipped: Bank) -> None:
    told: list[tuple[int, int]] = []
    blueprint = loader.load(PLANS[-1], shipped.collection.id).blueprint
    assert blueprint
    assemble_blueprint(shipped, blueprint, tell=lambda *work: told.append(work))
    assert told == sorted(told)
    assert 0 < told[-1][0] <= told[-1][1]
