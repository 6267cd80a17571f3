"""Tables of marks and steps of one's own in a blueprint: what is read, what is refused, and what an exam keeps."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from commands import run
from exam_plans import plan, sealed

from mesoquiz.exams.marking.words import table_in_words
from mesoquiz.languages.english import LABELS as ENGLISH
from mesoquiz.languages.french import LABELS as FRENCH

DECK = """\
deck: Essai
id: essai
cards:
  - {id: os, question: Lesquels sont des os ?, answers: [fémur, tibia, ulna], distractors: [aorte, foie]}
  - {id: nerf, question: Quel nerf ?, answer: vague, accept: [le nerf vague, X], lines: 4}
"""
PACES = "{rule: table, table: [[1], [1, 0.5], [1, 0.5, 0.2]], steps: [0, 0.5, 1]}"


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("deck.yaml").write_text(DECK, encoding="utf-8")
    return Path("deck.yaml")


def planned(scoring: str) -> Path:
    return plan(
        "{ask: several, count: 1}", "{ask: open, count: 1, each: 3}", head=f"title: Essai\nscoring: {scoring}\n"
    )


def printed(scoring: str, *more: str) -> str:
    done = run("quiz", "deck.yaml", "-b", str(planned(scoring)), "-o", "exam", "--seed", "1", *more)
    assert done.exit_code == 0, done.output
    return Path("exam/quiz-A.html").read_text("utf-8").replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("scoring", "code", "help"),
    [
        ("table", "error[no-table]", "`table: [[1], [1, 0.5], [1, 0.5, 0.2]]`"),
        ("{rule: discordance, table: [[1]]}", "error[table-of-no-rule]", "write `rule: table`, or remove the table"),
        ("{rule: table, table: [[1], [0.5, 1]]}", "error[table-first]", "begin it with 1"),
        ("{rule: table, table: [[1, 0.2, 0.5]]}", "error[table-rises]", "write its marks from 1 down"),
        ("{rule: table, table: [[1, 50]]}", "error[table-mark]", "write a part of the question's points"),
        ("{rule: table, table: [[1, -0.5]]}", "error[table-mark]", "write a part of the question's points"),
        (f"{{rule: table, table: {[[1]] * 11}}}", "error[large-table]", "shorten it"),
        (f"{{rule: table, table: [{[1] * 11}]}}", "error[large-table]", "shorten it"),
        ("{rule: table, table: [1, 0.5]}", "error[expected-pairs] `table` takes a list of lists", "[1"),
        ("{rule: table, table: [[1], []]}", "error[empty-value]", "write its value"),
        ("{rule: table, table: [[1, 1/2]]}", "error[expected-number]", "write `0.5`"),
        ("{rule: paces, table: [[1]]}", "error[expected-choice]", "write `table`"),
        ("{steps: [0]}", "error[one-step]", "`steps: [0, 0.5, 1]`"),
        ("{steps: [0, 1, 2]}", "error[step] a step of 2", "`steps: [0, 0.5, 1]`"),
        ("{steps: [0, 0.5, 2]}", "error[step] a step of 2", "`steps: [0, 0.25, 1]`"),
        ("{steps: [-1, 0, 1]}", "error[step] a step of -1", "`steps: [0, 0.5, 1]`"),
        ("{steps: [1, 0.5, 0]}", "error[steps-order]", "write `steps: [0, 0.5, 1]`"),
        ("{steps: [0, 0.5, 0.5, 1]}", "error[steps-order]", "write `steps: [0, 0.5, 1]`"),
        (f"{{steps: {[n / 20 for n in range(21)]}}}", "error[many-steps] 21 steps", "write fewer"),
    ],
)
def test_what_is_no_table_and_no_step_is_one_message(scoring: str, code: str, help: str, deck: Path) -> None:
    done = run("quiz", "deck.yaml", "-b", str(planned(scoring)), "-o", "exam")
    assert done.exit_code == 1
    assert done.output.count("error[") == 1, done.output
    assert code in done.output
    assert help in done.output
    assert not Path("exam").exists()


def test_a_table_of_the_command_line_is_told_to_belong_into_a_blueprint(deck: Path) -> None:
    done = run("quiz", "deck.yaml", "--scoring", "table", "-o", "exam")
    assert done.exit_code == 2
    assert "a table of marks is written in a blueprint" in done.output


def test_students_read_the_table_and_the_steps(deck: Path) -> None:
    paper = printed(PACES)
    assert "s’il y a 1 bonne réponse, tous les points sans erreur, aucun sinon ;" in paper
    assert (
        "s’il y a 2 bonnes réponses, tous les points sans erreur, la moitié pour 1 erreur, aucun à partir de 2 ;"
        in paper
    )
    assert (
        "s’il y a 3 bonnes réponses ou plus, tous les points sans erreur, la moitié pour 1 erreur, un cinquième pour "
        "2 erreurs, aucun à partir de 3." in paper
    )
    assert "Questions ouvertes : corrigées à la main ; selon la réponse, 0 %, 50 % ou 100 % des points." in paper
    assert "discordance" not in paper


def test_the_key_has_boxes_for_the_points_of_each_step(deck: Path) -> None:
    printed(PACES)
    key = Path("exam/key-A.html").read_text("utf-8")
    boxes = '<span class="step"><span class="box square"></span> {}</span>'
    assert " ".join(map(boxes.format, ("0", "1,5", "3"))) in key
    assert "le nerf vague" in key
    assert "le nerf vague" in Path("exam/explained-A.html").read_text("utf-8")
    assert "le nerf vague" not in Path("exam/quiz-A.html").read_text("utf-8")


def test_another_rule_of_the_command_line_leaves_the_steps(deck: Path) -> None:
    paper = printed(PACES, "--scoring", "discordance")
    assert "sans discordance" in paper
    assert "50 % ou 100 % des points" in paper


@pytest.mark.parametrize("scoring", [PACES, "{rule: table, table: [[1, 0.333]]}", "{steps: [0, 0.25, 1]}"])
def test_the_exam_is_printed_again_from_its_manifest(scoring: str, deck: Path) -> None:
    printed(scoring)
    done = run("quiz", "deck.yaml", "--from", "exam/manifest.json", "-o", "again")
    assert done.exit_code == 0, done.output
    for page in ("quiz-A.html", "key-A.html", "manifest.json"):
        assert Path("again", page).read_bytes() == Path("exam", page).read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        {"table": [[1], [1, 0.9], [1, 0.5, 0.2]]},
        {"table": [[0.5]]},
        {"table": "1"},
        {"table": [1]},
        {"table": []},
        {"steps": [0, 2]},
        {"steps": [0, 0.75, 1]},
        {"steps": [True, False]},
    ],
)
def test_a_table_that_was_changed_by_hand_is_noticed(change: dict[str, object], deck: Path) -> None:
    printed(PACES)
    made = json.loads(Path("exam/manifest.json").read_text("utf-8"))
    made["scoring"] |= change
    for text in (json.dumps(made), sealed(made)):
        Path("old.json").write_text(text, "utf-8")
        done = run("quiz", "deck.yaml", "--from", "old.json", "-o", "again")
        assert done.exit_code == 2
        assert "old.json cannot be printed again" in done.output


def test_an_exam_without_a_table_is_named_as_before(deck: Path) -> None:
    """The number on exams that are printed already, and their manifests, stay what they are."""
    printed("discordance")
    made = json.loads(Path("exam/manifest.json").read_text("utf-8"))
    assert made["scoring"] == {"rule": "discordance", "penalty": None}


@pytest.mark.parametrize(
    ("table", "french", "english"),
    [
        (((1.0,),), "tous les points sans erreur, aucun sinon", "all points without a mistake, none otherwise"),
        (
            ((1.0, 1.0, 0.4, 0.4, 0.0),),
            "tous les points jusqu’à 1 erreur, deux cinquièmes pour 2 à 3 erreurs, aucun à partir de 4",
            "all points with up to 1 mistake, two fifths with 2 to 3 mistakes, none from 4 on",
        ),
        (
            ((1.0, 0.35), (1.0, 0.35, 0.0)),
            "tous les points sans erreur, 35\u202f% pour 1 erreur, aucun à partir de 2",
            "all points without a mistake, 35% with 1 mistake, none from 2 on",
        ),
    ],
)
def test_a_table_in_words(table: tuple[tuple[float, ...], ...], french: str, english: str) -> None:
    assert f"Une ou plusieurs réponses\u00a0: {french}. " in table_in_words(table, FRENCH)
    assert f"One or more answers: {english}. " in table_in_words(table, ENGLISH)


def test_a_third_that_was_written_as_a_decimal_is_a_third_in_words() -> None:
    assert "un tiers pour 1 erreur" in table_in_words(((1.0, 0.3333),), FRENCH)
    assert Fraction(1, 3) != Fraction(0.3333)
