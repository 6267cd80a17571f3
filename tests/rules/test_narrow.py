"""What looks like a flaw and is none."""

from __future__ import annotations

from typing import Any

import pytest

import mesoquiz
from mesoquiz.advice.control import Control
from mesoquiz.checks import with_advice

CHOICE = {"answer": "le foie", "distractors": ["la rate", "le rein"]}


def codes(cards: list[dict[str, Any]], lang: str, code: str) -> list[str]:
    """The codes that are told of these cards by one rule."""
    named = [{"id": f"c{place}", **card} for place, card in enumerate(cards)]
    bank = mesoquiz.load_text({"deck": "D", "cards": named}, collection={"id": "e", "title": "E", "lang": lang})
    assert mesoquiz.format_report(bank) == ""
    return [one.code for one in with_advice(bank, Control(select=(code,))).diagnostics]


@pytest.mark.parametrize(
    ("code", "lang", "card"),
    [
        (
            "T206",
            "en",
            {
                "question": "Which of these raises the level of vitamin A",
                "answer": "liver oil",
                "distractors": ["apple juice", "olive oil"],
            },
        ),
        (
            "T206",
            "fr",
            {
                "question": "La réaction est due à la ou au :",
                "answer": "sérotonine",
                "distractors": ["glucagon", "cortisol"],
            },
        ),
        (
            "T202",
            "en",
            {
                "question": "Which are steroids? I. cortisol II. insulin",
                "answer": "I only",
                "distractors": ["II only", "I and II"],
            },
        ),
        (
            "T202",
            "fr",
            {"question": "Qui est à jeun ?", "answer": "Paul", "distractors": ["toutes ces réponses", "Luc"]},
        ),
        (
            "C503",
            "fr",
            {
                "question": "Quel mot un enfant de deux ans répète-t-il ?",
                "answer": "Non",
                "distractors": ["Oui", "Encore", "Papa"],
            },
        ),
        ("D306", "fr", {"question": "Quelle est la bonne position de l'aiguille ?", **CHOICE}),
        ("D306", "fr", {"question": "Laquelle de ces doses est correcte chez l'enfant ?", **CHOICE}),
        ("D306", "en", {"question": "What is the correct angle of the needle?", **CHOICE}),
        ("D306", "en", {"question": "Name the bone:", **CHOICE}),
        ("D307", "fr", {"question": "Indiquez l'organe qui produit la bile.", **CHOICE}),
        ("D307", "en", {"question": "Describe the vaccine against yellow fever.", **CHOICE}),
        (
            "D303",
            "en",
            {"question": "A woman has not slept for two nights. She says that she is not ill. What is next?", **CHOICE},
        ),
        ("D315", "fr", {"question": "La rénine est une enzyme du rein. Quelle hormone augmente-t-elle ?", **CHOICE}),
        ("D315", "fr", {"question": "Une femme de 30 ans tousse. Quel examen faut-il ?", **CHOICE}),
        ("D316", "fr", {"statement": "Le foie et la rate sont dans l'abdomen.", "answer": True}),
        ("D316", "fr", {"statement": "L'amidon de maïs est un excipient.", "answer": True}),
        ("D316", "en", {"statement": "The pancreas secretes insulin and glucagon.", "answer": True}),
        ("D320", "fr", {"statement": "Un patient qui n'est pas à jeun peut vomir.", "answer": True}),
        ("D310", "fr", {"question": "Combien ?", "answer": "moins de 5", "distractors": ["5 à 10", "plus de 10"]}),
        ("D309", "fr", {"question": "Combien ?", "answer": "7 µm", "distractors": ["0,7 µm", "70 µm"]}),
        (
            "D317",
            "fr",
            {"question": "Le muscle du bras est le ____", "answer": "biceps", "distractors": ["soléaire", "psoas"]},
        ),
        (
            "T208",
            "fr",
            {"question": "Combien ?", "answer": "1,5 jour", "distractors": ["15 heures", "1 jour", "5 jours"]},
        ),
        (
            "T214",
            "fr",
            {"question": "Que faire ?", "answer": "allonger le patient", "distractors": ["donner à boire", "attendre"]},
        ),
        (
            "S113",
            "fr",
            {
                "question": "Qui a créé le personnage de Dracula ?",
                "answer": "l'auteur de Dracula",
                "distractors": ["Poe", "Hugo"],
            },
        ),
    ],
)
def test_a_sound_card_is_left_alone(code: str, lang: str, card: dict[str, Any]) -> None:
    assert codes([card], lang, code) == []


