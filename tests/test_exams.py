"""Exams as an instructor makes them: planned, printed, printed again, and never the same question twice."""

from __future__ import annotations

import json
import math
import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from commands import run
from hypothesis import given
from hypothesis import strategies as st

import mesoquiz
from mesoquiz.exams import loader
from mesoquiz.exams.assembly import Unmet, assemble_blueprint
from mesoquiz.exams.blueprint import Blueprint, Part, Quota, Tags, is_asked
from mesoquiz.exams.manifest import Unusable, dump
from mesoquiz.exams.quiz import Layout, Quiz
from mesoquiz.exams.reprints import restore
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import Choose, Option
from mesoquiz.notes.names import has_tag
from mesoquiz.notes.ordering import is_ordered, letter, option_order

ROOT = Path(__file__).parent.parent
PLANS = sorted((ROOT / "decks" / "blueprints").glob("*.yaml"))
SMALL = Path(__file__).parent / "cases" / "blueprints" / "decks"


@pytest.fixture
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped decks, in `decks/` of the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    shutil.copytree(ROOT / "decks", "decks")
    return Path("decks")


def files(folder: Path | str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def ids(folder: Path | str) -> set[str]:
    forms = json.loads(Path(folder, "manifest.json").read_text("utf-8"))["forms"]
    return {item["id"] for section in forms[0]["sections"] for item in section["items"]}


def plan(*sections: str, head: str = "title: Essai\n") -> Path:
    path = Path("plan.yaml")
    path.write_text(head + "sections:\n" + "".join(f"  - {section}\n" for section in sections), encoding="utf-8")
    return path


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


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_shipped_blueprint_can_be_met_twice_over(path: Path, decks: Path) -> None:
    """Two exams of one bank that share no question."""
    text = path.read_text("utf-8")
    seen: set[str] = set()
    for number in range(2):
        used = "".join(f"  - ../../exam{n}/manifest.json\n" for n in range(number))
        own = re.sub("(?m)^seed:.*$", f"seed: s{number}", text) + (f"exclude_used:\n{used}" if used else "")
        Path("decks/blueprints/own.yaml").write_text(own, encoding="utf-8")
        done = run("quiz", "-b", "decks/blueprints/own.yaml", "-o", f"exam{number}")
        assert done.exit_code == 0, done.output
        assert not seen & ids(f"exam{number}")
        seen |= ids(f"exam{number}")


def test_the_national_formats_ask_what_they_say(shipped: Bank) -> None:
    from mesoquiz.exams import loader

    exam = loader.load(ROOT / "decks" / "blueprints" / "qru-qrm.yaml", "mesotherapie")
    assert exam.blueprint
    quiz = assemble_blueprint(shipped, exam.blueprint)
    qru, qrm = quiz.forms[0].sections
    for section, single in ((qru, True), (qrm, False)):
        for item in section.items:
            assert isinstance(item.interaction, Choose)
            assert item.interaction.single is single
            assert len(item.order) in (4, 5)
    assert quiz.scoring.rule == "discordance"


# Printed again.


def test_an_exam_is_printed_again_as_it_was(decks: Path) -> None:
    run("quiz", "-b", "decks/blueprints/controle.yaml", "-o", "first")
    Path("decks/11-neuf.yaml").write_text(
        "deck: Mésothérapie::Neuf\ncards:\n  - {id: tout-neuf, question: Q, answer: A, distractors: [b, c, d]}\n",
        "utf-8",
    )
    shutil.rmtree("decks/blueprints")
    done = run("quiz", "--from", "first/manifest.json", "-o", "again")
    assert done.exit_code == 0, done.output
    assert files("again") == files("first")


def test_an_exam_is_printed_again_in_large_print(decks: Path) -> None:
    run("quiz", "-b", "decks/blueprints/qru-qrm.yaml", "-o", "first")
    done = run("quiz", "--from", "first/manifest.json", "--large", "--paper", "letter", "-o", "large")
    assert done.exit_code == 0, done.output
    first, large = (json.loads(Path(name, "manifest.json").read_text("utf-8")) for name in ("first", "large"))
    assert large["layout"] == {"paper": "letter", "columns": 1, "print": "large"}
    assert {**large, "layout": None} == {**first, "layout": None}


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (replaced("dans le derme", "le derme"), "1 card has changed since it was printed: `derme`"),
        (replaced("[rougeur, chaleur]", "[chaleur, rougeur]"), "1 card has changed since it was printed: `douleur`"),
        (replaced("id: derme", "id: dermes"), "1 card of it is gone: `derme`"),
        (replaced("[gants, ", "["), "1 card has changed since it was printed: `hygiene`"),
        (replaced("1}", "1, caution: Jamais dans une veine.}"), "1 card has changed since it was printed: `derme`"),
        (replaced("1}", "1, why: Il y est lent.}"), "1 card has changed since it was printed: `derme`"),
    ],
    ids=["another text", "another order", "gone", "an answer less", "a caution more", "a reason more"],
)
def test_an_exam_whose_cards_have_changed_is_not_printed_again(
    change: Callable[[str], str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SMALL, "decks")
    assert run("quiz", "-o", "first").exit_code == 0
    before = files("first")
    path = Path("decks/a.yaml")
    path.write_text(change(path.read_text("utf-8")), encoding="utf-8")
    done = run("quiz", "--from", "first/manifest.json", "-o", "first")
    assert done.exit_code == 2
    assert done.stderr.endswith(f"Error: first/manifest.json cannot be printed again: {said}\n")
    assert files("first") == before


def test_what_paper_does_not_show_may_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SMALL, "decks")
    run("quiz", "-o", "first")
    path = Path("decks/a.yaml")
    path.write_text(path.read_text("utf-8").replace("difficulty: 1", "difficulty: 3"), encoding="utf-8")
    assert run("quiz", "--from", "first/manifest.json", "-o", "again").exit_code == 0
    assert files("again") == files("first")


