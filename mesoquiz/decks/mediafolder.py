"""The folder in which the pictures and sounds of decks lie, and the formats that they may have."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from mesoquiz.diagnostics.wording import did_you_mean, enumerate_words
from mesoquiz.limits import MAX_GUESSES
from mesoquiz.reading.mistakes.rewrite import quote

Formats = Mapping[str, tuple[str, bytes]]
PICTURES = {
    ".png": ("image/png", rb"\x89PNG\r\n"),
    ".jpg": ("image/jpeg", rb"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", rb"\xff\xd8\xff"),
    ".gif": ("image/gif", rb"GIF8[79]a"),
    ".webp": ("image/webp", rb"RIFF....WEBP"),
    ".svg": ("image/svg+xml", rb"(?=.{,1000}<svg[\s>])[^<]{,9}<(?!html)"),
}
SOUNDS = {
    ".mp3": ("audio/mpeg", rb"ID3|\xff[\xfb\xf3\xf2]"),
    ".ogg": ("audio/ogg", rb"OggS"),
    ".opus": ("audio/ogg", rb"OggS"),
    ".wav": ("audio/wav", rb"RIFF....WAVE"),
    ".m4a": ("audio/mp4", rb"....ftyp"),
}
"""Formats that Anki plays on all platforms: suffix -> media type, and how such a file begins."""

MOST_NAMED = 3
"""Files of one name in several folders that a hint names."""


class Folder:
    """The folder of the media; what lies in it is listed once, and only if somebody asks."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.guesses = MAX_GUESSES

    @cached_property
    def files(self) -> list[str]:
        """All files of the known formats below it, relative to it."""
        found: list[Path] = []
        for place, names, files in os.walk(self.path):
            names[:] = [name for name in names if not name.startswith(".")]
            found += [Path(place, file) for file in files if not file.startswith(".")]
        known = {*PICTURES, *SOUNDS}
        found = [path for path in found if path.suffix.lower() in known and os.path.isfile(path)]  # noqa: PTH113 (no error)
        return sorted(path.relative_to(self.path).as_posix() for path in found)

    @cached_property
    def spelt(self) -> dict[str, str]:
        """The files by their names with composed accents: on disk they may be spelt otherwise (macOS does)."""
        return {unicodedata.normalize("NFC", file): file for file in self.files}

    def guess(self, path: str, kinds: Formats) -> str:
        """What to write for a file that is missing: the one that was meant, for the first that are."""
        file, _, alt = path.partition(",")
        if alt.strip() and file.strip() in self.spelt:
            return f"write `{{file: {file.strip()}, alt: {_plain(alt.strip())}}}`"
        # Each is compared with every name.
        if named := self.named_like(path, kinds):
            return named
        known = [file for file in self.files if Path(file).suffix.lower() in kinds] if self.guesses >= 0 else []
        return did_you_mean(path, known)

    def named_like(self, path: str, kinds: Formats) -> str:
        """The question that names the files whose names, without their folders, are that of a path; or nothing."""
        self.guesses -= 1
        name = re.split(r"[/\\]", path)[-1].casefold()
        known = [file for file in self.files if Path(file).suffix.lower() in kinds] if self.guesses >= 0 else []
        same = [file for file in known if file.rpartition("/")[2].casefold() == name]
        return f"did you mean {enumerate_words(same)}?" if 0 < len(same) <= MOST_NAMED else ""


def _plain(text: str) -> str:
    return text if re.fullmatch(r"\w[\w' -]*", text) else quote(text)
