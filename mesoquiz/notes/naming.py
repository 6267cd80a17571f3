"""The id of a card whose author wrote none: made of its question alone, so that it stays while the question does.

Neither the name of the deck nor the cards around it are in it: a card that moves, or gets a neighbour with nearly the
same question, is the same card in Anki. What is written with `check --fix` is this id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from mesoquiz.diagnostics.wording import fold, slug
from mesoquiz.notes.note import Note
from mesoquiz.reading.variants import signature

_ANSWERS = frozenset(("answer", "answers", "definition"))
"""Keys that tell a kind of card, and are no part of what it asks."""
_GAP = re.compile(r"\{\{(?P<inner>[^{}]*)\}\}")
_ADDRESS = re.compile(r"(?<=\])\([^()\s]*\)")
_MARKS = re.compile(r"[*_`~^]|\\[()\[\]]")
_STOP = re.compile(r"(?<!\d)[.,]|[.,](?!\d)")
"""Punctuation: between digits, a point or a comma makes another number."""
_SIGNS = frozenset("<>=+-%/≤≥±×.")
"""Characters that are no letters and make another question: `pH > 7`."""
_SMALL = frozenset(
    (
        *(
            "le",
            "la",
            "les",
            "l",
            "un",
            "une",
            "des",
            "de",
            "du",
            "d",
            "au",
            "aux",
            "a",
            "en",
            "et",
            "ou",
            "est",
            "sont",
        ),
        *(
            "que",
            "qu",
            "qui",
            "quoi",
            "quel",
            "quelle",
            "quels",
            "quelles",
            "ce",
            "c",
            "ces",
            "cet",
            "cette",
            "se",
            "s",
        ),
        *("il", "elle", "on", "y", "t", "n", "ne", "pas", "par", "pour", "dans", "sur", "avec", "son", "sa", "ses"),
        *("the", "an", "of", "is", "are", "what", "which", "in", "on", "to", "for", "does", "do", "and", "or", "by"),
    )
)
"""Words that say little of a card."""
_WORDS, _LENGTH, _DIGITS = 5, 40, 5


def implied_id(note: Note) -> str:
    """The id of a note that has none: some words of its question, and a mark of all of it.

    Case, accents, spaces and punctuation do not count.
    """
    asked = _asked(note)
    text = _STOP.sub("", fold(asked)).replace(",", ".")
    folded = "".join(character for character in text if character.isalnum() or character in _SIGNS)
    mark = sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return "-".join([*_words(asked), mark])


def named(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Notes, those without an id with the one that they imply."""
    return tuple(note if note.id else replace(note, id=implied_id(note), is_named=False) for note in notes)


def _asked(note: Note) -> str:
    """What a note asks, as its author reads it: without the marks of Markdown and gaps."""
    kind: Any = type(note)
    said = [getattr(note, key) for key in sorted(signature(kind) - _ANSWERS)]
    texts = [text for text in said if type(text) is str]
    if not texts:
        # A picture may ask by itself.
        texts = [str(getattr(note, "question", ""))] if getattr(note, "question", "") else []
        texts += [note.image.file] if note.image and not texts else []
    text = _GAP.sub(lambda gap: _hidden(gap["inner"]), " ".join(texts))
    return _MARKS.sub("", _ADDRESS.sub("", text))


def _hidden(inner: str) -> str:
    """What a gap hides, without its number and its hint."""
    first, _, rest = inner.partition("::")
    return rest.partition("::")[0] if first.isdecimal() and rest else first


def _words(asked: str) -> list[str]:
    """The words of a question that tell most, as a part of an id."""
    words = slug(asked[:500]).split("-")
    telling = [word for word in words if word and word not in _SMALL] or [word for word in words if word]
    kept: list[str] = []
    for word in telling[:_WORDS]:
        if len("-".join([*kept, word])) > _LENGTH:
            break
        kept.append(word)
    return kept or ["card"]
