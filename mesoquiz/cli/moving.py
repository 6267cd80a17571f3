"""Files -> their places, one after the other, with the old ones kept: so that all of it can be undone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from mesoquiz.files import Changed
from mesoquiz.staging import exchanged, is_linked, journal

NOTHING = "nothing was changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    """A file that is about to go or to be replaced: its copy (`None`: there was none), whether it is kept in place."""

    target: Path
    old: Path | None
    in_place: bool = False
    made: bytes | None = None
    """What a file that people edit holds from now on, if no copy can be half done."""

    def replace_by(self, temporary: Path) -> None:
        """Put another file in its place, or its content: one that people edit stays what its other names mean."""
        if self.in_place:
            with temporary.open("rb") as source, self.target.open("r+b") as stream:
                shutil.copyfileobj(source, stream)
                stream.truncate()
                stream.flush()
                os.fsync(stream.fileno())
        else:
            temporary.replace(self.target)

    def put_back(self) -> None:
        """Undo that; what somebody has saved since stays. Raises OSError."""
        if self.made is not None:
            _refuse_changed(self.target, {self.target: self.made})
        if self.old is None:
            self.target.unlink(missing_ok=True)
        elif self.made is not None and not self.in_place:
            _replace_read(self.target, self.old, self.made)
        else:
            self.replace_by(self.old)


Known = Mapping[Path, bytes | None]
"""The bytes that were read of files that people edit; `None`: there was no file."""


def move(
    new: Mapping[Path, Path], removed: list[Path], places: Mapping[Path, Path], known: Known, seals: Set[Path]
) -> None:
    """Move files over their targets and remove others; where that fails, put all back. Raises OSError.

    Where the run is killed, the next one puts back what lies beside a seal. Until then, seals tell: they go first and
    come last, so files that have theirs belong together.
    """
    moves = _Moves(places, known)
    try:
        moves.make(new, removed, seals)
    except BaseException as error:
        left = moves.put_back()
        if not isinstance(error, OSError) or (isinstance(error, Changed) and not left):
            raise
        what = f"these are new or gone, and the others are old: {', '.join(left)}" if left else NOTHING
        raise OSError(error.errno, f"{error.strerror}; {what}", str(moves.target)) from error


class _Moves:
    """The moves of one run, what they replaced, and the file that is the next."""

    def __init__(self, places: Mapping[Path, Path], known: Known) -> None:
        self.places, self.known = places, known
        self.moved: list[_Moved] = []
        self.target = Path()

    def make(self, new: Mapping[Path, Path], removed: list[Path], seals: Set[Path]) -> None:
        """Make all of them. Raises OSError at the first that fails."""
        journals = [self.note(seal, {*new, *removed}) for seal in seals]
        for target in seals:
            self.unseal(target, new[target])
        for target, temporary in new.items():
            if target not in seals:
                self.replace(target, temporary)
        for target in removed:
            self.remove(target)
        for target in seals:
            self.replace(target, new[target])
        for written in journals:
            written.unlink()

    def note(self, seal: Path, targets: Set[Path]) -> Path:
        """Write down which files beside a seal are about to be replaced."""
        self.target = seal
        beside = sorted(path.name for path in targets if path.parent == seal.parent)
        return journal(self.places[seal.parent], beside)

    def unseal(self, target: Path, temporary: Path) -> None:
        """Remove what is about to be replaced."""
        if target.is_file():
            kept = self._keep(target, temporary)
            target.unlink()
            self.moved.append(kept)

    def replace(self, target: Path, temporary: Path) -> None:
        """Put a file in the place of another."""
        kept = self._keep(target, temporary)
        _refuse_changed(target, self.known)
        # What is written to in place may be half done.
        self.moved += [kept] if kept.in_place else []
        if target in self.known and not kept.in_place:
            _replace_read(target, temporary, self.known[target])
        else:
            kept.replace_by(temporary)
        self.moved += [] if kept.in_place else [kept]

    def remove(self, target: Path) -> None:
        """Remove a file."""
        kept = self._keep(target)
        target.unlink()
        self.moved.append(kept)

    def put_back(self) -> list[str]:
        """Put back what was moved, the last first; the names of those for which that failed."""
        left = []
        for each in reversed(self.moved):
            try:
                each.put_back()
            except OSError:
                left.append(str(each.target))
        return left

    def _keep(self, target: Path, temporary: Path | None = None) -> _Moved:
        self.target = target
        old = self.places[target.parent] / f"old-{len(self.moved)}"
        return _kept(target, old, temporary, edited=target in self.known)


def _refuse_changed(target: Path, known: Known) -> None:
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
    # Were the run killed before they change back, the next one would take the editor's file for a leftover.
    kept = temporary.rename(temporary.with_name(f"kept-{temporary.name}"))
    if not exchanged(kept, target):
        kept.replace(target)
    elif kept.read_bytes() != read:
        # Back again; and once more if the editor saved again meanwhile.
        if exchanged(kept, target) and kept.stat().st_ino != made:
            exchanged(kept, target)
        raise Changed(target)
    else:
        kept.rename(temporary)


def _kept(target: Path, old: Path, temporary: Path | None, *, edited: bool) -> _Moved:
    """Keep what is at `target` as `old`, by another name of the same file where that will do.

    A file that people edit is written to in place where it has other names, or an owner that another cannot have. What
    mesoquiz makes is replaced even so: nothing of it is then half written, and a copy that somebody made by giving the
    files other names stays what it was.
    """
    made = temporary.read_bytes() if edited and temporary else None
    if not target.is_file():
        return _Moved(target=target, old=None, made=made)
    found = target.stat()
    has_owner = _has_owner(temporary, found)
    in_place = edited and not (has_owner and found.st_nlink == 1)
    if in_place or not is_linked(target, old):
        shutil.copy2(target, old)
    return _Moved(target=target, old=old, in_place=in_place, made=None if in_place else made)


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
