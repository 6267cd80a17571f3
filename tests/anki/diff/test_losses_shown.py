"""What `diff` shows of a card that loses something: each text once."""

from __future__ import annotations

from pathlib import Path

import pytest
from comparisons import DECK, diff, pack, write
from releases import NOW, THEN


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (
            "{{2::endroit}}",
            "endroit",
            "1 lost cards: cards that students have learnt become empty\n  trous (card 2)\n"
            "1 updated: the new content is shown, but on notes that a student edited since; progress stays\n  trous\n"
            "    Text - Peu, {{c1::rarement}}, au bon {{c2::endroit}}.\n"
            "    Text + Peu, {{c1::rarement}}, au bon endroit.\n",
        ),
        (
            "{{1::rarement}}, au bon {{2::endroit}}",
            "{{2::rarement}}, au bon {{1::endroit}}",
            "1 renumbered gaps: gaps swapped their numbers, and with them their learning histories\n"
            "  trous (1 is now 2)\n",
        ),
    ],
    ids=["a lost card", "gaps that changed places"],
)
def test_a_text_that_differs_is_shown_once(old: str, new: str, shown: str) -> None:
    assert DECK.count(old) == 1
    package, lock = pack(write(Path("old"), DECK), THEN)
    newer, _ = pack(write(Path("new"), DECK.replace(old, new)), NOW, lock)
    assert diff(package, newer).stdout == shown
