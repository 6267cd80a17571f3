"""Paths -> the banks of the decks that they name: one for each collection, or one of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from mesoquiz.decks.files import (
    BLUEPRINTS,
    COLLECTION_FILE,
    collection_file,
    collections_in,
    deck_files,
    files_in,
    identity,
    misnamed_in,
    size_of,
)
from mesoquiz.decks.loader import Loader
from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span
from mesoquiz.garbage import paused_collector
from mesoquiz.notes.bank import Bank
from mesoquiz.progress import OnProgress
from mesoquiz.reading.file import ReadFile, read_file

GIVEN = Path("-")
"""The path of a deck that comes from no file, as from standard input."""

NOT_READ = Rule("not-read", "this file is not read: {why}", "{hint}", Severity.WARNING)


def load(
    paths: Iterable[str | Path],
    progress: OnProgress | None = None,
    given: bytes | None = None,
    read: ReadFile = read_file,
) -> Bank:
    """Load decks: files, or folders with all `.yaml` files below them.

    The collection is the `collection.yaml` in the folder of the first deck or up to two above it; a deck file with an
    `id:` of its own needs none. What is wrong in the files is in the bank's `diagnostics`. `given` is the deck of the
    path `-`, as if it were in the current folder. `read` reads a file.

    `progress` is called after each file with the bytes read and their total.
    Raises OSError when a path is missing, cannot be read, or holds no deck.
    """
    named = [Path(path) for path in paths]
    bank = _load(_files(named), progress, given, read)
    return bank.saying(_misnamed(named))


def load_apart(
    paths: Iterable[str | Path], progress: OnProgress | None = None, given: bytes | None = None
) -> list[Bank]:
    """Load decks that may belong to several collections: a bank for each, in the order in which they come.

    In a collection's folder those below it that are collections of their own count, too. Decks without collection.yaml
    are one collection if they have the same `id:`. Raises OSError like `load`.
    """
    named = [inner for path in map(Path, paths) for inner in (path, *collections_in(path))]
    groups: dict[object, list[Path]] = {}
    for file in _files(named):
        home = collection_file(file)
        groups.setdefault(identity(home) if home else file, []).append(file)
    # Most decks belong together.
    alone = progress if len(groups) == 1 else None
    loaded = [(_load(files, alone, given), files) for files in groups.values()]
    alike: dict[str, list[tuple[Bank, list[Path]]]] = {}
    for bank, files in loaded:
        alike.setdefault(bank.home or f"id {bank.collection.id}", []).append((bank, files))
    banks = [
        group[0][0] if len(group) == 1 else _load([file for _, files in group for file in files], None, given)
        for group in alike.values()
    ]
    return [banks[0].saying(_misnamed(named)), *banks[1:]]


def _files(paths: list[Path]) -> list[Path]:
    """The deck files. One that is named twice, or linked to, is one file; the first name is kept."""
    return list({identity(file): file for file in reversed([*deck_files(paths)])}.values())[::-1]


def _load(files: list[Path], progress: OnProgress | None, given: bytes | None, read: ReadFile = read_file) -> Bank:
    loader = Loader(read)
    is_given = {file: given is not None and file == GIVEN for file in files}
    sizes = [0 if is_given[file] else size_of(file) for file in files]
    with paused_collector():
        home = collection_file(files[0]) if files else None
        if home:
            loader.read_collection(home)
        for done, file in enumerate(files, 1):
            if is_given[file]:
                loader.take_deck(given or b"", str(file))
            else:
                loader.read_deck(file)
            if progress:
                progress(sum(sizes[:done]), sum(sizes))
    root = home or (files[0] if files else Path())
    whole = home is not None and {*map(identity, files_in(home.parent))} <= {*map(identity, files)}
    return loader.bank(root.parent, whole=whole)


def _misnamed(paths: Iterable[Path]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the names of files that look like decks or blueprints and are not read."""
    for folder in dict.fromkeys(inner for path in paths for inner in (path, path / BLUEPRINTS)):
        for file, name in misnamed_in(folder):
            is_there = file.with_name(name).exists()
            hint = f"`{name}` is there, too: keep one of them" if is_there else f"rename it to `{name}`"
            why = f"only `{name}` is" if name == COLLECTION_FILE else "its name ends in `.txt`"
            yield NOT_READ.at(Span(str(file), 1, 1, 1, 1), why=why, hint=hint)
