"""Where files wait for their move, and runs for each other; how two files change names."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

ENDING = {signal.SIGINT, signal.SIGTERM} | ({signal.SIGHUP} if hasattr(signal, "SIGHUP") else set())
"""What asks a program to end: Ctrl-C, `kill`, a terminal that is closed."""

PREFIX, SUFFIX = ".mesoquiz-", ".tmp"
"""How the name of a folder begins and ends in which files wait for their move."""
_NAME = re.compile(rf"{re.escape(PREFIX)}[a-z0-9_]{{8}}{re.escape(SUFFIX)}")
JOURNAL = "moves"
_INSIDE = re.compile(f"(?:new|old|was)-[0-9]+|{JOURNAL}")
"""The names of such a folder, as Python's `tempfile` makes them, and of the files in it."""
_PAGE = re.compile(r"[a-z]+(?:-[A-Z]{1,3})?\.(?:html|pdf)|manifest(?:-[A-Za-z0-9]+)*\.json")
"""The names of the files of an exam. A folder may come from a stranger: no journal in it concerns other files."""


@contextlib.contextmanager
def stage(folder: Path, target: Path) -> Iterator[Path]:
    """A folder inside `folder` in which files wait, `new-0` or `old-0`; what killed runs left is `tidied` before.

    An error names `target`, a file that was to be written. A run holds a lock on its own folder, which ends with it,
    however it ends: so none of a run that still works is taken away.
    """
    tidied(folder)
    is_held = False
    while not is_held:
        stage = _made(folder, target)
        try:
            with _locked(stage, wait=True):
                # Before it was locked, another run may have taken it for a leftover.
                is_held = stage.is_dir()
                if is_held:
                    yield stage
        finally:
            with undisturbed():
                shutil.rmtree(stage, ignore_errors=True)


def tidied(folder: Path) -> bool:
    """Remove what killed runs left in a folder, and put back what they had begun to replace; whether there was any.

    Raises OSError where that cannot be put back.
    """
    is_back = False
    for left in folder.glob(f"{PREFIX}*{SUFFIX}"):
        if _is_stage(left):
            with _locked(left, wait=False) as is_ours:
                if is_ours:
                    is_back |= _put_back(left)
                    shutil.rmtree(left, ignore_errors=True)
    return is_back


def journal(stage: Path, names: Iterable[str]) -> Path:
    """Keep files of the folder of a stage, and write down which: until this journal is removed, they are put back by
    the next run if this one is killed.
    """
    kept: dict[str, str | None] = {}
    for name in names:
        file, was = stage.parent / name, f"was-{len(kept)}"
        kept[name] = was if file.is_file() else None
        if kept[name] and not is_linked(file, stage / was):
            shutil.copy2(file, stage / was)
    with (stage / JOURNAL).open("w", encoding="utf-8") as stream:
        json.dump(kept, stream)
        stream.flush()
        os.fsync(stream.fileno())
    return stage / JOURNAL


def _put_back(left: Path) -> bool:
    """Put back what a journal names, if there is one that is whole: without it, nothing was moved."""
    try:
        kept = json.loads((left / JOURNAL).read_bytes())
        moved = {name: was for name, was in kept.items() if _PAGE.fullmatch(name)}
    except (OSError, ValueError, AttributeError, RecursionError):
        return False
    with alone([left.parent]), undisturbed():
        for name, was in moved.items():
            if was is None:
                (left.parent / name).unlink(missing_ok=True)
            elif _INSIDE.fullmatch(str(was)) and (left / was).is_file() and not (left / was).is_symlink():
                (left / was).replace(left.parent / name)
        (left / JOURNAL).unlink()
    return True


def is_linked(file: Path, other: Path) -> bool:
    """Give a file another name, where the file system can; whether it has it."""
    try:
        os.link(file, other)
    except OSError:
        return False
    return True


def _made(folder: Path, target: Path) -> Path:
    with undisturbed():
        try:
            return Path(tempfile.mkdtemp(prefix=PREFIX, suffix=SUFFIX, dir=folder))
        except OSError as error:
            raise OSError(error.errno, f"{error.strerror}; nothing was changed", str(target)) from error


def _is_stage(folder: Path) -> bool:
    """Whether a folder is one of ours, by its name and those of what is in it: somebody may have named theirs alike."""
    if not _NAME.fullmatch(folder.name) or folder.is_symlink():
        return False
    try:
        return all(_INSIDE.fullmatch(path.name) and path.is_file() for path in folder.iterdir())
    except OSError:
        # It is no folder, or its run, which has just ended, has removed it.
        return False


@contextlib.contextmanager
def _locked(folder: Path, *, wait: bool) -> Iterator[bool]:
    """Hold the lock of a folder; whether it could be had. Where the system has no such locks, nobody else holds it.

    Some network drives have none, and a folder that may be written may be closed to readers.
    """
    if sys.platform == "win32":
        yield wait
        return
    import fcntl

    try:
        # Somebody may have put a pipe there since it was looked at, which would be waited for.
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        yield wait
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            has_lock = True
        except OSError:
            has_lock = wait
        yield has_lock
    finally:
        os.close(handle)


@contextlib.contextmanager
def alone(folders: Iterable[Path]) -> Iterator[None]:
    """Wait until no other run moves files into these folders, and let others wait, where the system can.

    Nothing remains: the folders themselves are locked, and a run that is killed releases them.
    """
    # In the order of their numbers, lest two runs wait for each other; and once, though links may give it two names.
    places = {(folder.stat().st_dev, folder.stat().st_ino): folder for folder in folders}
    with contextlib.ExitStack() as held:
        for _, folder in sorted(places.items()):
            held.enter_context(_locked(folder, wait=True))
        yield


def exchanged(one: Path, other: Path) -> bool:
    """Let two files change names in one step, where the system can; whether they did.

    Linux alone has a call for it (renameat2(2), since glibc 2.28), which Python does not offer.
    """
    if sys.platform != "linux":
        return False
    import ctypes

    call = getattr(ctypes.CDLL(None), "renameat2", None)
    here, exchange = -100, 2
    return call is not None and call(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Let signals that end the program wait until the block is left, where the system can."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
