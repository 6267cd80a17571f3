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
]
SOUND = [
    ("D301", "fr", f'question: "Un homme ne voit plus, sauf à droite. Quel organe est touché ?", {CHOICE}'),
    ("D301", "en", f'question: "Which patient should not receive metformin?", {CHOICE}'),
    ("D301", "fr", f'question: "Chez quel patient ne faut-il pas prescrire de metformine ?", {CHOICE}'),
    ("D303", "fr", 'statement: "Il n’existe pas de contre-indication à la marche.", answer: true'),
    ("D303", "en", f'question: "Ask whether or not any contraindications exist. What else?", {CHOICE}'),
]


@pytest.mark.parametrize(("code", "lang", "card"), FLAWED)
def test_a_flaw_is_told(code: str, lang: str, card: str) -> None:
    assert messages(code, lang, card)


@pytest.mark.parametrize(("code", "lang", "card"), SOUND)
def test_its_sound_neighbour_is_not(code: str, lang: str, card: str) -> None:
    assert messages(code, lang, card) == []
