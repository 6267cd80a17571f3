"""Files -> disk, all or nothing: each whole, none before all are there, and the old ones back where a move fails."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

from mesoquiz.cli.moving import NOTHING, move
from mesoquiz.staging import alone, stage, undisturbed

Content = bytes | Callable[[BinaryIO], object]
"""Bytes, or what writes them piece by piece."""


def write(
    files: Mapping[Path, Content],
    stale: Callable[[], Iterable[Path]] = tuple,
    *,
    read: Mapping[Path, bytes | None] | None = None,
    seals: Collection[Path] = (),
) -> list[Path]:
    """Write files, making their folders if needed, and remove those that `stale` names; returns what was removed.

    All are written beside their targets first and then moved over them; if a move or a removal fails, what was there
    before is put back. An interruption after the first move waits for the last, and so does another run that has files
    for these folders. `stale` is asked when no other run can change the answer. A file that people edit is replaced
    only if it still has the bytes that were `read` (`None`: it was not there). `seals` are those of the files that
    vouch for the others, see `moving.move`. Raises OSError, with a file's name.
    """
    wanted = {_followed(target): content for target, content in files.items()}
    known = {_followed(target): content for target, content in (read or {}).items()}
    _refuse_one_place(files)
    folders = {target.parent for target in wanted}
    made = _make_folders(folders)
    try:
        with contextlib.ExitStack() as stages:
            firsts = {target.parent: target for target in reversed(wanted)}
            places = {folder: stages.enter_context(stage(folder, first)) for folder, first in firsts.items()}
            new = {target: _write_beside(target, content, places[target.parent]) for target, content in wanted.items()}
            with alone(folders), undisturbed():
                removed = [path for path in stale() if path.is_file()]
                move(new, removed, places, known, {_followed(target) for target in seals})
                return removed
    except BaseException:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir()
        raise


def _followed(target: Path) -> Path:
    """What a link leads to: a link stays a link."""
    try:
        return target.resolve() if target.is_symlink() else target
    except (OSError, RuntimeError) as error:
        raise OSError(errno.ELOOP, f"this link leads to itself; {NOTHING}", str(target)) from error


def _refuse_one_place(targets: Iterable[Path]) -> None:
    """Raise OSError where a link makes one file of two: the paper would be the key."""
    first: dict[str, Path] = {}
    for target in targets:
        other = first.setdefault(os.path.realpath(target), target)
        if other is not target:
            what = f"this is another name of {other}, which is written, too; {NOTHING}"
            raise OSError(errno.EEXIST, what, str(target))


def _make_folders(folders: set[Path]) -> list[Path]:
    """Make folders with their parents; returns those that were not there, parents first."""
    missing: list[Path] = []
    for folder in sorted(folders):
        chain = [path for path in (folder, *folder.parents) if not path.exists()]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            what = "this is a file, not a folder" if folder.is_file() else "this is not a folder"
            raise OSError(error.errno, what, str(folder)) from error
        missing += [path for path in reversed(chain) if path not in missing]
    return missing


def _write_beside(target: Path, content: Content, place: Path) -> Path:
    """Write `content` to a file of the stage, durably, with the rights and the owner of `target`."""
    _refuse_target(target)
    # The name is short, whatever the target's is: file systems allow 255 bytes.
    temporary = place / f"new-{len(os.listdir(place))}"  # noqa: PTH208 (only their number is wanted)
    try:
        with temporary.open("xb") as stream:
            content(stream) if callable(content) else stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(target))
        return temporary
    except OSError as error:
        if error.filename and Path(error.filename) != temporary:
            # What the content is made of cannot be read.
            raise
        raise OSError(error.errno, f"{error.strerror}; {NOTHING}", str(target)) from error


def _refuse_target(target: Path) -> None:
    """Raise OSError if the path holds something that is no file to write over."""
    mode = _mode_now(target)
    if mode is None:
        return
    if not stat.S_ISREG(mode):
        what = "this is a folder, not a file to write" if stat.S_ISDIR(mode) else "this is not a regular file"
        raise OSError(errno.EINVAL, what, str(target))
    if not mode & 0o222:
        raise OSError(errno.EACCES, f"this file is read-only; {NOTHING}", str(target))


def _mode_now(target: Path) -> int | None:
    """The permissions of what the path holds, in one call: another run may replace a manifest at any moment.

    `None`: it holds nothing.
    """
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None


def _mode(target: Path) -> int:
    """The rights of a file: those it had, else the usual ones."""
    mode = _mode_now(target)
    if mode is not None:
        return stat.S_IMODE(mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
