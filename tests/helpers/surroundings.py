"""Surroundings that fail, and commands in a process of their own."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import commands
from commands import Done, quiet, run

WRITING = {"build": "dist", "anki": "essai.apkg", "quiz": "quiz"}
"""The commands that write, with what they write by default."""
DECK = """\
deck: Essai
id: essai
cards:
  - id: derme
    question: Où vont les injections ?
    answer: dans le derme
    distractors: [dans le muscle, dans la veine]
"""

AS_ANYBODY = """
import ctypes, os
if os.geteuid() == 0:
    # Root may read and write everything. The program that follows has to do without CAP_DAC_OVERRIDE (1) and
    # CAP_DAC_READ_SEARCH (2): prctl's PR_CAPBSET_DROP (24) takes them from whatever is started next.
    for capability in (1, 2):
        assert ctypes.CDLL(None).prctl(24, capability, 0, 0, 0) == 0
os.execv(sys.executable, [sys.executable, "-m", "mesoquiz", *sys.argv[1:]])
"""


KNOWN_SEED = "from mesoquiz.exams.drawing import assembly\nassembly.new_seed = lambda: '1'"
"""Exams without a seed are the same ones in a process of its own as in this one."""


def process(*args: str | Path, before: str = "") -> Done:
    """Run a command in a process of its own, after the Python code `before`."""
    return commands.process(*args, before=f"{KNOWN_SEED}\n{before}")


def written(name: str | Path, text: str | bytes = DECK) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def deck(cards: str, head: str = "deck: Essai\nid: essai\n") -> str:
    return f"{head}cards:\n{cards}"


def qa(question: str, answer: str = "oui", id: str = "derme") -> str:
    """A deck of one card; its texts are quoted."""
    quoted = json.dumps(question, ensure_ascii=False)
    return deck(f"  - id: {id}\n    question: {quoted}\n    answer: {json.dumps(answer)}\n")


def snapshot(folder: Path | str = ".") -> dict[str, bytes | str]:
    """All there is below a folder, hidden files included: the bytes of files, what else things are."""
    found: dict[str, bytes | str] = {}
    for path in sorted(Path(folder).rglob("*")):
        mode = path.lstat().st_mode
        is_readable = stat.S_ISREG(mode) and os.access(path, os.R_OK)
        found[str(path)] = path.read_bytes() if is_readable else f"{mode:o}"
    return found


def names_in(found: dict[str, bytes | str]) -> set[str]:
    """The names in a snapshot, without the manifests kept of exams that were replaced."""
    return {path for path in found if "/manifest-" not in path}


def assert_refused(said: str, *args: str | Path, before: str | None = None, remark: str = "") -> None:
    """The command says `said` and, before, a `remark`, ends with 2, and leaves everything as it was.

    With `before` (see `process`, it may be empty) it runs in a process of its own.
    """
    there = snapshot()
    done = run(*args) if before is None else process(*args, before=before)
    assert (done.exit_code, done.stdout) == (2, "")
    assert quiet(done.stderr) == f"{remark}Error: {said}\n"
    assert snapshot() == there


AS_IN_A_TERMINAL = """
import signal
# What starts in the background of a script, or under nohup, inherits that these are ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGTERM, signal.SIG_DFL)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
"""


def signal_at_move(call: int, name: str) -> str:
    """Code after which the program gets a signal when it has moved `call` of its files to their places."""
    return (
        f"{AS_IN_A_TERMINAL}import os, pathlib\nreal, calls = pathlib.Path.replace, []\n"
        "def replace(self, target):\n"
        "    moved = real(self, target)\n"
        "    calls.append(target)\n"
        f"    if len(calls) == {call}: os.kill(os.getpid(), signal.{name})\n"
        "    return moved\n"
        "pathlib.Path.replace = replace"
    )
