"""Turns of phrase by which a flaw is known, beside those of the manual pages, and their sound neighbours."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

import mesoquiz
from mesoquiz.advice.control import Control
from mesoquiz.checks import with_advice

CHOICE = "answer: le foie, distractors: [la rate, le rein, le cœur]"


def messages(code: str, lang: str, *written: str) -> list[str]:
    """What a rule says of these cards, each the inside of a mapping in YAML."""
    cards: list[dict[str, Any]] = [{"id": f"c{n}", **yaml.safe_load(f"{{{text}}}")} for n, text in enumerate(written)]
    bank = mesoquiz.load_text({"deck": "D", "cards": cards}, collection={"id": "e", "title": "E", "lang": lang})
    assert mesoquiz.format_report(bank) == ""
    return [one.message for one in with_advice(bank, Control(select=(code,))).diagnostics]


FLAWED = [
    ("D301", "fr", f'question: "Tous ces organes sont pairs, sauf un. Lequel ?", {CHOICE}'),
    ("D301", "fr", f'question: "De ces propositions, une seule est fausse. Indiquez laquelle.", {CHOICE}'),
    ("D301", "en", f'question: "All of these are paired except one. Which one?", {CHOICE}'),
    ("D301", "en", f'question: "Each of these organs but one is paired. Which is the exception?", {CHOICE}'),
    ("D301", "en", f'question: "Which drug should not be given in pregnancy?", {CHOICE}'),
    ("D303", "fr", f'question: "Quel antalgique n’est pas déconseillé pendant la grossesse ?", {CHOICE}'),
    ("D303", "fr", f'question: "Laquelle n’est pas une contre-indication ?", {CHOICE}'),
    ("D303", "en", f'question: "Which analgesic is not contraindicated in pregnancy?", {CHOICE}'),
    (
        "T208",
        "fr",
        "question: Que voit-on ?, answer: fièvre avec toux, distractors: [fièvre sans toux, frissons avec toux, vertige]",
    ),
    (
        "T208",
        "en",
        "question: What is seen?, answer: fever with cough, distractors: [fever with pain, chills with cough, nausea]",
    ),
    ("T201", "fr", "question: Où ?, answer: A et C, distractors: [le poumon, la thyroïde, A et B seulement]"),
    ("T201", "en", "question: Where?, answer: A and C only, distractors: [the lung, the thyroid, the eye]"),
    (
        "T215",
        "fr",
        "question: Que faire ?, answer: à la fois masser et choquer, distractors: [masser, choquer, attendre]",
    ),
    (
        "T215",
        "en",
        "question: Which lack?, answer: vitamins B1 and B12, distractors: [vitamins B1, vitamins B12, iron]",
    ),
    ("D309", "fr", 'question: Combien ?, answer: "0,5 mg", distractors: [50 µg, 5 ml, 5 mg]'),
    ("D309", "en", "question: How many?, answer: 5 mg/kg, distractors: [50 mg, 5 mg, 500 mg]"),
    ("D309", "en", "question: How many?, answer: 0.3 %, distractors: [1 patient in 30, 5 %, 20 %]"),
    ("D309", "fr", "question: Combien ?, answer: 3 pour mille, distractors: [10 %, 5 %, 20 %]"),
    ("D310", "fr", "question: Combien ?, answer: 10 à 20, distractors: [1 à 5, 20 à 30]"),
    ("D310", "fr", "question: Combien ?, answer: 10 à 20 jours, distractors: [1 jour, 15 jours, plus tard]"),
    ("D310", "en", "question: How many?, answer: at least 5, distractors: [up to 5, none]"),
]
SOUND = [
    ("D301", "fr", f'question: "Un homme ne voit plus, sauf à droite. Quel organe est touché ?", {CHOICE}'),
    ("D301", "en", f'question: "Which patient should not receive metformin?", {CHOICE}'),
    ("D301", "fr", f'question: "Chez quel patient ne faut-il pas prescrire de metformine ?", {CHOICE}'),
    ("D303", "fr", 'statement: "Il n’existe pas de contre-indication à la marche.", answer: true'),
    ("D303", "en", f'question: "Ask whether or not any contraindications exist. What else?", {CHOICE}'),
    (
        "T201",
        "fr",
        "question: Quels groupes ?, answer: A et B, distractors: [le groupe O, tous les autres, le groupe AB]",
    ),
    ("T201", "en", "question: Which vitamins?, answer: A and D, distractors: [folic acid, thiamine, niacin]"),
    ("T215", "fr", "question: Lesquels ?, answer: une artère et deux veines, distractors: [une artère, deux artères]"),
    ("D309", "fr", "question: Combien ?, answer: 300 mg, distractors: [30 mg, 3 g, 900 mg]"),
    ("D309", "en", "question: How many?, answer: 5 mg, distractors: [2 tablets, 3 tablets]"),
    ("D310", "en", "question: How many?, answer: 5 to 10, distractors: [less than 5, more than 10]"),
    ("D310", "fr", "question: Quand ?, answer: 3 à 12 mois, distractors: [0 à 2 mois, 3 à 6 ans, 10 à 15 ans]"),
]


@pytest.mark.parametrize(("code", "lang", "card"), FLAWED)
def test_a_flaw_is_told(code: str, lang: str, card: str) -> None:
    assert messages(code, lang, card)


@pytest.mark.parametrize(("code", "lang", "card"), SOUND)
def test_its_sound_neighbour_is_not(code: str, lang: str, card: str) -> None:
    assert messages(code, lang, card) == []
