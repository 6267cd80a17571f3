"""A file -> its bytes. What is no regular file is refused before it is read: a pipe never ends, a device has no end."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Opening a pipe must not wait for whoever writes to it."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0)

GONE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EINVAL, errno.EISDIR, errno.ENXIO}
"""The numbers of the errors that mean: there is no such regular file."""


class Changed(OSError):
    """Somebody wrote to a file since it was read: what was found out about it holds no longer."""

    def __init__(self, file: Path) -> None:
        super().__init__(errno.EBUSY, "the file changed meanwhile, run again", str(file))


class Outside(OSError):
    """A path leads out of the folder that it is to stay in, by a link."""


def keep_within(folder: Path, file: Path) -> Path:
    """`file`, which was found below a folder or goes there without anybody naming it: no link may lead it elsewhere.

    Folders come from strangers: a lock that is a link would be written where it leads. Raises `Outside`.
    """
    try:
        is_within = Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))
    except OSError as error:
        # The folder in which one works may be gone.
        raise OSError(error.errno, error.strerror, str(file)) from error
    if not is_within:
        what = "this link leads out of its folder; put there what it leads to, or remove it"
        raise Outside(errno.EXDEV, what, str(file))
    return file


def read_file(file: Path, most: int) -> bytes:
    """The bytes of a file, at most one more than `most`, which tells that there are more. Raises OSError."""
    try:
        with _regular(os.open(file, _FLAGS)) as stream:
            return stream.read(most + 1)
    except OSError as error:
        # An error while reading does not say of what.
        raise OSError(error.errno, error.strerror, str(file)) from error


@contextmanager
def open_within(folder: Path, path: str) -> Iterator[BinaryIO]:
    """Open a regular file below a folder, to be read. Links are followed inside the folder alone.

    What is judged is what is then read: where the path leads is found out once, and from there on no link is followed,
    so none that is put there meanwhile leads elsewhere. Raises OSError, `Outside` for a link that leads out.
    """
    root = os.path.realpath(folder)
    place = Path(os.path.realpath(Path(root, path)))
    if not place.is_relative_to(root):
        raise Outside(errno.EXDEV, "this leads out of the folder", str(Path(folder, path)))
    try:
        with _regular(_open_below(folder, place.relative_to(root).parts)) as stream:
            yield stream
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(Path(folder, path))) from error


def read_again(folder: Path, path: str, size: int) -> bytes:
    """The bytes of a file that had this size, one more if it is longer now. Raises OSError, `Changed` if it is gone."""
    try:
        with open_within(folder, path) as stream:
            return stream.read(size + 1)
    except OSError as error:
        if error.errno in GONE or isinstance(error, Outside):
            raise Changed(Path(folder, path)) from error
        raise


def _open_below(root: Path, parts: tuple[str, ...]) -> int:
    """Open a file step by step from a folder, where the system can; a link in the place of any step is an error.

    The folder is opened by the name that the user gave: whoever works inside it need not have a way through all that
    is above it.
    """
    if os.open not in os.supports_dir_fd:
        return os.open(Path(root, *parts), _FLAGS)
    folder = os.open(root, _FOLDER)
    try:
        for part in parts[:-1]:
            inner = os.open(part, _FOLDER | _NO_LINK, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(parts[-1] if parts else ".", _FLAGS | _NO_LINK, dir_fd=folder)
    finally:
        os.close(folder)


def _regular(handle: int) -> BinaryIO:
    """An open file, to be read. Raises OSError for what is no regular one."""
    try:
        stream = os.fdopen(handle, "rb")
    except OSError:
        os.close(handle)
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        stream.close()
        raise OSError(errno.EINVAL, "this is not a regular file")
    return stream
