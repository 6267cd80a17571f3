"""What is wrong with a bank beyond its own files: its lock, the blueprints beside it, the evidence for its cards.

The library's `check` and the command of the same name tell the same.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

from mesoquiz.advice.control import Control
from mesoquiz.anki.release import find_faults, read_lock
from mesoquiz.decks.documents import with_evidence
from mesoquiz.decks.given import judged
from mesoquiz.exams import loader
from mesoquiz.exams.planning import plan
from mesoquiz.notes.bank import Bank
from mesoquiz.progress import OnProgress
from mesoquiz.reading.file import lines_in, lines_of_faults

Watch = Callable[[], AbstractContextManager[OnProgress | None]]
"""Makes what is told how far a long search is."""


def check(bank: Bank, documents: Path | None = None) -> Bank:
    """The bank with every diagnostic that there is; with a folder of `documents`, of its quotes, too.

    Raises OSError where a file cannot be read.
    """
    bank = with_advice(with_blueprints(with_lock(with_values(bank))))
    return with_evidence(bank, documents)[0] if documents and not bank.errors else bank


def with_values(bank: Bank) -> Bank:
    """The bank with what is wrong in the decks of it that were made in Python and read from no file."""
    if all(deck.path for deck in bank.decks):
        return bank
    found, texts = judged(bank)
    lines = {path: texts[path] for path in {one.span.path for one in found} & set(texts)}
    return replace(bank, diagnostics=(*bank.diagnostics, *found), texts={**bank.texts, **lines})


def with_advice(bank: Bank, asked: Control | None = None) -> Bank:
    """The bank with what the rules on content say of it: those that `asked` and its collection select.

    Of decks with errors they say nothing: first things first. Raises OSError where a file cannot be read.
    """
    if bank.errors:
        return bank
    from mesoquiz.rules._advising import advise, control_of

    texts = dict(bank.texts)

    def lines(path: str) -> list[str]:
        if path not in texts:
            texts[path] = lines_in(path)
        return texts[path]

    found = advise(bank, (asked or Control()).over(control_of(bank)), lines)
    shown = {one.span.path for one in (*bank.diagnostics, *found)}
    kept = {path: lines for path, lines in texts.items() if path in shown}
    return replace(bank, diagnostics=(*bank.diagnostics, *found), texts=kept)


def with_lock(bank: Bank) -> Bank:
    """The bank with what its release lock says against it, which can only be told of sound decks. Raises OSError."""
    data = None if bank.errors else read_lock(bank)
    if data is None:
        return bank
    # Takes a third of a second, and most decks that are checked have no lock.
    from mesoquiz.anki.package import render

    _, found = find_faults(bank, render(bank).lock(), data)
    texts = {**bank.texts, **lines_of_faults(found)}
    return replace(bank, diagnostics=(*bank.diagnostics, *found), texts=texts)


def with_blueprints(bank: Bank, watch: Watch = nullcontext) -> Bank:
    """The bank with what is wrong in the blueprints beside its decks, as far as sound decks can tell.

    Raises OSError.
    """
    found, texts = list(bank.diagnostics), dict(bank.texts)
    plans = list(loader.beside(bank)) if bank.whole else []
    found += loader.clashes(plans)
    manifests = loader.Manifests()
    for path in plans:
        exam = loader.load(path, bank.collection.id, manifests)
        found += exam.diagnostics
        texts |= exam.texts
        if exam.blueprint and not exam.errors and not bank.errors:
            with watch() as tell:
                found += plan(exam.blueprint, bank, exam.used, tell).found
    return replace(bank, diagnostics=tuple(found), texts=texts)
