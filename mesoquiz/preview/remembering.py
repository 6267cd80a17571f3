"""Deck files that are read again and again: only those that changed are parsed anew."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from mesoquiz.files import read_file
from mesoquiz.limits import MAX_FILE
from mesoquiz.reading.file import read_bytes
from mesoquiz.reading.findings import Problems

Reading = tuple[Any, Problems, list[str]]


class Memory:
    """What files held when they were last read, by their bytes."""

    def __init__(self) -> None:
        self.known: dict[Path, tuple[bytes, Reading]] = {}
        self.parsed = 0
        """How many files were parsed."""

    def read(self, file: Path, hint: type, thing: str) -> Reading:
        """As `reading.file.read_file`. Raises OSError."""
        data = read_file(file, MAX_FILE)
        digest = sha256(data).digest()
        known = self.known.get(file)
        if known is None or known[0] != digest:
            self.parsed += 1
            known = (digest, read_bytes(data, str(file), hint, thing))
            self.known[file] = known
        made, problems, lines = known[1]
        # Checks against the other files add what they find to it.
        return made, replace(problems, found=list(problems.found)), lines
