"""What an exam gives away to candidates who know nothing: each trick finds its own flaw, and no other bank's."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import pytest
from commands import run

import mesoquiz
from mesoquiz.attack.candidates import Attack, attack
from mesoquiz.attack.guesses import Guess, blind, outcome
from mesoquiz.exams.scoring import Scoring
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import Choose, Option

Card = dict[str, Any]
PLAIN: Card = {
    "question": "Quel nerf {n} innerve ce muscle ?",
    "answer": "ulnaire",
    "distractors": ["radiaux", "médians"],
}
FLAWS: dict[str, Card] = {
    "longest option": {"question": "Que faire ?", "answer": "appeler le quinze", "distractors": ["dormir", "courir"]},
    "words of the question": {
        "question": "Quelle cellule produit la mélanine {n} ?",
        "answer": "mélanine",
        "distractors": ["kératine", "globules"],
    },
    "no absolute terms": {
        "question": "Qui guérit ?",
        "answer": "l'enfant sans fièvre",
        "distractors": ["toujours la fièvre", "jamais le rhume en"],
    },
    "all of the above": {
        "question": "Quels signes ?",
        "answer": "toutes ces réponses",
        "distractors": ["rougeur ou chaleur", "chaleur et douleurs"],
    },
    "odd one out": {"question": "Quel os ?", "answer": "Tibia", "distractors": ["fémur", "talus"]},
    "middle number": {"question": "Combien ?", "answer": "20", "distractors": ["10", "30"]},
    "most alike": {
        "question": "Quel tableau ?",
        "answer": "pâleur, bradycardie",
        "distractors": ["pâleur, tachycardie", "fièvre, bradycardie", "toux, somnolence"],
    },
    "number of right ones": {
        "question": "Quels os {n} ?",
        "answers": ["fémur", "tibia"],
        "distractors": ["rotor", "talon"],
    },
}


def bank_of(*cards: Card) -> Bank:
    made = [json.loads(json.dumps({"id": "c{n}", **card}).replace("{n}", str(n))) for n, card in enumerate(cards)]
    bank = mesoquiz.load_text({"deck": "Essai", "id": "essai", "cards": made})
    assert not bank.errors, mesoquiz.format_report(bank)
    return bank


def attacked(*cards: Card) -> Attack:
    return attack(mesoquiz.assemble(bank_of(*cards)))


def gains(found: Attack) -> dict[str, float]:
    return {candidate.name: candidate.gain for candidate in found.candidates}


@pytest.mark.parametrize("flaw", FLAWS)
def test_a_trick_finds_its_own_flaw(flaw: str) -> None:
    found = gains(attacked(*[FLAWS[flaw]] * 12))
    assert found[flaw] > 1, found
    assert found["all tricks"] > 1
    assert max((gain, name) for name, gain in found.items() if name != "all tricks")[1] == flaw


def test_a_card_that_another_names_is_found() -> None:
    found = gains(
        attacked(
            {
                "question": "Qui a inventé la mésothérapie ?",
                "answer": "Michel Pistor",
                "distractors": ["Claude Bernard", "Louis Pasteur."],
            },
            {"question": "En quelle année Michel Pistor a-t-il inventé la mésothérapie ?", "answer": "en 1952"},
        )
    )
    assert found["told elsewhere"] == pytest.approx(2 / 3)


def test_statements_with_an_absolute_term_are_taken_for_false() -> None:
    found = attacked(*[{"statement": "Cela {n} ne guérit jamais.", "answer": False}] * 10)
    assert gains(found)["no absolute terms"] == pytest.approx(5)
    assert found.chance == pytest.approx(5)


def test_sound_questions_give_nothing_away() -> None:
    found = attacked(*[PLAIN] * 12)
    assert found.chance == pytest.approx(4)
    assert found.spread == pytest.approx((12 * 2 / 9) ** 0.5)
    assert gains(found)["all tricks"] <= 0


def ways(choose: Choose) -> list[frozenset[int]]:
    places = range(len(choose.options))
    sizes = [1] if choose.single else range(len(places) + 1)
    return [frozenset(one) for one in chain.from_iterable(combinations(places, size) for size in sizes)]


@pytest.mark.parametrize("rule", ["all-or-nothing", "discordance", "proportional", "negative"])
@pytest.mark.parametrize("single", [True, False])
def test_chance_is_the_mean_of_all_ways_to_tick(rule: Any, single: bool) -> None:
    options = (Option(text="a", must=True), Option(text="b"), Option(text="c"), Option(text="d", never=True))
    keys = frozenset({0} if single else {0, 1})
    choose = Choose(prompt="?", options=options, keys=keys, single=single)
    scoring = Scoring(rule=rule)
    marks = [scoring.mark(choose, ticked) for ticked in ways(choose)]
    mean = sum(marks, Fraction(0)) / len(marks)
    variance = sum(((mark - mean) ** 2 for mark in marks), Fraction(0)) / len(marks)
    assert outcome(scoring, choose, blind(choose)) == (mean, variance)


def test_chance_among_five_options_is_what_is_said_of_it() -> None:
    """1/32 · 1 + 5/32 · 0.5 + 10/32 · 0.2: three keys, and an empty answer scores nothing anyway."""

    def chance(scoring: Scoring, keys: int, *, single: bool = False, of: int = 5) -> Fraction:
        options = tuple(Option(text=str(number)) for number in range(of))
        choose = Choose(prompt="?", options=options, keys=frozenset(range(keys)), single=single)
        return outcome(scoring, choose, blind(choose))[0]

    discordance = Scoring(rule="discordance")
    assert chance(discordance, 3) == Fraction(1, 32) + Fraction(5, 64) + Fraction(10, 160) == Fraction("0.171875")
    assert chance(discordance, 1, single=True) == Fraction(1, 5)
    assert chance(Scoring(), 2) == Fraction(1, 32)
    assert chance(Scoring(), 1, of=40) == Fraction(1, 2**40), "exact, however many options"
    stated = Choose(
        prompt="?", options=tuple(Option(text=x) for x in "abcde"), keys=frozenset({0, 1}), single=False, expected=2
    )
    assert outcome(discordance, stated, blind(stated))[0] == Fraction(2, 5), "two of five, without reading"
    assert chance(Scoring(rule="negative"), 1, single=True) == 0, "the usual penalty takes what guessing brings"


def test_so_many_of_the_open_options_are_ticked() -> None:
    options = tuple(Option(text=text) for text in "abcd")
    choose = Choose(prompt="?", options=options, keys=frozenset({0, 1}), single=False)
    guess = Guess(open=frozenset(range(4)), number=2)
    assert outcome(Scoring(), choose, guess) == (Fraction(1, 6), Fraction(5, 36))
    assert outcome(Scoring(), choose, Guess(sure=frozenset({0}), open=frozenset({1, 2}), number=1))[0] == Fraction(1, 2)


DECK = """\
id: essai
deck: Essai
cards:
  - {id: quinze, question: Que faire ?, answer: appeler le quinze, distractors: [dormir, courir]}
  - {id: libre, question: Où ?, answer: ici}
