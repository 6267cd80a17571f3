"""The deck description: the one text that Anki refreshes at every import."""

from __future__ import annotations

from datetime import UTC, datetime

from mesoquiz.anki.lock import Lock
from mesoquiz.anki.tags import version_level, version_tag
from mesoquiz.markup.renderer import Markup
from mesoquiz.markup.templates import environment
from mesoquiz.notes.bank import Bank

LISTED = 40
"""Notes that a search names one by one: more would be too long to copy."""


def describe(bank: Bank, lock: Lock) -> dict[str, str]:
    """Deck name -> HTML: the version, its date, what is new, how to update, and the sources, on each top-level deck.

    All that is not read every day is folded, so that Anki's *Study Now* stays on the screen.
    """
    labels = bank.collection.labels
    date = labels.format_date(datetime.fromtimestamp(lock.modified, UTC).date())
    made = environment(bank.collection.lang, labels, Markup(bank.collection.spacing))
    level = version_level(bank.collection.version)
    changed = changed_in(level, lock)
    tag = f"tag:{version_tag(level)}"
    text = made.get_template("anki/description.html.j2").render(
        collection=bank.collection,
        labels=labels,
        date=date,
        lang=bank.collection.lang,
        news=labels.count(labels.what_is_new, len(changed), tag) if changed else "",
        unreached=f'"Id:re:^({"|".join(changed)})$" -{tag}' if 0 < len(changed) <= LISTED else "",
    )
    tops = dict.fromkeys(deck.name.partition("::")[0] for deck in bank.decks)
    return dict.fromkeys(tops, text.strip())


def changed_in(level: str, lock: Lock) -> list[str]:
    """The ids of the notes that are new or last changed in a version; none where it is the first, and all are new."""
    found = [id for id, entry in lock.notes.items() if level and entry.version == level]
    return found if len(found) < len(lock.notes) else []
