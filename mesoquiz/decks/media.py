"""The pictures and sounds that notes use -> where they lie and their lasting names, with what is wrong. Reads files.

Paths are relative to the folder of the decks (that of collection.yaml, or of a single deck) and never lead
out of it, so a note may move to another file. A name carries the hash of the content: Anki never replaces a media file,
so a new picture must have a new name. One file at a time is in memory, and none is kept.
"""

from __future__ import annotations

import math
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from operator import attrgetter
from pathlib import Path, PurePosixPath

from mesoquiz.decks.files import collections_in
from mesoquiz.decks.mediafolder import PICTURES, SOUNDS, Folder, Formats
from mesoquiz.decks.pictures import Damaged, pixels
from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span
from mesoquiz.diagnostics.wording import shorten, slug
from mesoquiz.files import GONE, Outside, open_within
from mesoquiz.limits import MAX_MEDIA, MAX_PIXELS
from mesoquiz.markup.renderer import find_images
from mesoquiz.notes.bank import Media
from mesoquiz.notes.note import Note, Picture

LARGE_BYTES = 1_000_000
_IN_PARENTHESES = re.compile(r"\(([^()\s]+)\)")
_OF_ANKI = re.compile(
    r"\[sound:\s?(?P<sound>[^\[\]]{1,200})\]|<img\s[^<>]{0,100}?src=[\"']?(?P<picture>[^\"'<>\s]{1,200})[^<>]{0,100}>"
)

ADDRESS = Rule("media-address", "`{path}` is an address, not a file", "save it in the folder of the decks, and name it")
OUTSIDE = Rule("media-outside", "`{path}` leads out of the folder of the decks", "{how}")
OF_ANKI = Rule(
    "media-mark", "`{path}` has a mark of another program around the name of the file", "write `{how}`, without it"
)
SLASHES = Rule("media-backslash", "the folders of `{path}` are divided by `/`, on Windows, too", "write `{how}`")
ABSENT = Rule("media-missing", "there is no file `{path}` in the folder of the decks", "{guess}")
FORMAT = Rule("media-format", "not every Anki app supports the {kind} `{path}`", "use {formats}")
DISGUISED = Rule("media-disguised", "`{path}` is not what its name says", "save it again as {format}")
DAMAGED = Rule(
    "media-damaged", "`{path}` is damaged, or has a content that some programs do not show", "save it again as {format}"
)
HUGE = Rule("media-too-large", "`{path}` has {size} MB; a file may have {most} MB", "make it smaller")
PIXELS = Rule("media-too-many-pixels", "`{path}` has {pixels} megapixels; a picture may have {most}", "make it smaller")
LARGE = Rule(
    "media-large", "`{path}` has {size} MB, which every student downloads", "make it smaller", Severity.WARNING
)
UNSEEN = "the picture `{path}` has no description for those who cannot see it"
NO_ALT = Rule("no-alt", UNSEEN, "{how}", Severity.WARNING)
UNUSED = Rule("media-unused", "no card uses `{path}`", "use it or delete it", Severity.WARNING)
INSIDE = "copy the file into it, and name it from there"
Locate = Callable[[Note, str], Span]


def gather(
    notes: tuple[Note, ...], folder: Path, *, whole: bool, locate: Locate, known: Mapping[str, Media]
) -> tuple[dict[str, Media], list[Diagnostic]]:
    """The media of some notes by the paths that they write, and what is wrong. Those that are `known` are not read.

    `locate` finds the place where a note writes a path. With `whole`, the notes are all there are, and files that none
    of them uses are reported. Raises OSError when a file cannot be read.
    """
    media = dict(known)
    found: list[Diagnostic] = []
    judged = set(known)
    place = Folder(folder)
    for note in notes:
        for path, kinds, alt in _used(note):
            at = locate(note, path)
            if path not in judged:
                judged.add(path)
                made = _read(place, path, kinds, at)
                if isinstance(made, Media):
                    media[path] = made
                    found += [LARGE.at(at, path=path, size=round(made.size / 1e6, 1))] * (made.size > LARGE_BYTES)
                else:
                    found.append(made)
            # Of what is no picture yet, that is told.
            if path in media and not alt and kinds is PICTURES:
                found.append(_without_alt(note, path, at))
    if whole and judged <= media.keys():
        # A path that leads nowhere may be meant to be one that nobody uses.
        unused = list(_unused(place, judged))
        found += _unused(place, {*judged, *_mentioned(notes)}) if unused else ()
    return media, found


def _used(note: Note) -> Iterator[tuple[str, Formats, str]]:
    """What a note uses: path, formats that will do, description."""
    if note.image:
        yield note.image.file, PICTURES, note.image.alt
    if note.sound:
        yield note.sound, SOUNDS, ""
    for text in _texts(note):
        for path, alt in find_images(text):
            yield path, PICTURES, alt


def _texts(note: Note) -> Iterator[str]:
    """All texts of a note, however deep, that may show a picture."""
    pending: list[object] = [note]
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            if "![" in value:
                yield value
        elif type(value) is tuple:
            pending += value
        else:
            kind: type = type(value)
            get = _getter(kind)
            pending += get(value) if get else ()


