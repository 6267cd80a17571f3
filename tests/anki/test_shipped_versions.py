"""Each shipped card says on its back which one it is and in which version it last changed; no note pays for that."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from releases import NOW
from rendering import import_package, rendered, style

from mesoquiz.anki import lockfile
from mesoquiz.anki.lock import Lock, settle
from mesoquiz.anki.package import render
from mesoquiz.anki.release import read_lock
from mesoquiz.notes.bank import Bank


@pytest.fixture
def lock(shipped: Bank) -> Lock:
    """The lock once all of them are published."""
    data = read_lock(shipped)
    assert data is not None
    read, found = lockfile.parse(data.decode(), "collection.lock")
    assert not found
    return settle(read, render(shipped).lock(), NOW)[0]


def test_each_back_names_card_and_version(
    shipped: Bank, lock: Lock, collection: Any, browser: Any, tmp_path: Any
) -> None:
    import_package(collection, render(shipped).package(lock).content, tmp_path)
    page = browser.new_page()
    page.route(
        "**/*", lambda route: route.fulfill(body="<!DOCTYPE html><meta charset=utf-8>", content_type="text/html")
    )
    page.goto("http://card.invalid/")
    page.add_style_tag(content=style(collection))
    script = """html => {
        document.body.innerHTML = html;
        for (const old of document.querySelectorAll("script")) {
            const fresh = document.createElement("script");
            fresh.textContent = old.textContent;
            old.replaceWith(fresh);
        }
        const about = document.querySelector(".mq-about");
        const look = getComputedStyle(about);
        return [about.innerText.split("\\n").join(" "), look.userSelect, parseFloat(look.fontSize)];
    }"""
    for side in rendered(collection):
        text, select, size = page.evaluate(script, side.back)
        version = lock.notes[side.id].version
        assert version
        assert text.split() == [side.id, "version", version]
        assert select == "text"
        assert size < 14, "quiet"
    page.close()


def test_whoever_has_the_notes_without_versions_keeps_them_as_they_are(
    shipped: Bank, lock: Lock, collection: Any, tmp_path: Any
) -> None:
    """A student of a package whose lock knew no versions, with an edit on each tenth note."""
    made = render(shipped)
    older = replace(lock, notes={id: replace(entry, version="") for id, entry in lock.notes.items()})
    import_package(collection, made.package(older).content, tmp_path)
    assert collection.find_notes("tag:mesoquiz::version::*") == []
    for note_id in collection.find_notes("")[::10]:
        note = collection.get_note(note_id)
        note.tags.append("perso")
        collection.update_note(note)
    rows = "select id, guid, mid, mod, tags, flds from notes order by id"
    before = collection.db.all(rows)

    log = import_package(collection, made.package(lock).content, tmp_path)
    assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, 0, 0)
    assert len(log.duplicate) == sum(not note.retired for note in shipped.notes)
    assert collection.db.all(rows) == before
    settled, moves = settle(older, made.lock(), NOW + 1)
    assert not moves
    assert {entry.version for entry in settled.notes.values()} == {""}, "what is not known is not made up"
