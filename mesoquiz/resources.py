"""Where the shipped templates and decks are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The shipped folder `templates` or `decks`.

    In a wheel it lies in the package, under `_data`; in a checkout (also one installed as editable) at the top.
    """
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
