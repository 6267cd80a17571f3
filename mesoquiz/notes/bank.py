"""What was loaded: a collection, its decks and their media, with what is wrong in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

from mesoquiz.diagnostics.diagnostic import NOWHERE, Diagnostic, Rule, Severity, Span
from mesoquiz.diagnostics.wording import count_of
from mesoquiz.files import Changed, read_again
from mesoquiz.languages import LANGUAGES, Language
from mesoquiz.languages.labels import Labels
from mesoquiz.notes.cases import steps_of
from mesoquiz.notes.names import has_tag
from mesoquiz.notes.note import ID_DEMAND, TAG_DEMAND, TAG_PATTERN, AnkiSettings, Note
from mesoquiz.reading.keys import IDENTIFIER, Authored, Key
from mesoquiz.reading.places import Where

DUPLICATE_SOURCE = Rule("duplicate-source", "the source `{id}` is listed twice", "remove one, or give it another id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A file that cards use: its lasting name in Anki, its media type, where it lies, its size and SHA-256, and
    how many pixels whoever shows it must hold.

    It holds no bytes: those of all files together may be more than a computer has memory.
    """

    name: str
    type: str
    folder: Path = field(repr=False)
    path: str
    size: int
    hash: str = field(repr=False)
    pixels: int = 0

    @property
    def content(self) -> bytes:
        """Its bytes, read anew. Raises `Changed`, an OSError, if they are not those that its name was made of."""
        data = read_again(self.folder, self.path, self.size)
        if sha256(data).hexdigest() != self.hash:
            raise Changed(self.folder / self.path)
        return data


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Authored):
    """A document that cards are made from."""

    id: Annotated[
        str,
        Key("The name that cards cite.", also=("doc", "name", "nom", "key"), pattern=IDENTIFIER, demand=ID_DEMAND),
    ]
    title: Annotated[str, Key("Its title, or what it is.", also=("titre",))]
    author: Annotated[str, Key("Who wrote it.", also=("auteur",))] = ""
    site: Annotated[str, Key("Where it was published.")] = ""
    file: Annotated[str, Key("The name of its text file.", also=("fichier",))] = ""
    note: Annotated[str, Key("What kind of document it is.")] = ""
    url: Annotated[
        str,
        Key(
            "Its address on the web; its title becomes a link.",
            also=("link", "adresse", "lien"),
            pattern=r"https?://\S+",
            demand="it begins with `https://` or `http://` and has no space",
        ),
    ] = ""

    @property
    def is_elsewhere(self) -> bool:
        """Whether it has an address and no text here, so that no quote can be looked up in it."""
        return bool(self.url) and not self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection(Authored):
    """What the decks share. Its id is the namespace of all note ids, for ever."""

    id: Annotated[str, Key("The name of the collection; never changes.", pattern=IDENTIFIER, demand=ID_DEMAND)]
    title: Annotated[str, Key("The title of quizzes and of the package.", also=("titre", "name", "nom", "deck"))]
    version: Annotated[str, Key("The version of the content; cards that change get it as a tag in Anki.")] = ""
    tag_root: Annotated[
        str,
        Key(
            "The tag under which Anki files the tags of the cards; without it they are filed as they are.",
            pattern=TAG_PATTERN,
            demand=TAG_DEMAND,
        ),
    ] = ""
    lang: Annotated[Language, Key("The language of the cards.", also=("language", "langue"))] = "fr"
    typography: Annotated[
        Literal["fr", "fr-nbsp", "off"] | None,
        Key("No-break spaces before ? ! ; : and in guillemets; `fr-nbsp` avoids the narrow one some fonts lack."),
    ] = None
    anki: Annotated[AnkiSettings, Key("How the cards are asked in Anki.")] = field(default_factory=AnkiSettings)
    report: Annotated[
        str,
        Key(
            "Where errors are reported, with `{id}` and `{version}` of the card: a link on the back of each.",
            also=("signaler", "errors", "feedback"),
            pattern=r"(https?://|mailto:)\S+",
            demand="it begins with `https://`, `http://` or `mailto:` and has no space (write `%20`)",
        ),
    ] = ""
    sources: Annotated[tuple[Source, ...], Key("The documents that cards cite.", also=("documents",))] = ()
    select: Annotated[
        tuple[str, ...],
        Key("The only rules on content that are on: codes, their beginnings, or ALL.", also=("rules",), single=True),
    ] = ()
    extend_select: Annotated[
        tuple[str, ...],
        Key("Rules on content that are on beside the usual ones.", also=("extend-select",), single=True),
    ] = ()
    ignore: Annotated[tuple[str, ...], Key("Rules on content that are off.", also=("disable",), single=True)] = ()
    at: Span = field(default=NOWHERE, compare=False, repr=False)

    def check(self, where: Where) -> Iterator[Diagnostic]:
        """Yield what is wrong between the sources."""
        first: dict[str, int] = {}
        for place, source in enumerate(self.sources):
            known = first.setdefault(source.id, place)
            if known < place:
                found = DUPLICATE_SOURCE.at(where("sources", place, "id"), id=source.id)
                yield found.beside(where("sources", known, "id"))

    @property
    def labels(self) -> Labels:
        """The program's own words in the language of the collection."""
        return LANGUAGES[self.lang]

    @property
    def spacing(self) -> str:
        """The typography in force: that of the language unless told otherwise."""
        return self.typography or self.labels.typography


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """A named set of notes: one YAML file, one Anki deck."""

    name: str
    notes: tuple[Note, ...]
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Bank:
    """All that was loaded, in source order, with what is wrong in it."""

    collection: Collection
    decks: tuple[Deck, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, list[str]] = field(default_factory=dict, repr=False, compare=False)
    """The lines of each file that has diagnostics, for the report."""
    media: Mapping[str, Media] = field(default_factory=dict, repr=False)
    """The files that cards use, by the paths that they write."""
    folder: str = field(default="", compare=False)
    """Where media are looked for: the folder of the decks."""
    home: str = ""
    """The path of collection.yaml; empty for a single deck without one."""
    whole: bool = False
    """Whether these are all decks of the collection: only then can a card be missed."""
    shipped: bool = False
    """Whether these are the decks shipped with the program, taken for want of others: theirs is no lock to write."""

    def __repr__(self) -> str:
        numbers = f"{count_of(len(self.notes), 'note')} in {count_of(len(self.decks), 'deck')}"
        return f"<Bank {self.collection.id}: {numbers}, {count_of(self.errors, 'error')}>"

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes, deck after deck."""
        return tuple(note for deck in self.decks for note in deck.notes)

    @property
    def active(self) -> tuple[Note, ...]:
        """The notes that are not retired: those to ask."""
        return tuple(note for note in self.notes if not note.retired)

    @property
    def errors(self) -> int:
        """How many diagnostics are errors; a bank with errors is not exported."""
        return sum(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)

    @property
    def repeated(self) -> tuple[str, ...]:
        """The ids that several notes have, in source order: Anki would take such notes for one."""
        return tuple(id for id, number in Counter(note.id for note in self.notes).items() if number > 1)

    def saying(self, more: Iterable[Diagnostic]) -> Bank:
        """The bank with more diagnostics."""
        return replace(self, diagnostics=(*self.diagnostics, *more))

    def source(self, name: str) -> Source | None:
        """The source with this id."""
        return next((source for source in self.collection.sources if source.id == name), None)

    def cited(self, note: Note) -> list[tuple[Source | None, tuple[str, ...]]]:
        """The sources of a note, each once, with the phrases that locate its passages."""
        quotes: dict[str, list[str]] = {}
        for citation in note.source:
            quotes.setdefault(citation.doc, []).extend([citation.quote] if citation.quote else [])
        return [(self.source(doc), tuple(found)) for doc, found in quotes.items()]

    def tagged(self, tags: tuple[str, ...]) -> Bank:
        """The bank with only the notes that have one of `tags`, or a tag below one; all of it without tags."""
        if not tags:
            return self
        wanted = tuple(tag.casefold() for tag in tags)
        return self.only(lambda note: has_tag(note.tags, wanted), any)

    def only(self, keep: Callable[[Note], bool], of_case: Callable[[Iterable[bool]], bool] = all) -> Bank:
        """The bank with the notes that are to be kept, and the decks that have one.

        A case is kept whole or not at all: where `any` or `all` of its steps are to be kept.
        """

        def left(deck: Deck) -> tuple[Note, ...]:
            cases = {case: of_case(map(keep, steps)) for case, steps in steps_of(deck.notes).items()}
            return tuple(note for note in deck.notes if (cases[note.case] if note.case else keep(note)))

        decks = (Deck(name=deck.name, path=deck.path, notes=left(deck)) for deck in self.decks)
        kept = tuple(deck for deck in decks if deck.notes)
        return replace(self, decks=kept, whole=False)
