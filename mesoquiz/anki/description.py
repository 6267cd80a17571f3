"""The deck description: the one text that Anki refreshes at every import."""

from __future__ import annotations

from datetime import UTC, datetime

from mesoquiz.markup.renderer import Markup
from mesoquiz.markup.templates import environment
from mesoquiz.notes.bank import Bank


def describe(bank: Bank, modified: int) -> dict[str, str]:
    """Deck name -> HTML: the version, its date, how to update, and the sources, on each top-level deck.

    `modified` is when anything last changed, in seconds since 1970.
    """
    day = datetime.fromtimestamp(modified, UTC).date()
    labels = bank.collection.labels
    date = labels.format_date(day)
    made = environment(bank.collection.lang, bank.collection.labels, Markup(bank.collection.spacing))
    template = made.get_template("anki/description.html.j2")
    text = template.render(collection=bank.collection, labels=labels, date=date, lang=bank.collection.lang).strip()
    tops = dict.fromkeys(deck.name.partition("::")[0] for deck in bank.decks)
    return dict.fromkeys(tops, text)
