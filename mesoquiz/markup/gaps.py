"""A gap of a text, and the mark that keeps its place while Markdown is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A hidden part of a text. Gaps with one number are hidden together."""

    text: str
    number: int
    hint: str = ""


GAP_MARK = "\x02"
"""Stands for a gap while Markdown is parsed. No deck can contain it: control characters are refused."""


def with_marks(parts: tuple[str | Gap, ...]) -> str:
    """A text with a mark in the place of each gap."""
    return "".join(GAP_MARK if isinstance(part, Gap) else part for part in parts)
