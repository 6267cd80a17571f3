"""A bank -> an Anki package.

Rendering and packing are two steps, because the release lock comes between them: it compares what was rendered with
what was published, and says since when each note has been as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from mesoquiz.anki.contents import Contents, PackedNote
from mesoquiz.anki.description import describe
from mesoquiz.anki.fields import Renderer
from mesoquiz.anki.lock import Entry, Lock, Stamp
from mesoquiz.anki.notetypes import CLOZE, OCCLUSION, STANDARD, NoteType
from mesoquiz.anki.tags import version_level
from mesoquiz.anki.writer import Model, Row, collection, pack
from mesoquiz.artifact import Artifact
from mesoquiz.languages import LANGUAGES
from mesoquiz.languages.labels import Labels
from mesoquiz.markup.templates import template_text
from mesoquiz.markup.typography import APOSTROPHE
from mesoquiz.notes.bank import Bank
from mesoquiz.progress import OnProgress

PROGRESS_STEP = 500


SCRIPT = re.compile(r"<!-- (\w+\.js) -->")


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
        """What the package with the times of `lock` holds, as a reader of packages sees it."""
        notes = {
            row.guid: PackedNote(
                guid=row.guid,
                note_type=str(row.note_type.id),
                modified=lock.notes[row.note_id].modified,
                tags=row.filed_under(lock.notes[row.note_id].version),
                fields=row.fields,
                cards=dict.fromkeys(row.cards, row.deck),
            )
            for row in self.rows
        }
        return Contents(notes=notes, types={str(model.model_id): model.packed() for model in self.models})

    def package(self, lock: Lock) -> Artifact:
        """The package with the times of `lock`, which has an entry for each note of this build."""
        descriptions = describe(self.bank, lock)
        # Sorted by name, so that the bytes do not depend on the order of the cards.
        media = {file.name: file for file in sorted(self.bank.media.values(), key=lambda file: file.name)}
        content = collection(self.models, self.rows, descriptions, lock)
        return Artifact(f"{self.bank.collection.id}.apkg", partial(pack, content, [*media.values()]))


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


def _hashed(cards: Mapping[int, str]) -> Mapping[int, str]:
    """What cards hide, as short hashes; cards that hide nothing stay the same mapping."""
    return {ordinal: text and _hash(text)[:8] for ordinal, text in cards.items()} if any(cards.values()) else cards


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
