"""Files with something wrong in them, made at random from good ones, and what the commands do with each.

    python tests/fuzz/fuzz.py                                # 400 of each kind
    python tests/fuzz/fuzz.py decks locks --number 5000 --seed 1

An input depends on its kind, the seed and its number alone. One that does harm is kept in the current folder, with what
was said of it and how to have it again.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

# What the tests share, as pytest finds it.
sys.path.append(str(Path(__file__).parent.parent / "helpers"))

import fuzz_decks
import fuzz_exams
import fuzz_locks
import fuzz_packages
from releases import NOW
from trials import MEGABYTES, PER_PRINTED, Harm, Memory, Trial

BUSY, IDLE = 60, 1_800
"""Seconds of computing, and on the wall, after which an input hangs: its process ends, and shows where it was."""
TOLD = 3_000
"""Characters of a harm that are shown, from its end."""
SHOWN = 6
"""The most frequent answers that a summary names."""


class Kind(NamedTuple):
    """A kind of input: how its files are made, and how the commands are tried on them; that tells what was said."""

    made: Callable[[int, int], dict[str, bytes]]
    tried: Callable[[Trial], str]


KINDS = {
    "packages": Kind(fuzz_packages.made, fuzz_packages.tried),
    "decks": Kind(fuzz_decks.fuzzed_decks, fuzz_decks.tried_decks),
    "collections": Kind(fuzz_decks.fuzzed_collections, fuzz_decks.tried_decks),
    "blueprints": Kind(fuzz_exams.fuzzed_blueprints, fuzz_exams.tried_blueprints),
    "manifests": Kind(fuzz_exams.fuzzed_manifests, fuzz_exams.tried_manifests),
    "locks": Kind(fuzz_locks.fuzzed_locks, fuzz_locks.tried_locks),
}


# One kind, in a process that does nothing else


def try_kind(kind: str, seed: int, numbers: range, folder: Path) -> None:
    """Try the inputs of one kind and tell what was said of them. Those that did harm stay in the folder."""
    said: Counter[str] = Counter()
    codes: set[str] = set()
    slowest = largest = 0.0
    # A busy machine lets nothing hang: what counts is computing. The signal shows the place, and then ends the process.
    faulthandler.register(signal.SIGPROF, chain=True)
    for number in numbers:
        name = f"{kind}-{seed}-{number}"
        made = KINDS[kind].made(seed, number)
        # Written before it is tried: it stays there if the process ends.
        write(folder / name, made)
        trial, memory = Trial(), Memory()
        signal.setitimer(signal.ITIMER_PROF, BUSY)
        faulthandler.dump_traceback_later(IDLE, exit=True)
        harm = ""
        try:
            said[tried(kind, made, folder / "run", trial)] += 1
        except Harm as error:
            said["HARM"] += 1
            harm = str(error)[-TOLD:]
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_PROF, 0)
        slowest = max(slowest, trial.seconds)
        codes |= trial.codes
        largest = max(largest, held := memory.most())
        if held > MEGABYTES + PER_PRINTED * trial.printed:
            harm += f"{held:.0f} MB"
        if harm:
            sys.stdout.write(f"{name}: {harm}\n")
            sys.stdout.flush()
        else:
            shutil.rmtree(folder / name)
    answers = "; ".join(f"{number:,} {words}" for words, number in said.most_common(SHOWN))
    rare = said.total() - sum(number for _, number in said.most_common(SHOWN))
    sys.stdout.write(
        f"{kind}: {len(numbers):,} tried, at most {slowest:.2f} s and {largest:.0f} MB; {answers}"
        f"{f'; {rare:,} otherwise' if rare else ''}; {len(codes)} kinds of faults were told\n"
    )


def tried(kind: str, made: dict[str, bytes], place: Path, trial: Trial) -> str:
    """Try the commands in a folder that holds these files and nothing else."""
    shutil.rmtree(place, ignore_errors=True)
    write(place, made)
    os.chdir(place)
    try:
        return KINDS[kind].tried(trial)
    finally:
        os.chdir(place.parent)


def write(place: Path, files: dict[str, bytes]) -> None:
    """Write files below a folder."""
    for name, data in files.items():
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


# All kinds


def in_process(kind: str, seed: int, numbers: range) -> bool:
    """Try one kind in a process of its own; whatever it leaves behind is kept. Returns whether all went well."""
    with tempfile.TemporaryDirectory() as folder:
        told = [kind, "--seed", seed, "--first", numbers.start, "--number", len(numbers), "--inside", folder]
        surroundings = {"LANG": "C.UTF-8", "TZ": "UTC", "COLUMNS": "80", "SOURCE_DATE_EPOCH": str(NOW), "HOME": folder}
        done = subprocess.run(
            [sys.executable, __file__, *map(str, told)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            env={name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ} | surroundings,
        )
        said = done.stdout.decode("utf-8", "backslashreplace")
        kept = sorted(Path(folder).glob(f"{kind}-*"))
        for left in kept:
            shutil.copytree(left, left.name, dirs_exist_ok=True)
            number = left.name.rpartition("-")[2]
            again = f"python tests/fuzz/fuzz.py {kind} --seed {seed} --first {number} --number 1"
            said += f"{left.name}: kept in this folder; again with `{again}`\n"
    sys.stdout.write(said)
    sys.stdout.flush()
    return done.returncode == 0 and not kept


def main() -> None:
    """Try inputs of some kinds or of all, two kinds at a time."""
    options = argparse.ArgumentParser(description=main.__doc__)
    options.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    options.add_argument("--number", type=int, default=400, help="how many of each kind")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--first", type=int, default=0, help="the number of the first one")
    options.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    told = options.parse_args()
    if unknown := set(told.kinds) - set(KINDS):
        options.error(f"there is no kind {', '.join(sorted(unknown))}: take {', '.join(KINDS)}")
    numbers = range(told.first, told.first + told.number)
    if told.inside:
        try_kind(told.kinds[0], told.seed, numbers, told.inside)
        return
    with ThreadPoolExecutor(max_workers=2) as pool:
        went = pool.map(lambda kind: in_process(kind, told.seed, numbers), told.kinds or KINDS)
        sys.exit(not all(list(went)))


if __name__ == "__main__":
    main()
