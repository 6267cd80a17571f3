"""Lines that are moved to where they belong: no more of them is changed than that."""

from __future__ import annotations

import pytest

from mesoquiz.decks.mending import mended

CARD = "cards:\n  - id: a\n    question: Q\n    answer: R\n"

SHIFTED = {
    "a block with an empty line": (
        f"deck: T\nid: t\n{CARD}    why: |\n    un\n\n    deux\n    trois\n",
        f"deck: T\nid: t\n{CARD}    why: |\n      un\n\n      deux\n      trois\n",
    ),
    "a block at the edge": (
        f"deck: T\nid: t\n{CARD}    why: |\nun\n\ndeux\n",
        f"deck: T\nid: t\n{CARD}    why: |\n      un\n\n      deux\n",
    ),
    "a block whose lines have different depths": (
        f"deck: T\nid: t\n{CARD}    why: |\n  un\n      deux\n",
        f"deck: T\nid: t\n{CARD}    why: |\n      un\n          deux\n",
    ),
    "a key that belongs to the edge": (f"deck: T\n  id: t\n{CARD}", f"deck: T\nid: t\n{CARD}"),
    "a key that is nearly there": (f"deck: T\n id: t\n{CARD}", f"deck: T\nid: t\n{CARD}"),
}


@pytest.mark.parametrize(("written", "meant"), SHIFTED.values(), ids=SHIFTED)
def test_lines_are_moved_together(written: str, meant: str) -> None:
    assert mended(written.encode(), "a.yaml")[0].decode() == meant
