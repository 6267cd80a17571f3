"""The text of a lock: read as it was written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import run
from hypothesis import given
from hypothesis import strategies as st
from locks import edit, written

from mesoquiz.anki import lock as locks
from mesoquiz.anki import lockfile

IDS = st.from_regex(re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}"), fullmatch=True)
HASHES = st.from_regex(re.compile("[0-9a-f]{16}"), fullmatch=True)
TIMES = st.integers(0, locks.LAST_TIME)
MARKS = st.from_regex(re.compile(r"!?([0-9a-f]{3}){1,3}"), fullmatch=True)
VERSIONS = st.from_regex(re.compile(r"[^\s@]{1,9}"), fullmatch=True)

DECK_NAMES = (
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)
    .map(str.strip)
    .filter(lambda name: name.strip(": "))
)


@st.composite
def made_locks(draw: st.DrawFn) -> locks.Lock:
    entries = {}
    for id in draw(st.sets(IDS, max_size=5)):
        short = st.just("") | st.from_regex(re.compile("[0-9a-f]{8}"), fullmatch=True)
        entries[id] = locks.Entry(
            id=id,
            hash=draw(HASHES),
            modified=draw(TIMES),
            version=draw(st.just("") | VERSIONS),
            answer=draw(st.just("") | MARKS),
            note_type=draw(st.sampled_from(["standard", "cloze", "occlusion"])),
            cards=draw(st.dictionaries(st.integers(0, 499), short, min_size=1, max_size=4)),
            deck=draw(DECK_NAMES),
            retired=draw(st.booleans()),
        )
    stamps = st.builds(locks.Stamp, hash=HASHES, modified=TIMES)
    types = draw(st.dictionaries(IDS, stamps, max_size=3))
    types |= {entry.note_type: draw(stamps) for entry in entries.values()}
    return locks.Lock(collection=draw(IDS), types=types, notes=entries)


@given(made_locks())
def test_a_lock_is_read_as_it_was_written(lock: locks.Lock) -> None:
    text = lockfile.dump(lock)
    assert lockfile.parse(text, "collection.lock") == (lock, [])
    assert len(text.splitlines()) == 2 + len(lock.types) + len(lock.notes)


@given(made_locks().filter(lambda lock: lock.notes), st.data())
def test_a_lock_cut_within_a_line_is_damaged(lock: locks.Lock, data: st.DataObject) -> None:
    text = lockfile.dump(lock)
    cut = data.draw(st.integers(text.index("\ncollection") + 1, len(text) - 2))
    if text[cut] == "\n" or text[cut - 1] == "\n":
        return
    _, found = lockfile.parse(text[:cut], "collection.lock")
    assert {one.code for one in found} == {"lock-damaged"}
    assert found[0].span.line == text[:cut].count("\n") + 1


@given(made_locks(), made_locks(), st.integers(0, 10**9))
def test_settled_again_nothing_moves(old: locks.Lock, new: locks.Lock, now: int) -> None:
    settled, moves = locks.settle(old, new, now)
    again, none = locks.settle(settled, new, now + 1)
    assert (again, bool(none), str(none)) == (settled, False, "nothing changed")
    left = {id for id in new.notes.keys() - old.notes.keys() if new.notes[id].retired}
    assert settled.notes.keys() == new.notes.keys() - left, "what is retired and was never published"
    assert {*moves.new} == {*settled.notes} - {*old.notes}
    for id in new.notes.keys() & old.notes.keys():
        assert settled.notes[id].modified >= old.notes[id].modified
        changed = new.notes[id].hash != old.notes[id].hash
        assert (settled.notes[id].modified > old.notes[id].modified) == changed


@pytest.mark.parametrize("name", ["Un nom", "a:: b ::c", "«\u00a0Derme\u00a0»", "note x", "# un", "e\u0301té"])
def test_deck_names_of_authors_survive(name: str, decks: Path) -> None:
    edit("Suite::A", f'"{name}"')
    assert run("build").exit_code == 0
    before = written()
    assert run("build", "--locked").exit_code == 0
    assert written() == before
