"""Bank + the texts of its sources -> which card rests on which passage, and which passages no card cites. Pure.

A passage is a line of a document: the texts have one paragraph on each. A quote is found whatever its white space,
apostrophes, quotation marks, case and accents, which printers and keyboards spell in many ways.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mesoquiz.diagnostics import Diagnostic, Rule, Severity
from mesoquiz.model import Bank, Citation, Note
from mesoquiz.suggestions import shorten

NOT_FOUND = Rule("quote-not-found", "`{doc}` does not have this phrase", "the nearest is « {nearest} », in line {line}")
NOWHERE_NEAR = Rule("quote-unlike", "`{doc}` does not have this phrase, nor one like it", "quote another passage")
NO_TEXT = Rule("no-document", "there is no text of `{doc}`: {why}", "{how}")
NO_EVIDENCE = Rule(
    "no-evidence", "the card `{id}` has no evidence", "write `source: {{doc: …, quote: …}}`", Severity.WARNING
)

_SPELT = str.maketrans({"œ": "oe", "æ": "ae"})
LIKE = 0.5
"""How alike a passage must be (difflib's ratio of words) to be shown as the nearest."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of a document, numbered from 1, and the ids of the cards that cite it."""

    line: int
    text: str
    cards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """The passages of a document, cited or not."""

    doc: str
    title: str
    passages: tuple[Passage, ...]

    @property
    def uncited(self) -> tuple[Passage, ...]:
        """The passages that no card cites."""
        return tuple(passage for passage in self.passages if not passage.cards)


class Token(NamedTuple):
    """A word as it is compared, and where it stands in its line."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a line, without case, accents, punctuation and the spaces of typography."""
    text = unicodedata.normalize("NFC", text)
    return [Token(_folded(match[0]), *match.span()) for match in re.finditer(r"[^\W_]+", text)]


def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_SPELT))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def examine(bank: Bank, texts: Mapping[str, str]) -> tuple[list[Diagnostic], list[Coverage]]:
    """Look every quote of the bank up in `texts`, which are source id -> text.

    Returns what is wrong, and the coverage of each document. A source that no card cites needs no text.
    """
    lines = {doc: _lines(text) for doc, text in texts.items()}
    cards: dict[tuple[str, int], list[str]] = {}
    found: list[Diagnostic] = []
    for note in bank.notes:
        if not note.retired:
            found += _of_note(note, lines, cards)
    coverage = [
        Coverage(
            doc=source.id,
            title=source.title,
            passages=tuple(
                Passage(line, text, tuple(dict.fromkeys(cards.get((source.id, line), ()))))
                for line, text, _ in lines[source.id]
            ),
        )
        for source in bank.collection.sources
        if source.id in lines
    ]
    return found, coverage


_Line = tuple[int, str, list[Token]]


def _lines(text: str) -> list[_Line]:
    """The lines that say something: number, text, words."""
    numbered = enumerate(unicodedata.normalize("NFC", text).splitlines(), 1)
    return [(number, line, made) for number, line in numbered if (made := tokens(line))]


def _of_note(
    note: Note, lines: Mapping[str, Sequence[_Line]], cards: dict[tuple[str, int], list[str]]
) -> Iterator[Diagnostic]:
    quoted = [citation for citation in note.source if citation.quote]
    if not quoted:
        yield NO_EVIDENCE.at(note.at, id=note.id)
    for citation in quoted:
        if citation.doc not in lines:
            continue
        wanted = [token.word for token in tokens(citation.quote)]
        places = [number for number, _, have in lines[citation.doc] if _holds(have, wanted)]
        for number in places:
            cards.setdefault((citation.doc, number), []).append(note.id)
        if not places:
            yield _not_found(citation, wanted, lines[citation.doc])


def _holds(have: Sequence[Token], wanted: Sequence[str]) -> bool:
    """Whether the words of a quote stand in a line, one after the other."""
    size = len(wanted)
    spoken = [token.word for token in have]
    return bool(wanted) and any(spoken[at : at + size] == wanted for at in range(len(spoken) - size + 1))


def _not_found(citation: Citation, wanted: list[str], lines: Sequence[_Line]) -> Diagnostic:
    place = citation.where("quote") if citation.where else citation.at
    likeness, start, line, text, have = max(
        ((*_nearest(wanted, have), line, text, have) for line, text, have in lines),
        key=lambda found: found[0],
        default=(0.0, 0, 0, "", []),
    )
    if likeness < LIKE:
        return NOWHERE_NEAR.at(place, doc=citation.doc)
    last = min(start + len(wanted), len(have)) - 1
    near = shorten(text[have[start].start : have[last].end], 90)
    return NOT_FOUND.at(place, doc=citation.doc, nearest=near, line=line)


def _nearest(wanted: list[str], have: Sequence[Token]) -> tuple[float, int]:
    """The stretch of a line that is most like some words: how much, and where it begins."""
    by_words = difflib.SequenceMatcher(autojunk=False)
    by_words.set_seq2(wanted)
    by_letters = difflib.SequenceMatcher(autojunk=False)
    by_letters.set_seq2(" ".join(wanted))
    best = (0.0, 0.0, 0)
    spoken = [token.word for token in have]
    for start in range(max(1, len(spoken) - len(wanted) + 1)):
        near = spoken[start : start + len(wanted)]
        by_words.set_seq1(near)
        likeness = by_words.ratio()
        # Of stretches that share as many words, the one whose other words are nearly those.
        if likeness >= max(LIKE, best[0]):
            by_letters.set_seq1(" ".join(near))
            best = max(best, (likeness, by_letters.ratio(), -start))
    return best[0], -best[2]
