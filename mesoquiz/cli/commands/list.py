"""List the decks and their cards, and count them."""

from __future__ import annotations

import shutil
import textwrap
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from mesoquiz.cli.loading import load_sound, paths_argument, tag_option
from mesoquiz.cli.terminal import as_json, show
from mesoquiz.diagnostics.terminal import cells, one_line
from mesoquiz.diagnostics.wording import count_of
from mesoquiz.markup.gaps import Gap
from mesoquiz.markup.renderer import Markup
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.cases import steps_of
from mesoquiz.notes.interactions import Choose, Fill
from mesoquiz.notes.note import Note

ID_WIDTH = 28


@click.command()
@paths_argument
@tag_option
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="For people, or for programs.",
)
def command(paths: tuple[Path, ...], tags: tuple[str, ...], style: str) -> None:
    """List the decks and their cards, and count them.

    \b
    Example: the cards on cellulite
      mesoquiz list --tag cellulite
    """
    bank = load_sound(paths, tags)
    show(_json(bank) if style == "json" else _table(bank))


def _json(bank: Bank) -> str:
    cards = [
        {
            "id": note.id,
            "deck": deck.name,
            "type": note.kind,
            "text": _text(note, bank),
            "tags": list(note.tags),
            "difficulty": note.difficulty,
            "case": note.case,
            "sources": [citation.doc for citation in note.source],
            "choice": _is_choice(note, bank),
            "path": note.at.path,
            "line": note.at.line,
        }
        for deck in bank.decks
        for note in deck.notes
    ]
    return as_json(cards)


def _table(bank: Bank) -> str:
    lines = []
    width = _width()
    id_width = min(ID_WIDTH, max(len(note.id) for note in bank.notes))
    kind_width = max(len(note.kind) for note in bank.notes)
    for deck in bank.decks:
        number = f" ({len(deck.notes)})"
        lines.append(click.style(_cut(deck.name, width - len(number)) + number, bold=True))
        for note in deck.notes:
            name = _cut(note.id, id_width)
            kind = note.kind
            text = _cut(_text(note, bank), width - id_width - kind_width - 6)
            lines.append(f"  {name:<{id_width}}  {kind:<{kind_width}}  {text}")
        lines.append("")
    return "\n".join([*lines, *_statistics(bank)])


def _statistics(bank: Bank) -> Iterable[str]:
    notes = bank.notes
    choices = sum(_is_choice(note, bank) for note in notes)
    total = f"{count_of(len(notes), 'card')} in {count_of(len(bank.decks), 'deck')}, {choices} of them choices"
    yield click.style(total, bold=True)
    if cases := steps_of(notes):
        yield _counts("cases", Counter({case: len(steps) for case, steps in cases.items()}))
    yield _counts("types", Counter(note.kind for note in notes))
    yield _counts("difficulty", Counter(str(note.difficulty or "–") for note in notes), by_name=True)
    yield _counts("sources", Counter(doc for note in notes for doc in {citation.doc for citation in note.source}))
    yield _counts("tags", Counter(tag for note in notes for tag in note.tags))


def _counts(title: str, counter: Counter[str], *, by_name: bool = False) -> str:
    """`title  a 3, b 2 …`, wrapped to the width of the terminal."""
    order = sorted(counter.items(), key=lambda pair: (pair[0],) if by_name else (-pair[1], pair[0]))
    words = [f"{one_line(name)}\u00a0{number}" for name, number in order]
    text = f"{title:<11} " + ", ".join(words or ["none"])
    lines = textwrap.wrap(text, _width(), subsequent_indent=" " * 12, break_on_hyphens=False, break_long_words=False)
    return "\n".join(lines).replace("\u00a0", " ")


def _width() -> int:
    return max(60, shutil.get_terminal_size().columns)


def _text(note: Note, bank: Bank) -> str:
    first = note.asks(bank.collection.labels)[0]
    if isinstance(first, Fill):
        text = "".join(f"[{part.text}]" if isinstance(part, Gap) else part for part in first.parts)
    else:
        text = first.prompt
    return Markup("off").plain(text)


def _is_choice(note: Note, bank: Bank) -> bool:
    return any(isinstance(interaction, Choose) for interaction in note.asks(bank.collection.labels))


def _cut(text: str, width: int) -> str:
    # Longer texts are cut before they are measured: one may have a megabyte.
    text = one_line(text[: width + 1])
    if cells(text) <= width:
        return text
    while cells(text) >= width:
        text = text[:-1]
    return text.rstrip() + "…"
