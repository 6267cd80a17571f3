"""A deck to be replaced, and the files beside it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

DECK = """\
id: essai
deck: Essai
cards:
  - {id: a, question: Quoi, answer: rien}
  - {id: b, question: Qui, answer: personne}
  - {id: c, question: Quand, answer: jamais}
"""


def files() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


_KILLED = """
import os, pathlib, signal, sys
real, calls = {owner}.{name}, []
def call(*args, **options):
    calls.append(args)
    if len(calls) == {at}:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args, **options)
{owner}.{name} = call
from mesoquiz.cli.program import main
main(prog_name="mesoquiz")
"""


def killed(owner: str, name: str, at: int, *args: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own that is killed outright before its call number `at` of a function."""
    code = _KILLED.format(owner=owner, name=name, at=at)
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, check=False)
