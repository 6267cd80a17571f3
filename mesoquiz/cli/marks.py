"""The marks by which mesoquiz knows what it made itself, so that it writes over nothing else."""

from __future__ import annotations

import json
import mmap
import os
from pathlib import Path
from typing import Any

from mesoquiz.anki.contents import COMMENT
from mesoquiz.files import read_file
from mesoquiz.limits import MAX_MANIFEST

PACKAGE, PAGE, PDF = "a package", "a page", "a PDF"
MANIFEST, COVERAGE = "the manifest of an exam", "a report on passages"
EMPTY, OTHER = "an empty file", "a file that mesoquiz did not make"
UNMARKED = "a file without a mark"
"""What a file can be. One without a mark is never known again, and asked about."""

USUAL = {".html": PAGE, ".pdf": PDF, ".json": MANIFEST, ".apkg": PACKAGE}
"""What is made under a name that ends so, unless its user chose the name."""

_END = 22
"""Bytes of the last record of a zip without its comment (APPNOTE of PKWARE, 4.3.16)."""


def made_as(file: Path) -> str:
    """What mesoquiz made a file as, whatever its name is; `OTHER` if it did not. Raises OSError."""
    size = file.stat().st_size
    if not size:
        return EMPTY
    with file.open("rb") as stream:
        head = stream.read(2000)
        stream.seek(-min(size, len(COMMENT) + _END), os.SEEK_END)
        end = stream.read()
        if head.startswith(b"%PDF-"):
            with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
                return PDF if content.find(b"<pdf:Keywords>mesoquiz</pdf:Keywords>") >= 0 else OTHER
    # A package that Anki exported of these cards holds what somebody learnt, and has no comment.
    if end.startswith(b"PK\5\6") and end.endswith(COMMENT):
        return PACKAGE
    if b'<meta name="generator" content="mesoquiz ' in head:
        return PAGE
    return _of_json(content_of(file)) if head[:1] in (b"{", b"[") else OTHER


def _of_json(made: Any) -> str:
    if isinstance(made, dict) and made.keys() >= {"format", "mesoquiz", "seed", "forms"}:
        return MANIFEST
    marks = {"document", "passages", "cited", "lines"}
    if isinstance(made, list) and made and all(isinstance(one, dict) and marks <= one.keys() for one in made):
        return COVERAGE
    return OTHER


def content_of(file: Path) -> Any:
    """What a JSON file holds; `None` if it is none, or too large for one of ours."""
    try:
        return json.loads(read_file(file, MAX_MANIFEST).decode())
    except (OSError, ValueError, RecursionError):
        return None
