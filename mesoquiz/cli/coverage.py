"""The texts of the sources, which stay outside the decks: read for `check --documents`, and the report on coverage."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from mesoquiz.cli.terminal import show
from mesoquiz.decks.evidence import NO_TEXT, Coverage, examine
from mesoquiz.diagnostics.diagnostic import Diagnostic, Span
from mesoquiz.diagnostics.terminal import one_line
from mesoquiz.diagnostics.wording import count_of, shorten
from mesoquiz.files import GONE, Outside, open_within
from mesoquiz.limits import MAX_DOCUMENT
from mesoquiz.notes.note import Bank
from mesoquiz.reading.encoding import decode_text

WIDTH = 58


def with_evidence(bank: Bank, folder: Path) -> tuple[Bank, list[Coverage]]:
    """The bank with what its quotes lack in the texts of `folder`, and the coverage of each text."""
    texts: dict[str, str] = {}
    found = list(_read(bank, folder, texts))
    missing, coverage = examine(bank, texts)
    found += missing
    lines = {path: Path(path).read_text("utf-8", "replace").splitlines() for path in {one.span.path for one in found}}
    shown = {path: text for path, text in lines.items() if path not in bank.texts}
    diagnostics = tuple(sorted((*bank.diagnostics, *found), key=lambda one: one.span))
    return replace(bank, diagnostics=diagnostics, texts={**bank.texts, **shown}), coverage


def _read(bank: Bank, folder: Path, texts: dict[str, str]) -> Iterator[Diagnostic]:
    """Fill `texts` by the ids of the sources; yield what is wrong with those that cards cite."""
    cited = {citation.doc for note in bank.notes for citation in note.source}
    place = Span(bank.home or (bank.decks[0].path if bank.decks else ""), 1, 1, 1, 2)
    for source in bank.collection.sources:
        if source.id not in cited:
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


def say_coverage(coverage: Sequence[Coverage]) -> None:
    """Print how many passages of each document are cited, and those that are not."""
    show(f"\n{'passages':>10}{'cited':>8}{'uncited':>9}  document")
    for one in coverage:
        left = len(one.uncited)
        show(f"{len(one.passages):>10}{len(one.passages) - left:>8}{left:>9}  {one_line(one.doc)}")
    for one in coverage:
        if one.uncited:
            show(f"\n{count_of(len(one.uncited), 'passage')} of {one_line(one.doc)} that no card cites, by line:")
        for passage in one.uncited:
            show(f"{passage.line:>6}  {one_line(shorten(passage.text, WIDTH))}")


def as_json(coverage: Sequence[Coverage]) -> str:
    """The same for programs: each document with its passages, their lines and the ids of the cards that cite them."""
    made = [
        {
            "document": one.doc,
            "title": one.title,
            "passages": len(one.passages),
            "cited": len(one.passages) - len(one.uncited),
            "lines": [
                {"line": passage.line, "text": passage.text, "cards": list(passage.cards)} for passage in one.passages
            ],
        }
        for one in coverage
    ]
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
