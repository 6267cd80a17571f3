"""What the command line and a blueprint ask together, and what cannot be met."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import run
from exam_plans import plan


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-b", "plan.yaml", "-n", "3"], "a blueprint says which questions are asked: -n and --tag do not go with it"),
        (
            ["-b", "plan.yaml", "--tag", "peau"],
            "a blueprint says which questions are asked: -n and --tag do not go with it",
        ),
        (
            ["--from", "manifest.json", "--seed", "2"],
            "--from prints an exam again: only --current, --students, --paper, --columns, --large and --pdf go with it",
        ),
        (
            ["--from", "manifest.json", "-b", "plan.yaml"],
            "--from prints an exam again: only --current, --students, --paper, --columns, --large and --pdf go with it",
        ),
        (["-b", "nichts.yaml"], "nichts.yaml: no such file or directory"),
        (["--from", "nichts.json"], "nichts.json: no such file or directory"),
    ],
)
def test_options_that_do_not_go_together(options: list[str], said: str, decks: Path) -> None:
    done = run("quiz", *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith(f"Error: {said}\n")


def test_the_command_line_goes_before_the_blueprint(decks: Path) -> None:
    path = plan("{count: 3}", head="title: Essai\nforms: 3\nseed: a\n")
    run("quiz", "-b", path, "-o", "planned")
    run("quiz", "-b", path, "-o", "told", "--forms", "1", "--seed", "b", "--columns", "2")
    planned, told = (json.loads(Path(name, "manifest.json").read_text("utf-8")) for name in ("planned", "told"))
    assert [form["form"] for form in planned["forms"]] == ["A", "B", "C"]
    assert [form["form"] for form in told["forms"]] == ["A"]
    assert (told["seed"], told["layout"]["columns"]) == ("b", 2)


def test_a_faulty_blueprint_stops_build_and_check(decks: Path) -> None:
    Path("decks/blueprints/controle.yaml").write_text("title: Trop\nsections: [{count: 900}]\n", encoding="utf-8")
    said = "decks/blueprints/controle.yaml:2:20: error[section-short] section 1 needs 900 questions; "
    built = run("build")
    assert built.exit_code == 1
    assert said in built.stderr
    assert built.stderr.endswith("1 error in 1 file: nothing was written.\n")
    assert not Path("dist").exists()
    checked = run("check", "--format", "concise")
    assert checked.exit_code == 1
    assert said in checked.stdout
