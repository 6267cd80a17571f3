"""A file -> its bytes. What is no regular file is refused before it is read: a pipe never ends, a device has no end."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Opening a pipe must not wait for whoever writes to it."""


def read_file(file: Path, most: int) -> bytes:
    """The bytes of a file, at most one more than `most`, which tells that there are more. Raises OSError."""
    try:
        handle = os.open(file, _FLAGS)
        with os.fdopen(handle, "rb") as stream:
            mode = os.fstat(handle).st_mode
            if not stat.S_ISREG(mode):
                raise OSError(errno.EINVAL, "this is not a regular file")
            return stream.read(most + 1)
    except OSError as error:
        # An error while reading does not say of what.
        raise OSError(error.errno, error.strerror, str(file)) from error
