"""Blueprint files: found beside the decks, read with the manifests that they name."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mesoquiz.decks.files import BLUEPRINTS, is_yaml
from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span
from mesoquiz.exams.blueprint import Blueprint
from mesoquiz.exams.manifest import Unusable, used_ids
from mesoquiz.files import keep_within, read_file
from mesoquiz.limits import MAX_EARLIER, MAX_MANIFEST
from mesoquiz.notes.bank import Bank
from mesoquiz.reading import file as reading
from mesoquiz.reading.findings import FAILED

NO_MANIFEST = Rule("manifest-missing", "there is no file `{path}` beside this blueprint", "{how}")
BAD_MANIFEST = Rule("manifest-unusable", "`{path}` cannot be used: {why}", "name the manifest.json of an exam")
BLUEPRINT: tuple[type, str] = (Blueprint, "a blueprint")
"""What such a file holds, and what messages call it."""
TWICE = Rule("blueprint-twice", "the pages of `{this}` and `{other}` would go to one folder", "rename one of them")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exam:
    """A blueprint as it was loaded: `None` where it is faulty; the ids that it must not ask again; what is wrong."""

    path: str
    blueprint: Blueprint | None
    used: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, list[str]] = field(default_factory=dict, repr=False)

    @property
    def errors(self) -> int:
        """How many diagnostics are errors; from an exam with errors no quiz is drawn."""
        return sum(one.severity is Severity.ERROR for one in self.diagnostics)


class Manifests:
    """The manifests of earlier exams that blueprints name: each is read once, and so many bytes of all of them."""

    def __init__(self) -> None:
        self.left = MAX_EARLIER
        self.known: dict[tuple[str, str], frozenset[str]] = {}

    def used(self, file: Path, collection: str) -> frozenset[str]:
        """The ids of the cards of a collection that an exam asked. Raises `Unusable`, OSError."""
        key = os.path.realpath(file), collection
        if key not in self.known:
            data = read_file(file, min(MAX_MANIFEST, self.left))
            if len(data) > self.left:
                raise Unusable(f"with those named before, it has more than {MAX_EARLIER // 1_000_000} MB")
            self.left -= len(data)
            self.known[key] = used_ids(data.decode("utf-8", "replace"), collection)
        return self.known[key]


def load(path: str | Path, collection: str, manifests: Manifests | None = None) -> Exam:
    """Load a blueprint file for the cards of a collection (its id); what is wrong in it is in the `diagnostics`.

    Whoever loads several hands the same `manifests` to all. Raises OSError when it cannot be read.
    """
    manifests = manifests or Manifests()
    file = Path(path)
    made, problems, lines = reading.read_file(file, *BLUEPRINT)
    found = list(problems.found)
    used: set[str] = set()
    if made is not FAILED:
        for place, name in enumerate(made.exclude_used):
            at = made.where("exclude_used", place)
            try:
                used |= manifests.used(file.parent / name, collection)
            except FileNotFoundError:
                found.append(NO_MANIFEST.at(at, path=name, how=_path(name)))
            except OSError as error:
                found.append(BAD_MANIFEST.at(at, path=name, why=(error.strerror or str(error)).lower()))
            except Unusable as error:
                found.append(BAD_MANIFEST.at(at, path=name, why=str(error)))
    blueprint = None if made is FAILED else made
    return Exam(
        path=str(file),
        blueprint=blueprint,
        used=frozenset(used),
        diagnostics=tuple(sorted(found, key=lambda one: one.span)),
        texts={str(file): lines},
    )


def _path(name: str) -> str:
    return f"write `{name.replace(chr(92), '/')}`" if "\\" in name else "correct the path"


def beside(bank: Bank) -> Iterator[Path]:
    """The blueprint files of a collection: those in `blueprints/` beside its collection.yaml, by name.

    Raises OSError, also for a link that leads out of the collection.
    """
    if bank.home:
        home = Path(bank.home).parent
        folder = home / BLUEPRINTS
        if folder.is_dir():
            found = sorted(file for file in folder.iterdir() if is_yaml(file.name))
            yield from (keep_within(home, file) for file in found)


def unread(bank: Bank) -> Path | None:
    """The folder of blueprints beside decks that have no collection.yaml: nothing reads what is in it."""
    folder = Path(bank.folder) / BLUEPRINTS
    has_plans = not bank.home and folder.is_dir() and any(is_yaml(file.name) for file in folder.iterdir())
    return folder if has_plans else None


def clashes(blueprints: Iterable[Path]) -> Iterator[Diagnostic]:
    """What is wrong with the names of blueprints: an exam goes into a folder that is named after its blueprint.

    On Windows and macOS, capital letters and the spelling of accents do not tell two folders apart.
    """
    first: dict[str, Path] = {}
    for path in blueprints:
        other = first.setdefault(unicodedata.normalize("NFC", path.stem).casefold(), path)
        if other != path:
            yield TWICE.at(_start(path), this=path.name, other=other.name).beside(_start(other))


def _start(file: Path) -> Span:
    return Span(str(file), 1, 1, 1, 1)
