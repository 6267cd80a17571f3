"""Anki: one package for the whole collection."""

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
    """Yield the package. Times come from `lock`; what it does not have gets `modified`, in seconds since 1970."""
    rendered = render(bank)
    settled, _ = settle(lock, rendered.lock(), modified)
    yield rendered.package(settled)
