"""Bank + the texts of its sources -> which card rests on which passage, and which passages no card cites. Pure.

A passage is a line of a document: the texts have one paragraph on each. A quote is found whatever its white space,
apostrophes, quotation marks, case and accents, which printers and keyboards spell in many ways.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mesoquiz.diagnostics import Diagnostic, Rule, Severity
from mesoquiz.limits import MAX_COMPARED, MAX_SOUGHT
from mesoquiz.model import Bank, Citation, Note
from mesoquiz.suggestions import shorten

NOT_FOUND = Rule("quote-not-found", "`{doc}` does not have this phrase", "the nearest is « {nearest} », in line {line}")
NOWHERE_NEAR = Rule("quote-unlike", "`{doc}` does not have this phrase, nor one like it", "quote another passage")
NOT_SOUGHT = Rule(
    "quote-missing",
    "`{doc}` does not have this phrase",
    "mend the others first: so much is missing that what is nearest was not looked for",
)
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
    documents = {doc: _Document(text) for doc, text in texts.items()}
    search = _Search()
    cards: dict[tuple[str, int], list[str]] = {}
    found: list[Diagnostic] = []
    for note in bank.notes:
        if not note.retired:
            found += _of_note(note, documents, cards, search)
    coverage = [
        Coverage(
            doc=source.id,
            title=source.title,
            passages=tuple(
                Passage(line, text, tuple(dict.fromkeys(cards.get((source.id, line), ()))))
                for line, text, _ in documents[source.id].lines
            ),
        )
        for source in bank.collection.sources
        if source.id in documents
    ]
    return found, coverage


_Line = tuple[int, str, list[Token]]


def _lines(text: str) -> list[_Line]:
    """The lines that say something: number, text, words."""
    numbered = enumerate(unicodedata.normalize("NFC", text).splitlines(), 1)
    return [(number, line, made) for number, line in numbered if (made := tokens(line))]


class _Document:
    """A text: its lines, their words, and in which lines each word stands."""

    def __init__(self, text: str) -> None:
        self.lines = _lines(text)
        self.spoken = [[token.word for token in have] for _, _, have in self.lines]
        self.joined = [f" {' '.join(words)} " for words in self.spoken]
        self.having: dict[str, list[int]] = {}
        for place, words in enumerate(self.spoken):
            for word in dict.fromkeys(words):
                self.having.setdefault(word, []).append(place)

    def holding(self, wanted: Sequence[str]) -> list[int]:
        """The numbers of the lines in which these words stand, one after the other."""
        phrase = f" {' '.join(wanted)} "
        rarest: Sequence[int] = min((self.having.get(word, []) for word in wanted), key=len, default=())
        return [self.lines[place][0] for place in rarest if phrase in self.joined[place]]

    def nearing(self, wanted: Sequence[str]) -> list[int]:
        """The places of the lines that have enough of these words to be like them, most first."""
        shared: Counter[int] = Counter()
        for word, times in Counter(wanted).items():
            for place in self.having.get(word, []):
                shared[place] += times
        # Of a line that is shorter than the phrase, less is enough: half of that, were it no line at all.
        near = [place for place, number in shared.items() if number >= LIKE * len(wanted) / 2]
        return sorted(near, key=lambda place: (-shared[place], place))


def _of_note(
    note: Note, documents: Mapping[str, _Document], cards: dict[tuple[str, int], list[str]], search: _Search
) -> Iterator[Diagnostic]:
    quoted = [citation for citation in note.source if citation.quote]
    if not quoted:
        yield NO_EVIDENCE.at(note.at, id=note.id)
    for citation in quoted:
        if citation.doc not in documents:
            continue
        wanted = [token.word for token in tokens(citation.quote)]
        places = documents[citation.doc].holding(wanted)
        for number in places:
            cards.setdefault((citation.doc, number), []).append(note.id)
        if not places:
            yield _not_found(citation, wanted, documents[citation.doc], search)


def _not_found(citation: Citation, wanted: list[str], document: _Document, search: _Search) -> Diagnostic:
    at = citation.where("quote") if citation.where else citation.at
    likeness, start, place = search.nearest(wanted[:MAX_SOUGHT], document)
    if likeness < LIKE:
        return (NOT_SOUGHT if search.is_over else NOWHERE_NEAR).at(at, doc=citation.doc)
    line, text, have = document.lines[place]
    last = min(start + len(wanted), len(have)) - 1
    near = shorten(text[have[start].start : have[last].end], 90)
    return NOT_FOUND.at(at, doc=citation.doc, nearest=near, line=line)


class _Search:
    """Looks for what is most like a phrase, in so much work for a whole run: quotes and texts may be many."""

    def __init__(self) -> None:
        self.left = MAX_COMPARED

    @property
    def is_over(self) -> bool:
        """Whether the work is used up."""
        return self.left < 0

    def nearest(self, wanted: list[str], document: _Document) -> tuple[float, int, int]:
        """The stretch of a document that is most like some words: how much, where in its line, and the line's place."""
        best = (0.0, 0, 0)
        for place in document.nearing(wanted):
            likeness, start = self._in_line(wanted, document.spoken[place])
            best = max(best, (likeness, -place, start))
        return best[0], best[2], -best[1]

    def _in_line(self, wanted: list[str], spoken: list[str]) -> tuple[float, int]:
        """The same in one line: how much, and where it begins."""
        by_words = difflib.SequenceMatcher(autojunk=False)
        by_words.set_seq2(wanted)
        by_letters = difflib.SequenceMatcher(autojunk=False)
        by_letters.set_seq2(" ".join(wanted))
        best = (0.0, 0.0, 0)
        for start, most in self._promising(wanted, spoken):
            near = spoken[start : start + len(wanted)]
            if most < max(LIKE, best[0]):
                continue
            self.left -= len(wanted) ** 2
            by_words.set_seq1(near)
            likeness = by_words.ratio()
            # Of stretches that share as many words, the one whose other words are nearly those.
            if likeness >= max(LIKE, best[0]):
                letters = " ".join(near)
                self.left -= len(letters) ** 2 // 10
                by_letters.set_seq1(letters)
                best = max(best, (likeness, by_letters.ratio(), -start))
        return best[0], -best[2]

    def _promising(self, wanted: list[str], spoken: list[str]) -> Iterator[tuple[int, float]]:
        """Where a stretch begins, and how alike it can be at most, by the words it shares in whatever order.

        Ends when the work is used up.
        """
        needed, size = Counter(wanted), len(wanted)
        has = Counter(spoken[: size - 1])
        shared = sum((needed & has).values())
        for start in range(max(1, len(spoken) - size + 1)):
            self.left -= 1
            if self.is_over:
                return
            # The stretch gets its last word, and has lost the one before its first.
            for place, change in ((start + size - 1, 1), (start - 1, -1)):
                if 0 <= place < len(spoken):
                    word = spoken[place]
                    before = min(has[word], needed[word])
                    has[word] += change
                    shared += min(has[word], needed[word]) - before
            yield start, 2 * shared / (size + min(size, len(spoken) - start))
