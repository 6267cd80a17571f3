"""A YAML file -> the value in it, with what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from mesoquiz import files
from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Span
from mesoquiz.diagnostics.wording import enumerate_words
from mesoquiz.limits import MAX_FILE
from mesoquiz.reading.decoder import decode
from mesoquiz.reading.encoding import decode_text, lines_of
from mesoquiz.reading.findings import Problems
from mesoquiz.reading.mistakes.cards.joined import one_message
from mesoquiz.reading.mistakes.lines.leftovers import failed_cells
from mesoquiz.reading.mistakes.texts.unseen import unseen
from mesoquiz.reading.nodes import Node
from mesoquiz.reading.recovery import read
from mesoquiz.reading.variants import is_required, key_hints, words_of

ReadFile = Callable[[Path, type, str], tuple[Any, Problems, list[str]]]
"""As `read_file`; what reads a file again and again may remember what it held."""
EMPTY_FILE = Rule("empty-file", "this file is empty", "write {keys}, or delete the file")


def _needed(kind: type) -> str:
    """The keys that a file must have."""
    needed = {item.name for item in fields(kind) if is_required(item)}
    return enumerate_words([f"{name}:" for name in key_hints(kind) if name in needed], "and")


def read_file(file: Path, hint: type, thing: str) -> tuple[Any, Problems, list[str]]:
    """The value in a file or `FAILED`, what is wrong with it, and the lines of the file. Raises OSError."""
    return read_bytes(files.read_file(file, MAX_FILE), str(file), hint, thing)


def read_bytes(data: bytes, path: str, hint: type, thing: str) -> tuple[Any, Problems, list[str]]:
    """The same of the bytes of a file, which has a name only for messages."""

    def judge(root: Node, lines: list[str], suspects: frozenset[int]) -> Problems:
        problems = Problems(path, lines, suspects)
        problems.value = decode(hint, root, problems, thing)
        return problems

    reading = read(data, path, judge, words_of(hint))
    problems = reading.judged or Problems(path, reading.lines)
    if reading.judged is None and not reading.found:
        problems.keep([EMPTY_FILE.at(Span(path, 1, 1, 1, 1), keys=_needed(hint))])
    # What is on a line that was mended to be read is not what the author wrote.
    problems.found = reading.found + [one for one in problems.found if not reading.touches(one.span)]
    problems.found = failed_cells(one_message(problems.found), reading.lines)
    problems.found += unseen(reading.lines, {one.span.line for one in problems.errors}, path)
    return problems.value, problems, reading.lines


def lines_of_faults(found: list[Diagnostic]) -> dict[str, list[str]]:
    """The lines of the files that diagnostics point into. A deck that was given as text lies in none."""
    paths = {diagnostic.span.path for diagnostic in found}
    return {path: lines_in(path) for path in paths if Path(path).is_file()}


def lines_in(path: str) -> list[str]:
    """The lines of a file; none of what lies in no file, or can no longer be read."""
    try:
        return lines_of(decode_text(files.read_file(Path(path), MAX_FILE), path)[0]) if Path(path).is_file() else []
    except OSError:
        return []
