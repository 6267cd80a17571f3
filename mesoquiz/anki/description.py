"""The deck description: the one text that Anki refreshes at every import."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from mesoquiz.anki.lock import Entry, Lock
from mesoquiz.anki.tags import version_level, version_tag
from mesoquiz.markup.renderer import Markup
from mesoquiz.markup.templates import environment
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.names import is_below, top

LISTED = 40
"""Notes that a search names one by one: more would be too long to copy."""
_SPECIAL = re.compile(r'[\\"*_]')
"""What Anki's search reads as something else in the name of a deck."""


def describe(bank: Bank, lock: Lock, decks: Collection[str], *, is_withdrawn: bool) -> dict[str, str]:
    """Deck name -> HTML: the version, its date, what is new, how to update, and the sources, on each top-level deck.

    `decks` are those of the package. That of withdrawn notes, which is imported beside the other, says what the other
    does and more: Anki keeps the text that came last. All that is not read every day is folded, so that Anki's *Study
    Now* stays on the screen.
    """
    labels = bank.collection.labels
    date = labels.format_date(datetime.fromtimestamp(lock.modified, UTC).date())
    made = environment(bank.collection.lang, labels, Markup(bank.collection.spacing))
    level = version_level(bank.collection.version)
    gone = sum(entry.retired for entry in lock.notes.values())
    changed = changed_in(level, lock if is_withdrawn else _current(lock))
    tag = f"tag:{version_tag(level)}"
    text = made.get_template("anki/description.html.j2").render(
        collection=bank.collection,
        labels=labels,
        date=date,
        lang=bank.collection.lang,
        news=labels.count(labels.what_is_new, len(changed), tag) if changed else "",
        unreached=f"{_search_for(changed)} -{tag}" if 0 < len(changed) <= LISTED else "",
        moves=moves_in(lock, {deck.name for deck in bank.decks}, is_withdrawn=is_withdrawn),
        gone=labels.count(labels.how_to_find_retired, gone, labels.retired_tag) if is_withdrawn else "",
        other=f"{labels.withdrawn_package.format(bank.collection.id)}.apkg" if gone and not is_withdrawn else "",
    )
    tops = dict.fromkeys(top(deck.name) for deck in bank.decks if deck.name in decks)
    return dict.fromkeys(tops, text.strip())


def _current(lock: Lock) -> Lock:
    return replace(lock, notes={id: entry for id, entry in lock.notes.items() if not entry.retired})


@dataclass(frozen=True, slots=True)
class Move:
    """Cards that an author put into another deck, and students still have in the old one."""

    old: str
    new: str
    count: int
    """Of cards."""
    search: str
    """What finds them in Anki; empty where they are too many to name."""
    is_emptied: bool
    """Whether the old deck is of no use any more."""


def moves_in(lock: Lock, decks: Collection[str], *, is_withdrawn: bool) -> list[Move]:
    """All that was ever moved from deck to deck; `decks` are those that there are.

    To whoever lacks the package of withdrawn notes, nothing is said of these: they stay, and so must their old deck.
    """
    moved: dict[tuple[str, str], list[Entry]] = {}
    for entry in lock.notes.values():
        for old in entry.former:
            moved.setdefault((old, entry.deck), []).append(entry)
    targets = Counter(old for old, _ in moved)
    kept = {old for entry in lock.notes.values() if entry.retired and not is_withdrawn for old in entry.former}
    found = []
    for (old, new), entries in sorted(moved.items()):
        # Anki finds the cards of the decks below, too.
        is_left = not any(is_below(deck, old) for deck in decks)
        is_whole = is_left and targets[old] == 1
        told = [entry for entry in entries if is_withdrawn or not entry.retired]
        if told:
            told = entries if is_whole else told
            found.append(
                Move(
                    old=old,
                    new=new,
                    count=sum(len(entry.cards) for entry in told),
                    search=_search(old, told, is_whole=is_whole),
                    is_emptied=is_left and (is_whole or old not in kept),
                )
            )
    return found


def _search(deck: str, entries: list[Entry], *, is_whole: bool) -> str:
    found = '"deck:' + _SPECIAL.sub(r"\\\g<0>", deck) + '"'
    if is_whole:
        return found
    return f"{found} {_search_for([entry.id for entry in entries])}" if len(entries) <= LISTED else ""


def _search_for(ids: Iterable[str]) -> str:
    """Anki's search for the notes of these ids."""
    return f'"Id:re:^({"|".join(ids)})$"'


def changed_in(level: str, lock: Lock) -> list[str]:
    """The ids of the notes that are new or last changed in a version; none where it is the first, and all are new."""
    found = [id for id, entry in lock.notes.items() if level and entry.version == level]
    return found if len(found) < len(lock.notes) else []
