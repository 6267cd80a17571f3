"""What a later step of a case gives away, and what it does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pictures import png
from rendering import write_decks

import mesoquiz
from mesoquiz.advice.control import Control
from mesoquiz.checks import with_advice

Card = dict[str, Any]
OPEN: Card = {
    "context": "Une femme de 54 ans souffre du talon droit.",
    "question": "Quel diagnostic évoquer ?",
    "answer": "une aponévropathie plantaire",
    "accept": ["une fasciite plantaire", "une aponévrosite"],
}
PICTURE = {"file": "peau.png", "alt": "Coupe"}
PLACE = {"left": 5, "top": 20, "width": 30, "height": 15}
ALONE = {key: told for key, told in OPEN.items() if key != "accept"}
CHOICE = ALONE | {"distractors": ["une goutte", "une fracture"]}


def told(folder: Path, first: Card, then: Card) -> list[str]:
    """What B806 says of a second step."""
    steps = [{"id": "un", "case": "talon", **first}, {"id": "deux", "case": "talon", **then}]
    written = write_decks(folder, steps)
    if "image" in first or "image" in then:
        (folder / "peau.png").write_bytes(png())
    bank = mesoquiz.load(written)
    assert mesoquiz.format_report(bank) == ""
    return [one.message for one in with_advice(bank, Control(select=("B806",))).diagnostics]


GIVEN_AWAY = {
    "an accepted wording": (
        OPEN,
        {"question": "Que proposer dans une aponévrosite ?", "answer": "du repos"},
        "une aponévrosite",
    ),
    "an option of an open question": (
        OPEN,
        {"question": "Que retenir ?", "answer": "une aponévropathie plantaire", "distractors": ["une algie", "rien"]},
        "une aponévropathie plantaire",
    ),
    "an option that says more": (
        CHOICE,
        {
            "question": "Que prescrire ?",
            "answer": "des semelles contre l'aponévropathie plantaire",
            "distractors": ["du repos", "du froid"],
        },
        "une aponévropathie plantaire",
    ),
    "the description of a picture": (
        CHOICE,
        {
            "question": "Que montre-t-elle ?",
            "answer": "rien",
            "image": {"file": "peau.png", "alt": "Échographie d'une aponévropathie plantaire"},
        },
        "une aponévropathie plantaire",
    ),
    "an acronym": (
        ALONE | {"answer": "un OAP"},
        {"more": "L'OAP est traité.", "question": "Que faire ?", "answer": "rien"},
        "un OAP",
    ),
    "an accepted acronym": (
        OPEN | {"question": "Quel examen ?", "answer": "un électrocardiogramme", "accept": ["ecg"]},
        {"question": "Que montre l'ECG ?", "answer": "rien"},
        "ecg",
    ),
    "an acronym of a choice": (
        CHOICE | {"answer": "une IRM", "distractors": ["une radiographie", "un scanner"]},
        {"question": "Que chercher ?", "answer": "une fissure à l'IRM", "distractors": ["un œdème au repos", "rien"]},
        "une IRM",
    ),
    "two acronyms": (
        ALONE | {"answer": "HTA et AVK"},
        {"question": "Que faire devant HTA et AVK ?", "answer": "rien"},
        "HTA et AVK",
    ),
    "the label of a mask": (
        {"context": "Une coupe.", "image": PICTURE, "masks": [PLACE | {"label": "le derme"}]},
        {"question": "À quelle profondeur est le derme ?", "answer": "1 mm"},
        "le derme",
    ),
    "the label of a zone": (
        {
            "context": "Un talon.",
            "question": "Où souffre-t-elle ?",
            "image": PICTURE,
            "zones": [PLACE | {"label": "insertion"}],
        },
        {"more": "L'insertion est épaissie.", "question": "Que faire ?", "answer": "rien"},
        "insertion",
    ),
    "the first word": (
        CHOICE,
        {"more": "L'aponévropathie est confirmée.", "question": "Que faire ?", "answer": "rien"},
        "aponévropathie",
    ),
}


@pytest.mark.parametrize(("first", "then", "what"), GIVEN_AWAY.values(), ids=GIVEN_AWAY)
def test_a_step_gives_away_an_answer(first: Card, then: Card, what: str, tmp_path: Path) -> None:
    assert told(tmp_path, first, then) == [f"this step tells the answer of the step `un`: `{what}`"]


NOT_GIVEN_AWAY: dict[str, tuple[Card, Card]] = {
    "both choose from one list": (
        CHOICE,
        {
            "question": "Que craindre aussi ?",
            "answer": "une goutte",
            "distractors": ["une aponévropathie plantaire", "une algie"],
        },
    ),
    "one option among those of before": (
        CHOICE,
        {
            "question": "Que craindre aussi ?",
            "answer": "une goutte avec aponévropathie plantaire",
            "distractors": ["une fracture avec goutte", "rien"],
        },
    ),
    "a first word that was told before": (
        OPEN | {"context": "Une aponévropathie est connue."},
        {"more": "L'aponévropathie persiste.", "question": "Que faire ?", "answer": "rien"},
    ),
    "a first word that wrong options have, too": (
        CHOICE | {"distractors": ["une aponévropathie palmaire", "une fracture"]},
        {"more": "L'aponévropathie persiste.", "question": "Que faire ?", "answer": "rien"},
    ),
    "the first word of a sentence": (
        OPEN | {"answer": "contrôler la douleur par du froid et du repos", "accept": ["du froid"]},
        {"question": "Comment contrôler sa glycémie ?", "answer": "au doigt"},
    ),
    "a word that is no acronym": (
        ALONE | {"answer": "l'OS"},
        {"question": "Quel os injecter ?", "answer": "rien"},
    ),
    "a number of a grade": (
        ALONE | {"answer": "II"},
        {"question": "Que faire au grade II ?", "answer": "rien"},
    ),
    "yes, in capitals": (
        ALONE | {"answer": "non"},
        {"question": "Que NE PAS faire, sinon NON ?", "answer": "rien"},
    ),
    "an acronym that was told before": (
        OPEN | {"question": "Quel examen, hors ECG ?", "answer": "une radiographie", "accept": ["ECG"]},
        {"question": "Que montre l'ECG ?", "answer": "rien"},
    ),
    "the label of a zone that its question names": (
        {
            "context": "Un talon.",
            "question": "Où est l'insertion ?",
            "image": PICTURE,
            "zones": [PLACE | {"label": "insertion"}],
        },
        {"more": "L'insertion est épaissie.", "question": "Que faire ?", "answer": "rien"},
    ),
    "an answer that only the key has": (
        CHOICE,
        {"question": "Que traite-t-on ?", "answer": "l'aponévropathie plantaire"},
    ),
}


@pytest.mark.parametrize(("first", "then"), NOT_GIVEN_AWAY.values(), ids=NOT_GIVEN_AWAY)
def test_a_step_gives_nothing_away(first: Card, then: Card, tmp_path: Path) -> None:
    assert told(tmp_path, first, then) == []
