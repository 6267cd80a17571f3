"""What a build or a release found -> what the lock keeps of it.

Looking at a card binds nobody: a build keeps what is new or changed as a draft beside what was published, and only a
release makes it final.
"""

from __future__ import annotations

from dataclasses import replace

from mesoquiz.anki.lock import Entry, Lock


def kept(old: Lock | None, settled: Lock) -> Lock:
    """The lock after a build: what was published as it was, and what is new or changed in `settled` as drafts.

    `settled` is that of `lock.settle`. A draft that says again what was published stays one until the release: whoever
    imported it between has a later time.
    """
    published = old.notes if old else {}
    drafts = {id: entry for id, entry in settled.notes.items() if not _is_same(entry, published.get(id))}
    notes = {id: before if id in drafts else settled.notes.get(id, before) for id, before in published.items()}
    return replace(settled, notes=notes, drafts=drafts)


def released(old: Lock | None, settled: Lock, version: str, now: int) -> Lock:
    """The lock after the release of a version: all notes of `settled` are published.

    What says the same as was published keeps its time, so that no student loses a change of their own for nothing.
    What a build has shown under another version gets a later time than it had there, at least `now`.
    """
    published = old.notes if old else {}
    notes = {id: _final(entry, published.get(id), version, now) for id, entry in settled.notes.items()}
    return replace(settled, notes=notes, drafts={})


def _final(entry: Entry, before: Entry | None, version: str, now: int) -> Entry:
    if before and entry.hash == before.hash:
        return replace(entry, version=before.version, modified=before.modified)
    if entry.version == version:
        return entry
    return replace(entry, version=version, modified=max(now, entry.modified + 1))


def _is_same(entry: Entry, before: Entry | None) -> bool:
    """Whether a note is what was published, since when it was. Older locks have no marks of answers."""
    return before is not None and (entry.hash, entry.modified, entry.note_type, entry.cards, entry.deck) == (
        before.hash,
        before.modified,
        before.note_type,
        before.cards,
        before.deck,
    )
