"""A bank -> an Anki package.

Rendering and packing are two steps, because the release lock comes between them: it compares what was rendered with
what was published, and says since when each note has been as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from mesoquiz.anki.contents import Contents, PackedNote, Row
from mesoquiz.anki.description import describe
from mesoquiz.anki.fields import Renderer
from mesoquiz.anki.lock import Entry, Lock, Stamp
from mesoquiz.anki.notetypes import CLOZE, OCCLUSION, STANDARD, NoteType
from mesoquiz.anki.tags import version_level
from mesoquiz.anki.writer import Model, collection, pack
from mesoquiz.artifact import Artifact
from mesoquiz.languages import LANGUAGES
from mesoquiz.languages.labels import Labels
from mesoquiz.markup.templates import template_text
from mesoquiz.markup.typography import APOSTROPHE
from mesoquiz.notes.bank import Bank, Media
from mesoquiz.progress import OnProgress

PROGRESS_STEP = 500


SCRIPT = re.compile(r"<!-- (\w+\.js) -->")
_FILE = re.compile(r"-([0-9a-f]{16})\.")
"""What the name of a media file has of its content, as `decks.media` makes it."""


@dataclass(frozen=True, slots=True)
class Package(Artifact):
    """A package, with the numbers of its notes and of the decks in which they lie."""

    notes: int
    decks: int
    is_withdrawn: bool
    """Whether its notes are those that are retired, for whoever has them."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A bank as Anki will store it, but for the times of notes and note types."""

    bank: Bank
    rows: tuple[Row, ...]
    models: tuple[Model, ...]

    def lock(self) -> Lock:
        """What this build would publish: notes without times, note types with that of their look."""
        notes = {note.id: note for note in self.bank.notes}
        entries = {}
        version = version_level(self.bank.collection.version)
        for row in self.rows:
            note = notes[row.note_id]
            entries[note.id] = Entry(
                id=note.id,
                hash=_hash("\x1f".join((*row.content, *row.tags))),
                version=version,
                note_type=row.note_type.key,
                answer=row.answer,
                cards=_hashed(row.cards),
                deck=row.deck,
                retired=note.retired,
                at=note.at,
            )
        hashes = {model.note_type.key: _hash(model.content) for model in self.models}
        times = look_times()
        types = {key: Stamp(hash=hash, modified=times.get(hash, 0)) for key, hash in hashes.items()}
        return Lock(collection=self.bank.collection.id, types=types, notes=entries)

    def contents(self, lock: Lock) -> Contents:
        """What the packages with the times of `lock` hold together, as a reader of packages sees it."""
        kept = [row for row in self.rows if row.note_id in lock.notes]
        notes = {
            row.guid: PackedNote(
                guid=row.guid,
                note_type=str(row.note_type.id),
                modified=lock.notes[row.note_id].modified,
                tags=row.filed_under(lock.notes[row.note_id].version),
                fields=row.fields,
                cards=dict.fromkeys(row.cards, row.deck),
            )
            for row in kept
        }
        types = {str(model.model_id): model.packed() for model in self.models}
        return Contents(notes=notes, types=types, withdrawn={row.guid for row in self.rows} - notes.keys())

    def packages(self, lock: Lock) -> tuple[Package, ...]:
        """The packages with the times of `lock`: the one to study and that of withdrawn notes, as far as they hold any.

        Raises ValueError where neither does: all notes are retired, and `lock` has none of them.
        """
        kinds = [kind for kind in (False, True) if self._part(lock, is_withdrawn=kind)]
        if self.rows and not kinds:
            raise ValueError("all these cards are retired, and no release published them: no package has any")
        return tuple(self._packed(lock, is_withdrawn=kind) for kind in kinds or (False,))

    def package(self, lock: Lock) -> Package:
        """The package to study, with the times of `lock`, which has an entry for each of its notes."""
        return self._packed(lock, is_withdrawn=False)

    def _part(self, lock: Lock, *, is_withdrawn: bool) -> list[Row]:
        """The notes of a package: those to study, or those withdrawn that somebody may have."""
        gone = self._retired()
        if is_withdrawn:
            return [row for row in self.rows if row.note_id in gone and row.note_id in lock.notes]
        return [row for row in self.rows if row.note_id not in gone]

    def _retired(self) -> frozenset[str]:
        return frozenset(note.id for note in self.bank.notes if note.retired)

    def _packed(self, lock: Lock, *, is_withdrawn: bool) -> Package:
        gone, labels = self._retired(), self.bank.collection.labels
        rows = self._part(lock, is_withdrawn=is_withdrawn)
        left = [] if is_withdrawn else [row for row in self.rows if row.note_id in gone]
        decks = {row.deck for row in rows}
        descriptions = describe(self.bank, lock, decks, is_withdrawn=is_withdrawn)
        content = collection(self.models, rows, descriptions, lock, sorted(row.guid for row in left))
        # Of the package to study, only what retired notes alone name is left out.
        marks = {file.hash[:16] for file in self.bank.media.values()} if is_withdrawn else _named(left)
        body = partial(pack, content, self._media(marks - _named(rows) if marks else marks))
        name = self.bank.collection.id
        name = labels.withdrawn_package.format(name) if is_withdrawn else name
        return Package(f"{name}.apkg", body, len(rows), len(decks), is_withdrawn)

    def _media(self, left: Set[str]) -> list[Media]:
        """The files of a package, each once, without those whose marks are `left` out.

        Sorted by name, so that the bytes do not depend on the order of the cards.
        """
        files = {file.name: file for file in sorted(self.bank.media.values(), key=lambda file: file.name)}
        return [file for file in files.values() if file.hash[:16] not in left]


