"""Folders -> whether something in them has changed, by looking at the files again and again.

Looking costs a few milliseconds for hundreds of files, works on network drives and in containers, where notices of the
system often do not come, and needs no library (findings of the project: 60 to 79 ms from save to notice).
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

MOST = 20_000
"""Files that are looked at; a preview of a home folder by mistake must not take the computer."""

PAUSE = 0.05
"""Seconds between two looks, at the least."""
SHARE = 20
"""How many times the processor time of a look a pause takes, at the least: many files must not take the computer."""

Seen = dict[str, tuple[int, ...]]


class Watch:
    """Looks at folders, and knows what it saw."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths = tuple(paths)
        self.known = seen(self.paths)
        self.pause = PAUSE
        self.looked = time.monotonic()

    def has_changed(self) -> bool:
        """Wait for the next look. Whether it sees something else than the last one."""
        time.sleep(self.pause)
        before, self.known = self.known, self._look()
        return self.known != before

    def is_changing(self) -> bool:
        """The same for whoever has work to do: looks no sooner, and what it sees remains for the next look to tell."""
        return time.monotonic() - self.looked > self.pause and self._look() != self.known

    def _look(self) -> Seen:
        started = time.thread_time()
        now = seen(self.paths)
        self.looked = time.monotonic()
        self.pause = max(PAUSE, SHARE * (time.thread_time() - started))
        return now


def seen(paths: Iterable[Path]) -> Seen:
    """Each file below the paths, with its times in nanoseconds, its size in bytes and its number on the disk."""
    found: Seen = {}
    for path in paths:
        for entry in _entries(path):
            try:
                told = entry.stat()
            except OSError:
                continue
            found[str(entry)] = (told.st_mtime_ns, told.st_ctime_ns, told.st_size, told.st_ino)
            if len(found) >= MOST:
                return found
    return found


def _entries(path: Path) -> Iterator[Path]:
    """The files of a folder, or those beside a file: its pictures and its collection."""
    for folder, names, files in os.walk(path if path.is_dir() else path.parent):
        names[:] = [name for name in names if not name.startswith(".")]
        yield from (Path(folder, file) for file in files if not file.startswith("."))