SALTS = {"question": "Quel trouble un diurétique de l'anse entraîne-t-il ?", "answer": "une hypokaliémie"}
SHARE = {"question": "What is the risk of stroke at 25?", "answer": "about 25%"}
DOSE = {"question": "Quelle est la dose maximale chez l'adulte ?", "answer": "4 g"}


@pytest.mark.parametrize(
    ("code", "lang", "card", "is_flawed"),
    [
        ("T211", "fr", SALTS | {"distractors": ["une hyperkaliémie", "une acidose lactique", "une anémie"]}, True),
        ("T211", "fr", SALTS | {"distractors": ["une hyperkaliémie", "une hyponatrémie", "une anémie"]}, False),
        ("T211", "fr", SALTS | {"distractors": ["une hypernatrémie", "une acidose lactique", "une anémie"]}, False),
        ("D309", "en", SHARE | {"distractors": ["1 in 50", "5% to 10%", "more than half"]}, True),
        ("D309", "en", SHARE | {"distractors": ["5% to 10%", "less than 2%", "between 40 and 50%"]}, False),
        ("D309", "fr", DOSE | {"distractors": ["2500 mg", "1 g toutes les 12 heures", "100 mg/kg"]}, True),
        ("D309", "fr", DOSE | {"distractors": ["1 g", "2 g", "6 g"]}, False),
        ("C504", "en", SHARE | {"question": "Which drug is first, and for how many days is it taken?"}, True),
        ("C504", "fr", DOSE | {"question": "Quel remède donner, et pendant combien de jours ?"}, True),
        ("C504", "fr", DOSE | {"question": "Chez qui et sans quel risque donner ce remède ?"}, False),
        ("D321", "fr", DOSE | {"question": "Quel remède en cas de SCA, d'IRC ou de BPCO ?"}, True),
        ("D321", "fr", DOSE | {"question": "Quel remède si la TSH, la CRP et le LDL sont hauts (VII, XII) ?"}, False),
        ("D321", "en", SHARE | {"question": "WHICH DRUG IS GIVEN FIRST?"}, False),
    ],
)
def test_a_flaw_and_what_is_like_it(code: str, lang: str, card: dict[str, Any], is_flawed: bool) -> None:
    assert codes([card], lang, code) == [code] * is_flawed


def test_what_a_gap_hides_gives_no_answer_away() -> None:
    asked = {"question": "Quelle cellule de la vergeture meurt ?", "answer": "le fibroblaste"}
    told = {"cloze": "Dans la vergeture meurt une cellule, le fibroblaste, après une {{inflammation}}."}
    hidden = {"cloze": "Dans la vergeture meurt une cellule, {{le fibroblaste}}, après une inflammation."}
    assert codes([asked, told], "fr", "B805") == ["B805"]
    assert codes([asked, hidden], "fr", "B805") == []


@pytest.mark.parametrize(
    ("lang", "cards", "found"),
    [
        ("fr", ["Le derme contient des vaisseaux et des nerfs dans une matrice de collagène."], []),
        ("fr", ["The dermis of the skin contains vessels and nerves."], ["B808"]),
        ("en", ["Le derme contient des vaisseaux et des nerfs dans une matrice de collagène."], ["B808"]),
        ("fr", ["The dermis contains vessels.", "Le derme contient des vaisseaux et des nerfs."], []),
        ("fr", ["Staphylococcus aureus, Escherichia coli"], []),
    ],
)
def test_the_language_of_the_cards(lang: str, cards: list[str], found: list[str]) -> None:
    assert codes([{"statement": text, "answer": True} for text in cards], lang, "B808") == found
