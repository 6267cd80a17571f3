"""How rectangles of a picture are told that are elsewhere now, and draws of a pool."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from commands import run
from pictures import png
from rendering import write_decks

PICTURE = {"file": "peau.png", "alt": "Coupe"}
FIRST = {"left": 5, "top": 20, "width": 30, "height": 15, "label": "derme"}
SECOND = {"left": 50, "top": 62.5, "width": 12.25, "height": 15, "label": "os"}


def told(folder: Path, old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """What is said below the name of a card that is another now."""
    for name, card in (("old", old), ("new", new)):
        write_decks(folder / name, [{"id": "a", **card}])
        (folder / name / "peau.png").write_bytes(png())
    done = run("diff", str(folder / "old"), str(folder / "new"))
    lines = done.stdout.splitlines()
    return [line.strip() for line in lines[lines.index("  a") + 1 :]]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (
            [FIRST | {"left": 7}, SECOND],
            [
                "{} 1 - left 5%, top 20%, width 30%, height 15%",
                "{} 1 + left 7%, top 20%, width 30%, height 15%",
            ],
        ),
        (
            [FIRST, SECOND | {"height": 16.33}],
            [
                "{} 2 - left 50%, top 62.5%, width 12.25%, height 15%",
                "{} 2 + left 50%, top 62.5%, width 12.25%, height 16.33%",
            ],
        ),
    ],
)
@pytest.mark.parametrize("kind", ["zones", "masks"])
def test_a_place_that_moved_is_told_in_percents(
    kind: str, places: list[dict[str, Any]], expected: list[str], tmp_path: Path
) -> None:
    card = {"question": "Où est-ce ?", "image": PICTURE, kind: [FIRST, SECOND]}
    found = told(tmp_path, card, card | {kind: places})
    assert found == [line.format(kind.removesuffix("s")) for line in expected]


def test_a_zone_more_is_told(tmp_path: Path) -> None:
    card = {"question": "Où est-ce ?", "image": PICTURE, "zones": [FIRST]}
    found = told(tmp_path, card, card | {"zones": [FIRST, SECOND]})
    assert found[-1] == "zone 2 + left 50%, top 62.5%, width 12.25%, height 15%"


def test_masks_that_are_hidden_together_now_are_told(tmp_path: Path) -> None:
    card = {"image": PICTURE, "masks": [FIRST]}
    found = told(tmp_path, card, card | {"hide": "all"})
    assert found == [
        "mask 1 - left 5%, top 20%, width 30%, height 15%",
        "mask 1 + left 5%, top 20%, width 30%, height 15%, the others hidden, too",
    ]


def test_a_number_that_is_fixed_is_no_range(tmp_path: Path) -> None:
    card = {"question": "Laquelle ?", "answer": "un", "distractors": ["x", "y", "z"]}
    assert told(tmp_path, card, card | {"draw": 3}) == ["draw + 3 options at a time, 1 of them right"]
