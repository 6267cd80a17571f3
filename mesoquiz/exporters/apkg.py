"""Anki: one package for the whole collection, and one of its withdrawn cards for whoever has them."""

from __future__ import annotations

from collections.abc import Iterator

from mesoquiz.anki.lock import Lock, settle
from mesoquiz.anki.package import render
from mesoquiz.artifact import Artifact
from mesoquiz.notes.bank import Bank

TAKES = "bank"
EPOCH = 1_767_225_600
"""2026-01-01: the modification time of a build without a lock that is given none."""


def export(bank: Bank, *, modified: int = EPOCH, lock: Lock | None = None) -> Iterator[Artifact]:
    """Yield the packages. Times come from `lock`; what it does not have gets `modified`, in seconds since 1970.

    A retired note is in the second one if `lock` has it as published, or without `lock`. Raises ValueError where all
    notes are retired and none of them was published.
    """
    rendered = render(bank)
    settled, _ = settle(lock, rendered.lock(), modified)
    yield from rendered.packages(settled)
