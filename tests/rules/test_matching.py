"""What rules say of pairs to be matched, and of steps to be put in order."""

from __future__ import annotations

from typing import Any

import pytest

import mesoquiz
from mesoquiz.advice.control import Control
from mesoquiz.checks import with_advice

ORGANS = [["bile", "foie"], ["insuline", "pancréas"]]


def told(lang: str, card: dict[str, Any], *select: str) -> list[str]:
    """What is said of one card, as code and message."""
    collection = {"id": "e", "title": "E", "lang": lang}
    bank = mesoquiz.load_text({"deck": "D", "cards": [{"id": "c", **card}]}, collection=collection)
    assert mesoquiz.format_report(bank) == ""
    control = Control(select=select) if select else Control()
    return [f"{one.code} {one.message}" for one in with_advice(bank, control).diagnostics]


@pytest.mark.parametrize(
    ("lang", "pair", "said"),
    [
        ("fr", ["tuberculose", "le bacille tuberculeux"], "tuberculeux"),
        ("fr", ["nerf fémoral", "le quadriceps fémoral"], "fémoral"),
        ("en", ["tuberculosis", "the tubercle bacillus"], "tubercle"),
        ("fr", ["glucagon", "la cellule alpha"], ""),
        ("fr", ["1928", "la découverte de 1928"], ""),
    ],
)
def test_a_pair_that_goes_together_by_its_sound(lang: str, pair: list[str], said: str) -> None:
    card = {"question": "Associez.", "pairs": [*ORGANS, pair, ["urée", "rein"]]}
    message = f"T205 only the right answer repeats `{said}` of the question"
    assert told(lang, card, "T205") == ([message] if said else [])


def test_pairs_that_all_go_together_by_their_sound_are_told() -> None:
    pairs = [
        ["néphropathie du diabète", "rein, par néphropathie"],
        ["myocardite", "myocarde"],
        ["hépatite", "cellule hépatique"],
    ]
    assert len(told("fr", {"question": "Associez.", "pairs": pairs}, "T205")) == 3


def test_words_of_the_subject_are_no_cue() -> None:
    pairs = [["fracture du fémur", "os fémur"], ["fracture du tibia", "os tibia"], ["entorse", "ligament"]]
    assert told("fr", {"question": "Associez.", "pairs": pairs}, "T205") == []


@pytest.mark.parametrize(
    ("lang", "question", "is_told"),
    [
        ("fr", "Classez ces symptômes.", True),
        ("en", "Sort these symptoms.", True),
        ("fr", "Rangez ces couches de la surface vers la profondeur.", False),
        ("fr", "Comment se déroule une séance ?", False),
        ("fr", "Classez ces causes de la plus à la moins fréquente.", False),
        ("en", "Sort these layers from the surface inwards.", False),
        ("en", "Sort these drugs by strength.", False),
    ],
)
def test_an_order_is_named(lang: str, question: str, is_told: bool) -> None:
    card = {"question": question, "sequence": ["fièvre", "toux", "dyspnée"]}
    message = "S116 the question does not say by what these are to be put in order"
    assert told(lang, card) == [message] * is_told


@pytest.mark.parametrize(("number", "said"), [(8, []), (9, ["S117 9 steps are too many to hold in mind"])])
def test_nobody_holds_nine_steps_in_mind(number: int, said: list[str]) -> None:
    card = {"question": "Dans quel ordre ?", "sequence": [f"geste {place}" for place in "abcdefghi"[:number]]}
    assert told("fr", card) == said


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("découverte de l'insuline", "1921", ["S115 `1921` is a number, and the others are none"]),
        ("dose d'adrénaline", "0,5 mg", ["S115 `0,5 mg` is a number, and the others are none"]),
        ("vitamine", "B12", []),
    ],
)
def test_a_number_finds_its_pair(left: str, right: str, said: list[str]) -> None:
    pairs = [*ORGANS, ["urée", "rein"], [left, right]]
    assert told("fr", {"question": "Associez.", "pairs": pairs}) == said


def test_of_two_pairs_the_second_answers_itself() -> None:
    said = "S110 of 2 pairs, the last is what is left over"
    assert told("fr", {"question": "Associez chaque produit à son organe.", "pairs": ORGANS}) == [said]
    assert told("fr", {"question": "Associez chaque produit à son organe.", "pairs": [*ORGANS, ["urée", "rein"]]}) == []
