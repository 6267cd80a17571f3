"""The texts of the sources, which stay outside the decks: read, and the quotes looked up in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mesoquiz.decks.evidence import NO_TEXT, Coverage, examine
from mesoquiz.diagnostics.diagnostic import Diagnostic, Span
from mesoquiz.files import GONE, Outside, open_within
from mesoquiz.limits import MAX_DOCUMENT
from mesoquiz.notes.bank import Bank
from mesoquiz.reading.encoding import decode_text
from mesoquiz.reading.file import lines_of_faults


def with_evidence(bank: Bank, folder: Path) -> tuple[Bank, list[Coverage]]:
    """The bank with what its quotes lack in the texts of `folder`, and the coverage of each text."""
    texts: dict[str, str] = {}
    found = list(_read(bank, folder, texts))
    missing, coverage = examine(bank, texts)
    found += missing
    diagnostics = tuple(sorted((*bank.diagnostics, *found), key=lambda one: one.span))
    return replace(bank, diagnostics=diagnostics, texts={**lines_of_faults(found), **bank.texts}), coverage


def _read(bank: Bank, folder: Path, texts: dict[str, str]) -> Iterator[Diagnostic]:
    """Fill `texts` by the ids of the sources; yield what is wrong with those that cards cite."""
    cited = {citation.doc for note in bank.notes for citation in note.source}
    place = Span(bank.home or (bank.decks[0].path if bank.decks else ""), 1, 1, 1, 2)
    for source in bank.collection.sources:
        if source.id not in cited or source.is_elsewhere:
            continue
        if not source.file:
            yield NO_TEXT.at(place, doc=source.id, why="it has no `file:`", how="name its text file in collection.yaml")
            continue
        try:
            with open_within(folder, source.file) as stream:
                data = stream.read(MAX_DOCUMENT + 1)
        except OSError as error:
            yield NO_TEXT.at(place, doc=source.id, why=_why(error, folder, source.file), how=_CORRECT)
            continue
        if len(data) > MAX_DOCUMENT:
            why = f"{source.file} has more than {MAX_DOCUMENT // 1_000_000} MB"
            yield NO_TEXT.at(place, doc=source.id, why=why, how="name a file that holds the text alone")
            continue
        text, faults = decode_text(data, source.file)
        if faults:
            yield NO_TEXT.at(place, doc=source.id, why=faults[0].message, how=faults[0].hint)
        else:
            texts[source.id] = text


_CORRECT = "correct `file:`, or name another folder"


def _why(error: OSError, folder: Path, file: str) -> str:
    """Why a text cannot be read. Whoever wrote the collection does not choose what else is read of this computer."""
    if isinstance(error, Outside):
        return f"{file} is not in {folder}"
    if error.errno in GONE:
        return f"{folder} has no file {file}"
    return f"{file}: {(error.strerror or str(error)).lower()}"
