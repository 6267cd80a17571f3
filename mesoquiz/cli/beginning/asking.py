"""Questions that the commands of `mesoquiz new` ask a person at a terminal."""

from __future__ import annotations

import sys
from typing import Any

import click


def can_ask() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin is not None and sys.stdin.isatty()


def prompt(words: str, usual: Any, type: Any) -> Any:
    """Ask until the answer is of this type; Enter takes what is usual."""
    return click.prompt(words, default=usual, type=type, err=True)