def test_the_manifest_of_another_collection_is_refused(decks: Path) -> None:
    run("quiz", "-o", "first")
    done = run("quiz", SMALL, "--from", "first/manifest.json")
    assert done.exit_code == 2
    assert done.stderr.endswith(
        "Error: first/manifest.json cannot be printed again: "
        "its cards are those of the collection `mesotherapie`, not of `essai`\n"
    )
    assert not Path("quiz").exists()


def asked_again(made: dict[str, Any]) -> None:
    items = made["forms"][0]["sections"][-1]["items"]
    items += [{**items[-1], "number": items[-1]["number"] + more} for more in range(1, 1001)]


DAMAGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "no forms": lambda made: made.pop("forms"),
    "a layout of its own": lambda made: made["layout"].update(paper="</style><script>"),
    "another key of the layout": lambda made: made["layout"].update(size=3),
    "a scoring of its own": lambda made: made["scoring"].update(rule="lottery"),
    "an option too many": lambda made: first_choice(made)["options"].update(Z="key-1"),
    "an option that is none": lambda made: first_choice(made)["options"].update(A="key-9"),
    "a form without a name": lambda made: made["forms"][0].update(form=3),
    "a language of its own": lambda made: made.update(lang="de"),
    "an interaction of its own": lambda made: first_choice(made).update(interaction="dance"),
    "points that are no number": lambda made: first_choice(made).update(points=float("nan")),
    "no form": lambda made: made.update(forms=[]),
    "a form that leads elsewhere": lambda made: made["forms"][0].update(form="/../../dehors"),
    "another key": lambda made: first_choice(made).update(key="ABCD"),
    "another number": lambda made: first_choice(made).update(number=99),
    "points of its own": lambda made: first_choice(made).update(points="many"),
    "points that are a text": lambda made: first_choice(made).update(points="1"),
    "points without end": lambda made: first_choice(made).update(points=math.inf),
    "points below nothing": lambda made: first_choice(made).update(points=-1),
    "points of 400 zeros": lambda made: first_choice(made).update(points=10**400),
    "points that are true": lambda made: first_choice(made).update(points=True),
    "a duration without end": lambda made: made.update(duration=math.inf),
    "a duration of 400 zeros": lambda made: made.update(duration=10**400),
    "a duration of half a minute": lambda made: made.update(duration=0.5),
    "a duration that is a text": lambda made: made.update(duration="90"),
    "a penalty without end": lambda made: made["scoring"].update(rule="negative", penalty=math.inf),
    "a penalty that is no number": lambda made: made["scoring"].update(rule="negative", penalty=math.nan),
    "columns that are true": lambda made: made["layout"].update(columns=True),
    "an order without end": lambda made: other_than_choice(made).update(order=[math.inf]),
    "an order of 400 zeros": lambda made: other_than_choice(made).update(order=[10**400]),
    "half a character in its title": lambda made: made.update(title="\ud83d"),
    "a card that is asked a thousand times": asked_again,
    "703 forms": lambda made: made.update(forms=[made["forms"][0] | {"form": letter(n)} for n in range(703)]),
    "a title of 30,001 characters": lambda made: made.update(title="a" * 30_001),
    "instructions without end": lambda made: made["forms"][0]["sections"][0].update(instructions="a\n\n" * 100_000),
    "fields without end": lambda made: made.update(fields=["x"] * 10_001),
    "sections without a question": lambda made: made["forms"][0]["sections"].append(EMPTY),
    "an order that is a number": lambda made: other_than_choice(made).update(order=1),
}


