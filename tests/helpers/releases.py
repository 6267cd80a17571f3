"""What the tests of locks, updates and upgrades publish: cards, a picture, the times of two builds."""

from __future__ import annotations

from pathlib import Path

from pictures import png

import mesoquiz
from mesoquiz.anki.lock import Lock, settle
from mesoquiz.anki.package import render

THEN, NOW = 1_700_000_000, 1_750_000_000
"""The times of the first and of the second build."""

PNG = png()

SUITE = """\
deck: Suite::A
cards:
  - id: question
    question: Où injecte-t-on ?
    answer: dans le derme
    tags: [peau]
  - id: trous
    cloze: "Peu, {{1::rarement}}, au bon {{2::endroit}}."
  - id: terme
    term: mésolift
    definition: injections contre le vieillissement
"""
"""A deck to which a test adds the card that it is about."""


def publish(folder: Path, old: Lock | None, now: int) -> tuple[bytes, Lock]:
    """The package of a folder of decks, whatever the lock thinks of it, and the lock after it."""
    bank = mesoquiz.load(folder)
    assert not bank.errors, mesoquiz.format_report(bank)
    made = render(bank)
    settled, _ = settle(old, made.lock(), now)
    return made.package(settled).content, settled
