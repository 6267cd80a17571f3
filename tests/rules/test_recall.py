"""Questions with the classic flaws are found, and sound ones are left alone, by the rules that are on by themselves.

They were written before the first rule, by the author of the rules, who knew the published lists.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

import mesoquiz

FOLDER = Path(__file__).parent / "recall"


@cache
def told(kind: str) -> dict[str, list[str]]:
    """Id of a card -> the codes of what is said of it. An error hides advice on other cards, so each stands alone."""
    found = {}
    for lang in ("fr", "en"):
        for card in yaml.safe_load((FOLDER / f"{kind}-{lang}.yaml").read_text(encoding="utf-8"))["cards"]:
            bank = mesoquiz.load_text(
                {"deck": "Essai", "cards": [card]}, collection={"id": "e", "title": "E", "lang": lang}
            )
            found[card["id"]] = [one.code for one in mesoquiz.check(bank).diagnostics]
    assert len(found) == 60
    return found


def test_flawed_questions_are_found() -> None:
    missed = [id for id, codes in told("flawed").items() if not codes]
    assert len(missed) <= 6, missed


def test_sound_questions_are_left_alone() -> None:
    accused = {id: codes for id, codes in told("sound").items() if codes}
    assert len(accused) <= 3, accused


@pytest.mark.parametrize(
    ("id", "code"),
    [
        ("all-of-the-above", "T201"),
        ("en-absolute-only", "T202"),
        ("longest-key-2", "T203"),
        ("en-grammar-cue", "T206"),
        ("not-parallel-case", "T207"),
        ("en-convergence", "T208"),
        ("mirror-options", "T211"),
        ("repeated-phrase", "T212"),
        ("en-except", "D301"),
        ("double-negative", "D303"),
        ("en-vague", "D304"),
        ("unfocused-short", "D306"),
        ("en-ranges", "D310"),
        ("window-dressing", "D311"),
        ("en-linked", "D314"),
        ("en-yes-no", "C503"),
        ("two-in-one", "C504"),
        ("answer-in-stem", "C506"),
        ("en-two-options", "S104"),
        ("identical-options", "option-twice"),
    ],
)
def test_a_flaw_is_called_by_its_name(id: str, code: str) -> None:
    assert code in told("flawed")[id]