EMPTY = {"title": "", "instructions": "", "items": []}


def first_choice(made: dict[str, Any]) -> dict[str, Any]:
    items = [item for section in made["forms"][0]["sections"] for item in section["items"]]
    return next(item for item in items if "options" in item)


def other_than_choice(made: dict[str, Any]) -> dict[str, Any]:
    items = [item for section in made["forms"][0]["sections"] for item in section["items"]]
    return next(item for item in items if "options" not in item)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=list(DAMAGES))
def test_a_damaged_manifest_is_refused(damage: Callable[[dict[str, Any]], object], decks: Path) -> None:
    run("quiz", "-o", "first")
    path = Path("first/manifest.json")
    made = json.loads(path.read_text("utf-8"))
    damage(made)
    path.write_text(json.dumps(made), encoding="utf-8")
    done = run("quiz", "--from", path, "-o", "again")
    assert (done.exit_code, done.stdout) == (2, ""), done.output
    assert "first/manifest.json cannot be printed again: " in done.stderr
    assert not Path("again").exists()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": 1, "mesoquiz": "0.1"}', "null", "[" * 100_000, "\udcff"])
def test_what_is_no_manifest_is_refused(text: str, decks: Path) -> None:
    Path("manifest.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    done = run("quiz", "--from", "manifest.json")
    assert done.exit_code == 2
    assert re.search(
        r"^Error: manifest\.json cannot be printed again: "
        r"(it is no manifest of a quiz, or it is damaged|it was written by another version of mesoquiz \(0\.1\))$",
        done.stderr,
        re.MULTILINE,
    )


# The command line.

PLANNED = "a blueprint says which questions are asked: -n and --tag do not go with it"
PRINTED = "--from prints an exam as it was: only --paper, --columns, --large and --pdf go with it"


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
            "--from prints an exam as it was: only --paper, --columns, --large and --pdf go with it",
        ),
        (
            ["--from", "manifest.json", "-b", "plan.yaml"],
            "--from prints an exam as it was: only --paper, --columns, --large and --pdf go with it",
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


def test_a_manifest_that_a_program_has_sorted_prints_the_same_exam(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond Z, the letters do not sort as they are counted: AA stands before B."""
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
    Path("other/manifest.json").write_text(json.dumps(made | {"more": [{"": 0}] * 1_500_000}), encoding="utf-8")
    Path("other/link.json").symlink_to("manifest.json")
    names = ", ".join(["other/manifest.json", "./other/manifest.json", "other/link.json"] * 1_000)
    done = run("quiz", "-b", plan("{count: 1}", head=f"title: T\nexclude_used: [{names}]\n"))
    assert (done.exit_code, done.stderr) == (0, "")


def test_earlier_exams_may_have_so_many_bytes_in_all(decks: Path) -> None:
    run("quiz", "-n", "2", "-o", "other")
    made = json.loads(Path("other/manifest.json").read_text("utf-8"))
    text = json.dumps(made | {"more": "x" * 30_000_000})
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
    quiz = assemble_blueprint(small, Blueprint(title="T", sections=(Part(count=2, require=("derme",)),)), used)
    assert {item.note.id for item in quiz.forms[0].items} == {"derme", "aiguille"}


def test_a_blueprint_draws_from_the_decks_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SMALL, "cours")
    Path("cours/blueprints").mkdir()
    Path("cours/blueprints/x.yaml").write_text("title: T\nsections: [{count: 3}]\n", "utf-8")
    done = run("quiz", "-b", "cours/blueprints/x.yaml")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(Path("quiz/manifest.json").read_text("utf-8"))["collection"] == "essai"
    assert run("check", "cours/blueprints/x.yaml").stdout.startswith("12 cards in 2 decks: no problem found.")


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
    monkeypatch.setattr("mesoquiz.exams.selection.MOST_WORK", 10)
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
    monkeypatch.setattr("mesoquiz.exams.selection._bound_shortage", lambda *_: None)
    path = plan("{title: QCM, count: 4, quotas: [{tag: securite, least: 3}, {tag: securite, most: 2}]}")
    done = run("quiz", "-b", path)
    assert done.exit_code == 1
    said = "the quota of the tag `securite` of section 1 (“QCM”) cannot be met beside those before it"
    assert f"plan.yaml:3:64: error[quota-conflict] {said}\n" in done.stderr
    assert "help: lower it, or those before it\n" in done.stderr


def test_a_long_search_tells_how_far_it_is(shipped: Bank) -> None:
    told: list[tuple[int, int]] = []
    blueprint = loader.load(PLANS[-1], shipped.collection.id).blueprint
    assert blueprint
    assemble_blueprint(shipped, blueprint, tell=lambda *work: told.append(work))
    assert told == sorted(told)
    assert 0 < told[-1][0] <= told[-1][1]


# What holds for every bank and every plan.

NUMBERS = st.integers(1, 8)


@st.composite
def plans(draw: st.DrawFn) -> Blueprint:
    tags = ["technique", "histoire", "sécurité", "séance", "produits"]
    asks = ["any", "choice", "single", "several", "open", "gaps", "order", "match"]

    def part() -> Part:
        quotas = draw(
            st.lists(
                st.builds(
                    Quota,
                    tag=st.sampled_from(tags),
                    least=st.none() | st.integers(0, 2),
                    most=st.none() | st.integers(2, 4),
                ),
                max_size=2,
            )
        )
        return Part(
            count=draw(st.integers(1, 4)),
            ask=draw(st.sampled_from(asks)),
            tags=draw(st.none() | st.builds(Tags, none=st.sampled_from(tags).map(lambda tag: (tag,)))),
            quotas=tuple(quotas),
            order=draw(st.sampled_from(["shuffled", "fixed"])),
        )

    sections = tuple(part() for _ in range(draw(st.integers(1, 3))))
    return Blueprint(title="T", seed=draw(st.text("ab", max_size=3)), forms=draw(st.integers(1, 3)), sections=sections)


@pytest.fixture(scope="module")
def small() -> Bank:
    return mesoquiz.load(SMALL)


@given(blueprint=plans())
def test_an_exam_is_as_planned_or_the_message_is_true(blueprint: Blueprint, small: Bank) -> None:
    try:
        quiz = assemble_blueprint(small, blueprint)
    except Unmet as error:
        assert_true(error, blueprint, small)
        return
    assert_planned(quiz, blueprint)
    assert restore(dump(quiz), small) == quiz
    assert dump(assemble_blueprint(small, blueprint)) == dump(quiz)


def assert_planned(quiz: Quiz, blueprint: Blueprint) -> None:
    first = quiz.forms[0]
    for form in quiz.forms:
        assert Counter(item.note.id for item in form.items) == Counter({item.note.id: 1 for item in first.items})
        for part, section in zip(blueprint.sections, form.sections, strict=True):
            assert len(section.items) == part.count
            assert all(is_asked(part.ask, item.interaction) for item in section.items)
            for quota in part.quotas:
                number = sum(has_tag(item.note.tags, (quota.tag,)) for item in section.items)
                assert quota.lower <= number <= (quota.upper if quota.upper is not None else number)
        for item in form.items:
            if isinstance(item.interaction, Choose):
                right = {
                    item.letters[place] for place, index in enumerate(item.order) if index in item.interaction.keys
                }
                assert set(item.key) == right
                assert sorted(item.order) == list(range(len(item.interaction.options)))


def assert_true(error: Unmet, blueprint: Blueprint, bank: Bank) -> None:
    """With one question or one quota less in the place that is named, and nothing after it, the exam can be had."""
    (found,) = error.diagnostics
    match = re.match(r".*section (\d+).*: (\d+) too few", found.message)
    if match is None or found.code != "section-short":
        return
    place, missing = int(match[1]) - 1, int(match[2])
    part = blueprint.sections[place]
    bare = [replace(one, quotas=()) for one in blueprint.sections[: place + 1]]
    for fewer, works in ((missing, True), (missing - 1, False)):
        count = (part.count or 0) - fewer
        trial = bare[:place] if count == 0 else [*bare[:place], replace(bare[place], count=count)]
        if trial:
            assert can_be_had(replace(blueprint, sections=tuple(trial)), bank) is works


def can_be_had(blueprint: Blueprint, bank: Bank) -> bool:
    try:
        assemble_blueprint(bank, blueprint)
    except Unmet:
        return False
    return True


@given(blueprint=plans(), dropped=st.integers(0, 10))
def test_a_card_more_never_reorders_the_others(blueprint: Blueprint, dropped: int, small: Bank) -> None:
    """The cards that two exams share stand in one order, with their options in one order."""
    gone = small.active[dropped % len(small.active)].id
    fewer = replace(
        small,
        decks=tuple(replace(deck, notes=tuple(note for note in deck.notes if note.id != gone)) for deck in small.decks),
    )
    try:
        before, after = assemble_blueprint(fewer, blueprint), assemble_blueprint(small, blueprint)
    except Unmet:
        return
    for old, new in zip(before.forms, after.forms, strict=True):
        for was, now in zip(old.sections, new.sections, strict=True):
            shared = {item.note.id for item in was.items} & {item.note.id for item in now.items}
            kept = [
                [(one.note.id, one.order) for one in items if one.note.id in shared] for items in (was.items, now.items)
            ]
            assert kept[0] == kept[1]


# Options that have an order of their own.


def orders(*texts: str, pins: dict[int, str] | None = None) -> set[tuple[str, ...]]:
    options = tuple(
        Option(text=text, pin=(pins or {}).get(place))
        for place, text in enumerate(texts)  # type: ignore[arg-type]
    )
    choose = Choose(prompt="?", options=options, keys=frozenset({0}), single=True)
    return {tuple(texts[index] for index in option_order(choose, seed)) for seed in map(str, range(30))}


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        (("13 mm", "4 mm", "25 mm"), ("4 mm", "13 mm", "25 mm")),
        (("1952", "1914", "2001"), ("1914", "1952", "2001")),
        (("0,5 mL", "1,5 mL", "0,25 mL"), ("0,25 mL", "0,5 mL", "1,5 mL")),
        (("10\u202f000", "9 000", "11000"), ("9 000", "10\u202f000", "11000")),
        (("3 à 4 séances", "1 à 2 séances", "10 à 12 séances"), ("1 à 2 séances", "3 à 4 séances", "10 à 12 séances")),
        (("2 heures", "1 heure", "24 heures"), ("1 heure", "2 heures", "24 heures")),
        (("0 °C", "\u22125 °C", "\u221210 °C", "5 °C"), ("\u221210 °C", "\u22125 °C", "0 °C", "5 °C")),
        (("1/2 verre", "3/4 verre", "1/4 verre"), ("1/4 verre", "1/2 verre", "3/4 verre")),
        (("> 20 %", "> 5 %", "> 10 %"), ("> 5 %", "> 10 %", "> 20 %")),
    ],
)
def test_numbers_stay_in_their_order(given: tuple[str, ...], printed: tuple[str, ...]) -> None:
    assert orders(*given) == {printed}


def test_numbers_of_several_units_are_shuffled() -> None:
    assert len(orders("2 heures", "1 jour", "3 mois")) == 6
    assert len(orders("4 mm", "dans le derme", "25 mm")) == 6


@pytest.mark.parametrize(
    "number", ["1/" + "1" * 400, "1/" + "1" * 5000, "1" * 400, "1" * 5000, "1," + "1" * 400, "-" + "1" * 101]
)
def test_what_is_too_long_for_a_number_is_a_text(number: str) -> None:
    assert len(orders("2", number)) == 2


def test_long_numbers_stay_in_their_order() -> None:
    assert orders("9" * 100, "8" * 100, "1/" + "9" * 100) == {("1/" + "9" * 100, "8" * 100, "9" * 100)}


@pytest.mark.parametrize(("pin", "place"), [("first", slice(0, 2)), ("last", slice(2, 4))])
def test_options_pinned_to_one_end_stay_in_the_order_of_their_author(pin: str, place: slice) -> None:
    """`A et B` stands before `aucune des deux` on every paper."""
    found = orders("un", "deux", "trois", "quatre", pins={1: pin, 2: pin})
    assert {order[place] for order in found} == {("deux", "trois")}
    assert len(found) == 2, "the others are shuffled"


def test_a_pinned_text_stays_behind_numbers() -> None:
    found = orders("8 mm", "4 mm", "aucune de ces longueurs", pins={2: "last"})
    assert found == {("4 mm", "8 mm", "aucune de ces longueurs")}


@pytest.mark.parametrize("last", ["Aucune de ces réponses", "Toutes les réponses ci-dessus", "none of these"])
def test_an_option_that_speaks_of_the_others_comes_last(last: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        f"deck: T\nid: t\ncards:\n  - {{id: a, question: Q, answer: b, distractors: [{last}, c, d]}}\n", "utf-8"
    )
    bank = mesoquiz.load(path)
    for seed in "abcdef":
        (item,) = mesoquiz.assemble(bank, seed=seed).forms[0].items
        assert isinstance(item.interaction, Choose)
        assert item.interaction.options[item.order[-1]].text == last


def test_a_choice_of_numbers_is_never_shuffled_in_anki_either() -> None:
    options = tuple(Option(text=text) for text in ("13 mm", "4 mm"))
    assert is_ordered(Choose(prompt="?", options=options, keys=frozenset({0}), single=True))


def test_a_layout_is_what_was_asked_for(small: Bank) -> None:
    blueprint = Blueprint(title="T", paper="letter", columns=2, print="large", sections=(Part(count=1),))
    assert assemble_blueprint(small, blueprint).layout == Layout(paper="letter", columns=2, print="large")


def test_a_quiz_of_another_bank_is_not_restored(small: Bank, shipped: Bank) -> None:
    quiz = assemble_blueprint(small, Blueprint(title="T", sections=(Part(count=1),)))
    with pytest.raises(Unusable, match=r"^its cards are those of the collection `essai`, not of `mesotherapie`$"):
        restore(dump(quiz), shipped)
