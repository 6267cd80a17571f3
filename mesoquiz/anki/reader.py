"""An Anki package (`.apkg` file) -> what is in it. Packages are untrusted: see `limits` for what one may cost.

There are three generations in one zip: `collection.anki21b` (compressed with zstd, tables of note types), else
`collection.anki21` or `collection.anki2` (note types as JSON). A new package also carries an old collection that only
says "please update", so the newest that is there counts.

The collection goes to a temporary file, of which SQLite holds a few pages at a time. What a killed run left of one is
removed by the next.
"""

from __future__ import annotations

import errno
import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir

from mesoquiz.anki import collection
from mesoquiz.anki.contents import DAMAGED, SPOILT, TOO_LARGE, Clock, Contents, NotAPackage
from mesoquiz.decks.files import size_of
from mesoquiz.limits import MAX_COLLECTION, MAX_DIRECTORY, MAX_WINDOW_LOG
from mesoquiz.staging import stage

NEWEST = "collection.anki21b"
_COLLECTIONS = (NEWEST, "collection.anki21", "collection.anki2")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How Anki packs members; it reads no others."""
_PIECE = 1 << 20


def is_package(file: Path) -> bool:
    """Whether a file is to be read as a package: by its name, else by its first bytes. Raises OSError."""
    if file.suffix.lower() == ".apkg":
        return True
    if not file.is_file():
        return False
    with file.open("rb") as stream:
        return stream.read(4) in (b"PK\x03\x04", b"PK\x05\x06")


def read(package: Path, clock: Clock | None = None) -> Contents:
    """Read a package, in the time that is left on a clock.

    Raises `NotAPackage` whatever is wrong with it, OSError when it is no file or the disk fails.
    """
    size_of(package)
    clock = clock or Clock()
    with stage(Path(gettempdir()), Path(gettempdir())) as folder:
        unpacked = folder / "new-0"
        try:
            with _refusing(DAMAGED):
                _unpack(package, unpacked, clock)
        except OSError as error:
            # When a disk is full or broken, the error names no file: the folder tells which disk it is.
            raise OSError(error.errno, error.strerror, error.filename or str(folder.parent)) from error
        with _refusing(SPOILT):
            return collection.read(unpacked, clock)


@contextmanager
def _refusing(why: str) -> Iterator[None]:
    """Turn whatever goes wrong into `NotAPackage`: strange bytes make zipfile and sqlite3 raise nearly everything."""
    try:
        yield
    except NotAPackage:
        raise
    except OSError as error:
        # Decompressors give no number, and a place outside the file is invalid; other numbers are the disk's.
        if error.errno not in (None, errno.EINVAL):
            raise
        raise NotAPackage(why) from error
    except Exception as error:
        raise NotAPackage(why) from error


class _Package(io.FileIO):
    """A file of which only so much is read at once: zipfile reads a directory whole, as large as it says it is."""

    def __init__(self, file: Path, clock: Clock) -> None:
        super().__init__(file)
        self.clock = clock

    def read(self, size: int | None = -1) -> bytes:
        """Read up to `size` bytes, or the rest. Raises `NotAPackage` where that is too much, or the time is over."""
        self.clock.check()
        wanted = MAX_DIRECTORY + 1 if size is None or size < 0 else size
        found = super().read(min(wanted, MAX_DIRECTORY + 1)) or b""
        if len(found) > MAX_DIRECTORY:
            raise NotAPackage(DAMAGED)
        return found


def _unpack(package: Path, target: Path, clock: Clock) -> None:
    """Write the newest collection of a package to a file."""
    with _Package(package, clock) as file, zipfile.ZipFile(file) as archive:
        members = {info.filename: info for info in archive.infolist() if info.filename in _COLLECTIONS}
        name = next((name for name in _COLLECTIONS if name in members), None)
        if name is None:
            raise NotAPackage("it is a zip file without an Anki collection")
        if members[name].file_size > MAX_COLLECTION:
            raise NotAPackage(TOO_LARGE)
        if members[name].compress_type not in _METHODS:
            raise NotAPackage(DAMAGED)
        with archive.open(members[name]) as stream:
            pieces = iter(lambda: stream.read(_PIECE), b"")
            _write(_decompressed(pieces, clock) if name == NEWEST else pieces, target)


def _write(pieces: Iterable[bytes], target: Path) -> None:
    size = 0
    with target.open("wb") as file:
        for piece in pieces:
            size += len(piece)
            if size > MAX_COLLECTION:
                raise NotAPackage(TOO_LARGE)
            file.write(piece)
        # Bytes 18 and 19 say that there is a write-ahead log beside the file, which no package has.
        file.seek(18)
        file.write(b"\x01\x01")


def _decompressed(pieces: Iterator[bytes], clock: Clock) -> Iterator[bytes]:
    """The content of one zstd frame, which is all that Anki writes: a million empty ones would take for ever."""
    try:
        try:
            from compression import zstd  # type: ignore[import-not-found,unused-ignore]
        except ImportError:
            from backports import zstd
    except ImportError:
        raise NotAPackage("it is in Anki's new format: install mesoquiz with the extra `import` to read it") from None
    decompressor = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: MAX_WINDOW_LOG})
    with _refusing(SPOILT):
        while not decompressor.eof:
            # A piece of a megabyte may hold so many tables to make that it takes a quarter of a second.
            clock.check()
            yield decompressor.decompress(next(pieces) if decompressor.needs_input else b"", _PIECE)