def _mentioned(notes: Iterable[Note]) -> Iterator[str]:
    """What may be meant to be the paths of pictures in texts, although a slip keeps them from being any."""
    for note in notes:
        for text in _texts(note):
            yield from _IN_PARENTHESES.findall(text)


@cache
def _getter(kind: type) -> Callable[[object], tuple[object, ...]] | None:
    """What gives the values of all fields of `told` at once: that is fast."""
    names = told(kind)
    get = attrgetter(*names) if names else None
    return (lambda value: (get(value),)) if get and len(names) == 1 else get


@cache
def told(kind: type) -> tuple[str, ...]:
    """The fields of a value that hold what its author wrote; none of what is no part of a note."""
    if not is_dataclass(kind) or kind is Picture:
        return ()
    return tuple(item.name for item in fields(kind) if item.compare)


def _without_alt(note: Note, path: str, at: Span) -> Diagnostic:
    inline = note.image is None or note.image.file != path
    how = f"write ![what it shows]({path})" if inline else f"write {{file: {path}, alt: what it shows}}"
    return NO_ALT.at(at, path=path, how=how)


def _read(folder: Folder, path: str, kinds: Formats, at: Span) -> Media | Diagnostic:
    """The file that a path names, or what is wrong with it."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", path):
        return ADDRESS.at(at, path=shorten(path))
    if mark := _OF_ANKI.fullmatch(path):
        return OF_ANKI.at(at, path=shorten(path), how=mark["sound"] or mark["picture"])
    pure = PurePosixPath(path)
    if pure.is_absolute() or "\\" in path or ":" in path or ".." in pure.parts or "\0" in path:
        is_elsewhere = "\\" not in path or re.search(r"^[A-Za-z]:|^\\|\.\.", path)
        if not is_elsewhere:
            return SLASHES.at(at, path=path, how=path.replace("\\", "/"))
        return OUTSIDE.at(at, path=path, how=folder.named_like(path, kinds) or INSIDE)
    try:
        found = _take(folder, path)
    except Outside:
        return OUTSIDE.at(at, path=path, how=INSIDE)
    if found is None:
        return ABSENT.at(at, path=path, guess=folder.guess(path, kinds) or "put it there, or correct the path")
    spelt, content, size = found
    count = _pixels(path, content, size, kinds, at)
    if isinstance(count, Diagnostic):
        return count
    suffix, hash = pure.suffix.lower(), sha256(content).hexdigest()
    name = f"{slug(pure.stem)[:40] or 'media'}-{hash[:16]}{suffix}"
    return Media(
        name=name, type=kinds[suffix][0], folder=folder.path, path=spelt, size=len(content), hash=hash, pixels=count
    )


def _pixels(path: str, content: bytes, size: int, kinds: Formats, at: Span) -> int | Diagnostic:
    """How many pixels a file of these bytes has, none for a sound; or why it will not do."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in kinds:
        kind, other = ("picture", SOUNDS) if kinds is PICTURES else ("sound", PICTURES)
        formats = ", ".join(kind[1:] for kind in kinds)
        if suffix in other:
            formats += f"; or write `{'sound' if other is SOUNDS else 'image'}: {path}`"
        return FORMAT.at(at, path=path, kind=kind, formats=formats)
    if size > MAX_MEDIA:
        return HUGE.at(at, path=path, size=f"{math.ceil(size / 100_000) / 10:g}", most=MAX_MEDIA // 1_000_000)
    starts = kinds[suffix][1]
    if not re.match(starts, content, re.DOTALL):
        return DISGUISED.at(at, path=path, format=suffix[1:])
    try:
        count = pixels(content, suffix) if kinds is PICTURES else 0
    except Damaged:
        return DAMAGED.at(at, path=path, format=suffix[1:])
    if count > MAX_PIXELS:
        return PIXELS.at(at, path=path, pixels=math.ceil(count / 1e6), most=MAX_PIXELS // 1_000_000)
    return count


def _take(folder: Folder, path: str) -> tuple[str, bytes, int] | None:
    """The file that a path means, if there is one: its path on disk, its bytes unless it is too large, its size.

    Raises OSError, `Outside` among them.
    """
    try:
        with open_within(folder.path, path) as stream:
            size = os.fstat(stream.fileno()).st_size
            content = stream.read(size + 1) if size <= MAX_MEDIA else b""
            return path, content, size
    except OSError as error:
        if error.errno not in GONE:
            raise
    except ValueError:
        # Half of a pair of surrogates is part of no name.
        return None
    name = folder.spelt.get(unicodedata.normalize("NFC", os.path.normpath(path)))
    return _take(folder, name) if name and name != path else None


def _unused(folder: Folder, used: set[str]) -> Iterator[Diagnostic]:
    normal = {unicodedata.normalize("NFC", os.path.normpath(path)) for path in used}
    others = collections_in(folder.path)
    for spelt, file in folder.spelt.items():
        if spelt not in normal and not any((folder.path / file).is_relative_to(other) for other in others):
            yield UNUSED.at(Span(str(folder.path / file), 1, 1, 1, 1), path=file)