def render(bank: Bank, progress: OnProgress | None = None) -> Rendered:
    """Render all notes. `progress` is called now and then with the number of notes done and their total."""
    css = style()
    models = tuple(_model(note_type, css) for note_type in (STANDARD, CLOZE, OCCLUSION))
    return Rendered(bank, tuple(_rows(bank, progress)), models)


def _rows(bank: Bank, progress: OnProgress | None) -> Iterator[Row]:
    renderer = Renderer(bank)
    total, done = len(bank.notes), 0
    for deck in bank.decks:
        for note in deck.notes:
            yield renderer.row(note, deck.name)
            done += 1
            if progress and done % PROGRESS_STEP == 0:
                progress(done, total)


def look_times() -> dict[str, int]:
    """The hashes of all looks that the note types ever had -> since when, in seconds since 1970."""
    lines = (line.split() for line in template_text("anki/times.txt").splitlines() if not line.startswith("#"))
    return {hash: int(time) for _, hash, time in lines}


def style() -> str:
    """The style of all cards, with the words that it and the scripts show in each language: all decks share it."""
    return template_text("anki/style.css") + "".join(map(_words, LANGUAGES.values()))


def _words(labels: Labels) -> str:
    """The words of a language as variables of the style; JSON is what CSS takes for a text, too."""
    opening, closing = labels.quoted.split("{}")
    words = {
        "why": labels.why,
        "caution": labels.caution,
        "source": labels.source,
        "sources": labels.sources,
        "beyond": labels.beyond,
        "beyond-lead": f"{labels.beyond}{labels.colon} ",
        "not-ticked": labels.not_ticked,
        "right-one": labels.right_of[0],
        "right-more": labels.right_of[1],
        "wrong-one": labels.wrong[0],
        "wrong-more": labels.wrong[1],
        "too-many-one": labels.too_many[0],
        "too-many-more": labels.too_many[1],
        "also-accepted": labels.also_accepted + labels.colon,
        "show-or-hide": labels.show_or_hide,
        "version": labels.version,
        "open": opening,
        "close": closing,
        "apostrophe": "" if labels.typography == "off" else APOSTROPHE,
    }
    lines = [f"  --mq-{name}: {json.dumps(text, ensure_ascii=False)};\n" for name, text in words.items()]
    return f".mq:lang({labels.code}) {{\n{''.join(lines)}}}\n"


def _model(note_type: NoteType, css: str) -> Model:
    templates = [(template(front), template(back)) for _, _, front, back in note_type.templates]
    return Model(note_type, templates, css)


def template(name: str) -> str:
    """A card template, with the scripts that it asks for; each side must carry the whole of them."""
    text = template_text(f"anki/{name}")
    return SCRIPT.sub(lambda match: f"<script>\n{template_text(f'anki/{match[1]}')}</script>", text)


def _named(rows: Iterable[Row]) -> set[str]:
    """The marks of the media files that some notes name: the hash in each name."""
    return {hash for row in rows for hash in _FILE.findall("\x1f".join(row.fields))}


def _hashed(cards: Mapping[int, str]) -> Mapping[int, str]:
    """What cards hide, as short hashes; cards that hide nothing stay the same mapping."""
    return {ordinal: text and _hash(text)[:8] for ordinal, text in cards.items()} if any(cards.values()) else cards


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
