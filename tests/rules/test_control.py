"""Rules on content are switched on and off: by the collection, on the command line, on a card. They only advise."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from commands import ended, run

import mesoquiz
from mesoquiz.advice.control import Control
from mesoquiz.rules import rules

DECK = """\
deck: Essai
cards:
  - id: exception
    question: Lequel n'est pas un anticoagulant ?
    answer: le paracétamol
    distractors: [la warfarine, l'apixaban]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A collection with one card that asks for the exception and does not say so in bold."""
    monkeypatch.chdir(tmp_path)
    write(DECK)
    return tmp_path


def write(deck: str, collection: str = "") -> None:
    Path("decks").mkdir(exist_ok=True)
    Path("decks/collection.yaml").write_text(f"id: essai\ntitle: Essai\n{collection}", encoding="utf-8")
    Path("decks/essai.yaml").write_text(deck, encoding="utf-8")


def codes(*options: str) -> list[str]:
    return [one["code"] for one in json.loads(run("check", "--format", "json", *options).stdout)]


def test_a_warning_says_where_and_what_to_do(folder: Path) -> None:
    result = run("check", "--ignore", "D302")
    assert result.exit_code == 0
    assert result.stdout == (
        "decks/essai.yaml:4:15: warning[D301] the question asks for what is not true (`Lequel n'est pas`)\n"
        "  |\n"
        "4 |     question: Lequel n'est pas un anticoagulant ?\n"
        "  |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  = help: ask for what is true, or set the word in bold\n"
        "\n"
        "1 warning in 1 file\n"
    )


def test_strict_fails_on_warnings_and_not_on_remarks(folder: Path) -> None:
    assert run("check", "--strict").exit_code == 1
    result = run("check", "--strict", "--select", "S106")
    assert result.exit_code == 0
    assert "info[S106] this card does not say why" in result.stdout
    assert "1 remark in 1 file" in result.stdout
    assert run("check", "--strict", "--ignore", "ALL").exit_code == 0


def test_github_shows_a_remark_as_a_notice(folder: Path) -> None:
    assert run("check", "--select", "S106", "--format", "github").stdout.startswith("::notice file=")


def test_advice_stops_no_build_and_costs_it_nothing(folder: Path) -> None:
    """The rules are not even imported."""
    script = "import sys; from mesoquiz.cli.program import main; main(standalone_mode=False); print(*sys.modules)"
    result = ended([sys.executable, "-c", script, "build"])
    assert result.exit_code == 0
    assert "D301" not in result.output
    assert "mesoquiz.anki.package" in result.stdout.split()
    assert not [name for name in result.stdout.split() if name.startswith(("mesoquiz.rules", "mesoquiz.advice"))]


@pytest.mark.parametrize(
    ("collection", "options", "expected"),
    [
        ("", [], ["D301"]),
        ("ignore: [D301]\n", [], ["D302"]),
        ("ignore: D\n", [], []),
        ("select: [D302]\n", [], ["D302"]),
        ("select: [S106]\n", ["--select", "D301"], ["D301"]),
        ("extend_select: [S106]\n", [], ["S106", "D301"]),
        ("ignore: [D301]\n", ["--ignore", "D302"], []),
        ("ignore: [D]\n", ["--extend-select", "D301"], ["D301"]),
        ("", ["--select", "d301,d302"], ["D301"]),
        ("", ["--select", "ALL", "--ignore", "S,T"], ["D301"]),
    ],
)
def test_rules_are_chosen(folder: Path, collection: str, options: list[str], expected: list[str]) -> None:
    write(DECK, collection)
    assert codes(*options) == expected


def test_one_negative_question_is_one_message(folder: Path) -> None:
    """What is to be set in bold is said with it; a card that may ask so is still told that."""
    assert "help: ask for what is true, or set the word in bold" in run("check").stdout
    write(DECK + "    ignore: [D301]\n")
    assert codes() == ["D302"]


def test_a_card_ignores_a_rule_with_a_reason(folder: Path) -> None:
    write(DECK + "    ignore: [D301, {code: D302, why: on le voit bien}]\n")
    assert codes() == []


def test_an_ignore_that_ignores_nothing_is_reported(folder: Path) -> None:
    write(DECK + "    ignore: [D301, D302, T201]\n")
    result = run("check")
    assert "decks/essai.yaml:7:26: warning[unused-ignore]" in result.stdout
    assert "nothing on this card for `T201` to ignore" in result.stdout
    assert codes("--ignore", "T201") == [], "a rule that is off cannot tell"


def test_names_of_no_rule_are_told(folder: Path) -> None:
    write(DECK + "    ignore: [D3O1, D301, D302]\n", "ignore: [Z9]\n")
    result = run("check")
    assert "decks/collection.yaml:3:10: warning[unknown-rule] there is no rule `Z9`" in result.stdout
    assert "decks/essai.yaml:7:14: warning[unknown-rule] there is no rule `D3O1`" in result.stdout
    wrong = run("check", "--select", "D3O1")
    assert wrong.exit_code == 2
    assert "there is no rule `D3O1`; `mesoquiz explain` lists them" in wrong.stderr


def test_decks_with_errors_get_no_advice(folder: Path) -> None:
    write(DECK + "  - {id: b, question: Où ?}\n")
    assert "D301" not in codes()


def test_the_library_tells_the_same(folder: Path) -> None:
    bank = mesoquiz.check(mesoquiz.load("decks"))
    assert [one.code for one in bank.diagnostics] == ["D301"]
    assert "Lequel n'est pas" in mesoquiz.format_report(bank)


def test_a_card_made_in_python_is_named() -> None:
    card = {"id": "rate", "question": "La rate est-elle un organe ?", "answer": "Oui"}
    loaded = mesoquiz.load_text({"deck": "Essai", "id": "essai", "cards": [card]})
    assert "warning[C503]" in mesoquiz.format_report(mesoquiz.check(loaded))


def test_a_withdrawn_card_gets_no_advice(folder: Path) -> None:
    write(DECK + "    retired: true\n  - {id: b, question: Où ?, answer: ici}\n")
    assert codes() == []


@pytest.mark.parametrize(("before", "after", "found"), [(9_000, 10, True), (10, 9_000, True), (5_000, 5_000, False)])
def test_only_the_ends_of_a_monstrous_text_are_searched(before: int, after: int, found: bool) -> None:
    """Some patterns take the square of the length: without a bound, a hostile deck would take hours."""
    text = "a " * before + "le cas précédent " + "a " * after
    card = {"id": "a", "question": text, "answer": "b"}
    bank = mesoquiz.check(mesoquiz.load_text({"deck": "Essai", "id": "essai", "cards": [card]}))
    assert ("D314" in [one.code for one in bank.diagnostics]) is found


def test_a_longer_name_wins() -> None:
    control = Control(select=("D",), ignore=("D301",))
    assert [code for code in rules() if control.takes(code, True) and code.startswith("D30")] == [
        code for code in rules() if code.startswith("D30") and code != "D301"
    ]


def test_explain_shows_the_manual_page_of_a_rule() -> None:
    result = run("explain", "d301")
    assert result.stdout.startswith("D301 (warning, on by default)\n\nThe question asks for what is not true")
    assert "Source: " in result.stdout


def test_explain_shows_a_kind_and_a_code_and_everything() -> None:
    assert "answers (required): All the right answers." in run("explain", "list").stdout
    assert run("explain", "unused-ignore").stdout.startswith("unused-ignore (warning)\n")
    everything = run("explain").stdout
    assert all(f"  {name}" in everything for name in (*rules(), "cloze", "duplicate-id"))


@pytest.mark.parametrize(
    ("name", "page", "said"),
    [
        ("case", "case", "`ask: case`"),
        ("DP", "case", "dossiers progressifs"),
        ("mini-DP", "case", "more: What a later step"),
        ("KFP", "case", "KFP"),
        ("dossier progressif", "case", "dossiers progressifs"),
        ("draw", "pool", "least: At least so many"),
        ("zones", "zone", "zones (required)"),
        ("masks", "occlusion", "masks (required)"),
        ("pool", "pool", "least: At least so many"),
        ("QRP", "list", "`expected: 3`"),
        ("qrpl", "list", "QRPL"),
        ("QROC", "qa", "an open question (QROC)"),
        ("TCS", "concordance", "panel (required)"),
        ("QZP", "zone", "zones (required)"),
    ],
)
def test_explain_knows_the_formats_of_french_examinations(name: str, page: str, said: str) -> None:
    shown = run("explain", name).stdout
    assert shown.startswith(f"{page}\n\n")
    assert said in shown


def test_explain_guesses_a_slip() -> None:
    result = run("explain", "duplicate-ids")
    assert result.exit_code == 2
    assert "there is nothing called `duplicate-ids`; did you mean `duplicate-id`?" in result.stderr


def test_words_are_shown_as_they_are_written(folder: Path) -> None:
    write(DECK.replace("Lequel n'est pas un anticoagulant ?", "Parmi ceux-là, lequel n’est PAS présent à l’œil ?"))
    result = run("check", "--select", "D301", "--format", "concise")
    assert "(`lequel n’est PAS`)" in result.stdout


def test_no_rule_is_silent_because_another_speaks_of_every_card() -> None:
    """Only so many findings are told, the first of the files."""
    card = {"question": "Lequel n'est pas un os ?", "answer": "le biceps", "distractors": ["le radius", "l'ulna"]}
    cards = [{"id": f"a{number}", **card, "context": f"Liste {number}."} for number in range(1_200)]
    cards[0] = {**cards[0], "distractors": ["le radius", "toutes ces réponses"]}
    bank = mesoquiz.check(mesoquiz.load_text({"deck": "Essai", "id": "essai", "cards": cards}))
    told = [one.code for one in bank.diagnostics]
    assert {*told} == {"D301", "T201"}
    assert len(told) == 1_000
