"""Files -> the bank of notes, with all that is wrong in them; `decks.banks` says which files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from mesoquiz.decks.cases import check_cases
from mesoquiz.decks.files import collection_file
from mesoquiz.decks.ids import DUPLICATE_ID, Ids, without_id
from mesoquiz.decks.media import gather
from mesoquiz.diagnostics.diagnostic import NOWHERE, Diagnostic, Rule, Severity, Span
from mesoquiz.diagnostics.wording import did_you_mean, enumerate_words
from mesoquiz.languages import Language
from mesoquiz.notes.bank import Bank, Collection, Deck, Media
from mesoquiz.notes.cases import telling
from mesoquiz.notes.names import check_deck_name, deck_name
from mesoquiz.notes.naming import named
from mesoquiz.notes.note import ID_DEMAND, Citation, Note
from mesoquiz.questions import kinds
from mesoquiz.reading.file import ReadFile, lines_in, read_bytes, read_file
from mesoquiz.reading.findings import FAILED, Problems
from mesoquiz.reading.keys import IDENTIFIER, Authored, Key
from mesoquiz.reading.places import locate

NO_ID = Rule(
    "no-collection", "this deck belongs to no collection", "give it an `id:`, or put a collection.yaml beside it"
)
TWO_IDS = Rule(
    "id-in-collection", "a deck of a collection has no `{key}` of its own", "remove it: collection.yaml has it"
)
OTHER = Rule(
    "two-collections", "this belongs to `{this}`, other decks of this run to `{other}`", "build them one by one"
)
DECK_CASE = Rule(
    "deck-name-case",
    "the deck `{this}` is named `{other}` elsewhere: Anki does not tell them apart by case",
    "write `{other}`",
)
NO_SOURCE = Rule("unknown-source", "the collection has no source `{doc}`", "{guess}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckFile(Authored):
    """A deck file as its author writes it."""

    deck: Annotated[
        str,
        Key(
            "The name of the Anki deck; `::` makes subdecks.",
            also=("title", "titre", "name", "paquet", "category"),
            pattern=r"(?:[^\S\n]|:)*[^\s:][^\n]*",
            demand="it is one line, with a name between the colons",
        ),
    ]
    cards: Annotated[
        tuple[Annotated[Note, kinds()], ...],
        Key("The cards, in study order.", also=("notes", "questions", "cartes"), partial=True),
    ]
    id: Annotated[
        str,
        Key("The name of the collection, for a deck without collection.yaml.", pattern=IDENTIFIER, demand=ID_DEMAND),
    ] = ""
    lang: Annotated[Language | None, Key("The language, for a deck without collection.yaml.", also=("langue",))] = None
    at: Span = field(default=NOWHERE, compare=False, repr=False)
    deck_at: Span = field(default=NOWHERE, compare=False, repr=False)
    id_at: Span = field(default=NOWHERE, compare=False, repr=False)
    lang_at: Span = field(default=NOWHERE, compare=False, repr=False)

    def collection(self) -> Collection:
        """The collection of a deck without collection.yaml."""
        return Collection(id=self.id, title=self.deck, lang=self.lang or "fr", at=self.at)


def _notes_in(made: Any, problems: Problems) -> list[Note]:
    """The cards of a deck file in order, with those that were refused as far as they could be read."""
    spoiled = [one for one in problems.spoiled if isinstance(one, Note)]
    if made is FAILED:
        # What the file says beside its cards was refused; the cards may be sound.
        file = next((one for one in problems.spoiled if isinstance(one, DeckFile)), None)
        cards = named(file.cards) if file and type(file.cards) is tuple else ()
    else:
        cards = made.cards
    return sorted([*cards, *spoiled], key=lambda note: note.at) if spoiled else list(cards)


def _of_collection(found: Diagnostic) -> Diagnostic:
    """What is said of `langue:` in a deck of a collection, which takes no `lang:` either."""
    is_lang = found.message.endswith("in a deck") and found.hint == "did you mean `lang`?"
    return replace(found, hint=TWO_IDS.hint) if is_lang else found


class Loader:
    """Gathers the decks of one run and what is wrong in them."""

    def __init__(self, read: ReadFile = read_file) -> None:
        self.read = read
        self.collection: Collection | None = None
        self.home: Path | None = None
        self.is_given = False
        self.is_faulty = False
        self.decks: list[Deck] = []
        self.found: list[Diagnostic] = []
        self.texts: dict[str, list[str]] = {}
        self.given: set[str] = set()
        self.foreign: set[str] = set()
        self.ids = Ids()
        self.names: dict[str, tuple[str, Span]] = {}
        self.cases: dict[str, Span] = {}
        self.is_partial = False
        """Whether only some cards of a deck are read here, so that its cases cannot be judged."""

    def read_collection(self, file: Path) -> None:
        """Read the collection file, which the decks are then checked against."""
        self.home = file
        self._take_collection(*self.read(file, Collection, "a collection"))

    def take_collection(self, data: bytes, path: str) -> None:
        """The same of bytes that lie in no file."""
        self.is_given = True
        self._take_collection(*read_bytes(data, path, Collection, "a collection"))

    def _take_collection(self, made: Any, problems: Problems, lines: list[str]) -> None:
        # A collection with faults still tells the decks that they have one.
        self.is_faulty = made is FAILED
        self.collection = Collection(id="-", title="-") if made is FAILED else made
        self._keep(problems, lines, is_file=not self.is_given)

    def read_deck(self, file: Path) -> None:
        """Read one deck file and check it against what was read before."""
        self._take_deck(file, *self.read(file, DeckFile, "a deck"))

    def take_deck(self, data: bytes, path: str) -> None:
        """The same of bytes that lie in no file."""
        self.given.add(path)
        self._take_deck(None, *read_bytes(data, path, DeckFile, "a deck"))

    def _take_deck(self, file: Path | None, made: Any, problems: Problems, lines: list[str]) -> None:
        if self.home or self.is_given:
            problems.found = [_of_collection(one) for one in problems.found]
        made = made if made is FAILED else replace(made, cards=named(made.cards))
        settled = [] if made is FAILED else [*self._settle_collection(file, made)]
        foreign = {one.message for one in settled if one.code == OTHER.code}
        # Of the decks of another collection only that is said, and once: their sources and pictures are there.
        problems.keep(one for one in settled if not (one.code == OTHER.code and one.message in self.foreign))
        self.foreign |= foreign
        if made is not FAILED and not foreign:
            problems.keep(self._check_name(made))
            self.decks.append(Deck(name=deck_name(made.deck), notes=telling(made.cards), path=problems.path))
        if not foreign:
            notes = _notes_in(made, problems)
            problems.keep(found for note in notes if type(note.id) is str for found in self._check(note))
            problems.keep(without_id(notes, problems.found))
            if not self.is_partial:
                problems.keep(check_cases(notes, lines, self.cases))
        self._keep(problems, lines, is_file=file is not None)

    def bank(self, folder: Path, *, whole: bool, known: Mapping[str, Media] = MappingProxyType({})) -> Bank:
        """What was gathered, with the media of `folder` that the notes use, beside those that are `known`."""
        notes = tuple(note for deck in self.decks for note in deck.notes)
        # A card with a fault is not among the notes, so what it uses cannot be told from what nobody uses.
        sound = not any(one.severity is Severity.ERROR for one in self.found)
        media, complaints = gather(notes, folder, whole=whole and sound, locate=self._locate, known=known)
        self.found += complaints
        found = sorted(self.found, key=lambda diagnostic: diagnostic.span)
        collection = self.collection or Collection(id="-", title="-")
        return Bank(
            collection=collection,
            decks=tuple(self.decks),
            diagnostics=tuple(found),
            # Advice is located later, and what lies in no file cannot be read again.
            texts={path: self.texts[path] for path in {one.span.path for one in found} & set(self.texts) | self.given},
            media=media,
            folder=str(folder),
            home=str(self.home or ""),
            whole=whole,
        )

    def _locate(self, note: Note, text: str) -> Span:
        """Where a note writes `text`: the first place from its id on, else the id."""
        return locate(note.at, text, self._lines(note.at.path))

    def _lines(self, path: str) -> list[str]:
        """The lines of a file. Those of a sound one are read again: all that was read would weigh half of the cards."""
        if path not in self.texts:
            self.texts[path] = lines_in(path)
        return self.texts[path]

    def _keep(self, problems: Problems, lines: list[str], *, is_file: bool) -> None:
        self.found += problems.found
        if problems.found or not is_file:
            self.texts[problems.path] = lines

    def _settle_collection(self, file: Path | None, made: DeckFile) -> Iterator[Diagnostic]:
        if self.home is not None or self.is_given:
            for key, at in (("id", made.id_at), ("lang", made.lang_at)):
                if getattr(made, key):
                    yield TWO_IDS.at(at, key=key)
        home = collection_file(file) if file else None
        if file and self.home:
            if home is None or not home.samefile(self.home):
                yield OTHER.at(made.at, this=str(home or file), other=str(self.home))
        elif home and self.decks:
            # The first deck has no collection.yaml, and this one does.
            yield OTHER.at(made.at, this=str(home), other=self.decks[0].path)
        elif not self.is_given and self.home is None:
            yield from self._settle_alone(made)

    def _settle_alone(self, made: DeckFile) -> Iterator[Diagnostic]:
        if not made.id:
            yield NO_ID.at(made.at)
        elif self.collection is None:
            self.collection = made.collection()
        elif self.collection.id != made.id:
            yield OTHER.at(made.at, this=made.id, other=self.collection.id)

    def _check_name(self, made: DeckFile) -> Iterator[Diagnostic]:
        name = deck_name(made.deck)
        yield from check_deck_name(made.deck, made.deck_at)
        first, place = self.names.setdefault(name.casefold(), (name, made.deck_at))
        if first != name:
            yield DECK_CASE.at(made.deck_at, this=name, other=first).beside(place)

    def _check(self, note: Note) -> Iterator[Diagnostic]:
        """What only the collection and the other notes can tell of a note."""
        yield from self.ids.take(note)
        if type(note.source) is tuple:
            for citation in note.source:
                yield from self._check_citation(citation)

    def _check_citation(self, citation: Citation) -> Iterator[Diagnostic]:
        sources = [source.id for source in self.collection.sources] if self.collection else []
        if citation.doc not in sources and not self.is_faulty:
            known = f"it has {enumerate_words(sources, 'and')}" if sources else "list the sources in collection.yaml"
            guess = did_you_mean(citation.doc, sources) or known
            yield NO_SOURCE.at(citation.at, doc=citation.doc, guess=guess)


def repeated(bank: Bank) -> Iterator[Diagnostic]:
    """Yield each further use of an id in a bank that a program put together."""
    first: dict[str, Note] = {}
    for note in bank.notes if bank.repeated else ():
        if note.id in first:
            yield DUPLICATE_ID.at(note.at, id=note.id).beside(first[note.id].at)
        first.setdefault(note.id, note)
