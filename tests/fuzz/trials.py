"""An input as the commands meet it: what they must never do, whatever is in a file, and how long they may take."""

from __future__ import annotations

import contextlib
import re
import time
import traceback
import unicodedata
from pathlib import Path

from commands import Done, run

SECONDS, MEGABYTES = 5, 250
"""The most that a trial may take: seconds of computing for each command, and MB beyond what the process held before.

A command that writes pages gets a second more for each MB of them: an exam of hundreds of forms is no harm.
"""
PER_PRINTED = 150
"""MB of memory more for each MB of pages: for a table of 2,000 rows, 2 MB of PDF, Typst takes 250 MB."""
MADE = Path("made")
"""Where commands write."""
REFUSAL = 2_000
"""Characters of a refusal that somebody reads."""

Files = dict[str, bytes]
"""The files of an input, by their paths."""

DUE = re.compile(
    r"there is no card in these decks|all these cards are retired|all these cards are asked by a sound"
    r"|questions? (?:is|are) wanted, and there (?:is|are)|error\[card-too-long\]|error\[two-collections\]"
)
"""What may be said of decks without an error: they hold too little for what is asked, a text too long for a card,
or decks of several collections, which are checked apart and built apart."""


class Harm(Exception):
    """A command did what it never may; the message tells what."""


class Trial:
    """Runs commands in the current folder and raises `Harm` for what none may do. Keeps the longest time."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.codes: set[str] = set()
        """The kinds of faults that were told."""
        self.printed = 0.0
        """The most MB that one command wrote."""

    def run(self, *args: object) -> Done:
        """Run a command that may answer in any orderly way."""
        words = " ".join(map(str, args))
        start = time.process_time()
        try:
            done = run(*args)
        except Exception as error:
            raise Harm(f"{words}: {traceback.format_exc()}") from error
        finally:
            took = time.process_time() - start
            self.seconds = max(self.seconds, took)
        self.codes |= set(re.findall(r"(?:error|warning)\[([a-z-]+)\]", done.output))
        self.printed = max(self.printed, written := _written())
        if (wrong := _wrong(done)) or took > SECONDS + written:
            raise Harm(f"{words}: {wrong or f'{took:.1f} seconds'}\n{shown(done)}")
        return done

    def make(self, *args: object) -> Done:
        """Run an exporter on what `check` found free of errors: it may only say what is `DUE`."""
        done = self.run(*args)
        if done.exit_code and not DUE.search(done.stderr):
            raise Harm(f"{' '.join(map(str, args))}: refused what `check` let pass\n{shown(done)}")
        return done


def _written() -> float:
    """The MB in the folder to which commands write."""
    return sum(file.stat().st_size for file in MADE.rglob("*") if file.is_file()) / 1_000_000


def _wrong(done: Done) -> str:
    """What no answer may have; empty if it has nothing of that."""
    if done.exit_code not in (0, 1, 2):
        return f"exit code {done.exit_code}"
    hidden = {char for char in done.output if char != "\n" and unicodedata.category(char) in HIDDEN}
    if hidden:
        return f"the output holds {', '.join(f'U+{ord(char):04X}' for char in sorted(hidden))}"
    if done.exit_code < 2:
        return "" if done.output else "not a word was said"
    refusal = done.stderr[done.stderr.rfind("\nError: ") + 1 :]
    if done.stdout or not re.fullmatch(r"Error: [^\n]+\n", refusal):
        return "this is no refusal of one line"
    return "" if len(refusal) <= REFUSAL else f"a refusal of {len(refusal):,} characters"


HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Controls, formatting characters (also those that turn the direction of writing), halves of characters, breaks."""


def shown(done: Done) -> str:
    """An answer, as far as it helps to see it."""
    return f"exit code {done.exit_code}\n{done.stdout[-1000:]!a}\n{done.stderr[-3000:]}"


class Memory:
    """What the process holds from here on, beyond what it holds already: libraries, caches, what it did not give back.

    Linux alone tells, and not everywhere forgets the peak of what was before: then only a peak above all before counts.
    """

    def __init__(self) -> None:
        with contextlib.suppress(OSError):
            (PROCESS / "clear_refs").write_text("5")
        self.held, self.before = _held("VmRSS"), _held("VmHWM")

    def most(self) -> float:
        """The most MB that were held at once; 0 where the system does not tell, or where more was held before."""
        peak = _held("VmHWM")
        return peak - self.held if peak > self.before else 0.0


PROCESS = Path("/proc/self")


def _held(what: str) -> float:
    try:
        return int((PROCESS / "status").read_text().partition(f"{what}:")[2].split()[0]) / 1000
    except (OSError, LookupError, ValueError):
        return 0.0


# What the kinds of input share


def below(folder: Path) -> Files:
    """All files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def in_decks(files: Files) -> Files:
    """The same files in the folder `decks`."""
    return {f"decks/{name}": data for name, data in files.items()}


def answer(done: Done) -> str:
    """What was made of an input, in words for the summary."""
    if done.exit_code == 2:
        return re.sub(r"\d+|`[^`]*`", "…", done.stderr[done.stderr.rfind("Error: ") :].strip())[:120]
    return "with errors" if done.exit_code else "sound"
