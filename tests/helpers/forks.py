"""Processes that need no start: each is forked off one that has imported everything and run no command.

Such a process has memory, streams and an end of its own, as one that Python starts: what C code prints, what Python
says as it ends and with which code it ends is seen, and nothing of an earlier command is left. It is there in a tenth
of the time, most of which goes into imports, and so every test of a command can have one. What a start alone can add,
such as a library that prints as it is imported, is seen by tests/cli/test_output.py: there Python starts every command,
in every format.

The standard library has such a server, `multiprocessing.forkserver`; but its processes leave before Python ends.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

POSSIBLE = sys.platform == "linux"
"""Elsewhere a process cannot be forked, or not after what it has imported; and its pipes are found in /proc."""
AT_START = ("LANG", "LC_", "PYTHON")
"""How the names of variables begin that Python reads as it starts, and not again."""


class Forks:
    """The process that they are forked off; it starts when the first of them is wanted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started_with = at_start()

    @cached_property
    def process(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", __file__]
        # All three are pipes: those that take their places later are used by the same objects of Python.
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=self.folder)

    def are_as_started_now(self) -> bool:
        """Whether Python would start with the same settings now."""
        return POSSIBLE and at_start() == self.started_with

    def ended(self, words: list[str], before: str, patience: int) -> tuple[int, bytes, bytes]:
        """Run `python -m mesoquiz` with these arguments, after some code, here and now; exit code and what it wrote.

        After `patience` seconds the system ends it.
        """
        # Pipes, as `subprocess` has them: a limit on the size of files is none of theirs.
        pipes = [os.pipe() for _ in range(2)]
        wanted = {
            "words": words,
            "folder": str(Path.cwd()),
            "environment": dict(os.environ),
            "streams": [os.devnull, *(f"/proc/{os.getpid()}/fd/{end}" for _, end in pipes)],
            "patience": patience,
            "before": before,
        }
        with ThreadPoolExecutor() as pool:
            stdout, stderr = (pool.submit(read_all, end) for end, _ in pipes)
            try:
                code = self._asked(wanted)
            finally:
                for _, end in pipes:
                    os.close(end)
        return code, stdout.result(), stderr.result()

    def _asked(self, wanted: dict[str, Any]) -> int:
        assert self.process.stdin
        assert self.process.stdout
        assert self.process.stderr
        self.process.stdin.write(json.dumps(wanted).encode() + b"\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, self.process.stderr.read().decode()
        return int(answer)

    def close(self) -> None:
        if "process" in vars(self):
            with self.process:
                pass


def read_all(end: int) -> bytes:
    with open(end, "rb") as pipe:
        return pipe.read()


def at_start() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith(AT_START)}


# What follows runs in the process that they are forked off, and in each of them


def import_everything() -> None:
    """All modules, and what does not depend on what a command is given: word lists and how keys are read."""
    import mesoquiz
    from mesoquiz.advice.lexicon import lexicon
    from mesoquiz.languages import LANGUAGES

    for module in pkgutil.walk_packages(mesoquiz.__path__, "mesoquiz."):
        if module.name != "mesoquiz.__main__":
            importlib.import_module(module.name)
    for language in LANGUAGES:
        lexicon(language)
    mesoquiz.load_text({"deck": "Rien", "id": "rien", "cards": []})


def forked() -> dict[str, Any]:
    """Fork a process for each line, and answer with its exit code; in such a process, what the line says."""
    for line in sys.stdin.buffer:
        number = os.fork()
        if not number:
            return dict(json.loads(line))
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])}\n")
        sys.stdout.flush()
    return {}


def become(wanted: dict[str, Any]) -> None:
    """What Python makes of a process before it runs `python -m mesoquiz`."""
    signal.alarm(wanted["patience"])
    for number, name in enumerate(wanted["streams"]):
        opened = os.open(name, os.O_WRONLY if number else os.O_RDONLY)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(wanted["folder"])
    os.environ.clear()
    os.environ.update(wanted["environment"])
    time.tzset()
    sys.path.insert(0, wanted["folder"])
    sys.argv[1:] = wanted["words"]


def main() -> None:
    import_everything()
    # Else the collector would write to, and so copy, all that is shared.
    gc.freeze()
    if wanted := forked():
        become(wanted)
        exec(wanted["before"], {"__name__": "before", "sys": sys})
        runpy.run_module("mesoquiz", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
