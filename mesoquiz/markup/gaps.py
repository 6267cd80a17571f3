"""A gap of a text, and the mark that keeps its place while Markdown is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A hidden part of a text. Gaps with one number are hidden together."""

    text: str
    number: int
    hint: str = ""


LENGTHS = {"long": 24, "medium": 10, "short": 0}
"""The widths of gaps -> the answers of more than so many characters that they are for."""


def width(text: str) -> str:
    """One of three widths for the gap that hides `text`: the width must not tell the answer."""
    return next((name for name, least in LENGTHS.items() if len(text) > least), "short")


GAP_MARK = "\x02"
"""Stands for a gap while Markdown is parsed. No deck can contain it: control characters are refused."""


def with_marks(parts: tuple[str | Gap, ...]) -> str:
    """A text with a mark in the place of each gap."""
    return "".join(GAP_MARK if isinstance(part, Gap) else part for part in parts)
