"""Questions with the classic flaws are found, and sound ones are left alone, by the rules that are on by themselves.

`flawed` and `sound` were written before the first rule, `guides` before the rules were widened, `later` and
`later-sound` after that; all by the authors of the rules, who knew the published lists.
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
    found: dict[str, list[str]] = {}
    for lang in ("fr", "en"):
        for card in yaml.safe_load((FOLDER / f"{kind}-{lang}.yaml").read_text(encoding="utf-8"))["cards"]:
            bank = mesoquiz.load_text(
                {"deck": "Essai", "cards": [card]}, collection={"id": "e", "title": "E", "lang": lang}
            )
            found[f"{lang} {card['id']}" if card["id"] in found else card["id"]] = [
                one.code for one in mesoquiz.check(bank).diagnostics
            ]
    return found


@pytest.mark.parametrize(("kind", "number"), [("flawed", 60), ("guides", 120), ("later", 164)])
def test_flawed_questions_are_found(kind: str, number: int) -> None:
    assert len(told(kind)) == number
    missed = [id for id, codes in told(kind).items() if not codes]
    assert len(missed) <= number // 10, missed


@pytest.mark.parametrize(("kind", "number"), [("sound", 60), ("later-sound", 63)])
def test_sound_questions_are_left_alone(kind: str, number: int) -> None:
    assert len(told(kind)) == number
    accused = {id: codes for id, codes in told(kind).items() if codes}
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


@pytest.mark.parametrize(
    ("id", "code"),
    [
        ("one-sided-1", "D310"),
        ("en-one-sided-4", "D310"),
        ("formats-1", "D309"),
        ("en-formats-2", "D309"),
        ("double-barrelled-2", "D316"),
        ("en-because-tf", "D316"),
        ("tf-double-negation-1", "D303"),
        ("en-tf-double-negation-2", "D303"),
        ("tf-negative", "D320"),
        ("tf-vague", "D304"),
        ("en-vague-two", "D304"),
        ("tf-opinion", "D318"),
        ("en-opinion-1", "D318"),
        ("hedged-key-2", "T213"),
        ("en-hedged-key", "T213"),
        ("plural-2", "T206"),
        ("en-plural-1", "T206"),
        ("gender-2", "T206"),
        ("mixed-forms-2", "T214"),
        ("en-mixed-forms-2", "T214"),
        ("k-type-2", "T201"),
        ("en-k-type-4", "T201"),
        ("unfocused-2", "D306"),
        ("en-unfocused-4", "D306"),
        ("no-question-2", "D307"),
        ("blank-1", "D317"),
        ("repeated-1", "T212"),
        ("en-repeated-1", "T212"),
        ("teaching-1", "D315"),
        ("en-teaching-2", "D315"),
        ("humour", "S113"),
        ("en-trick-1", "S113"),
        ("absolute-1", "T202"),
        ("convergence-1", "T208"),
        ("long-options", "D319"),
        ("negative-3", "D301"),
    ],
)
def test_a_flaw_of_the_guides_is_called_by_its_name(id: str, code: str) -> None:
    assert code in told("guides")[id]
