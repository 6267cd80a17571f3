"""The order of options."""

from __future__ import annotations

from pathlib import Path

import pytest

import mesoquiz
from mesoquiz.exams.blueprint import Blueprint, SectionPlan
from mesoquiz.exams.drawing.assembly import assemble_blueprint
from mesoquiz.exams.manifest import Unusable, dump
from mesoquiz.exams.quiz import Layout
from mesoquiz.exams.reprints import restore
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import Choose, Option
from mesoquiz.notes.ordering import is_ordered, option_order


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
    """`A et B` comes before `aucune des deux` on every paper."""
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
    blueprint = Blueprint(title="T", paper="letter", columns=2, print="large", sections=(SectionPlan(count=1),))
    assert assemble_blueprint(small, blueprint).layout == Layout(paper="letter", columns=2, print="large")


def test_a_quiz_of_another_bank_is_not_restored(small: Bank, shipped: Bank) -> None:
    quiz = assemble_blueprint(small, Blueprint(title="T", sections=(SectionPlan(count=1),)))
    with pytest.raises(Unusable, match=r"^its cards are those of the collection `essai`, not of `mesotherapie`$"):
        restore(dump(quiz), shipped)
