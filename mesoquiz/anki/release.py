"""The release lock beside the decks: found, read, and held against what a build would publish."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from mesoquiz.anki import lock as locks
from mesoquiz.anki import lockfile
from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity
from mesoquiz.files import keep_within, read_file
from mesoquiz.limits import MAX_FOUND, MAX_LOCK
from mesoquiz.notes.bank import Bank

LOCK_FILE = "collection.lock"
NEEDLESS = Rule(
    "retired-unpublished",
    "the card `{id}` is retired and was never published: no package has it",
    "delete it, or take `retired:` away",
    Severity.INFO,
)


def lock_path(bank: Bank) -> Path | None:
    """Where the lock of a bank is or would be; a single deck without a collection has none. Raises `Outside`."""
    if not bank.home:
        return None
    home = Path(bank.home)
    return keep_within(home.parent, home.with_name(LOCK_FILE))


def read_lock(bank: Bank) -> bytes | None:
    """What the file of a bank's lock holds, if there is one. Raises OSError."""
    path = lock_path(bank)
    if path is None:
        return None
    try:
        return read_file(path, MAX_LOCK)
    except FileNotFoundError:
        return None


def parse_lock(bank: Bank, data: bytes | None) -> tuple[locks.Lock | None, list[Diagnostic]]:
    """The lock of a bank, if there is one, and what is wrong in it."""
    return (None, []) if data is None else lockfile.parse(data.decode("utf-8", "replace"), str(lock_path(bank)))


def find_faults(bank: Bank, fresh: locks.Lock, data: bytes | None) -> tuple[locks.Lock | None, list[Diagnostic]]:
    """The lock of a bank, if there is one, and what is wrong with it or with `fresh`, what a build would publish."""
    old, found = parse_lock(bank, data)
    if old is not None and not found:
        known = old if bank.whole else _part(old, bank)
        found = list(islice(chain(locks.check(known, fresh), _needless(bank, known, fresh)), MAX_FOUND))
    return old, found


def _needless(bank: Bank, old: locks.Lock, fresh: locks.Lock) -> Iterator[Diagnostic]:
    """Yield the retired notes that nobody has, but for the steps of a case, whose story the later ones go on with."""
    missed = locks.unpublished(old, fresh)
    for note in bank.notes:
        if note.id in missed and not note.case:
            yield NEEDLESS.at(note.at, id=note.id)


def _part(old: locks.Lock, bank: Bank) -> locks.Lock:
    """The lock as far as it speaks of the notes of this run."""
    ids = {note.id for note in bank.notes}
    notes = {id: entry for id, entry in old.notes.items() if id in ids}
    return locks.Lock(collection=old.collection, types=old.types, notes=notes, at=old.at)
