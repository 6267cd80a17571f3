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
from mesoquiz.decks import formulas
from mesoquiz.decks.documents import with_evidence
from mesoquiz.decks.evidence import Coverage
from mesoquiz.decks.given import decoded
from mesoquiz.decks.ids import DUPLICATE_ID, SAME_QUESTION
from mesoquiz.decks.loader import repeated
from mesoquiz.exams import loader
from mesoquiz.exams.drawing.planning import plan
from mesoquiz.notes.bank import Bank
from mesoquiz.progress import OnProgress
from mesoquiz.reading.file import lines_in, lines_of_faults
from mesoquiz.reading.mistakes.texts.formulas import BRACES

Watch = Callable[[], AbstractContextManager[OnProgress | None]]
"""Makes what is told how far a long search is."""


def check(bank: Bank, documents: Path | None = None) -> Bank:
    """The bank with every diagnostic that there is; with a folder of `documents`, of its quotes, too.

    Raises OSError where a file cannot be read.
    """
    return judge(bank, documents)[0]


def judge(
    bank: Bank, documents: Path | None = None, asked: Control | None = None, watch: Watch = nullcontext
) -> tuple[Bank, list[Coverage]]:
    """The bank with every diagnostic, each once, and which passages of its documents the cards cite.

    `asked` selects rules on content beside its collection. Raises OSError where a file cannot be read.
    """
    bank = with_blueprints(with_lock(with_values(bank)), watch)
    covered: list[Coverage] = []
    if documents and not bank.errors:
        bank, covered = with_evidence(bank, documents)
    bank = with_advice(_with_formulas(bank), asked, watch)
    return replace(bank, diagnostics=tuple(dict.fromkeys(bank.diagnostics))), covered


def _with_formulas(bank: Bank) -> Bank:
    """The bank with what is wrong with its formulas; of braces that do not match, one message is enough."""
    found = list(formulas.faults(bank.active))
    told = {one.span[:2] for one in found}
    kept = (one for one in bank.diagnostics if one.code != BRACES.code or one.span[:2] not in told)
    return replace(bank, diagnostics=tuple(kept)).saying(found)


def with_values(bank: Bank) -> Bank:
    """The bank with what is wrong with notes that were made in Python, or put together there. Raises OSError."""
    bank = decoded(bank)
    known = {one.code for one in bank.diagnostics}
    return bank if {DUPLICATE_ID.code, SAME_QUESTION.code} & known else bank.saying(repeated(bank))


def with_advice(bank: Bank, asked: Control | None = None, watch: Watch = nullcontext) -> Bank:
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

    with watch() as tell:
        found = advise(bank, (asked or Control()).over(control_of(bank)), lines, tell)
    shown = {one.span.path for one in (*bank.diagnostics, *found)}
    # What lies in no file cannot be read again.
    kept = {path: lines for path, lines in texts.items() if path in shown or path in bank.texts}
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
