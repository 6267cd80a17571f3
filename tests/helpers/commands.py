"""A command as a user gives it, for all tests of what the command line says and how it ends.

In this process, which is quick; with `pytest --fresh-process`, in a process of its own (forks.py): what C code prints,
what Python says as it ends and what an earlier command left in memory are seen only there.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner
from forks import Forks

from mesoquiz.cli.program import main

PATIENCE = 600
"""Seconds after which a process counts as hung; each takes one or two where nothing else runs."""

NOTICE = (
    "This deck has no release lock: whoever imports this build again loses their own changes to its cards. "
    "Put a collection.yaml beside it.\n"
)
DRAFTS = re.compile(r"(?:1 card is a draft|[\d,]+ cards are drafts): before students get (?:it|them), type .+\n")
FIRST = (
    "collection.lock is new: commit it with the decks. "
    "Its cards are drafts until `mesoquiz release` makes them final.\n"
)


class Done(NamedTuple):
    """What a command wrote to the terminal."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def output(self) -> str:
        """All that was said: in which order the two streams reach a terminal is not known."""
        return self.stdout + self.stderr


class Mode:
    """How commands run in the test that is running; conftest.py decides."""

    fresh = False
    forks: Forks
    """From where it has processes of its own without a start."""
    ran = False
    """Whether it ran a command in this process."""


def run(*args: object) -> Done:
    """Run `mesoquiz` with these arguments in the current folder. What would be a traceback fails the test."""
    words = [str(arg) for arg in args]
    if Mode.fresh:
        return process(*words)
    Mode.ran = True
    done = CliRunner(catch_exceptions=False).invoke(main, words, prog_name="mesoquiz")
    return Done(done.exit_code, done.stdout, done.stderr)


def process(*args: object, before: str = "") -> Done:
    """The same in a process of its own, after the Python code `before`, which finds the module `sys`."""
    words = [str(arg) for arg in args]
    if Mode.forks.are_as_started_now():
        return told(*Mode.forks.ended(words, before, PATIENCE))
    code = f"import sys\n{before}\nfrom mesoquiz.__main__ import main\nmain()"
    return ended([sys.executable, "-c", code, *words])


def ended(command: list[str | Path], *, cwd: Path | None = None, env: dict[str, str] | None = None) -> Done:
    """Run a process that Python, or another program, starts until it ends."""
    made = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False, cwd=cwd, env=env
    )
    return told(made.returncode, made.stdout, made.stderr)


def told(exit_code: int, *streams: bytes) -> Done:
    """How a process ended, and what it wrote: UTF-8, and no traceback."""
    stdout, stderr = (stream.decode().replace("\r\n", "\n") for stream in streams)
    assert "Traceback" not in stderr, stderr
    assert "Exception ignored" not in stderr, stderr
    return Done(exit_code, stdout, stderr)


def quiet(stderr: str) -> str:
    """What was said beside what every build says of drafts, and the first one of the lock."""
    return DRAFTS.sub("", stderr.replace(NOTICE, "").replace(f"decks/{FIRST}", "").replace(FIRST, ""))
