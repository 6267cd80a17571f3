"""What rules say of texts with gaps."""

from __future__ import annotations

import pytest

import mesoquiz
from mesoquiz.advice.control import Control
from mesoquiz.checks import with_advice


def told(lang: str, text: str, *select: str) -> list[str]:
    """What is said of one text, as code and message."""
    cards = [{"id": "c", "cloze": text}]
    bank = mesoquiz.load_text({"deck": "D", "cards": cards}, collection={"id": "e", "title": "E", "lang": lang})
    assert mesoquiz.format_report(bank) == ""
    control = Control(select=select) if select else Control()
    return [f"{one.code} {one.message}" for one in with_advice(bank, control).diagnostics]


@pytest.mark.parametrize(
    ("lang", "text", "said"),
    [
        ("fr", "Le diabète a {{plusieurs}} complications.", "C507 the gap `plusieurs` hides nothing to be known"),
        ("en", "The heart {{is}} a hollow muscle.", "C507 the gap `is` hides nothing to be known"),
        ("fr", "Il souffre d'une {{fracture}}.", "C508 `une` before the gap tells something of `fracture`"),
        ("en", "It suggests an {{occlusion}}.", "C508 `an` before the gap tells something of `occlusion`"),
        ("fr", "{{L'insuline}} {{abaisse}} la {{glycémie}}.", "C509 3 gaps leave 0 of 3 words that carry meaning"),
        ("fr", "{{Le pancréas}} sécrète l'insuline.", "C510 the text begins with the gap `Le pancréas`"),
        ("en", "The {{pancreas}} secretes insulin.", "C510 the text begins with the gap `pancreas`"),
    ],
)
def test_a_flaw_of_a_gap_is_told(lang: str, text: str, said: str) -> None:
    assert told(lang, text, "C507", "C508", "C509", "C510") == [said]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "La coagulation demande de la vitamine {{K}}, la vue de la vitamine {{A}}."),
        ("en", "Night vision needs vitamin {{A}}."),
        ("fr", "Le foie se trouve {{sous}} le diaphragme."),
        ("fr", "Chez l'adulte, le {{derme}} contient les vaisseaux."),
        ("fr", "Les trois couches de la peau : {{épiderme}}, {{derme}} et {{hypoderme}}."),
        ("fr", "{{Le derme}} contient les vaisseaux, {{l'épiderme}} n'en a pas."),
        ("en", "The outermost layer of the skin is {{the epidermis}}."),
    ],
)
def test_a_sound_gap_is_left_alone(lang: str, text: str) -> None:
    assert told(lang, text) == told(lang, text, "C507", "C508", "C509", "C510") == []


def test_a_gender_is_told_only_to_who_asks() -> None:
    text = "Chez l'adulte, les vaisseaux de la peau sont dans le {{derme}}."
    assert told("fr", text, "C511") == ["C511 `le` before the gap tells the gender of `derme`"]
