"""Files -> disk: each file whole or not at all, and none before all are there."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import signal
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import click

from mesoquiz.report import one_line

ENDING = {signal.SIGINT, signal.SIGTERM} | ({signal.SIGHUP} if hasattr(signal, "SIGHUP") else set())
"""What asks a program to end: Ctrl-C, `kill`, a terminal that is closed."""


def write(files: Mapping[Path, bytes], stale: Callable[[], Iterable[Path]] = tuple) -> list[Path]:
    """Write files, making their folders if needed, and remove those that `stale` names; returns what was removed.

    All are written beside their targets first and then moved over them, so a full disk or an interruption leaves the
    previous output; an interruption after the first move waits for the last, and so does another run that has files
    for these folders. `stale` is asked when no other can change the answer. Raises OSError.
    """
    # A link stays a link: what it leads to is replaced.
    files = {target.resolve() if target.is_symlink() else target: content for target, content in files.items()}
    written: list[Path] = []
    made = _make_folders({target.parent for target in files})
    try:
        for target, content in files.items():
            written.append(_write_beside(target, content))
        with _alone({target.parent for target in files}), _undisturbed():
            removed = [path for path in stale() if path.is_file()]
            for temporary, target in zip(written, files, strict=True):
                _replace(temporary, target)
            for path in removed:
                path.unlink()
            return removed
    except BaseException:
        for temporary in written:
            temporary.unlink(missing_ok=True)
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir()
        raise


@contextlib.contextmanager
def _alone(folders: Iterable[Path]) -> Iterator[None]:
    """Wait until no other run moves files into these folders, and let others wait, where the system can.

    Nothing is left behind: what is locked are the folders themselves, and a run that is killed gives them free.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    # In the order of their numbers, lest two runs wait for each other; and once, though links may give it two names.
    places = {(folder.stat().st_dev, folder.stat().st_ino): folder for folder in folders}
    with contextlib.ExitStack() as held:
        for _, folder in sorted(places.items()):
            # Some network drives have no locks, and a folder that may be written may be closed to readers.
            with contextlib.suppress(OSError):
                handle = os.open(folder, os.O_RDONLY)
                held.callback(os.close, handle)
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let signals that end the program wait until the block is left, where the system can."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _replace(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error


def _make_folders(folders: set[Path]) -> list[Path]:
    """Make folders with their parents; returns those that were not there, parents first."""
    missing: list[Path] = []
    for folder in sorted(folders):
        chain = [path for path in (folder, *folder.parents) if not path.exists()]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise OSError(error.errno, "this is a file, not a folder", str(folder)) from error
        missing += [path for path in reversed(chain) if path not in missing]
    return missing


def _write_beside(target: Path, content: bytes) -> Path:
    """Write `content` to a temporary file in the folder of `target`, durably."""
    if target.exists() and not target.is_file():
        what = "this is a folder, not a file to write" if target.is_dir() else "this is not a regular file"
        raise OSError(errno.EINVAL, what, str(target))
    temporary: Path | None = None
    try:
        # The name is short, whatever the target's is: file systems allow 255 bytes.
        handle, name = tempfile.mkstemp(prefix=".mesoquiz-", suffix=".tmp", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(target))
    except BaseException as error:
        if temporary:
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise OSError(error.errno, f"{error.strerror}; nothing was changed", str(target)) from error
        raise
    return temporary


def _mode(target: Path) -> int:
    """The rights of a file: those it had, else the usual ones; mkstemp makes files that only their owner can read."""
    if target.is_file():
        return stat.S_IMODE(target.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


PAGE = re.compile(r"(?:quiz|key|explained|sheet)-([A-Z]{1,3})\.(?:html|pdf)")
TYPST = b"<xmp:CreatorTool>Typst"
"""What tells our PDF from one that somebody saved from a browser under the same name."""


def pages_in(folder: Path) -> set[str]:
    """The pages in `folder` of the forms that the manifest there speaks of: what an earlier run wrote."""
    if not (folder / "manifest.json").is_file():
        return set()
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        forms = [form["form"] for form in manifest["forms"]]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return set()
    pages = (PAGE.fullmatch(path.name) for path in folder.iterdir())
    names = {page[0] for page in pages if page and page[1] in forms}
    return {name for name in names if name.endswith(".html") or _is_typst(folder / name)}


def _is_typst(file: Path) -> bool:
    return file.is_file() and TYPST in file.read_bytes()


def say_written(lines: Iterable[tuple[Path, str]], removed: Iterable[Path] = ()) -> None:
    """Print what was written where: path, size, what it is; and what was removed."""
    rows = [(one_line(str(path)), f"{max(1, round(path.stat().st_size / 1000)):,} kB", what) for path, what in lines]
    rows += [(one_line(str(path)), "removed", "of the earlier quiz") for path in removed]
    width = max(len(path) for path, _, _ in rows)
    for path, size, what in rows:
        click.echo(f"{path:<{width}}  {size:>8}  {what}")
