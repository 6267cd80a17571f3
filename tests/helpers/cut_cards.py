"""Flashcards as they leave a printer: measured in the PDFs of both engines."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import printouts
from commands import Done
from printouts import Point
from rendering import Card, write_decks

import mesoquiz
from mesoquiz.notes.bank import Bank

ENGINES = ("chromium", "typst")


@dataclass(frozen=True)
class Sheet:
    """One printed side, measured in millimetres from the top left corner of the paper."""

    size: Point
    texts: list[tuple[str, Point]]
    lines: list[tuple[Point, Point]]

    @property
    def text(self) -> str:
        return compact("".join(text for text, _ in self.texts))

    @property
    def marks(self) -> list[tuple[Point, Point]]:
        """The lines of 6 mm: bars beside a text, rulers and the dashes of a fold have other lengths."""
        return [(a, b) for a, b in self.lines if abs(max(abs(a.x - b.x), abs(a.y - b.y)) - 6) < 0.05]

    @property
    def fold(self) -> float:
        """Where an upright line, dashed or not, runs through the middle of the paper."""
        (found,) = {round(a.x, 1) for a, b in self.lines if abs(a.x - b.x) < 0.01 and 100 < (a.y + b.y) / 2 < 200}
        return found

    @property
    def cuts(self) -> tuple[list[float], list[float]]:
        """Where the marks say to cut: the upright lines from left to right, the level ones from top to bottom."""
        upright = {round(a.x, 1) for a, b in self.marks if abs(a.x - b.x) < 0.01}
        level = {round(a.y, 1) for a, b in self.marks if abs(a.y - b.y) < 0.01}
        return sorted(upright), sorted(level)

    def place(self, text: str) -> Point:
        """Where the only piece of text that is this one begins."""
        (found,) = [at for shown, at in self.texts if whole(shown) == text]
        return found

    def ids(self, known: set[str]) -> list[str]:
        """The ids of the cards on it, row by row."""
        found = [(round(at.y), at.x, whole(shown)) for shown, at in self.texts if whole(shown) in known]
        return [id for _, _, id in sorted(found)]


def whole(text: str) -> str:
    """A piece of text without the ligatures that some fonts set, `ﬁ` for `fi`."""
    return unicodedata.normalize("NFKC", text).strip()


def compact(text: str) -> str:
    """A text without white space, and without the places where a long word may be broken."""
    return printouts.compact(text.replace("\u200b", ""))


def measured(content: bytes) -> list[Sheet]:
    """The pages of a PDF."""
    return [in_millimetres(sheet) for sheet in printouts.sheets(content)]


def in_millimetres(sheet: printouts.Sheet) -> Sheet:
    def at(place: Point) -> Point:
        return Point(place.x * 25.4 / 72, (sheet.size.y - place.y) * 25.4 / 72)

    texts = [(run.text, at(run.at)) for run in sheet.runs if run.text.strip()]
    return Sheet(at(Point(sheet.size.x, 0)), texts, [(at(start), at(end)) for start, end in sheet.lines])


Print = Callable[..., list[Sheet]]


def bank_of(folder: Path, *cards: Card, **collection: Any) -> Bank:
    bank = mesoquiz.load(write_decks(folder, list(cards), **collection))
    assert not bank.errors, mesoquiz.format_report(bank)
    return bank


# What is on a card

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cch\0\0\0\x82\0\x81w\xcdr\xb6"
    b"\0\0\0\0IEND\xaeB`\x82"
)


# The command

Command = Callable[..., Done]
