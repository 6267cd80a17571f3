"""Each rule, held against the examples of its manual page: a bad card is found, a better one is not."""

from __future__ import annotations

import re
import textwrap
from typing import Any

import pytest
import yaml

import mesoquiz
from mesoquiz.advice.control import Control
from mesoquiz.checks import with_advice
from mesoquiz.rules import rules

EXAMPLE = re.compile(r"^(Bad|Better) \((fr|en)\):(?: (\d+) x)?\n((?:    .*\n?)+)", re.MULTILINE)
SOURCES = [{"id": "notice", "title": "Notice"}]
FRENCH_ONLY = {"Y601", "Y602", "Y603"}


def examples(code: str) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """(bad or better, language, cards) of a rule."""
    found = []
    for match in EXAMPLE.finditer((rules()[code].__doc__ or "") + "\n"):
        text = textwrap.dedent(match[4])
        written = [yaml.safe_load(text.replace("{n}", str(number))) for number in range(int(match[3] or 1))]
        cards = written[0] if isinstance(written[0], list) else written
        found.append((match[1], match[2], [{"id": f"card-{place}", **card} for place, card in enumerate(cards)]))
    return found


def codes_of(cards: list[dict[str, Any]], lang: str, *select: str) -> list[str]:
    collection = {"id": "essai", "title": "Essai", "lang": lang, "sources": SOURCES}
    bank = mesoquiz.load_text({"deck": "Essai", "cards": cards}, collection=collection)
    assert mesoquiz.format_report(bank) == ""
    return [one.code for one in with_advice(bank, Control(select=select)).diagnostics]


@pytest.mark.parametrize("code", rules())
def test_the_examples_of_a_rule_are_true(code: str) -> None:
    found = examples(code)
    languages = ["fr"] if code in FRENCH_ONLY else ["fr", "en"]
    assert [example[:2] for example in found] == [(kind, lang) for lang in languages for kind in ("Bad", "Better")]
    for kind, lang, cards in found:
        assert (code in codes_of(cards, lang, code)) is (kind == "Bad"), (kind, lang)


@pytest.mark.parametrize("code", rules())
def test_a_rule_says_why_and_on_what_authority(code: str) -> None:
    manual = (rules()[code].__doc__ or "").partition("\nBad (")[0]
    assert len(manual.split("\n\n")) >= 3
    assert "\nSource: " in manual
    assert re.fullmatch(r"[STDCMYB]\d{3}", code)
