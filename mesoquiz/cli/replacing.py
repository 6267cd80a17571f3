"""Files -> disk, all or nothing: each whole, none before all are there, and the old ones back where a move fails."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from mesoquiz.files import Changed
from mesoquiz.staging import alone, exchanged, stage, undisturbed

NOTHING = "nothing was changed"


Content = bytes | Callable[[BinaryIO], object]
"""Bytes, or what writes them piece by piece."""


def write(
    files: Mapping[Path, Content],
    stale: Callable[[], Iterable[Path]] = tuple,
    *,
    read: Mapping[Path, bytes | None] | None = None,
) -> list[Path]:
    """Write files, making their folders if needed, and remove those that `stale` names; returns what was removed.

    All are written beside their targets first and then moved over them; if a move or a removal fails, what was there
    before is put back. An interruption after the first move waits for the last, and so does another run that has files
    for these folders. `stale` is asked when no other run can change the answer. A file that people edit is replaced
    only if it still has the bytes that were `read` (`None`: it was not there). Raises OSError, with a file's name.
    """
    wanted = {_followed(target): content for target, content in files.items()}
    known = {_followed(target): content for target, content in (read or {}).items()}
    folders = {target.parent for target in wanted}
    made = _make_folders(folders)
    try:
        with contextlib.ExitStack() as stages:
            firsts = {target.parent: target for target in reversed(wanted)}
            places = {folder: stages.enter_context(stage(folder, first)) for folder, first in firsts.items()}
            new = {target: _write_beside(target, content, places[target.parent]) for target, content in wanted.items()}
            with alone(folders), undisturbed():
                removed = [path for path in stale() if path.is_file()]
                _move(new, removed, places, known)
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
    """Raise OSError where something stands that is no file to write over."""
    if not target.exists():
        return
    if not target.is_file():
        what = "this is a folder, not a file to write" if target.is_dir() else "this is not a regular file"
        raise OSError(errno.EINVAL, what, str(target))
    if not target.stat().st_mode & 0o222:
        raise OSError(errno.EACCES, f"this file is read-only; {NOTHING}", str(target))


def _mode(target: Path) -> int:
    """The rights of a file: those it had, else the usual ones."""
    if target.is_file():
        return stat.S_IMODE(target.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    """A file that is about to go or to be replaced: its copy (`None`: there was none), whether it is kept in place."""

    target: Path
    old: Path | None
    in_place: bool = False

    def replace_by(self, temporary: Path) -> None:
        """Put another file in its place. One that has other names, or another owner, is written to, and stays it."""
        if self.in_place:
            with temporary.open("rb") as source, self.target.open("r+b") as stream:
                shutil.copyfileobj(source, stream)
                stream.truncate()
                stream.flush()
                os.fsync(stream.fileno())
        else:
            temporary.replace(self.target)

    def put_back(self) -> None:
        """Undo that."""
        if self.old is None:
            self.target.unlink(missing_ok=True)
        else:
            self.replace_by(self.old)


def _move(new: Mapping[Path, Path], removed: list[Path], places: Mapping[Path, Path], known: _Known) -> None:
    """Move files over their targets and remove others; where that fails, put all back. Raises OSError."""
    moved: list[_Moved] = []
    target = Path()
    try:
        for target, temporary in new.items():
            kept = _kept(target, places[target.parent] / f"old-{len(moved)}", temporary)
            _refuse_changed(target, known)
            # What is written to in place may be half done.
            moved += [kept] if kept.in_place else []
            if target in known and not kept.in_place:
                _replace_read(target, temporary, known[target])
            else:
                kept.replace_by(temporary)
            moved += [] if kept.in_place else [kept]
        for target in removed:
            kept = _kept(target, places[target.parent] / f"old-{len(moved)}")
            target.unlink()
            moved.append(kept)
    except BaseException as error:
        left = _put_back(moved)
        if not isinstance(error, OSError) or (isinstance(error, Changed) and not left):
            raise
        what = f"these are new, and the others are old: {', '.join(left)}" if left else NOTHING
        raise OSError(error.errno, f"{error.strerror}; {what}", str(target)) from error


_Known = Mapping[Path, bytes | None]


def _refuse_changed(target: Path, known: _Known) -> None:
    """Raise `Changed` if a file that people edit is not what was read."""
    if target not in known:
        return
    now = target.read_bytes() if target.is_file() else None
    if now != known[target]:
        raise Changed(target)


def _replace_read(target: Path, temporary: Path, read: bytes | None) -> None:
    """Replace a file that people edit, if it is what was read at that very moment. Raises `Changed` if it is not.

    An editor may save between the last look and the replacement. So the two files change names, and it is then looked
    at what was there; where a file is new, none is replaced. Where the system can do neither, that moment remains.
    """
    if read is None:
        try:
            os.link(temporary, target)
        except FileExistsError as error:
            raise Changed(target) from error
        except OSError:
            temporary.replace(target)
        return
    made = temporary.stat().st_ino
    if not exchanged(temporary, target):
        temporary.replace(target)
    elif temporary.read_bytes() != read:
        # Back again; and once more if the editor saved again meanwhile.
        if exchanged(temporary, target) and temporary.stat().st_ino != made:
            exchanged(temporary, target)
        raise Changed(target)


def _kept(target: Path, old: Path, temporary: Path | None = None) -> _Moved:
    """Keep what is at `target` as `old`, by another name of the same file where that will do."""
    if not target.is_file():
        return _Moved(target=target, old=None)
    found = target.stat()
    in_place = bool(temporary) and (found.st_nlink > 1 or not _has_owner(temporary, found))
    if in_place or not _is_linked(target, old):
        shutil.copy2(target, old)
    return _Moved(target=target, old=old, in_place=in_place)


def _is_linked(target: Path, old: Path) -> bool:
    """Give a file another name, where the file system can; whether it has it."""
    try:
        os.link(target, old)
    except OSError:
        return False
    return True


def _has_owner(temporary: Path | None, wanted: os.stat_result) -> bool:
    """Whether a file has, or now gets, the owner of another."""
    if temporary is None or not hasattr(os, "chown"):
        return True
    now = temporary.stat()
    if (now.st_uid, now.st_gid) == (wanted.st_uid, wanted.st_gid):
        return True
    try:
        os.chown(temporary, wanted.st_uid, wanted.st_gid)
    except OSError:
        return False
    return True


def _put_back(moved: list[_Moved]) -> list[str]:
    """Put back what was moved, the last first; the names of those for which that failed."""
    left = []
    for each in reversed(moved):
        try:
            each.put_back()
        except OSError:
            left.append(str(each.target))
    return left
