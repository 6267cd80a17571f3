"""An exam for each blueprint."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from commands import run
from exam_plans import PLANS, ROOT, files
from rendering import written

from mesoquiz.exams.drawing.assembly import assemble_blueprint
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import Choose, Point

WRITTEN = written(ROOT / "decks")


def ids(folder: Path | str) -> set[str]:
    forms = json.loads(Path(folder, "manifest.json").read_text("utf-8"))["forms"]
    return {item["id"] for section in forms[0]["sections"] for item in section["items"]}


# The shipped blueprints.


def test_build_makes_an_exam_for_each_blueprint(decks: Path) -> None:
    done = run("build")
    assert done.exit_code == 0, done.output
    assert {path.name for path in Path("dist/quiz").iterdir()} == {path.stem for path in PLANS}
    for path in PLANS:
        assert run("quiz", "-b", f"decks/blueprints/{path.name}", "-o", path.stem).exit_code == 0
        assert files(path.stem) == files(f"dist/quiz/{path.stem}")


@pytest.mark.parametrize("name", ["controle.yml", "Contrôle.yaml", "CONTRO\u0302LE.yml"])
def test_two_blueprints_whose_pages_would_share_a_folder_are_refused(decks: Path, name: str) -> None:
    first = "controle.yaml" if name == "controle.yml" else "contrôle.yaml"
    text = Path("decks/blueprints/controle.yaml").read_text("utf-8")
    Path("decks/blueprints/controle.yaml").rename(f"decks/blueprints/{first}")
    Path("decks/blueprints", name).write_text(text, "utf-8")
    this, other = sorted((name, first), reverse=True)
    message = f"error[blueprint-twice] the pages of `{this}` and `{other}` would go to one folder"
    for command in ("check", "build"):
        done = run(command)
        assert done.exit_code == 1
        assert message in done.output
        assert f"= first here: {Path('decks/blueprints', other)}:1:1\n" in done.output
        assert "help: rename one of them" in done.output
    assert not Path("dist").exists()


def test_hidden_files_beside_blueprints_are_none(decks: Path) -> None:
    Path("decks/blueprints/._controle.yaml").write_bytes(b"\0\5\x16\7Mac OS X")
    assert run("check").exit_code == 0
    assert run("build").exit_code == 0
    assert {path.name for path in Path("dist/quiz").iterdir()} == {path.stem for path in PLANS}


def is_for_two(section: dict[str, Any]) -> bool:
    """Whether two exams could fill a section, as far as the kind of its cards goes."""
    key = "statement" if section.get("kinds") == "truefalse" else "zones" if section.get("ask") == "zone" else ""
    return not key or sum(key in card and "retired" not in card for _, card in WRITTEN) >= 2 * section["count"]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_shipped_blueprint_can_be_met_twice_over(path: Path, decks: Path) -> None:
    """Two exams of one bank that share no question but those that are required.

    Sections of a kind of which there are too few cards for two are left out.
    """
    plan = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    plan["sections"] = [section for section in plan["sections"] if is_for_two(section)]
    assert len(plan["sections"]) > 2
    required = {id for section in plan["sections"] for id in section.get("require", ())}
    text = yaml.safe_dump(plan, allow_unicode=True, sort_keys=False)
    seen: set[str] = set()
    for number in range(2):
        used = "".join(f"  - ../../exam{n}/manifest.json\n" for n in range(number))
        own = re.sub("(?m)^seed:.*$", f"seed: s{number}", text) + (f"exclude_used:\n{used}" if used else "")
        Path("decks/blueprints/own.yaml").write_text(own, encoding="utf-8")
        done = run("quiz", "-b", "decks/blueprints/own.yaml", "-o", f"exam{number}")
        assert done.exit_code == 0, done.output
        assert seen & ids(f"exam{number}") <= required
        seen |= ids(f"exam{number}")


def test_the_national_formats_ask_what_they_say(shipped: Bank) -> None:
    from mesoquiz.exams import loader

    exam = loader.load(ROOT / "decks" / "blueprints" / "qru-qrm.yaml", "mesotherapie")
    assert exam.blueprint
    quiz = assemble_blueprint(shipped, exam.blueprint)
    sections = dict(zip(("QRU", "QRM", "QZP", "DP", "LCA"), quiz.forms[0].sections, strict=True))
    for name, single in (("QRU", True), ("QRM", False)):
        assert name in sections[name].title
        for item in sections[name].items:
            assert isinstance(item.interaction, Choose)
            assert item.interaction.single is single
            assert len(item.order) in (4, 5)
    assert all(isinstance(item.interaction, Point) for item in sections["QZP"].items)
    assert len({item.note.case for item in sections["DP"].items}) == 1
    assert sections["DP"].items[0].note.case
    assert all("lca" in item.note.tags for item in sections["LCA"].items)
    assert quiz.scoring.rule == "discordance"
