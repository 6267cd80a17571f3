"""A release -> what students read of it: new, changed and withdrawn cards, in the language of the decks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from mesoquiz.anki.lock import Entry, Lock
from mesoquiz.markup.gaps import Gap
from mesoquiz.markup.renderer import Markup
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import Fill
from mesoquiz.notes.note import Note

WIDTH = 160
"""Characters of a question that are shown."""
STORY = 60
"""Characters of what is told before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The ids of the notes that a release brings, changes, takes out of use or back into it, in study order."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.withdrawn)


def news(bank: Bank, published: Mapping[str, Entry], lock: Lock) -> News:
    """What differs for students between what was published and the lock of a release."""
    kinds = {
        id: _kind(published.get(id), lock.notes[id]) for id in (note.id for note in bank.notes) if id in lock.notes
    }
    return News(**{kind: tuple(id for id, found in kinds.items() if found == kind) for kind in News.__slots__})


def _kind(before: Entry | None, entry: Entry) -> str:
    if before is None:
        return "" if entry.retired else "new"
    if entry.retired:
        # Another notice on what they do not study any more is no news.
        return "" if before.retired else "withdrawn"
    return "changed" if entry.hash != before.hash else ""


def section(bank: Bank, found: News, modified: int, *, is_first: bool) -> str:
    """The part of the changelog on a release, as Markdown; `modified` is its time in seconds since 1970.

    The first release is told by its decks alone: that every card is new says nothing.
    """
    labels = bank.collection.labels
    date = labels.format_date(datetime.fromtimestamp(modified, UTC).date())
    lines = [f"## {labels.release_of.format(bank.collection.version, date)}", ""]
    if is_first:
        sizes = [(deck.name, sum(not note.retired for note in deck.notes)) for deck in bank.decks]
        lines += [f"- {name}{labels.colon} {labels.count(labels.cards, size)}" for name, size in sizes if size]
        return "\n".join([*lines, ""])
    headings = (labels.released_new, labels.released_changed, labels.released_withdrawn)
    for heading, ids in zip(headings, (found.new, found.changed, found.withdrawn), strict=True):
        if ids:
            lines += [f"### {labels.count(heading, len(ids))}", "", *_cards(bank, ids), ""]
    if found.withdrawn:
        package = f"`{labels.withdrawn_package.format(bank.collection.id)}.apkg`"
        lines += [labels.how_to_get_retired.format(package, labels.retired_tag), ""]
    return "\n".join(lines)


def with_section(changelog: str, bank: Bank, section: str) -> str:
    """A changelog with one more section at its top; what its author wrote into it stays."""
    head = f"# {bank.collection.labels.news_of.format(bank.collection.title)}\n"
    above, mark, below = changelog.partition("\n## ")
    if not mark:
        return f"{(changelog or head).rstrip()}\n\n{section}"
    return f"{above.rstrip()}\n\n{section}{mark}{below}"


def _cards(bank: Bank, ids: Iterable[str]) -> Iterable[str]:
    """A line for each note, below the name of its deck."""
    wanted = frozenset(ids)
    for deck in bank.decks:
        notes = [note for note in deck.notes if note.id in wanted]
        if notes:
            yield f"- {deck.name}"
            yield from (f"  - {_line(note, bank)}" for note in notes)


def _line(note: Note, bank: Bank) -> str:
    said = text_of(note, bank)
    story = Markup(bank.collection.spacing).plain((note.told or (note.context,))[0])
    if story:
        # “What do you do?” is asked of many patients.
        said = f"{story if len(story) <= STORY else story[:STORY].rpartition(' ')[0] + '…'} {said}"
    said = said if len(said) <= WIDTH else f"{said[: WIDTH - 1].rstrip()}…"
    return f"{said} ({Markup(bank.collection.spacing).plain(note.notice)})" if note.notice and note.retired else said


def text_of(note: Note, bank: Bank) -> str:
    """What a note asks, in one line without marks."""
    labels = bank.collection.labels
    first = note.asks(labels)[0]
    if isinstance(first, Fill):
        text = "".join("[…]" if isinstance(part, Gap) else part for part in first.parts)
    else:
        text = first.prompt
    if text in (labels.what_is_hidden, labels.what_are_hidden) and note.image:
        # Only the picture tells one such card from another.
        text = f"{text} ({note.image.alt})"
    return Markup(bank.collection.spacing).plain(text)
