"""What every command does first: find the decks, load them, report what is wrong."""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from mesoquiz.cli.reporting import refuse, tell
from mesoquiz.cli.terminal import show
from mesoquiz.decks.files import collection_file
from mesoquiz.diagnostics.terminal import one_line, typed
from mesoquiz.notes.bank import Bank
from mesoquiz.resources import folder

DEFAULT = "decks"
PATIENCE = 1.0
"""Seconds that a run may take before a progress bar is shown."""
QUOTAS = "Looking for cards that meet the quotas"
"""What a progress bar is for while an exam is drawn."""

RULES = ("all-or-nothing", "discordance", "proportional", "negative")
"""As `scoring: rule` of a blueprint, which is not read for this."""
_LINE = re.compile("[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
"""Neither controls nor, from an argument that is no UTF-8, half a character."""

paths_argument = click.argument("paths", nargs=-1, type=click.Path(path_type=Path, readable=False))
tag_option = click.option("--tag", "tags", multiple=True, help="Only cards with this tag (repeat for more).")


def text(value: str) -> str:
    """The type of an option that is printed: a line, spelt as decks are. Raises click.BadParameter."""
    if not (_LINE.fullmatch(value) and value.strip()):
        raise click.BadParameter("it is one line of text")
    return unicodedata.normalize("NFC", value.strip())


def load(paths: tuple[Path, ...]) -> Bank:
    """Load decks, with a progress bar when it takes long: those named, else `decks/` here, else the shipped ones.

    Raises click.UsageError where decks may be meant that were not named.
    """
    shipped = _is_shipped(paths)
    return _load(_chosen(paths, shipped), shipped)


def _load(paths: tuple[Path, ...], shipped: bool) -> Bank:
    from mesoquiz.decks import banks

    with Progress("Reading decks") as progress:
        return replace(banks.load(paths, progress, _given(paths)), shipped=shipped)


def named(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The decks that a command takes, for one that reads them by itself. Raises click.UsageError like `load`."""
    return _chosen(paths, _is_shipped(paths))


def load_apart(paths: tuple[Path, ...]) -> list[Bank]:
    """The same of decks that need not belong together: a bank for each collection."""
    from mesoquiz.decks import banks

    shipped = _is_shipped(paths)
    with Progress("Reading decks") as progress:
        loaded = banks.load_apart(_chosen(paths, shipped), progress, _given(paths))
    return [replace(bank, shipped=shipped) for bank in loaded]


def _chosen(paths: tuple[Path, ...], shipped: bool) -> tuple[Path, ...]:
    return paths or ((folder(DEFAULT),) if shipped else (Path(DEFAULT),))


def _is_shipped(paths: tuple[Path, ...]) -> bool:
    """Whether the shipped decks are taken, which is said; not where decks of one's own may be meant."""
    if paths or Path(DEFAULT).is_dir():
        return False
    own = _own()
    if own:
        raise click.UsageError(f"there is no folder decks/ here, and no path was named. {own}")
    show("There is no folder decks/ here: taking the decks shipped with mesoquiz.", err=True)
    return True


def _own() -> str:
    """What to type for the decks that lie in the current folder; `""` if none do."""
    from mesoquiz.decks.files import COLLECTION_FILE, is_yaml, misnamed_in

    context = click.get_current_context()
    command, blueprint = context.info_name, context.params.get("blueprint")
    try:
        names = sorted(file.name for file in Path().iterdir() if file.is_file() and file != blueprint)
        misnamed = [(file, name) for file, name in misnamed_in(Path()) if file.parent == Path()]
    except OSError:
        return ""
    if COLLECTION_FILE in names:
        return f"{COLLECTION_FILE} is here: type `mesoquiz {command} .`"
    for name in filter(is_yaml, names):
        return f"{name} is here: type `mesoquiz {command} {typed(name)}`, or `mesoquiz {command} .` for all decks here"
    for file, name in misnamed:
        return f"{file.name} is here, and is not read: rename it to {name}"
    return ""


def _given(paths: tuple[Path, ...]) -> bytes | None:
    """The deck on standard input, if the path `-` asks for it. Raises click.UsageError where there is none."""
    from mesoquiz.decks.banks import GIVEN
    from mesoquiz.limits import MAX_FILE

    if GIVEN not in paths:
        return None
    if sys.stdin is None:
        raise click.UsageError("`-` means standard input, and there is none")
    return sys.stdin.buffer.read(MAX_FILE + 1)


def load_sound(paths: tuple[Path, ...], tags: tuple[str, ...] = ()) -> Bank:
    """Load decks for an export: problems are printed, and errors end the command with exit code 1."""
    return _sound([load(paths)], tags)[0]


def load_collections(paths: tuple[Path, ...]) -> list[Bank]:
    """The same of the decks named, and of each folder below them that is a collection of its own.

    Raises click.UsageError where two of them would be one package.
    """
    from mesoquiz.decks.files import collections_in

    shipped = _is_shipped(paths)
    chosen = _chosen(paths, shipped)
    below = [inner for path in chosen for inner in collections_in(path)]
    banks = _sound([_load(home, shipped) for home in (chosen, *((folder,) for folder in below))])
    first: dict[str, Bank] = {}
    for bank in banks:
        other = first.setdefault(bank.collection.id.casefold(), bank)
        if other is not bank:
            both = " and ".join(one_line(one.home) for one in (other, bank))
            raise click.UsageError(f"{both} have one id, `{bank.collection.id}`: change it in one of them")
    return banks


def _sound(banks: list[Bank], tags: tuple[str, ...] = ()) -> list[Bank]:
    """The cards with a tag, of decks without an error; what is wrong in any is told."""
    found = [one for bank in banks for one in bank.diagnostics]
    tell(found, {path: lines for bank in banks for path, lines in bank.texts.items()})
    if any(bank.errors for bank in banks):
        refuse(found)
    return [_tagged(bank, tags) for bank in banks]


def _tagged(bank: Bank, tags: tuple[str, ...]) -> Bank:
    chosen = bank.tagged(tags)
    if not chosen.notes:
        raise click.UsageError(_no_cards(bank, tags))
    return chosen


def _no_cards(bank: Bank, tags: tuple[str, ...]) -> str:
    from mesoquiz.diagnostics.wording import did_you_mean
    from mesoquiz.notes.names import levels

    if not tags:
        return "there is no card in these decks"
    known = levels(tag for note in bank.notes for tag in note.tags).values()
    guesses = [did_you_mean(tag.strip(":"), known) for tag in tags]
    asked = " or ".join(f"`{one_line(tag)}`" for tag in tags)
    return "; ".join([f"no card has the tag {asked}", *filter(None, guesses)])


class Progress:
    """A progress bar that appears only on a terminal, and only once a run has taken a second."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.started = time.monotonic()
        # A service may be started without the stream.
        self.shown = sys.stderr is not None and sys.stderr.isatty()
        self.bar: Any = None

    def __enter__(self) -> Callable[[int, int], None]:
        return self.update

    def update(self, done: int, total: int) -> None:
        """Show that `done` of `total` is finished."""
        if not self.shown or (self.bar is None and time.monotonic() - self.started < PATIENCE):
            return
        if self.bar is None:
            self.bar = click.progressbar(length=total, label=self.label, file=sys.stderr)
            self.bar.__enter__()
        self.bar.update(done - self.bar.pos)

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.__exit__(None, None, None)


def load_for(blueprint: Path | None, paths: tuple[Path, ...], tags: tuple[str, ...] = ()) -> Bank:
    """The same for an exam: without paths, the decks beside its blueprint."""
    home = collection_file(blueprint) if blueprint and not paths else None
    return load_sound((home.parent,) if home else paths, tags)
