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


def test_words_of_the_subject_are_no_cue() -> None:
    pairs = [["fracture du fémur", "os fémur"], ["fracture du tibia", "os tibia"], ["entorse", "ligament"]]
    assert told("fr", {"question": "Associez.", "pairs": pairs}, "T205") == []
