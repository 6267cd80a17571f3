"""The exam that an earlier run left in a folder: which it is, and what is kept of it where another takes its place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mesoquiz.artifact import Artifact
from mesoquiz.cli.loading import load
from mesoquiz.cli.marks import MANIFEST, content_of, made_as
from mesoquiz.cli.reporting import say
from mesoquiz.cli.writing import pages_in
from mesoquiz.decks.files import MANIFEST_FILE
from mesoquiz.diagnostics.terminal import one_line, typed
from mesoquiz.diagnostics.wording import count_of, shorten
from mesoquiz.files import keep_within, read_file
from mesoquiz.limits import MAX_MANIFEST
from mesoquiz.notes.bank import Bank
from mesoquiz.staging import tidied

if TYPE_CHECKING:
    from mesoquiz.exams.quiz import Quiz

_OF_THE_PROGRAM = ("format", "mesoquiz", "check")
"""What a manifest says of the program that wrote it, and not of its exam."""


def settle(folder: Path) -> None:
    """Put back what a killed run had begun to replace in a folder, and say so. Raises OSError where that fails."""
    if not tidied(folder):
        return
    there = _there(folder)
    what = f"{named(there)} is whole again" if there else "what it had written is removed"
    say(f"A run was ended by force while it put an exam into {one_line(str(folder))}: {what}.")


def seed_in(folder: Path, *, anew: bool = False) -> str:
    """The seed of the exam that is in a folder, so that the same command makes the same exam.

    Empty without one, or for one that is to be drawn `anew`.
    """
    settle(folder)
    if anew:
        return ""
    made = content_of(folder / MANIFEST_FILE)
    seed = made.get("seed", "") if isinstance(made, dict) else ""
    return seed if isinstance(seed, str) and seed.isprintable() else ""


def other_exam(folder: Path, pages: Iterable[Artifact]) -> str:
    """The exam in a folder, in words, if it is of another draw than the one in `pages`, or its letters mean something
    else; else empty."""
    fresh, there = _fresh(pages), _there(folder)
    if fresh is None:
        return ""
    from mesoquiz.exams.identity import id_of

    id = id_of(fresh)
    if there is None:
        return f"pages of an exam without its {MANIFEST_FILE}" if _has_pages_of_another(folder, id) else ""
    if _id(there) != id:
        return named(there)
    return f"{named(there)}, with other right answers" if _is_answered_otherwise(there, fresh) else ""


def _is_answered_otherwise(there: Mapping[str, Any], fresh: Mapping[str, Any]) -> bool:
    from mesoquiz.exams.identity import has_other_answers

    try:
        return has_other_answers(there, fresh)
    except (LookupError, TypeError, ValueError, AttributeError):
        return False


def _has_pages_of_another(folder: Path, id: str) -> bool:
    """Whether pages in a folder without a manifest are not those of this exam, as far as can be told."""
    if not folder.is_dir() or (folder / MANIFEST_FILE).exists():
        return False
    found = pages_in(folder)
    texts = [read_file(folder / name, MAX_MANIFEST) for name in found if name.endswith(".html")]
    return bool(found) and not (texts and all(id.encode() in text for text in texts))


def named(there: Mapping[str, Any]) -> str:
    """The exam of a manifest, in words."""
    id = _id(there)
    return f"the exam {id} (« {one_line(shorten(str(there.get('title', '')), 60))} »)" if id else "a damaged exam"


def kept(folder: Path, pages: Iterable[Artifact]) -> dict[Path, bytes]:
    """The manifest in a folder under a name of its own, where the exam in `pages` does not say all that it says.

    An exam can be printed again as long as its manifest is there: so none that takes its place makes it be lost.
    """
    fresh, there = _fresh(pages), _there(folder)
    if fresh is None or there is None or _says_all(fresh, there):
        return {}
    try:
        data = read_file(folder / MANIFEST_FILE, MAX_MANIFEST)
    except FileNotFoundError:
        # Another run has just taken it away, to bring its own.
        return {}
    name = f"manifest-{_id(there) or 'damaged'}-{sha256(data).hexdigest()[:8]}.json"
    copy = keep_within(folder, folder / name)
    return {} if copy.exists() else {copy: data}


def say_kept(copies: Iterable[Path]) -> None:
    """Print what took the place of which exam, and how that is printed again."""
    for copy in copies:
        there, path = content_of(copy) or {}, one_line(str(copy))
        how = (
            f"`mesoquiz quiz --from {typed(str(copy))} -o FOLDER` prints that again"
            if _id(there)
            else f"it is kept as {path}"
        )
        say(f"{one_line(str(copy.parent))} held {named(there)} as it was made before: {how}.")


def forsaken(made: Mapping[Path, Quiz], bank: Bank) -> Iterator[Path]:
    """Yield the folders near those of a build's exams that hold an exam of this collection, but of no blueprint."""
    from mesoquiz.exams.loader import beside

    # Without blueprints, one exam lies where their folders were.
    is_planned = any(beside(bank))
    for home in {folder.parent if is_planned else folder for folder in made} if bank.whole else ():
        for manifest in (home / MANIFEST_FILE, *home.glob(f"*/{MANIFEST_FILE}")):
            there = content_of(manifest) if manifest.parent not in made and manifest.is_file() else None
            if isinstance(there, dict) and there.get("collection") == bank.collection.id:
                yield manifest.parent


def _fresh(pages: Iterable[Artifact]) -> dict[str, Any] | None:
    found = next((page for page in pages if page.name == MANIFEST_FILE), None)
    return json.loads(found.content) if found else None


def _there(folder: Path) -> dict[str, Any] | None:
    """The manifest in a folder; `None` where there is none of ours."""
    manifest = folder / MANIFEST_FILE
    try:
        made = content_of(manifest) if manifest.is_file() and made_as(manifest) == MANIFEST else None
    except FileNotFoundError:
        # Another run has just taken it away, to bring its own.
        return None
    return made if isinstance(made, dict) else None


def _id(there: Mapping[str, Any]) -> str:
    """The id of an exam; empty for one that is damaged."""
    from mesoquiz.exams.identity import id_of

    try:
        return id_of(there)
    except (LookupError, TypeError, ValueError, AttributeError):
        return ""


def _says_all(fresh: Mapping[str, Any], there: Mapping[str, Any]) -> bool:
    """Whether a manifest says all that another does: it may have more forms."""
    own = {name: value for name, value in there.items() if name not in _OF_THE_PROGRAM}
    forms = own.get("forms")
    more = fresh["forms"][: len(forms)] if isinstance(forms, list) else None
    return all(value == fresh.get(name) for name, value in own.items() if name != "forms") and forms == more


def bank_for(paths: tuple[Path, ...], text: str) -> Bank:
    """The cards of today, as far as they can be read: what a manifest keeps is printed where they differ, or are gone.

    Raises `Unusable` for a manifest that is none.
    """
    from mesoquiz.exams.manifest import without_cards

    alone = without_cards(text)
    try:
        bank = load(paths)
    except OSError:
        if paths:
            raise
        bank = alone
    is_other = bank.collection.id != alone.collection.id and (bank.errors or not paths)
    if bank is alone or is_other:
        say("The decks of this exam are not here: it is printed as it was, and whether its cards have changed since "
            "is not known.")  # fmt: skip
        return alone
    if bank.errors:
        say(f"These decks have {count_of(bank.errors, 'error')}, which `mesoquiz check` tells: a card that cannot be "
            "read is printed as it was.")  # fmt: skip
    return bank
