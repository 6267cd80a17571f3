"""The release lock on disk: read before a package is made, checked against it, and written together with it."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mesoquiz.anki import lock as locks
from mesoquiz.anki.changes.moves import Moves
from mesoquiz.anki.publishing import drafts
from mesoquiz.anki.release import find_faults, lock_path, parse_lock, read_lock
from mesoquiz.cli.loading import Progress
from mesoquiz.cli.program import Surroundings
from mesoquiz.cli.reporting import refuse, tell
from mesoquiz.cli.terminal import show
from mesoquiz.diagnostics.diagnostic import Severity
from mesoquiz.diagnostics.wording import some_of
from mesoquiz.garbage import paused_collector
from mesoquiz.notes.bank import Bank
from mesoquiz.reading.file import lines_of_faults

if TYPE_CHECKING:
    from mesoquiz.anki.contents import Contents
    from mesoquiz.anki.package import Package, Rendered


locked_option = click.option("--locked", is_flag=True, help="Fail if the release lock would change.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Packages that are ready to be written, with the lock that belongs to them (`None`: it stays as it is)."""

    packages: tuple[Package, ...]
    moves: Moves
    lock_path: Path | None
    lock: locks.Lock | None
    """The lock to write; `None` where the file stays as it is. Its text is made then: while the package is made, memory
    is short."""
    lock_read: bytes | None
    """What the lock's file held when it was read; `None`: there was none."""
    notice: str = ""
    """What to say once the files are written."""


def release(bank: Bank, *, locked: bool = False) -> Release:
    """Make the packages of a bank with the times of its lock.

    What would lose students' progress, a damaged lock, or, with `locked`, anything that moves in it ends the command
    with exit code 1. Raises click.UsageError where no card is left for a package.
    """
    with paused_collector():
        return _release(bank, locked=locked)


def _release(bank: Bank, *, locked: bool) -> Release:
    from mesoquiz.anki.package import render

    with Progress("Making cards") as progress:
        rendered = render(bank, progress)
    settled, made = _settled(bank, rendered, locked=locked)
    return Release(packages=packages(rendered, settled), **made)


def packages(rendered: Rendered, lock: locks.Lock) -> tuple[Package, ...]:
    """The packages with the times of a lock. Raises click.UsageError where no card is left for one."""
    try:
        return rendered.packages(lock)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _settled(bank: Bank, rendered: Rendered, *, locked: bool) -> tuple[locks.Lock, dict[str, Any]]:
    """The lock of a build, and what is to be written and said of it.

    A function of its own: the locks that were compared are gone before the package is made, which takes most memory.
    """
    data = read_lock(bank)
    old, settled, moves = settle(bank, rendered, data)
    if locked and not bank.home:
        raise click.UsageError("--locked: this deck has no release lock; put a collection.yaml beside it")
    if locked and moves:
        _refuse(moves)
    is_written, notice = _writes_lock(bank, old, moves)
    kept = drafts.kept(old, settled)
    if not notice and bank.home and bank.whole and not bank.shipped:
        notice = _drafts_in_words(len(kept.drafts))
    lock = kept if is_written else None
    made = {"moves": moves, "lock_path": lock_path(bank), "lock": lock, "lock_read": data, "notice": notice}
    return settled, made


def settle(bank: Bank, rendered: Rendered, data: bytes | None) -> tuple[locks.Lock | None, locks.Lock, Moves]:
    """The lock of a bank as `data` of its file has it, if there is one, the one after this build, and what moves.

    What would lose students' progress, and a damaged lock, are told and end the command with exit code 1.
    """
    fresh = rendered.lock()
    old, found = find_faults(bank, fresh, data)
    tell(found, {**bank.texts, **lines_of_faults(found)})
    if any(one.severity is Severity.ERROR for one in found):
        refuse(found)
    # A collection without a lock has published nothing.
    known = locks.Lock(collection=fresh.collection) if old is None and bank.home else old
    settled, moves = locks.settle(known, fresh, now())
    # Of a part of the collection, the drafts of the other cards are not gone.
    return old, settled, moves if bank.whole else replace(moves, dropped=())


def contents(bank: Bank) -> Contents:
    """What a package of this bank would hold; nothing is written. A damaged lock ends the command."""
    from mesoquiz.anki.package import render

    old, found = parse_lock(bank, read_lock(bank))
    if found:
        tell(found, {**bank.texts, **lines_of_faults(found)})
        refuse(found)
    rendered = render(bank)
    settled, _ = locks.settle(old, rendered.lock(), now())
    return replace(rendered.contents(settled), is_timed=old is not None)


def _refuse(moves: Moves) -> None:
    show(f"The release lock would change ({moves}), and --locked keeps it:", err=True)
    for what in (item.name for item in fields(moves)):
        ids = getattr(moves, what)
        if ids:
            show(f"  {what}: {some_of(ids)}", err=True)
    show("Run `mesoquiz build` and commit collection.lock.", err=True)
    sys.exit(1)


def _writes_lock(bank: Bank, old: locks.Lock | None, moves: Moves) -> tuple[bool, str]:
    """Whether the lock is written anew; and what to say of it, where that has a price."""
    path = lock_path(bank)
    price = "whoever imports this build again loses their own changes to its cards"
    if path is None:
        return False, f"This deck has no release lock: {price}. Put a collection.yaml beside it."
    if bank.shipped or (old is not None and not moves):
        return False, ""
    if not bank.whole:
        return False, "Only a part of the collection: its release lock stays as it is." if moves else ""
    if not os.access(path.parent, os.W_OK):
        cost = f": {price}" if old is None else ""
        return False, f"{path} cannot be written: this build is not recorded as a release{cost}."
    notice = f"{path} is new: commit it with the decks. Its cards are drafts until `mesoquiz release` makes them final."
    return True, notice if old is None else ""


def _drafts_in_words(number: int) -> str:
    if not number:
        return ""
    if number == 1:
        return "1 card is a draft: before students get it, type `mesoquiz release`."
    return f"{number:,} cards are drafts: before students get them, type `mesoquiz release`."


def now() -> int:
    """The time to stamp on what changed: SOURCE_DATE_EPOCH (reproducible-builds.org) or the clock, in seconds."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if value and not (value.isdecimal() and value.isascii() and len(value) < 13 and int(value) <= locks.LAST_TIME):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is a number of seconds since 1970, not `{value}`")
    now = int(value) if value else int(time.time())
    if not 0 <= now <= locks.LAST_TIME:
        raise Surroundings("the clock of this computer is wrong: set it, or set SOURCE_DATE_EPOCH")
    return now
