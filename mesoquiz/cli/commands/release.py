"""Publish a version: from then on no card of it may get lost.

The package, the lock, the version and the changelog are written together, or not at all.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mesoquiz.anki import lockfile
from mesoquiz.anki.publishing import changelog, drafts
from mesoquiz.anki.release import lock_path, parse_lock, read_lock
from mesoquiz.anki.tags import version_level
from mesoquiz.cli.loading import DEFAULT, Progress, load_sound, text
from mesoquiz.cli.marks import PACKAGE
from mesoquiz.cli.output import describe_package, places
from mesoquiz.cli.releasing import now, packages, settle
from mesoquiz.cli.replacing import Content
from mesoquiz.cli.reporting import say
from mesoquiz.cli.writing import chosen_folder, say_written, write_over
from mesoquiz.diagnostics.terminal import one_line, typed
from mesoquiz.diagnostics.wording import count_of, have
from mesoquiz.files import keep_within, read_file
from mesoquiz.limits import MAX_FILE
from mesoquiz.notes.bank import Bank, Collection
from mesoquiz.reading.file import read_bytes
from mesoquiz.starters.blueprint import quoted

if TYPE_CHECKING:
    from mesoquiz.anki.package import Package

CHANGELOG = "CHANGELOG.md"
"""What students read of each version, beside the decks."""

_VERSION = re.compile(rb"(?m)^version[ ]*:[^\r\n]*")
_TITLE = re.compile(rb"(?m)^title[ ]*:[^\r\n]*")
_LAST_NUMBER = re.compile(r"\d+(?=\D*$)")


@click.command()
@click.argument("version", required=False, type=text)
@click.option("--decks", type=click.Path(path_type=Path), help="The folder of the decks; decks/ by default.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder to write to; by default dist/.")
def command(version: str | None, decks: Path | None, output: Path | None) -> None:
    """Publish a version: from then on no card of it may get lost.

    `build` makes drafts, which may be renamed, changed in kind or deleted. A release makes them final: it writes the
    package for students, the release lock, and what is new into CHANGELOG.md beside the decks. VERSION goes into
    collection.yaml; without it, the version that is there is published.

    \b
    Example: the next version
      mesoquiz release 0.2
    """
    bank = load_sound((decks or Path(DEFAULT),))
    _refuse_unnamed(bank)
    _publish(bank, version, chosen_folder(output, "dist"))


def _refuse_unnamed(bank: Bank) -> None:
    """End the command, with exit code 1, if a card has no id of its own: it would not outlast its question."""
    unnamed = [note for note in bank.notes if not note.is_named]
    if unnamed:
        cards = f"{count_of(len(unnamed), 'card')} {have(len(unnamed))} no id"
        command = f"mesoquiz check --fix {typed(str(Path(bank.home).parent))}" if bank.home else "mesoquiz check --fix"
        say(f"{cards}, and what is published needs one that stays: type `{command}`. Nothing was written.")
        sys.exit(1)


def _publish(bank: Bank, version: str | None, folder: Path) -> None:
    """Publish a version of a whole collection, the one that its collection.yaml has unless told, into a folder.

    Raises click.UsageError where there is no collection, or the version was published before.
    """
    from mesoquiz.anki.package import render

    lock, home = lock_path(bank), Path(bank.home)
    if lock is None or not bank.whole:
        raise click.UsageError("only a whole collection is released: name the folder of its collection.yaml")
    data, written = read_lock(bank), read_file(home, MAX_FILE)
    version = _unpublished(bank, version, data)
    collection = written if version == bank.collection.version else _with_version(written, home, bank, version)
    bank = replace(bank, collection=replace(bank.collection, version=version))
    with Progress("Making cards") as progress:
        rendered = render(bank, progress)
    old, settled, _ = settle(bank, rendered, data)
    final = drafts.released(old, settled, version_level(version), now())
    if old and not old.drafts and final.notes == old.notes:
        say("There is nothing to release: no card has changed since the last version.")
        return
    published = old.notes if old else {}
    found = changelog.news(bank, published, final)
    section = changelog.section(bank, found, final.modified, is_first=not published)
    page = keep_within(home.parent, home.with_name(CHANGELOG))
    was = read_file(page, MAX_FILE) if page.exists() else None
    target = keep_within(folder, folder / f"{bank.collection.id}.apkg")
    made = places(target, bank, packages(rendered, final))
    files: dict[Path, Content] = {place: package.write for place, package in made.items()}
    files[lock] = lockfile.dump(final).encode()
    files[page] = changelog.with_section((was or b"").decode("utf-8", "replace"), bank, section).encode()
    files |= {home: collection} if collection != written else {}
    write_over(files, read={lock: data, page: was, home: written}, kinds=dict.fromkeys(made, PACKAGE))
    _tell(bank, files, made, found)


def _unpublished(bank: Bank, version: str | None, data: bytes | None) -> str:
    """The version to publish. Raises click.UsageError where there is none, or it is out already."""
    chosen = version or bank.collection.version
    if not chosen:
        raise click.UsageError("this collection has no version yet: type `mesoquiz release 1.0`")
    old, _ = parse_lock(bank, data)
    known = {entry.version for entry in old.notes.values()} if old else set()
    if version_level(chosen) in known:
        following = _LAST_NUMBER.sub(lambda found: str(int(found[0]) + 1), chosen)
        better = following if following != chosen else f"{chosen}.1"
        raise click.UsageError(
            f"version {one_line(chosen)} is published already: type `mesoquiz release {one_line(better)}`"
        )
    return chosen


def _with_version(collection: bytes, home: Path, bank: Bank, version: str) -> bytes:
    """The bytes of collection.yaml with this version, and nothing else changed.

    Raises click.UsageError where that cannot be done by changing one line.
    """
    line = b"version: " + quoted(version).encode()
    made, count = _VERSION.subn(lambda _: line, collection, count=1)
    if not count:
        ends = b"\r\n" if b"\r\n" in collection else b"\n"
        made = _TITLE.sub(lambda found: found[0] + ends + line, collection, count=1)
    value, problems, _ = read_bytes(made, str(home), Collection, "a collection")
    if problems.errors or value != replace(bank.collection, version=version):
        raise click.UsageError(f"write `version: {quoted(version)}` into {one_line(str(home))}, then try again")
    return made


def _tell(bank: Bank, files: Iterable[Path], made: Mapping[Path, Package], found: changelog.News) -> None:
    """Say what was written, what students get, and how the release is kept."""
    what = [
        *map(describe_package, made.values()),
        f"release lock: version {bank.collection.version}",
        "what students are told",
    ]
    what += ["its version"]
    say_written(list(zip(files, what, strict=False)))
    numbers = {"new": found.new, "changed": found.changed, "withdrawn": found.withdrawn}
    told = ", ".join(f"{len(ids):,} {name}" for name, ids in numbers.items() if ids) or "no card differs"
    home = one_line(str(Path(bank.home).parent))
    version = one_line(bank.collection.version)
    say(f"Version {version} is published: {told}. Commit {home} now, and give students the package.")
    for place in (place for place, package in made.items() if package.is_withdrawn):
        say(f"{one_line(place.name)} goes with it: who had an earlier release imports both.")