"""


def test_the_table_names_card_cue_and_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("essai.yaml").write_text(DECK, encoding="utf-8")
    result = run("attack", "essai.yaml")
    assert result.exit_code == 0
    assert result.stdout.startswith("Essai: 1 choice for 1 points, and 1 open question that nobody can guess\n")
    rows = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "blind chance 0.33 ± 0.47" in rows
    assert "longest option 1.00 +0.67 on 1 question" in rows
    assert "  essai.yaml:4:10: quinze\n    +0.67  longest option: the longest option\n" in result.stdout
    assert run("attack", "essai.yaml").stdout == result.stdout


def test_json_has_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("essai.yaml").write_text(DECK, encoding="utf-8")
    made = json.loads(run("attack", "essai.yaml", "--format", "json").stdout)
    first = made["candidates"][0]
    assert (made["choices"], made["open"], made["chance"]["mark"]) == (1, 1, pytest.approx(1 / 3, abs=1e-5))
    assert (first["name"], first["cues"][0]["card"], first["cues"][0]["line"]) == ("longest option", "quinze", 4)


LIST = """\
id: essai
deck: Essai
cards:
  - {id: signes, question: Quels signes ?, answers: [rougeur, chaleur], distractors: [pâleur, froideur]}
"""
PLAN = "title: T\nscoring: discordance\nsections: [{ask: several, count: 1, each: 4}]\n"


def test_an_exam_is_marked_by_its_own_scoring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 16 ways to tick, 1 has no discordance, 4 have one, 6 have two, of which the empty one counts nothing."""
    monkeypatch.chdir(tmp_path)
    Path("essai.yaml").write_text(LIST, encoding="utf-8")
    Path("plan.yaml").write_text(PLAN, encoding="utf-8")
    run("quiz", "essai.yaml", "-b", "plan.yaml", "-o", "exam")
    for exam in (["-b", "plan.yaml"], ["--from", "exam/manifest.json"]):
        made = json.loads(run("attack", "essai.yaml", *exam, "--format", "json").stdout)
        assert made["points"] == 4
        assert made["chance"]["mark"] == pytest.approx(4 * (1 + 4 / 2 + 5 / 5) / 16)


def test_what_cannot_be_attacked_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("essai.yaml").write_text("id: a\ndeck: A\ncards: [{id: a, question: Où ?, answer: ici}]\n", encoding="utf-8")
    assert "no question of this exam offers a choice" in run("attack", "essai.yaml").stderr
    both = run("attack", "essai.yaml", "-b", "x.yaml", "--from", "y.json")
    assert (both.exit_code, "name one exam: -b or --from" in both.stderr) == (2, True)
