"""A deck to be replaced, and the files beside it."""

from __future__ import annotations

from pathlib import Path

from commands import process

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
import json, os, pathlib, signal
real, calls = {owner}.{name}, []
def call(*args, **options):
    calls.append(args)
    if len(calls) == {at}:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args, **options)
{owner}.{name} = call
"""


def killed(owner: str, name: str, at: int, *args: str) -> int:
    """The exit code of a command that is killed outright before its call number `at` of a function, if it comes so far.

    It has a process of its own.
    """
    return process(*args, before=_KILLED.format(owner=owner, name=name, at=at)).exit_code
