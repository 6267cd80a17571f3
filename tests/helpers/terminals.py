"""A real terminal that a command runs in."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from commands import PATIENCE


def in_terminal(command: list[str], cwd: Path, *, typed: str = "", **environment: str) -> str:
    """What a real terminal shows of a process that must end well or with errors in the decks."""
    ours, theirs = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=cwd,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**inherited, **environment},
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    shown = b"".join(read_all(ours))
    os.close(ours)
    assert process.wait(PATIENCE) in (0, 1)
    return shown.decode()


def read_all(terminal: int) -> Iterator[bytes]:
    """What comes out of a terminal until its last process has ended, which Linux tells by an error."""
    while select.select([terminal], [], [], PATIENCE)[0]:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            return
        if not data:
            return
        yield data
